#include "server/auth/secrets.h"

#include <sodium.h>

#include <array>

namespace vinculo::server {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr int setup_code_characters = 16;
constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // 32 characters, 5 bits each

}  // namespace

bool start_cryptography() { return sodium_init() >= 0; }

std::uint64_t random_bits() {
  std::uint64_t bits = 0;
  randombytes_buf(&bits, sizeof bits);
  return bits;
}

std::string make_token() {
  std::array<unsigned char, token_bytes> random{};
  randombytes_buf(random.data(), random.size());
  std::array<char, sodium_base64_ENCODED_LEN(token_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
  sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

std::string make_setup_code() {
  std::string code;
  for (int i = 0; i < setup_code_characters; ++i) {
    if (i != 0 && i % 4 == 0) code += '-';
    code += crockford[randombytes_uniform(crockford.size())];
  }
  return code;
}

SecretHash hash_setup_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper == 'O')
      code += '0';
    else if (upper == 'I' || upper == 'L')
      code += '1';
    else if (crockford.find(upper) != std::string_view::npos)
      code += upper;
  }
  return hash_secret(code);
}

SecretHash hash_secret(std::string_view secret) {
  SecretHash hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  return hash;
}

Uuid make_random_uuid(std::uint64_t now_ms) {
  const std::uint64_t first = random_bits();
  return make_uuid_v7(now_ms, first, random_bits());
}

}  // namespace vinculo::server
