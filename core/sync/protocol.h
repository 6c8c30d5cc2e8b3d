// The messages between a device and the server: CBOR maps (RFC 8949) by way of nlohmann/json, one message per
// WebSocket binary frame or per POST body. Field names and type names are on the wire: do not rename. Unknown fields
// are ignored, an unknown type is answered with an error. A peer that sends what cannot be read gets
// ErrorMessage{malformed} and the connection is closed.
//
// Conversation: device hello -> server welcome. Then in any order: push -> pushed, pull -> changes, check -> checked;
// the server sends notice when the workspace has a newer revision. Over POST the hello's fields come with every
// message (Envelope::hello) and the answer is the one reply.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/uuid.h"
#include "change/store.h"

namespace vinculo::sync {

inline constexpr std::uint32_t protocol_version = 1;
inline constexpr std::uint32_t schema_version = 1;
inline constexpr std::size_t max_message_bytes = 1'000'000;
inline constexpr std::size_t max_push_bytes = 400'000;
inline constexpr std::size_t max_pull_bytes = 800'000;

struct Hello {
  std::uint32_t protocol = protocol_version;
  std::uint32_t schema = schema_version;
  std::string token;           // session; also accepted as "Authorization: Bearer" over POST
  std::uint64_t epoch = 0;     // of the server's data as last seen, 0 at first
  std::uint64_t revision = 0;  // last revision this device has
  std::uint64_t now_ms = 0;    // the device's clock
};
struct Welcome {
  std::uint32_t protocol = protocol_version;
  std::uint32_t schema = schema_version;
  std::uint64_t epoch = 0;
  std::uint64_t revision = 0;    // newest of the workspace
  std::uint64_t last_batch = 0;  // newest batch accepted from this device
  std::uint64_t now_ms = 0;      // the server's clock
  std::uint64_t rows = 0;        // about how many rows the workspace has (progress of a first sync)
};
struct Push {
  std::uint64_t batch = 0;
  Bytes rows;  // with bases
};
struct Pushed {
  std::uint64_t batch = 0;
  std::uint64_t revision = 0;  // revision that the batch got (0 when it was a repeat)
  std::vector<Refusal> refused;
  bool clock_clamped = false;  // stamps were too far ahead; the user should look at the device's clock
};
struct Pull {
  std::uint64_t since = 0;
  std::uint32_t max_bytes = max_pull_bytes;
};
struct Changes {
  std::uint64_t since = 0;
  std::uint64_t revision = 0;  // the device has everything up to here after applying
  bool more = false;
  Bytes rows;  // current state of rows changed in (since, revision], without bases
};
struct Notice {
  std::uint64_t revision = 0;
};
struct Check {
  std::optional<std::uint64_t> table;  // empty: totals of every table; else the 256 buckets (by last id byte) of it
};
struct Checked {
  std::uint64_t revision = 0;
  std::vector<Store::TableCheck> tables;
  std::vector<Store::TableCheck> buckets;  // when a table was asked for: TableCheck::table is the bucket 0..255
};
struct Fetch {  // rows of one bucket, to repair a difference
  std::uint64_t table = 0;
  std::uint32_t bucket = 0;
};
struct Fetched {
  Bytes rows;
};
struct ErrorMessage {
  ErrorCode code = ErrorCode::internal;
  std::string detail;
};

using Message = std::variant<Hello, Welcome, Push, Pushed, Pull, Changes, Notice, Check, Checked, Fetch, Fetched,
                             ErrorMessage>;

[[nodiscard]] Bytes encode(const Message& message);
[[nodiscard]] Result<Message> decode(ByteView bytes);  // malformed, unsupported, too_large

}  // namespace vinculo::sync
