#include "sync/engine.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace vinculo::sync {
namespace {

constexpr const char* epoch_setting = "sync.epoch";
constexpr const char* copies_setting = "sync.copies_of";
constexpr const char* lacks_setting = "sync.lacks_until";

// Sent as Push::copies_of by a device that cannot say what it knew: no server has this epoch, they are odd.
constexpr std::uint64_t no_epoch = 2;

Error not_ours(const char* detail) { return {ErrorCode::protocol, detail}; }

void add_changes(ChangeSet& to, ChangeSet&& more) {
  std::move(more.units.begin(), more.units.end(), std::back_inserter(to.units));
  to.labels = to.labels || more.labels;
  to.everything = to.everything || more.everything;
}

Result<std::int64_t> count_rows(ByteView batch) {
  auto reader = BatchReader::open(batch);
  if (!reader || reader->bases() != Bases::absent) return not_ours("changes that are no batch");
  std::int64_t rows = 0;
  for (; !reader->at_end(); ++rows) {
    if (auto row = reader->next_packed(); !row) return not_ours("changes with a torn row");
  }
  return rows;
}

// 0 when it is not set.
Result<std::uint64_t> find_number(Store& store, std::string_view setting) {
  auto text = store.find_setting(setting);
  if (!text) return text.error();
  std::uint64_t number = 0;
  if (*text) std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), number);
  return number;
}

}  // namespace

Engine::Engine(Store& store, TimeSource now) : store_(store), now_(std::move(now)) {}

Result<Bytes> Engine::connected(const std::string& token) {
  token_ = token;
  for (const auto& [setting, number] :
       {std::pair(epoch_setting, &epoch_), {copies_setting, &copies_of_}, {lacks_setting, &lacks_until_}}) {
    auto found = find_number(store_, setting);
    if (!found) return found.error();
    *number = *found;
  }
  return greet();
}

Bytes Engine::greet() {
  disconnected();
  phase_ = Phase::greeting;
  Hello hello;
  hello.token = token_;
  hello.epoch = epoch_;
  hello.revision = store_.revision();
  hello.now_ms = now_();
  return send(Request::hello, hello);
}

void Engine::disconnected() {
  if (phase_ != Phase::signed_out && phase_ != Phase::update_needed) phase_ = Phase::offline;
  under_way_ = Request::none;
  cursor_.clear();
}

Result<std::optional<Bytes>> Engine::changed() { return next_request(); }

Result<std::optional<Bytes>> Engine::start_check() {
  repair_.emplace(store_);
  check_result_.reset();
  return next_request();
}

Result<Step> Engine::receive(ByteView bytes) {
  auto message = decode(bytes);
  if (!message) return not_ours("message that cannot be read");
  Step step;
  const Status done = std::visit([&](auto& content) { return on(content, step); }, *message);
  if (!done) return done.error();
  if (phase_ == Phase::greeting && under_way_ == Request::none) {
    step.send = greet();
    return step;
  }
  auto next = next_request();
  if (!next) return next.error();
  step.send = std::move(*next);
  return step;
}

Result<EngineState> Engine::state() const {
  EngineState state;
  state.phase = phase_;
  auto outbox = store_.outbox_state();
  if (!outbox) return outbox.error();
  auto refused = store_.refusal_count();
  if (!refused) return refused.error();
  state.rows_waiting = outbox->rows_waiting;
  state.refused = *refused;
  if (first_sync_) {
    state.received_rows = received_rows_;
    state.expected_rows = std::max(expected_rows_, received_rows_);
  }
  state.last_sync_ms = last_sync_ms_;
  state.clock_warning = clock_warning_;
  state.newer_schema = newer_schema_;
  return state;
}

// --- what to send ---

Bytes Engine::send(Request request, const Message& message) {
  under_way_ = request;
  return encode(message);
}

Result<std::optional<Bytes>> Engine::next_request() {
  if (under_way_ != Request::none || (phase_ != Phase::syncing && phase_ != Phase::idle)) return std::optional<Bytes>();
  const bool was_idle = phase_ == Phase::idle;
  phase_ = Phase::syncing;
  const bool wants_pull = server_revision_ > store_.revision() || !cursor_.empty();
  if (!wants_pull || !pushed_last_ || copies_of_ != 0) {
    auto push = request_push();
    if (!push || *push) return push;
    if (Status done = set_number(copies_setting, copies_of_, 0); !done) return done.error();
  }
  if (wants_pull) return std::optional(request_pull());
  if (repair_) {
    auto question = request_check();
    if (!question || *question) return question;
  }
  phase_ = Phase::idle;
  if (was_idle) return std::optional<Bytes>();  // asked without a reason: nothing was exchanged
  last_sync_ms_ = now_();
  first_sync_ = false;
  return std::optional<Bytes>();
}

