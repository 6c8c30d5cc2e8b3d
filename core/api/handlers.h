// The methods of the boundary as functions, one file per noun. Each takes its typed request and answers its typed
// result; service.cpp has the table of names and everything about texts, repeats and notices. Internal to core/api.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "api/host.h"
#include "api/messages.h"
#include "base/error.h"
#include "change/store.h"
#include "search/search_index.h"
#include "storage/database.h"

namespace vinculo::api {

// Borrowed by every handler and task; the service owns or borrows what it refers to.
struct Context {
  storage::Database& database;
  Store& store;
  search::SearchIndex& search;
  Host& host;
};

// lists.cpp
[[nodiscard]] Result<Window> list_window(Context& context, const WindowRequest& request);
[[nodiscard]] Result<Suggestions> suggest_people(Context& context, const SuggestRequest& request);
[[nodiscard]] Result<Suggestions> suggest_organisations(Context& context, const SuggestRequest& request);
[[nodiscard]] ListRow row_of(search::Entry entry);

// selection.cpp
[[nodiscard]] search::List searched_list(ListKind list);
// The keys of the records that a selection means now, in no particular order. too_large.
[[nodiscard]] Result<std::vector<std::int64_t>> selected_keys(Context& context, const Selection& selection);
[[nodiscard]] Result<Selected> selected(Context& context, const Selection& selection);

// records.cpp
[[nodiscard]] Result<PersonPage> person_page(Context& context, const RecordRequest& request);
[[nodiscard]] Result<OrganisationPage> organisation_page(Context& context, const RecordRequest& request);

// photos.cpp
struct PhotoRow {
  Uuid id;                   // nil: there is none
  std::int64_t version = 0;  // 0: none that can be shown
};
[[nodiscard]] Result<PhotoRow> find_photo(Context& context, const Uuid& person);
[[nodiscard]] Result<PersonPhoto> person_photo(Context& context, const RecordRequest& request);

// contact_owners.cpp
[[nodiscard]] Result<ContactOwners> find_contact(Context& context, const ContactRequest& request);

// labels.cpp
[[nodiscard]] Result<LabelList> label_list(Context& context);
[[nodiscard]] Result<Suggestions> suggest_labels(Context& context, const SuggestRequest& request);
[[nodiscard]] Result<std::vector<LabelItem>> labels_of(Context& context, const Uuid& subject);

// conflicts.cpp
[[nodiscard]] Result<std::vector<ConflictItem>> open_conflicts(Context& context, const Uuid& unit);
[[nodiscard]] Result<ConflictedRecords> conflicted_records(Context& context);
[[nodiscard]] Result<std::int64_t> count_open_conflicts(Context& context);  // of those records, all of them
[[nodiscard]] Result<ChangeSet> resolve_conflict(Context& context, const ResolveRequest& request);

// refusals.cpp
[[nodiscard]] Result<RefusedItems> refused_items(Context& context);
[[nodiscard]] Result<RefusedItems> dismiss_refusal(Context& context, const DismissRequest& request);

// edits.cpp
[[nodiscard]] Result<ChangeSet> apply_edit(Context& context, const EditRequest& request);

// bulk_edits.cpp
[[nodiscard]] Result<ChangeSet> apply_bulk(Context& context, const BulkRequest& request);

// status.cpp
[[nodiscard]] Result<StatusReport> status_report(Context& context);
[[nodiscard]] Result<Setting> get_setting(Context& context, const Setting& request);
[[nodiscard]] Result<Setting> set_setting(Context& context, const Setting& request);

}  // namespace vinculo::api
