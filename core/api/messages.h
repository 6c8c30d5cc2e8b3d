// The boundary between screen and core: one JSON text per message, one response per request, id 0 is a notice from
// below. Values only; no SQL, no storage, no network above it. The screen (web/app), the command-line client and the
// tests speak these messages; the worker routes `account.*` to the network and everything else to api::Service.
//
//   request   {"v":1, "id":7, "client":"<uuid of the tab>", "method":"people.window", "params":{...}}
//   response  {"id":7, "result":{...}}  or  {"id":7, "error":{"code":"not_found","detail":"..."}}
//   notice    {"id":0, "notice":"changed", ...}
//
// A request that changes something may arrive twice (a tab took over from another): (client, id) is stored in the
// change's own transaction and the repeat is answered without doing it again.
//
// Methods (struct of params -> struct of result). Every struct has to_json/from_json with the member names as keys.
//   list.window        WindowRequest        -> Window
//   list.selected      Selection            -> Selected              how many there are of it now
//   list.language      LanguageRequest      -> nothing               names are ordered as its readers expect
//   record.person      RecordRequest        -> PersonPage            not_found
//   record.organisation RecordRequest       -> OrganisationPage      not_found
//   record.photo       RecordRequest        -> PersonPhoto           not_found: none that can be shown
//   organisation.suggest SuggestRequest     -> Suggestions           (also label.suggest, person.suggest)
//   contact.find       ContactRequest       -> ContactOwners
//   labels             {}                   -> LabelList
//   edit               EditRequest          -> Changed               invalid_argument, too_large
//   bulk.edit          BulkRequest          -> Changed               outdated: another number; too_large: bulk.start
//   bulk.start         BulkRequest          -> TaskStarted           outdated; progress comes as notices
//   undo, redo         {}                   -> Changed               not_found: nothing to undo; unfinished: ask again
//   conflict.records   {}                   -> ConflictedRecords     where somebody has to decide
//   conflict.resolve   ResolveRequest       -> Changed
//   refusal.list       {}                   -> RefusedItems          what the server did not accept
//   refusal.dismiss    DismissRequest       -> RefusedItems          those that are left
//   import.start       ImportRequest        -> ImportPreview         the task then waits for import.run
//   import.run         ImportRun            -> {}                    progress comes as notices
//   import.cancel      TaskRequest          -> {}                    any task; what was done stays until undo
//   export.start       ExportRequest        -> ExportReady           the file is written through the FileSink
//   status             {}                   -> StatusReport
//   setting.get/.set   Setting              -> Setting
//   check              {}                   -> CheckReport           device and server side by side (needs network)
// Handled by the worker or the client program over HTTP, same envelope:
//   account.state {} -> AccountState; account.setup SetupRequest -> Session; account.login LoginRequest -> Session;
//   account.join JoinRequest -> Session; account.logout {} -> {}; account.invite InviteRequest -> Invite;
//   account.member {} -> Member; account.rename RenameRequest -> Member; account.password PasswordRequest -> {}
// Notices: changed (Changed: what to fetch again), saved (SavedState), sync (SyncState), task (TaskProgress).
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/uuid.h"
#include "domain/schema.h"
#include "domain/value.h"