Result<std::optional<Bytes>> Engine::request_push() {
  auto batch = store_.next_batch(max_push_bytes);
  if (!batch) return batch.error();
  if (!*batch) return std::optional<Bytes>();
  pushed_last_ = true;
  batch_under_way_ = (*batch)->number;
  return std::optional(send(Request::push, Push{(*batch)->number, std::move((*batch)->rows), copies_of_, epoch_}));
}

Bytes Engine::request_pull() {
  pushed_last_ = false;
  Pull pull;
  pull.since = store_.revision();
  pull.cursor = cursor_;
  pull.epoch = epoch_;
  pull.request = ++pull_under_way_;
  return send(Request::pull, pull);
}

Result<std::optional<Bytes>> Engine::request_check() {
  if (auto question = repair_->next_question()) {
    if (auto* fetch = std::get_if<Fetch>(&*question)) fetch->epoch = epoch_;
    return std::optional(send(Request::check, *question));
  }
  check_result_ = repair_->result();
  repair_.reset();
  return std::optional<Bytes>();
}

// --- what came. An answer to something that is not under way (late, repeated) is passed over. ---

template <class Other>
Status Engine::on(Other&, Step&) {
  return not_ours("message that only a device sends");
}

Status Engine::on(Welcome& welcome, Step& step) {
  if (under_way_ != Request::hello) return {};
  under_way_ = Request::none;
  if (welcome.protocol != protocol_version) {
    phase_ = Phase::update_needed;
    return Error{ErrorCode::unsupported, "protocol of the server"};
  }
  newer_schema_ = welcome.schema > schema_version;
  const std::uint64_t now = now_();
  clock_warning_ = now > welcome.now_ms + max_clock_ahead_ms || welcome.now_ms > now + max_clock_ahead_ms;
  phase_ = Phase::syncing;
  pushed_last_ = false;
  server_revision_ = welcome.revision;
  if (Status done = accept_last_answer(welcome, step); !done) return done;
  if (Status done = start_over_if_restored(welcome); !done) return done;

  first_sync_ = store_.revision() == 0 && welcome.rows > 0;
  received_rows_ = 0;
  expected_rows_ = static_cast<std::int64_t>(welcome.rows);
  return {};
}

// What is in flight may have been accepted, and the answer lost. Also by a server that was put back: then it was
// accepted before the older copy was made, and nothing was pulled here since.
Status Engine::accept_last_answer(const Welcome& welcome, Step& step) {
  auto outbox = store_.outbox_state();
  if (!outbox) return outbox.error();
  if (outbox->rows_in_flight == 0) return {};
  auto batch = store_.next_batch(max_push_bytes);
  if (!batch) return batch.error();
  const bool was_accepted = *batch && (*batch)->number == welcome.last_batch &&
                            welcome.last_pushed.batch == welcome.last_batch &&
                            batch_hash((*batch)->rows) == welcome.last_hash;
  return was_accepted ? accept_answer(welcome.last_pushed, step) : Status();
}

// The server's data was put back from an older copy: it may lack what was confirmed, so everything is sent again (what
// it has is passed over there) and pulled again. In this order: what is confirmed gives way to what comes, so nothing
// may come of a row that was not sent yet. That is why the batch in flight, which may hold changes of any row, is given
// up, and why changes are sent after all copies.
Status Engine::start_over_if_restored(const Welcome& welcome) {
  const bool was_restored = (epoch_ != 0 && epoch_ != welcome.epoch) || welcome.revision < store_.revision();
  if (!was_restored && epoch_ == welcome.epoch) return {};
  auto unit = store_.begin_unit();
  if (!unit) return unit.error();
  if (was_restored) {
    if (Status done = store_.requeue_everything(); !done) return done;
    if (Status done = move_to(0); !done) return done;
    // Put back twice before all was sent again: what is known is that of the first time.
    const std::uint64_t known = lacks_until_ == 0 && epoch_ != 0 ? epoch_ : no_epoch;
    if (Status done = set_number(copies_setting, copies_of_, copies_of_ != 0 ? copies_of_ : known); !done) return done;
    if (Status done = set_number(lacks_setting, lacks_until_, 0); !done) return done;
  }
  if (Status done = set_number(epoch_setting, epoch_, welcome.epoch); !done) return done;
  return unit->commit();
}

