// The screen's side of the boundary: sends requests to the core as JSON texts, hands responses to whom they belong,
// keeps the query cache in step with change notices. Knows no browser: the App gives it a function that posts a text
// and feeds it the texts that arrive, so it runs natively in tests with the service inline. Main thread.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/messages.h"
#include "base/error.h"
#include "client/query_cache.h"

namespace vinculo::client {

inline constexpr int window_rows = 32;           // rows asked for at once; windows start at multiples of it
inline constexpr int max_windows_in_flight = 3;  // a scrollbar dragged across a million rows asks for what is seen last

// Something to tell the views that is no answer to a question.
struct Events {
  std::function<void(const api::TaskProgress&)> task;
  std::function<void(ErrorCode)> change_failed;  // a change was refused by the core
  std::function<void()> session_started;         // signed in: everything is asked anew
  std::function<void()> session_ended;
  std::function<void()> signed_out;  // by the member's own wish, perhaps in another tab
};

class Client {
 public:
  using Post = std::function<void(std::string text)>;

  Client(std::string client_id, Post post);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void set_events(Events events);

  // A text from the core: a response or a notice. What is not ours is ignored.
  void receive(std::string_view text);

  // --- questions, asked while drawing ---
  void begin_frame();  // once per drawn frame, before the first question
  void end_frame();    // sends what the frame asked for and does not know

  // The window that holds `row`. While a changed list is fetched again the old rows stay.
  const Answer<api::Window>& window(api::WindowRequest request, std::int64_t row);
  const Answer<api::Selected>& selected(const api::Selection& selection);
  const Answer<api::PersonPage>& person(const Uuid& id);
  const Answer<api::OrganisationPage>& organisation(const Uuid& id);
  const Answer<api::LabelList>& labels();
  const Answer<api::Suggestions>& organisation_suggestions(const std::string& text);
  const Answer<api::StatusReport>& status();
  const Answer<api::ConflictedRecords>& conflicted_records();
  const Answer<api::RefusedItems>& refused_items();

  // --- state that the core tells by itself ---
  [[nodiscard]] const api::SavedState& saved() const { return saved_; }
  [[nodiscard]] const api::SyncState& sync() const { return sync_; }
  [[nodiscard]] const std::optional<std::string>& undo_title() const { return undo_title_; }
  [[nodiscard]] const std::optional<std::string>& redo_title() const { return redo_title_; }
  [[nodiscard]] std::uint64_t lists_version() const { return lists_version_; }  // grows with every change of any list

  // --- changes and other calls; `done` hears the result or the error, exactly once ---
  template <class T>
  using Done = std::function<void(Result<T>)>;
  void edit(const api::EditRequest& request, Done<api::Changed> done);
  void edit_many(const api::BulkRequest& request,
                 Done<api::Changed> done);  // at most max_bulk_records; refusals are `done`'s
  void start_bulk(const api::BulkRequest& request, Done<api::TaskStarted> done);
  void undo(Done<api::Changed> done);
  void redo(Done<api::Changed> done);
  void resolve_conflict(const api::ResolveRequest& request, Done<api::Changed> done);
  void dismiss_refusal(std::int64_t number, Done<api::RefusedItems> done);
  void start_import(const api::ImportRequest& request, Done<api::ImportPreview> done);
  void run_import(const api::ImportRun& request, Done<void> done);
  void cancel_task(std::int64_t task);
  void start_export(const api::ExportRequest& request, Done<api::ExportReady> done);
  void check(Done<api::CheckReport> done);
  void account_state(Done<api::AccountState> done);
  void setup(const api::SetupRequest& request, Done<api::Session> done);
  void login(const api::LoginRequest& request, Done<api::Session> done);
  void join(const api::JoinRequest& request, Done<api::Session> done);
  void logout(Done<void> done);
  void rename(const api::RenameRequest& request, Done<api::Member> done);
  void change_password(const api::PasswordRequest& request, Done<void> done);
  void read_status(Done<api::StatusReport> done);  // asked once, past the cache: is there a workspace?
  void find_contact(const api::ContactRequest& request, Done<api::ContactOwners> done);
  // Past the cache: pictures are kept as pixels, where they are drawn (web/ui/photo.h).
  void read_photo(const Uuid& person, Done<api::PersonPhoto> done);
  // Rows asked for once, past the cache; at most api::max_window_rows.
  void read_window(const api::WindowRequest& request, Done<api::Window> done);
  void invite(const api::InviteRequest& request, Done<api::Invite> done);
  void set_language(std::string_view tag);  // names are ordered as its readers expect

  void forget_everything();  // after signing in or out

  // The beginnings of the lists asked for last, in a text for the next start of the page; searches are not among them.
  // Empty when the core has not answered for any list.
  [[nodiscard]] std::string beginnings() const;
  // Shows them until the core has answered. A text that is not ours is ignored.
  void show_beginnings(std::string_view text);

 private:
  using Reply = std::function<void(const api::Envelope* answer, const Error& error)>;  // answer: null on error

  void call(const std::string& method, const std::string& params, Reply reply);
  template <class T>
  void call_typed(const std::string& method, const std::string& params, Done<T> done);
  Done<api::Session> then_start(Done<api::Session> done);
  void change(const std::string& method, const std::string& params, Done<api::Changed> done);
  template <class T>
  const Answer<T>& ask(Questions<T>& questions, const std::string& params);
  template <class T>
  void fetch(Questions<T>& questions, const std::string& params);
  void note_change(const api::Changed& changed);
  void take_state(const api::StatusReport& report);
  void on_notice(const api::Envelope& notice);

  std::string client_id_;
  Post post_;
  Events events_;
  std::int64_t next_id_ = 1;
  std::uint64_t frame_ = 0;
  std::uint64_t generation_ = 0;  // answers to questions of an earlier sign-in are dropped
  std::map<std::int64_t, Reply> waiting_;
  std::vector<std::function<void()>> wanted_;  // fetches that this frame asked for
  int windows_in_flight_ = 0;

  Questions<api::Window> windows_{"list.window"};
  Questions<api::Selected> selected_{"list.selected"};
  Questions<api::PersonPage> persons_{"record.person"};
  Questions<api::OrganisationPage> organisations_{"record.organisation"};
  Questions<api::LabelList> labels_{"labels"};
  Questions<api::Suggestions> organisation_suggestions_{"organisation.suggest"};
  Questions<api::StatusReport> status_{"status"};
  Questions<api::ConflictedRecords> conflicted_records_{"conflict.records"};
  Questions<api::RefusedItems> refused_items_{"refusal.list"};

  api::SavedState saved_;
  api::SyncState sync_;
  std::optional<std::string> undo_title_, redo_title_;
  std::uint64_t lists_version_ = 0;
};

}  // namespace vinculo::client
