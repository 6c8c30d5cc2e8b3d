// Passwords that everybody tries first, of eight characters or more, in the languages of the product. Compared without
// case and without what is only appended to satisfy a rule (digits and punctuation at the end).
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string>

#include "server/auth/passwords.h"

namespace vinculo::server {
namespace {

constexpr std::string_view common[] = {
    "aaaaaaaa",   "abcabcabc",  "abcd1234",    "abcdefgh",      "abcdefghi",  "administrador", "administrator",
    "admin",      "adminadmin", "alejandra",   "alejandro",     "america",    "amsterdam",     "asdfasdf",
    "asdfghjk",   "asdfghjkl",  "babygirl",    "barcelona",     "baseball",   "basketball",    "benfica",
    "bienvenido", "blink182",   "brasil",      "butterfly",     "cambiame",   "campeon",       "carolina",
    "changeme",   "changeit",   "charlotte",   "chelsea",       "chocolate",  "computador",    "computer",
    "contrasena", "contraseña", "corinthians", "default",       "demodemo",   "dolphins",      "dragon",
    "elizabeth",  "empresa",    "estrella",    "facebook",      "familia",    "flamengo",      "football",
    "fortuna",    "futebol",    "gabriel",     "gabriela",      "google",     "gremio",        "guadalupe",
    "hello123",   "hellohello", "iloveyou",    "internacional", "internet",   "jennifer",      "jesuscristo",
    "juventus",   "letmein",    "liverpool",   "login",         "loveyou",    "madrid",        "manchester",
    "mariposa",   "master",     "mentira",     "michelle",      "minhasenha", "monkey",        "mudar",
    "mudar123",   "mustang",    "mypassword",  "nicole",        "obrigado",   "p@ssw0rd",      "p@ssword",
    "pa$$word",   "pa55word",   "palmeiras",   "passw0rd",      "password",   "passwort",      "patricia",
    "pokemon",    "portugal",   "princesa",    "princess",      "q1w2e3r4",   "q1w2e3r4t5",    "qazwsxedc",
    "qwer1234",   "qwerasdf",   "qwert",       "qwertyui",      "qwertyuiop", "qwerty",        "realmadrid",
    "santos",     "saopaulo",   "sebastian",   "secret",        "segredo",    "segura",        "senha",
    "senhasenha", "senhas",     "servidor",    "starwars",      "sunshine",   "superman",      "superuser",
    "teamo",      "temporal",   "tequiero",    "teste",         "testtest",   "trustno",       "usuario",
    "vinculo",    "vínculo",    "welcome",     "whatever",      "zaq12wsx",   "zxcvbnm",       "zxcvbnmm",
};

bool is_run(std::string_view text) {  // "11111111", "12345678", "87654321", "1234567890"
  const auto same_step = [&](int step) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      const int difference = text[i] - text[i - 1];
      const bool wraps = step != 0 && std::abs(difference) == 9 && text[i] >= '0' && text[i] <= '9';
      if (difference != step && !wraps) return false;
    }
    return true;
  };
  return same_step(0) || same_step(1) || same_step(-1);
}

bool is_repetition(std::string_view text) {  // "12341234", "abcabcabc"
  for (std::size_t part = 1; part <= 4 && part * 2 <= text.size(); ++part) {
    bool repeats = true;
    for (std::size_t i = part; i < text.size() && repeats; ++i) repeats = text[i] == text[i - part];
    if (repeats) return true;
  }
  return false;
}

}  // namespace

bool is_common_password(std::string_view password) {
  std::string lower;
  for (const char c : password) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (is_run(lower) || is_repetition(lower)) return true;
  const auto is_listed = [](std::string_view text) { return std::ranges::find(common, text) != std::end(common); };
  std::string_view stem = lower;
  while (!stem.empty() && std::string_view("0123456789!.,@#$*-_?+").find(stem.back()) != std::string_view::npos)
    stem.remove_suffix(1);
  return is_listed(lower) || is_listed(stem) || (stem.empty() && lower.size() < 12);
}

}  // namespace vinculo::server