// Sets one of the members that are kept in the Store. When the Store fails, connected() reads it again.
Status Engine::set_number(const char* setting, std::uint64_t& member, std::uint64_t number) {
  if (member == number) return {};
  member = number;
  if (number == 0) return store_.set_setting(setting, std::nullopt);
  return store_.set_setting(setting, std::to_string(number));
}

Status Engine::on(Pushed& answer, Step& step) {
  if (under_way_ != Request::push || answer.batch != batch_under_way_) return {};
  under_way_ = Request::none;
  return accept_answer(answer, step);
}

Status Engine::accept_answer(const Pushed& answer, Step& step) {
  clock_warning_ = clock_warning_ || answer.clock_clamped;
  auto unit = store_.begin_unit();
  if (!unit) return unit.error();
  auto changed = store_.acknowledge(answer.batch, answer.refused);
  if (!changed) return changed.error();
  add_changes(step.changed, std::move(*changed));
  // With nobody else's changes in between there is nothing to pull.
  const bool is_next =
      copies_of_ == 0 && answer.complete && answer.revision == store_.revision() + 1 && cursor_.empty();
  const Bytes rows = answer.rows.empty() ? BatchWriter(Bases::absent).take() : answer.rows;
  changed = store_.apply_remote(rows, is_next ? answer.revision : store_.revision());
  if (!changed) return changed.error();
  add_changes(step.changed, std::move(*changed));
  server_revision_ = std::max(server_revision_, answer.revision);
  if (!answer.complete) {
    Status done = set_number(lacks_setting, lacks_until_, std::max(lacks_until_, answer.revision));
    if (!done) return done;
  }
  return unit->commit();
}

Status Engine::move_to(std::uint64_t revision) {
  const Bytes nothing = BatchWriter(Bases::absent).take();
  auto changed = store_.apply_remote(nothing, revision);
  return changed ? Status() : Status(changed.error());
}

Status Engine::on(Changes& changes, Step& step) {
  const std::uint64_t since = store_.revision();
  if (under_way_ != Request::pull || changes.since != since) return {};
  if (changes.request != 0 && changes.request != pull_under_way_) return {};
  if (changes.revision < since) return not_ours("changes that lead back");
  const bool stands_still = changes.revision == since && (changes.cursor.empty() || changes.cursor == cursor_);
  if (changes.more && stands_still) return {};  // the page before, repeated
  under_way_ = Request::none;
  auto rows = count_rows(changes.rows);
  if (!rows) return rows.error();
  received_rows_ += *rows;
  auto changed = store_.apply_remote(changes.rows, changes.revision);
  if (!changed) return changed.error();
  add_changes(step.changed, std::move(*changed));
  if (lacks_until_ <= changes.revision) {
    if (Status done = set_number(lacks_setting, lacks_until_, 0); !done) return done;
  }
  cursor_ = std::move(changes.cursor);
  // A server that has nothing new for us is where we are, whatever was announced: asking again would never end.
  server_revision_ = stands_still ? since : std::max(server_revision_, changes.revision + (changes.more ? 1 : 0));
  return {};
}

Status Engine::on(Notice& notice, Step&) {
  server_revision_ = std::max(server_revision_, notice.revision);
  return {};
}

Status Engine::on(Checked& answer, Step&) {
  if (under_way_ != Request::check || !repair_) return {};
  under_way_ = Request::none;
  auto outbox = store_.outbox_state();
  if (!outbox) return outbox.error();
  // Of another moment than what is here: what is missing goes first, then the question is asked again.
  if (answer.revision != store_.revision() || outbox->rows_waiting > 0) {
    server_revision_ = std::max(server_revision_, answer.revision);
    repair_->ask_again();
    return {};
  }
  return repair_->take(answer);
}

Status Engine::on(Fetched& answer, Step& step) {
  if (under_way_ != Request::check || !repair_) return {};
  under_way_ = Request::none;
  auto changed = repair_->take(answer);
  if (!changed) return changed.error();
  add_changes(step.changed, std::move(*changed));
  return {};
}

Status Engine::on(ErrorMessage& error, Step&) {
  if (error.code == ErrorCode::expired) {  // older data was put back meanwhile
    if (under_way_ == Request::none || under_way_ == Request::hello) return {};
    under_way_ = Request::none;
    phase_ = Phase::greeting;
    return {};
  }
  under_way_ = Request::none;
  if (error.code == ErrorCode::unauthorized) phase_ = Phase::signed_out;
  if (error.code == ErrorCode::unsupported) phase_ = Phase::update_needed;
  return Error{error.code, std::move(error.detail)};
}

}  // namespace vinculo::sync
