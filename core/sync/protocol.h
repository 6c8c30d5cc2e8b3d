// The messages between a device and the server: CBOR maps (RFC 8949) by way of nlohmann/json, one message per
// WebSocket binary frame or per POST body. Field names and type names are on the wire: do not rename. Unknown fields
// are ignored, an unknown type is answered with an error. A peer that sends what cannot be read gets
// ErrorMessage{malformed} and the connection is closed.
//
// Fields that came later may be missing and are then 0: Push::epoch, Pull::epoch, Fetch::epoch.
//
// Conversation: device hello -> server welcome. Then in any order: push -> pushed, pull -> changes, check -> checked,
// fetch -> fetched, one request at a time; the server sends notice when the workspace has a newer revision. Over POST
// it is the same, each message the body of a request that carries the session, each answer the body of its response.
// When the server's data was put back from an older copy meanwhile, a request of before is answered with the error
// `expired`, and the device says hello again.
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
inline constexpr std::size_t max_answer_bytes = 300'000;  // of Pushed::rows

// Where a batch that does not fit one message goes on. The server makes it and the device sends it back unread.
using Cursor = Bytes;
inline constexpr std::size_t max_cursor_bytes = 64;
inline constexpr std::size_t max_refusals = 10'000;  // listed in one answer; the rows of a push are fewer
inline constexpr std::uint64_t max_clock_ahead_ms = 60'000;

struct Hello {
  std::uint32_t protocol = protocol_version;
  std::uint32_t schema = schema_version;
  std::string token;           // session; also accepted as "Authorization: Bearer" over POST
  std::uint64_t epoch = 0;     // of the server's data as last seen, 0 at first
  std::uint64_t revision = 0;  // last revision this device has
  std::uint64_t now_ms = 0;    // the device's clock
};
struct Push {
  std::uint64_t batch = 0;
  Bytes rows;  // with bases
  // After the server's data was put back: the epoch whose rows this device sends again (0: none). It tells the server
  // how much of the older data the device knew.
  std::uint64_t copies_of = 0;
  std::uint64_t epoch = 0;  // as welcomed; `expired` when it has ended. 0: not asked for. Also in pull and fetch
};
struct Pushed {
  std::uint64_t batch = 0;
  std::uint64_t revision = 0;  // revision that the batch got, 0 when nothing was to be stored
  std::vector<Refusal> refused;
  bool clock_clamped = false;  // stamps were too far ahead; the user should look at the device's clock
  Bytes rows;                  // without bases: rows that are not stored as they were sent, and conflicts they made
  bool complete = true;        // false: there are more such rows, to be pulled
};
struct Welcome {
  std::uint32_t protocol = protocol_version;
  std::uint32_t schema = schema_version;
  std::uint64_t epoch = 0;
  std::uint64_t revision = 0;    // newest of the workspace
  std::uint64_t last_batch = 0;  // newest batch accepted from this device
  std::uint64_t last_hash = 0;   // batch_hash() of its rows: the number alone could be of a device put back from a copy
  Pushed last_pushed;            // the answer it got, which may have been lost on the way
  std::uint64_t now_ms = 0;      // the server's clock
  std::uint64_t rows = 0;        // about how many rows the workspace has (progress of a first sync)
};
struct Pull {
  std::uint64_t since = 0;
  std::uint32_t max_bytes = max_pull_bytes;
  Cursor cursor;  // of the Changes before, when it had one; else empty
  std::uint64_t epoch = 0;
  std::uint64_t request = 0;  // any number; the answer has it again
};
struct Changes {
  std::uint64_t since = 0;
  std::uint64_t revision = 0;  // the device has everything up to here after applying
  bool more = false;
  Cursor cursor;  // not empty: a revision too large for one message goes on there
  Bytes rows;     // current state of rows changed in (since, revision], without bases; conflicts first (Pushed::rows)
  std::uint64_t request = 0;  // Pull::request; 0 from a server that does not know it
};
struct Notice {
  std::uint64_t revision = 0;
};
struct Check {
  std::optional<std::uint64_t> table;  // empty: totals of every table; else the 256 buckets (by last id byte) of it
};
struct Checked {
  std::uint64_t revision = 0;
  std::optional<std::uint64_t> table;  // as asked
  std::vector<Store::TableCheck> tables;
  std::vector<Store::TableCheck> buckets;  // when a table was asked for: TableCheck::table is the bucket 0..255
};
struct Fetch {  // rows of one bucket, to repair a difference
  std::uint64_t table = 0;
  std::uint32_t bucket = 0;
  Cursor cursor;
  std::uint64_t epoch = 0;
};
struct Fetched {
  std::uint64_t table = 0;
  std::uint32_t bucket = 0;
  Cursor cursor;  // not empty: there are more
  Bytes rows;     // without bases
};
struct ErrorMessage {
  ErrorCode code = ErrorCode::internal;
  std::string detail;
};

using Message =
    std::variant<Hello, Welcome, Push, Pushed, Pull, Changes, Notice, Check, Checked, Fetch, Fetched, ErrorMessage>;

// FNV-1a, 64 bits, of a batch's bytes: tells a repeat from another batch that has the same number.
[[nodiscard]] std::uint64_t batch_hash(ByteView rows);

[[nodiscard]] Bytes encode(const Message& message);
[[nodiscard]] Result<Message> decode(ByteView bytes);  // malformed, unsupported, too_large

}  // namespace vinculo::sync
