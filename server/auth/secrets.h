// Secrets that the server gives out: session tokens, invite links, the setup code. They leave once and are stored as
// SHA-256 only: with 80 bits of chance or more a fast hash is enough. Thread-safe.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/uuid.h"
#include "server/store/store.h"

namespace vinculo::server {

// Must succeed once before anything else of server/auth is used. False: the system has no source of randomness.
[[nodiscard]] bool start_cryptography();

[[nodiscard]] std::uint64_t random_bits();
[[nodiscard]] std::string make_token();       // 256 random bits as 43 characters of base64url
[[nodiscard]] std::string make_setup_code();  // 80 random bits for people to type: "4K7M-..." without I, L, O, U
// Of a setup code as typed: white space, dashes and case do not matter.
[[nodiscard]] SecretHash hash_setup_code(std::string_view typed);
[[nodiscard]] SecretHash hash_secret(std::string_view secret);
[[nodiscard]] Uuid make_random_uuid(std::uint64_t now_ms);

}  // namespace vinculo::server
