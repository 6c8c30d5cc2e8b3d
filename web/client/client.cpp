#include "client/client.h"

#include <algorithm>

namespace vinculo::client {
namespace {

constexpr std::size_t max_windows = 64;
constexpr std::size_t max_selections = 4;
constexpr std::size_t max_records = 32;
constexpr std::size_t max_beginnings = 6;
constexpr std::size_t max_suggestions = 32;
constexpr std::string_view no_params = "{}";

bool names_unit(const api::Changed& changed, const Uuid& id) {
  return changed.everything || std::ranges::find(changed.units, id) != changed.units.end();
}

// A page also shows the names of records that it links to, so these count as well.
bool concerns(const api::Changed& changed, const api::PersonPage& page) {
  return changed.labels || names_unit(changed, page.id) ||
         std::ranges::any_of(page.affiliations, [&](const auto& job) { return names_unit(changed, job.organisation); });
}

bool concerns(const api::Changed& changed, const api::OrganisationPage& page) {
  return changed.labels || names_unit(changed, page.id) ||
         std::ranges::any_of(page.people, [&](const auto& job) { return names_unit(changed, job.person); });
}

}  // namespace

Client::Client(std::string client_id, Post post) : client_id_(std::move(client_id)), post_(std::move(post)) {}
Client::~Client() = default;

void Client::set_events(Events events) { events_ = std::move(events); }

void Client::call(const std::string& method, const std::string& params, Reply reply) {
  const std::int64_t id = next_id_++;
  waiting_.emplace(id, std::move(reply));
  post_(api::request_text(id, client_id_, method, params));
}

template <class T>
void Client::call_typed(const std::string& method, const std::string& params, Done<T> done) {
  call(method, params, [done = std::move(done)](const api::Envelope* answer, const Error& error) {
    if (!done) return;
    done(answer ? answer->result<T>() : Result<T>(error));
  });
}

void Client::change(const std::string& method, const std::string& params, Done<api::Changed> done) {
  call_typed<api::Changed>(method, params, [this, done = std::move(done)](Result<api::Changed> changed) {
    if (changed)
      note_change(*changed);
    else if (events_.change_failed && changed.error().code != ErrorCode::not_found)
      events_.change_failed(changed.error().code);
    if (done) done(std::move(changed));
  });
}

void Client::receive(std::string_view text) {
  const auto envelope = api::Envelope::parse(text);
  if (!envelope) return;
  if (!envelope->notice().empty()) {
    on_notice(*envelope);
    return;
  }
  const auto found = waiting_.find(envelope->id());
  if (found == waiting_.end()) return;
  const Reply reply = std::move(found->second);
  waiting_.erase(found);
  if (const auto& error = envelope->error()) {
    if (error->code == ErrorCode::unauthorized && events_.session_ended) events_.session_ended();
    reply(nullptr, *error);
    return;
  }
  reply(&*envelope, Error{});
}

void Client::on_notice(const api::Envelope& notice) {
  if (notice.notice() == "changed") {
    if (const auto changed = notice.body<api::Changed>()) note_change(*changed);
  } else if (notice.notice() == "saved") {
    if (auto saved = notice.body<api::SavedState>()) saved_ = std::move(*saved);
  } else if (notice.notice() == "sync") {
    if (auto sync = notice.body<api::SyncState>()) {
      const bool finished = sync->last_sync_ms != sync_.last_sync_ms;
      if (sync->refused != sync_.refused) refused_items_.make_stale([](const auto&) { return true; });
      sync_ = std::move(*sync);
      if (finished) status_.make_stale([](const auto&) { return true; });
    }
  } else if (notice.notice() == "session") {
    const auto session = notice.body<api::SessionNotice>();
    if (session && session->state == "changed") status_.make_stale([](const auto&) { return true; });
    if (session && session->state == "ended" && events_.signed_out) events_.signed_out();
  } else if (notice.notice() == "task") {
    if (const auto progress = notice.body<api::TaskProgress>(); progress && events_.task) events_.task(*progress);
  }
}

void Client::note_change(const api::Changed& changed) {
  undo_title_ = changed.undo_title;
  redo_title_ = changed.redo_title;
  if (changed.units.empty() && !changed.everything && !changed.labels) return;
  ++lists_version_;
  windows_.make_stale([](const auto&) { return true; });
  selected_.make_stale([](const auto&) { return true; });
  organisation_suggestions_.make_stale([](const auto&) { return true; });
  if (changed.labels || changed.everything)
    labels_.make_stale([](const auto&) { return true; });  // counting them costs
  status_.make_stale([](const auto&) { return true; });
  conflicted_records_.make_stale([](const auto&) { return true; });
  refused_items_.make_stale([](const auto&) { return true; });
  persons_.make_stale([&](const auto& answer) { return !answer.value || concerns(changed, *answer.value); });
  organisations_.make_stale([&](const auto& answer) { return !answer.value || concerns(changed, *answer.value); });
}

// --- questions ---

void Client::begin_frame() {
  ++frame_;
  wanted_.clear();
}

void Client::end_frame() {
  // Latest first: what is drawn last is what a fast scroll arrived at.
  for (auto it = wanted_.rbegin(); it != wanted_.rend(); ++it) (*it)();
  wanted_.clear();
  windows_.trim(max_windows, frame_);
  selected_.trim(max_selections, frame_);
  persons_.trim(max_records, frame_);
  organisations_.trim(max_records, frame_);
  organisation_suggestions_.trim(max_suggestions, frame_);
}

template <class T>
const Answer<T>& Client::ask(Questions<T>& questions, const std::string& params) {
  Answer<T>& answer = questions.ask(params, frame_);
  if (answer.is_stale && !answer.is_loading)
    wanted_.push_back([this, &questions, params] { fetch(questions, params); });
  return answer;
}

// When it arrives: what notices told before is older, what they tell next is newer.
void Client::take_state(const api::StatusReport& report) {
  saved_ = report.saved;
  sync_ = report.sync;
  undo_title_ = report.undo_title;
  redo_title_ = report.redo_title;
}

template <class T>
void Client::fetch(Questions<T>& questions, const std::string& params) {
  Answer<T>* answer = questions.find(params);
  if (!answer || answer->is_loading) return;
  constexpr bool is_window = std::is_same_v<T, api::Window>;
  if (is_window && windows_in_flight_ >= max_windows_in_flight) return;  // asked again by the next frame
  if (is_window) ++windows_in_flight_;
  answer->is_loading = true;
  answer->is_stale = false;  // a change from now on makes it stale again
  const auto generation = generation_;
  call_typed<T>(questions.method(), params, [this, &questions, params, generation](Result<T> result) {
    if (generation != generation_) return;
    if (is_window) --windows_in_flight_;
    Answer<T>* waiting = questions.find(params);
    if (!waiting) return;
    waiting->is_loading = false;
    if (result) {
      if constexpr (std::is_same_v<T, api::StatusReport>) take_state(*result);
      waiting->value = std::move(*result);
      waiting->error = ErrorCode::none;
      ++waiting->version;
    } else {
      waiting->error = result.error().code;
      if (waiting->error == ErrorCode::not_found) waiting->value.reset();
    }
  });
}

const Answer<api::Window>& Client::window(api::WindowRequest request, std::int64_t row) {
  request.limit = window_rows;
  request.offset = row / window_rows * window_rows;
  return ask(windows_, api::encode(request));
}

const Answer<api::Selected>& Client::selected(const api::Selection& selection) {
  return ask(selected_, api::encode(selection));
}

const Answer<api::PersonPage>& Client::person(const Uuid& id) {
  return ask(persons_, api::encode(api::RecordRequest{id}));
}

const Answer<api::OrganisationPage>& Client::organisation(const Uuid& id) {
  return ask(organisations_, api::encode(api::RecordRequest{id}));
}

const Answer<api::LabelList>& Client::labels() { return ask(labels_, std::string(no_params)); }

const Answer<api::Suggestions>& Client::organisation_suggestions(const std::string& text) {
  return ask(organisation_suggestions_, api::encode(api::SuggestRequest{text}));
}

const Answer<api::StatusReport>& Client::status() { return ask(status_, std::string(no_params)); }

const Answer<api::ConflictedRecords>& Client::conflicted_records() {
  return ask(conflicted_records_, std::string(no_params));
}

const Answer<api::RefusedItems>& Client::refused_items() { return ask(refused_items_, std::string(no_params)); }

void Client::forget_everything() {
  ++generation_;
  windows_in_flight_ = 0;
  windows_.clear();
  selected_.clear();
  persons_.clear();
  organisations_.clear();
  labels_.clear();
  organisation_suggestions_.clear();
  status_.clear();
  conflicted_records_.clear();
  refused_items_.clear();
  undo_title_.reset();
  redo_title_.reset();
  ++lists_version_;
}

std::string Client::beginnings() const {
  api::ListBeginnings kept;
  std::vector<std::uint64_t> asked;  // when, of each
  windows_.each([&](const std::string& params, const Answer<api::Window>& answer) {
    const auto request = api::decode<api::WindowRequest>(params);
    const bool is_of_core = answer.value && answer.version > 0;  // not one that was shown from an earlier start
    if (!request || !is_of_core || request->offset != 0 || !request->query.empty()) return;
    const auto place = std::ranges::lower_bound(asked, answer.asked_in_frame, std::greater<>{}) - asked.begin();
    asked.insert(asked.begin() + place, answer.asked_in_frame);
    kept.lists.insert(kept.lists.begin() + place, {*request, *answer.value});
  });
  if (kept.lists.empty()) return {};
  if (kept.lists.size() > max_beginnings) kept.lists.resize(max_beginnings);
  return api::encode(kept);
}

void Client::show_beginnings(std::string_view text) {
  auto kept = api::decode<api::ListBeginnings>(text);
  if (!kept) return;
  for (api::ListBeginning& list : kept->lists) {
    Answer<api::Window>& answer = windows_.ask(api::encode(list.request), frame_);
    if (!answer.value) answer.value = std::move(list.window);
  }
}

// --- changes and other calls ---

void Client::edit(const api::EditRequest& request, Done<api::Changed> done) {
  change("edit", api::encode(request), std::move(done));
}
void Client::edit_many(const api::BulkRequest& request, Done<api::Changed> done) {
  call_typed<api::Changed>("bulk.edit", api::encode(request),
                           [this, done = std::move(done)](Result<api::Changed> changed) {
                             if (changed) note_change(*changed);
                             done(std::move(changed));
                           });
}
void Client::start_bulk(const api::BulkRequest& request, Done<api::TaskStarted> done) {
  call_typed("bulk.start", api::encode(request), std::move(done));
}
void Client::undo(Done<api::Changed> done) { change("undo", std::string(no_params), std::move(done)); }
void Client::redo(Done<api::Changed> done) { change("redo", std::string(no_params), std::move(done)); }
void Client::resolve_conflict(const api::ResolveRequest& request, Done<api::Changed> done) {
  change("conflict.resolve", api::encode(request), std::move(done));
}
void Client::dismiss_refusal(std::int64_t number, Done<api::RefusedItems> done) {
  call_typed<api::RefusedItems>("refusal.dismiss", api::encode(api::DismissRequest{number}),
                                [this, done = std::move(done)](Result<api::RefusedItems> left) {
                                  refused_items_.make_stale([](const auto&) { return true; });
                                  done(std::move(left));
                                });
}
void Client::start_import(const api::ImportRequest& request, Done<api::ImportPreview> done) {
  call_typed("import.start", api::encode(request), std::move(done));
}
void Client::run_import(const api::ImportRun& request, Done<void> done) {
  call("import.run", api::encode(request), [done = std::move(done)](const api::Envelope* answer, const Error& error) {
    done(answer ? Result<void>() : Result<void>(error));
  });
}
void Client::cancel_task(std::int64_t task) {
  call("import.cancel", api::encode(api::TaskRequest{task}), [](auto, auto&) {});
}
void Client::start_export(const api::ExportRequest& request, Done<api::ExportReady> done) {
  call_typed("export.start", api::encode(request), std::move(done));
}
void Client::check(Done<api::CheckReport> done) { call_typed("check", std::string(no_params), std::move(done)); }
void Client::account_state(Done<api::AccountState> done) {
  call_typed("account.state", std::string(no_params), std::move(done));
}
Client::Done<api::Session> Client::then_start(Done<api::Session> done) {
  return [this, done = std::move(done)](Result<api::Session> session) {
    const bool started = session.has_value();
    if (done) done(std::move(session));
    if (started && events_.session_started) events_.session_started();
  };
}
void Client::setup(const api::SetupRequest& request, Done<api::Session> done) {
  call_typed("account.setup", api::encode(request), then_start(std::move(done)));
}
void Client::login(const api::LoginRequest& request, Done<api::Session> done) {
  call_typed("account.login", api::encode(request), then_start(std::move(done)));
}
void Client::join(const api::JoinRequest& request, Done<api::Session> done) {
  call_typed("account.join", api::encode(request), then_start(std::move(done)));
}
void Client::logout(Done<void> done) {
  call("account.logout", std::string(no_params),
       [this, done = std::move(done)](const api::Envelope* answer, const Error& error) {
         if (answer && events_.session_ended) events_.session_ended();
         if (done) done(answer ? Result<void>() : Result<void>(error));
       });
}
void Client::rename(const api::RenameRequest& request, Done<api::Member> done) {
  call_typed("account.rename", api::encode(request), std::move(done));
}
void Client::change_password(const api::PasswordRequest& request, Done<void> done) {
  call("account.password", api::encode(request),
       [done = std::move(done)](const api::Envelope* answer, const Error& error) {
         done(answer ? Result<void>() : Result<void>(error));
       });
}
void Client::read_status(Done<api::StatusReport> done) {
  call_typed("status", std::string(no_params), std::move(done));
}
void Client::find_contact(const api::ContactRequest& request, Done<api::ContactOwners> done) {
  call_typed("contact.find", api::encode(request), std::move(done));
}
void Client::read_photo(const Uuid& person, Done<api::PersonPhoto> done) {
  call_typed("record.photo", api::encode(api::RecordRequest{person}), std::move(done));
}
void Client::read_window(const api::WindowRequest& request, Done<api::Window> done) {
  call_typed("list.window", api::encode(request), std::move(done));
}
void Client::invite(const api::InviteRequest& request, Done<api::Invite> done) {
  call_typed("account.invite", api::encode(request), std::move(done));
}
void Client::set_language(std::string_view tag) {
  call("list.language", api::encode(api::LanguageRequest{std::string(tag)}), [](auto, auto&) {});
}

}  // namespace vinculo::client
