// The parts that stand against guessing, each by itself: passwords, the counter, addresses.
#include "catch_amalgamated.hpp"
#include "server/auth/passwords.h"
#include "server/auth/rate_limiter.h"
#include "server/auth/secrets.h"
#include "server/http/client_address.h"

using namespace vinculo;
using namespace vinculo::server;

TEST_CASE("passwords are hashed by argon2id with 64 MiB and two passes") {
  REQUIRE(start_cryptography());
  const Passwords passwords{PasswordCost()};
  const std::string hash = passwords.hash("correct horse battery").value();
  CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
  CHECK(passwords.verify(hash, "correct horse battery"));
  CHECK_FALSE(passwords.verify(hash, "correct horse batterie"));
  CHECK_FALSE(passwords.verify("", "correct horse battery"));
  CHECK_FALSE(passwords.needs_rehash(hash));
  CHECK(passwords.hash("correct horse battery").value() != hash);  // salted
  const Passwords cheaper({.memory_bytes = 19 * 1024 * 1024, .passes = 2});
  CHECK(passwords.needs_rehash(cheaper.hash("correct horse battery").value()));
}

TEST_CASE("nobody's password takes as long as somebody's") {
  REQUIRE(start_cryptography());
  const Passwords passwords{PasswordCost()};
  const std::string hash = passwords.hash("correct horse battery").value();
  const auto cpu_time = [](auto work) {
    timespec before{}, after{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
    for (int i = 0; i < 3; ++i) work();
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
    return static_cast<double>(after.tv_sec - before.tv_sec) +
           static_cast<double>(after.tv_nsec - before.tv_nsec) / 1e9;
  };
  const double somebody = cpu_time([&] { (void)passwords.verify(hash, "wrong password"); });
  const double nobody = cpu_time([&] { (void)passwords.verify_nobody("wrong password"); });
  CHECK(nobody > somebody * 0.5);
  CHECK(nobody < somebody * 2);
}

TEST_CASE("a password that everybody tries first is refused") {
  for (const char* common :
       {"password", "PASSWORD", "Password1", "password123!", "12345678", "87654321", "qwertyuiop", "11111111",
        "abcabcabc", "12341234", "senha123", "contraseña1", "flamengo2024", "realmadrid!", "20242024", "trustno1"})
    CHECK(is_common_password(common));
  for (const char* fine :
       {"correct horse battery", "vermelho-piano-42", "Tr0ub4dor&3x", "número do ônibus", "48291047362910485763"})
    CHECK_FALSE(is_common_password(fine));
  CHECK_FALSE(check_new_password("vermelho-piano-42").has_value() == false);
  CHECK(check_new_password("vermel-").error().code == ErrorCode::invalid_argument);
  CHECK(check_new_password(std::string(129, 'v')).error().code == ErrorCode::invalid_argument);
}

TEST_CASE("the counter lets so many through in its window, per key") {
  std::uint64_t now_ms = 1'000'000;
  RateLimiter limiter(3, std::chrono::seconds(10), [&] { return now_ms; });
  for (int i = 0; i < 3; ++i) CHECK_FALSE(limiter.take("a"));
  CHECK(limiter.take("a") == std::chrono::seconds(10));
  CHECK_FALSE(limiter.take("b"));
  now_ms += 4'000;
  CHECK(limiter.take("a") == std::chrono::seconds(6));
  limiter.give_back("a");
  CHECK_FALSE(limiter.take("a"));
  CHECK(limiter.take("a"));
  now_ms += 6'000;
  CHECK_FALSE(limiter.take("a"));
}

TEST_CASE("a clock that is set back locks nobody out") {
  std::uint64_t now_ms = 100'000'000;
  RateLimiter limiter(1, std::chrono::seconds(10), [&] { return now_ms; });
  CHECK_FALSE(limiter.take("a"));
  now_ms -= 3'600'000;
  CHECK_FALSE(limiter.take("a"));
}

TEST_CASE("too many keys make the counter forget the oldest only") {
  std::uint64_t now_ms = 1'000'000;
  RateLimiter limiter(1, std::chrono::hours(1), [&] { return now_ms; }, 100);
  for (int i = 0; i < 100; ++i, ++now_ms) CHECK_FALSE(limiter.take("key" + std::to_string(i)));
  CHECK_FALSE(limiter.take("one more"));
  CHECK(limiter.take("key99"));
  CHECK_FALSE(limiter.take("key0"));
}

TEST_CASE("an IPv6 subscriber counts as one, an IPv4 address however it is written") {
  CHECK(limit_key("2001:db8:1:2::1") == limit_key("2001:db8:1:2:ffff::9"));
  CHECK(limit_key("2001:db8:1:2::1") != limit_key("2001:db8:1:3::1"));
  CHECK(limit_key("192.0.2.1") == limit_key("::ffff:192.0.2.1"));
  CHECK(limit_key("192.0.2.1") != limit_key("192.0.2.2"));
}

TEST_CASE("forwarded addresses are believed from the right as far as proxies are trusted") {
  const std::vector<Network> proxies = {*parse_network("10.0.0.0/8"), *parse_network("2001:db8::/32")};
  CHECK(client_behind("192.0.2.1", "6.6.6.6", proxies) == "192.0.2.1");
  CHECK(client_behind("10.0.0.1", "", proxies) == "10.0.0.1");
  CHECK(client_behind("10.0.0.1", "198.51.100.7", proxies) == "198.51.100.7");
  CHECK(client_behind("10.0.0.1", "6.6.6.6, 198.51.100.7", proxies) == "198.51.100.7");
  CHECK(client_behind("10.0.0.1", "6.6.6.6, 198.51.100.7,10.1.2.3 , 2001:db8::5", proxies) == "198.51.100.7");
  CHECK(client_behind("10.0.0.1", "6.6.6.6, nonsense", proxies) == "10.0.0.1");
  CHECK(client_behind("::ffff:10.0.0.1", "198.51.100.7", proxies) == "198.51.100.7");
}

TEST_CASE("networks are read strictly") {
  for (const char* text :
       {"", "a", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8x", "::/129", "10.0.0/8", "127.1"})
    CHECK_FALSE(parse_network(text));
  CHECK(parse_network("0.0.0.0/0")->contains(*parse_address("203.0.113.9")));
  CHECK_FALSE(parse_network("0.0.0.0/0")->contains(*parse_address("2001:db8::1")));
  CHECK(parse_network("192.168.4.0/22")->contains(*parse_address("192.168.7.255")));
  CHECK_FALSE(parse_network("192.168.4.0/22")->contains(*parse_address("192.168.8.0")));
}
