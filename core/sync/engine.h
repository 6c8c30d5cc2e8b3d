// The device's side of sync: decides what to send and what to do with what comes, over any transport that carries whole
// messages. It opens no connection, has no timer and keeps nothing but progress: everything that must survive is in the
// Store. One thread, the Store's; it borrows the Store.
//
// A connection, socket or POST, is used the same way: send what connected() gives, hand every message that comes to
// receive() and send what that gives. At most one request is under way, so over POST each request's body is answered by
// its response's body, and the device is equal to the server when receive() gives nothing to send. An Error from
// receive() ends the connection: close it, call disconnected(), try again later (never for `unauthorized` and
// `unsupported`: those need the user). Lost, late or repeated messages do no harm; a request without an answer is
// the transport's to time out.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "change/store.h"
#include "sync/protocol.h"
#include "sync/repair.h"

namespace vinculo::sync {

enum class Phase : std::uint8_t {
  offline,        // no connection
  greeting,       // hello sent
  syncing,        // a request is under way
  idle,           // equal to the server as far as known
  signed_out,     // the server does not know the session any more
  update_needed,  // the server speaks a newer protocol; nothing can be sent before this program is updated
};

struct EngineState {
  Phase phase = Phase::offline;
  std::int64_t rows_waiting = 0;
  std::int64_t refused = 0;
  std::int64_t received_rows = 0, expected_rows = 0;  // while a first sync runs, else 0
  std::uint64_t last_sync_ms = 0;                     // when phase last became idle, 0: never
  bool clock_warning = false;                         // this device's clock is more than a minute from the server's
  bool newer_schema = false;  // the server knows columns that this program does not: it syncs, but should be updated
};

struct Step {
  std::optional<Bytes> send;
  ChangeSet changed;  // records that arrived or got another value
};

class Engine {
 public:
  using TimeSource = std::function<std::uint64_t()>;  // Unix milliseconds
  Engine(Store& store, TimeSource now);

  // A connection is open: the hello to send. `token` is the session.
  [[nodiscard]] Result<Bytes> connected(const std::string& token);
  // protocol: not a message of ours; unauthorized; unsupported: update needed; what the server answered; what the Store
  // answered.
  [[nodiscard]] Result<Step> receive(ByteView message);
  // Something changed here: the request to send now, empty when one is under way or there is no connection.
  [[nodiscard]] Result<std::optional<Bytes>> changed();
  void disconnected();

  // Compares with the server once everything is sent and received, and repairs what differs. Returns what to send now
  // (empty: it begins after what is under way, or after connecting). check_result() is set when it is done.
  [[nodiscard]] Result<std::optional<Bytes>> start_check();
  [[nodiscard]] const std::optional<CheckResult>& check_result() const { return check_result_; }

  [[nodiscard]] Result<EngineState> state() const;

 private:
  enum class Request : std::uint8_t { none, hello, push, pull, check };

  [[nodiscard]] Result<std::optional<Bytes>> next_request();
  [[nodiscard]] Result<std::optional<Bytes>> request_push();
  [[nodiscard]] Bytes request_pull();
  [[nodiscard]] Result<std::optional<Bytes>> request_check();
  [[nodiscard]] Bytes send(Request request, const Message& message);

  [[nodiscard]] Status on(Welcome& message, Step& step);
  [[nodiscard]] Status on(Pushed& message, Step& step);
  [[nodiscard]] Status on(Changes& message, Step& step);
  [[nodiscard]] Status on(Notice& message, Step& step);
  [[nodiscard]] Status on(Checked& message, Step& step);
  [[nodiscard]] Status on(Fetched& message, Step& step);
  [[nodiscard]] Status on(ErrorMessage& message, Step& step);
  template <class Other>
  [[nodiscard]] Status on(Other& message, Step& step);  // what only a device sends

  [[nodiscard]] Bytes greet();
  [[nodiscard]] Status accept_last_answer(const Welcome& welcome, Step& step);
  [[nodiscard]] Status start_over_if_restored(const Welcome& welcome);
  [[nodiscard]] Status set_number(const char* setting, std::uint64_t& member, std::uint64_t number);
  [[nodiscard]] Status accept_answer(const Pushed& answer, Step& step);
  [[nodiscard]] Status move_to(std::uint64_t revision);

  Store& store_;
  TimeSource now_;
  Phase phase_ = Phase::offline;
  Request under_way_ = Request::none;
  std::uint64_t batch_under_way_ = 0;
  std::uint64_t pull_under_way_ = 0;  // its number: an answer that came before may be older than what is confirmed now
  bool pushed_last_ = false;          // pushes and pulls take turns
  std::string token_;
  // Kept in the Store:
  std::uint64_t epoch_ = 0;            // of the server's data as last welcomed
  std::uint64_t copies_of_ = 0;        // not 0: the epoch whose rows are sent again, before any pull
  std::uint64_t lacks_until_ = 0;      // not 0: until this revision was pulled, rows that an answer had no room for
  std::uint64_t server_revision_ = 0;  // newest that is known to exist
  Cursor cursor_;                      // of a large revision that is being pulled
  bool first_sync_ = false;
  std::int64_t received_rows_ = 0, expected_rows_ = 0;
  std::uint64_t last_sync_ms_ = 0;
  bool clock_warning_ = false;
  bool newer_schema_ = false;
  std::optional<Repair> repair_;
  std::optional<CheckResult> check_result_;
};

}  // namespace vinculo::sync
