// What a person is typing into the form of one record, apart from what is stored. A draft remembers the page it began
// from; its edits are the difference, so a save never writes a field that the user did not touch, and a page that
// changed meanwhile (a colleague, another tab) flows into the untouched fields. Pure data, no ImGui, tested natively.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/messages.h"

namespace vinculo::views {

enum class RecordKind : std::uint8_t { person, organisation };

struct DetailDraft {  // a phone, mail, link or address
  Uuid id;
  Table table = Table::phone;
  std::string kind;                          // "mobile", "work", ...; custom kinds are kept as they are
  std::string text;                          // number, address or url
  std::map<std::string, std::string> parts;  // of an address
  std::int64_t position = 0;
  bool is_new = false;
  bool is_removed = false;
  bool operator==(const DetailDraft&) const = default;
};

struct AffiliationDraft {
  Uuid id;
  Uuid organisation;              // nil: an organisation called organisation_name is made on saving
  std::string organisation_name;  // as typed
  std::string title, department;
  std::int64_t position = 0;
  bool is_new = false;
  bool is_removed = false;
  bool operator==(const AffiliationDraft&) const = default;
};

struct RecordDraft {
  RecordKind kind = RecordKind::person;
  Uuid id;
  bool is_new = false;
  std::map<std::string, std::string> fields;  // text columns by schema name
  std::vector<DetailDraft> details;
  std::vector<AffiliationDraft> affiliations;  // persons only
  std::vector<Uuid> labels;                    // chosen in the form of a new record
  std::string note;                            // of a new record
  Uuid note_id;                                // so that saving twice, after a crash, is saving once
  bool operator==(const RecordDraft&) const = default;
};

// What a page keeps of a draft for a later start (app/kept_drafts.h).
struct KeptDraft {
  RecordDraft draft;
  RecordDraft base;  // what was stored when the draft began; of a new record empty
  std::string note;  // being written on the record's page
};

using NewId = std::function<Uuid()>;

[[nodiscard]] RecordDraft draft_of(const api::PersonPage& page);
[[nodiscard]] RecordDraft draft_of(const api::OrganisationPage& page);
// An empty form with one phone, one mail (and for a person one organisation) to fill in.
[[nodiscard]] RecordDraft new_draft(RecordKind kind, const NewId& new_id);

// Adds an empty detail of `table` and returns it; valid until the next change of the list.
DetailDraft& add_detail(RecordDraft& draft, Table table, const NewId& new_id);
AffiliationDraft& add_affiliation(RecordDraft& draft, const NewId& new_id);

// As lists call it once it is saved; empty when nothing was written yet.
[[nodiscard]] std::string display_name(const RecordDraft& draft);

[[nodiscard]] bool is_dirty(const RecordDraft& draft, const RecordDraft& base);

// Takes what changed between two stored states into every part of the draft that the user has not touched.
void rebase(RecordDraft& draft, const RecordDraft& old_base, const RecordDraft& new_base);

// The operation that makes the stored record like the draft. Empty rows of a new record are left out.
[[nodiscard]] api::EditRequest edits_of(const RecordDraft& draft, const RecordDraft& base, const NewId& new_id,
                                        std::int64_t now_ms, const std::string& author);

// Neither a name nor a phone, mail, link or address; job, note and labels alone make nobody that can be found again.
[[nodiscard]] bool is_nameless(const RecordDraft& draft);
struct DraftProblem {
  enum class Kind : std::uint8_t { nothing_entered, mail_without_at };
  Kind kind;
  Uuid detail;  // the mail meant, where one is
  bool operator==(const DraftProblem&) const = default;
};
// What keeps the draft from being saved, in the order of its fields. What was stored like that already (files bring in
// "none" as a mail) keeps nobody from changing something else.
[[nodiscard]] std::vector<DraftProblem> check_draft(const RecordDraft& draft, const RecordDraft& base);

// The column that holds a detail's text ("number", "address", "url"); empty for an address.
[[nodiscard]] std::string_view text_column(Table table);
// The parts of an address in the order in which people write them.
[[nodiscard]] const std::vector<std::string>& address_parts();

}  // namespace vinculo::views