namespace vinculo::api {

inline constexpr int boundary_version = 1;
inline constexpr int max_window_rows = 500;

// --- lists ---
enum class ListKind : std::uint8_t { people, organisations };                    // "people", "organisations"
enum class SortKey : std::uint8_t { name, organisation, changed, family_name };  // organisations: name, changed only

struct WindowRequest {
  ListKind list = ListKind::people;
  SortKey sort = SortKey::name;
  bool descending = false;
  std::string query;          // as typed; empty: the whole list in the order of `sort`
  std::optional<Uuid> label;  // only records with this label
  std::int64_t offset = 0;
  int limit = 60;  // at most max_window_rows
};
struct ListRow {
  Uuid id;
  std::string name;          // as shown
  std::string mail, phone;   // the first of each, may be empty
  std::string organisation;  // people: first affiliation's name; organisations: empty
  std::string title;         // people: job title there
  std::string city;
  std::int64_t people = 0;  // organisations: how many people
  bool has_conflict = false;
  std::int64_t photo_version = 0;  // people: of what record.photo answers; 0: there is none
};
struct Window {
  std::int64_t total = 0;  // rows of the whole list; with a query at most query_total_limit is counted
  bool total_is_exact = true;
  std::int64_t offset = 0;
  std::vector<ListRow> rows;
};
inline constexpr std::int64_t query_total_limit = 1000;
// Records of one list that somebody has chosen: some of those that it shows, or all of them but some, so that a hundred
// thousand need not be named. What the list does not show (any more) does not belong to it.
struct Selection {
  ListKind list = ListKind::people;
  std::string query;  // with the label: what the list shows, as in WindowRequest
  std::optional<Uuid> label;
  bool all = false;
  std::vector<Uuid> ids;  // those that are chosen; of all: those that are not. At most max_selected_ids
};
inline constexpr std::size_t max_selected_ids = 10'000;
struct Selected {
  std::int64_t count = 0;  // of what a query finds as well: exact
  std::vector<Uuid> ids;   // unless all: which of the ids that were given
};
// What a page keeps for its next start, so that the lists are there before the core is open; never sent.
struct ListBeginning {
  WindowRequest request;
  Window window;
};
struct ListBeginnings {
  std::vector<ListBeginning> lists;
};

// --- record pages ---
struct RecordRequest {
  Uuid id;
};
struct Detail {  // one phone, mail, link or address of a record
  Uuid id;
  Table table{};
  std::string kind, custom_kind;
  std::string text;  // number, address, url; for an address its lines joined by ", "
  std::int64_t position = 0;
  std::map<std::string, std::string> parts;  // addresses: column name -> text
};
struct Affiliation {
  Uuid id, person, organisation;
  std::string person_name, organisation_name, title, department;
  std::int64_t position = 0;
  std::int64_t photo_version = 0;  // of the person; only on the page of an organisation
};
struct LabelItem {
  Uuid id;
  std::string name;
  std::int64_t colour = 0;
  std::int64_t records = 0;
};
struct NoteItem {
  Uuid id;
  std::string body, author;
  std::int64_t created_ms = 0;
};
struct KeptItem {  // what a file said that has no field here: a column of a CSV, a property of a vCard
  std::string name, value;
};
struct ConflictItem {  // "Ana wrote X, you wrote Y": keep, take, join (edit) or dismiss
  Uuid id;
  Table table{};
  Uuid row;
  std::string column;  // name in the schema
  std::string kept_text, lost_text;
  bool lost_is_mine = false;  // the value that lost was written on this device
  std::int64_t lost_at_ms = 0;
};
struct ConflictedRecord {  // that waits for somebody's decision
  ListKind list = ListKind::people;
  Uuid id;
  std::string name;
  std::int64_t conflicts = 0;
};
struct ConflictedRecords {
  std::vector<ConflictedRecord> items;  // at most max_conflicted_records, the latest first; not those in the trash
};
inline constexpr std::size_t max_conflicted_records = 100;
struct RefusedItem {  // a change that the server did not accept: the record is as it was before
  std::int64_t number = 0;
  ListKind list = ListKind::people;
  Uuid record;  // nil: there is no page of it (its creation was refused, or it is in the trash)
  std::string name;
  std::string table;                          // name in the schema; empty: of a newer version
  std::map<std::string, std::string> fields;  // the texts that were written, by column
  bool is_deletion = false;
  std::string reason;  // of the server: a name of base/error.h
  std::int64_t at_ms = 0;
};
struct RefusedItems {
  std::vector<RefusedItem> items;  // at most max_refused_items, the latest first
};
inline constexpr std::size_t max_refused_items = 100;
struct DismissRequest {
  std::int64_t number = 0;  // one that is gone is no error
};
struct PersonPage {
  Uuid id;
  std::map<std::string, std::string> fields;  // text columns of person by name, empty ones left out
  std::string display_name;
  std::vector<Detail> phones, mails, addresses, links;
  std::vector<Affiliation> affiliations;
  std::vector<LabelItem> labels;
  std::vector<NoteItem> notes;          // newest first
  std::vector<KeptItem> kept;           // in the order of the file
  std::vector<ConflictItem> conflicts;  // open ones
  Uuid photo;                           // the row; nil: there is none
  std::int64_t photo_version = 0;       // 0: none that can be shown
  std::int64_t created_ms = 0, changed_ms = 0;
  bool is_deleted = false;
};
struct PersonPhoto {
  std::int64_t version = 0;  // another one whenever the picture is another one
  std::string data_url;      // "data:image/...;base64,..."
};
struct OrganisationPage {
  Uuid id;
  std::map<std::string, std::string> fields;
  std::string display_name;
  std::vector<Detail> phones, mails, addresses, links;
  std::vector<Affiliation> people;  // at most 200, by name
  std::int64_t people_total = 0;
  std::vector<LabelItem> labels;
  std::vector<NoteItem> notes;
  std::vector<KeptItem> kept;
  std::vector<ConflictItem> conflicts;
  std::int64_t created_ms = 0, changed_ms = 0;
  bool is_deleted = false;
};
struct SuggestRequest {
  std::string text;
  int limit = 8;
};
struct Suggestion {
  Uuid id;
  std::string name, detail;
};
struct Suggestions {
  std::vector<Suggestion> items;
};
struct ContactRequest {  // whose mail address or phone number is this? One of the two is given
  std::string mail, phone;
};
struct ContactOwner {
  ListKind list = ListKind::people;
  Uuid id;
};
struct ContactOwners {
  std::vector<ContactOwner> items;  // at most max_contact_owners; not those in the trash
};
inline constexpr int max_contact_owners = 20;
struct LabelList {
  std::vector<LabelItem> items;
};

// --- changes ---
struct RowEdit {
  std::string table;                 // schema name
  Uuid row;                          // made by the caller (UUIDv7; derived for labellings: labelling_id())
  std::map<std::string, Value> set;  // column name -> value; "deleted": 1 trashes
};
struct EditRequest {
  std::string title;  // message id ("Edit person")
  std::vector<RowEdit> edits;
};
struct Changed {
  std::vector<Uuid> units;
  bool labels = false;
  bool everything = false;
  std::int64_t operation = 0;                         // 0: nothing was different
  std::optional<std::string> undo_title, redo_title;  // what Undo and Redo would now do
  bool unfinished = false;                            // of a large undo or redo: the same request again goes on with it
};
enum class BulkAction : std::uint8_t { trash, add_label };
struct BulkRequest {  // one change of many records, one step of Undo
  BulkAction action = BulkAction::trash;
  Selection selection;
  std::int64_t expected = 0;  // how many records it was decided on; when there is another number now, nothing is done
  LabelItem label;            // add_label: its name and colour are for one that is made with it
};
inline constexpr std::int64_t max_bulk_records =
    500;  // of bulk.edit, which is one transaction; bulk.start takes any number
struct TaskStarted {
  std::int64_t task = 0;
};
enum class Resolution : std::uint8_t { keep, take, dismiss };
struct ResolveRequest {
  Uuid conflict;
  Resolution resolution = Resolution::keep;
};
[[nodiscard]] Uuid labelling_id(const Uuid& label, const Uuid& subject);

// --- import and export ---
struct ImportRequest {
  std::int64_t file = 0;  // handle the host gave for the chosen file
  std::string name;
  std::int64_t size_bytes = 0;
};
struct ImportColumn {
  std::string header, field;
  std::vector<std::string> samples;
};
struct ImportPreview {
  std::int64_t task = 0;
  std::string format;                 // "csv" or "vcard"
  std::string encoding, separator;    // csv: "utf-8", "utf-16le", "windows-1252"; ",", ";", "\t"
  std::vector<ImportColumn> columns;  // csv; field is a name of import_fields() or "" (left out)
  std::vector<ListRow> sample;        // the first records as they would become
  std::int64_t records_about = 0;     // estimated from the size
  std::vector<std::string> fields;    // every field a column can be mapped to
};
struct ImportRun {
  std::int64_t task = 0;
  std::vector<std::string> fields; /* per column; empty: as previewed */
};
struct TaskRequest {
  std::int64_t task = 0;
};
struct TaskProgress {
  std::int64_t task = 0;
  std::string kind;                              // "import", "export", "bulk", "snapshot"
  std::string state;                             // "running", "done", "cancelled", "failed"
  std::int64_t done_bytes = 0, total_bytes = 0;  // of an export and a bulk edit: records
  std::int64_t created = 0, updated = 0, unchanged = 0, rejected = 0;
  std::int64_t rejects_file = 0;  // handle of the file with the rows that could not be read, 0: none
  std::string error;              // error name when failed
};
struct ExportRequest {
  std::string format; /* csv, vcard3, vcard4 */
  std::string query;
  std::optional<Uuid> record;
  std::optional<Selection> selection = {};  // instead of the two
};
struct ExportReady {
  std::int64_t task = 0;
  std::int64_t file = 0;
  std::string name, media_type;
};

// --- state ---
struct SavedState {
  std::string state;  // "saved", "saving", "full", "failing", "fenced"
  std::int64_t commits_waiting = 0;
  std::string reason;
};
struct SyncState {
  std::string state;  // "offline", "connecting", "syncing", "idle", "signed_out"
  std::int64_t rows_waiting = 0;
  std::int64_t refused = 0;
  std::int64_t last_sync_ms = 0;                      // 0: never
  std::int64_t received_rows = 0, expected_rows = 0;  // while a first sync runs
  bool clock_warning = false;
};
struct StatusReport {
  std::string version;
  std::int64_t people = 0, organisations = 0;
  std::int64_t conflicts = 0;  // that somebody can decide on: ConflictedRecords
  std::int64_t database_bytes = 0;
  SavedState saved;
  SyncState sync;
  std::optional<std::string> undo_title, redo_title;
  std::string member_name, member_mail, workspace_name, role;  // of the signed-in member
  Uuid member_person;                     // the one person with the member's mail address; nil: none or several
  std::int64_t member_photo_version = 0;  // of that person
};
struct Setting {
  std::string name;
  std::optional<std::string> value;
};
struct LanguageRequest {
  std::string language;  // of the page, BCP 47: the order of names follows it
};
struct CheckRow {
  std::string table;
  std::int64_t device_rows = 0, server_rows = 0;
  bool equal = false;
};
struct CheckReport {
  std::vector<CheckRow> tables;
  bool equal = false;
  std::int64_t repaired_rows = 0;
};

// --- accounts (server/routes/accounts; JSON over HTTP with the same member names) ---
struct AccountState {
  bool initialised = false;
  std::string version, workspace_name;
};  // GET  /api/state
struct SetupRequest {
  std::string code, workspace_name, name, mail, password;
};  // POST /api/setup
struct LoginRequest {
  std::string mail, password;
};  // POST /api/login
struct JoinRequest {
  std::string secret, name, mail, password;
};  // POST /api/join
struct Session {
  std::string token;
  std::uint32_t device = 0;  // number of the device that this login created
  Uuid workspace, member;
  std::string workspace_name, member_name, member_mail, role;  // role: "owner" or "member"
};
struct Member {
  std::string name, mail, role, workspace_name;
};  // GET /api/member: who one is now; another device may have changed it
struct RenameRequest {
  std::string name;
};  // POST /api/member
struct PasswordRequest {
  std::string current, password;
};  // POST /api/password: ends the member's other sessions; wrong_credentials: not the current one; invalid_argument
struct SessionNotice {  // notice "session", to every tab
  std::string state;    // "started", "changed" (who one is) or "ended"
};
struct InviteRequest {
  std::string mail;
};  // POST /api/invite
struct Invite {
  std::string secret;
  std::int64_t expires_ms = 0;
};  // link: <origin>/#/join/<secret>
    // POST /api/logout: ends the session

// --- text form ---
// encode: the JSON object of a message; bytes that are not UTF-8 become replacement characters.
// decode: members that are missing or null keep their defaults and unknown ones are ignored, so that versions can
// differ; not JSON answers malformed, a member of a wrong type invalid_argument with its path in the detail.
// A Value is written as null, a number, a text, {"id": uuid} for 16 bytes or {"base64": text} for other bytes.
// Defined for every struct above; neither throws.
template <class T>
[[nodiscard]] std::string encode(const T& message);
template <class T>
[[nodiscard]] Result<T> decode(std::string_view json);

[[nodiscard]] std::string request_text(std::int64_t id, std::string_view client, std::string_view method,
                                       std::string_view params_json);
[[nodiscard]] std::string response_text(std::int64_t id, std::string_view result_json);
[[nodiscard]] std::string error_text(std::int64_t id, const Error& error);
// The body's members stand beside "id" and "notice".
[[nodiscard]] std::string notice_text(std::string_view notice, std::string_view body_json);

// A text of either direction, parsed once: a request (method not empty), a notice (id 0, notice not empty) or a
// response. The three readers answer like decode().
class Envelope {
 public:
  [[nodiscard]] static Result<Envelope> parse(std::string_view text);  // malformed, unsupported (another version)
  Envelope(Envelope&&) noexcept;
  Envelope& operator=(Envelope&&) noexcept;
  ~Envelope();

  [[nodiscard]] std::int64_t id() const { return id_; }
  [[nodiscard]] const std::string& client() const { return client_; }
  [[nodiscard]] const std::string& method() const { return method_; }
  [[nodiscard]] const std::string& notice() const { return notice_; }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  template <class T>
  [[nodiscard]] Result<T> params() const;
  template <class T>
  [[nodiscard]] Result<T> result() const;
  template <class T>
  [[nodiscard]] Result<T> body() const;  // of a notice

 private:
  struct Json;
  explicit Envelope(std::unique_ptr<Json> json);
  std::unique_ptr<Json> json_;
  std::int64_t id_ = 0;
  std::string client_, method_, notice_;
  std::optional<Error> error_;
};

}  // namespace vinculo::api
