#include "client/record_edits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "domain/schema.h"

namespace vinculo::client {
namespace {

using Values = std::map<std::string, Value>;

struct DetailField {
  std::string_view name, table, column;
};
constexpr std::array details{DetailField{"mail", "mail", "address"},
                             DetailField{"phone", "phone", "number"},
                             DetailField{"link", "link", "url"},
                             DetailField{"street", "address", "street"},
                             DetailField{"city", "address", "city"},
                             DetailField{"region", "address", "region"},
                             DetailField{"postal_code", "address", "postal_code"},
                             DetailField{"country", "address", "country"}};

// Rows that the record has already, by table: the first of each is what a field without a number means.
struct FirstRows {
  std::map<std::string, Uuid, std::less<>> by_table;
  std::optional<Uuid> affiliation;
};

class EditList {
 public:
  EditList(LocalWorkspace& workspace, std::string table, const Uuid& id, FirstRows first)
      : workspace_(workspace), table_(std::move(table)), id_(id), first_(std::move(first)) {}

  Status set(const FieldValue& field) {
    const TableInfo* info = find_table(std::string_view(table_));
    const ColumnInfo* column = find_column(*info, std::string_view(field.name));
    if (column && column->type == ColumnType::text) {
      row(table_, id_)[field.name] = field.value;
      return {};
    }
    const auto detail = std::ranges::find(details, field.name, &DetailField::name);
    if (detail != details.end()) {
      set_detail(*detail, field.value);
      return {};
    }
    const bool is_person = table_ == "person";
    if (is_person && field.name == "organisation") return set_organisation(field.value);
    if (is_person && (field.name == "title" || field.name == "department" || field.name == "role")) {
      affiliation()[field.name] = field.value;
      return {};
    }
    return Error{ErrorCode::invalid_argument, "there is no field \"" + field.name + "\""};
  }

  [[nodiscard]] std::vector<api::RowEdit> take() { return std::move(edits_); }

 private:
  Values& row(const std::string& table, const Uuid& id) {
    const auto found =
        std::ranges::find_if(edits_, [&](const api::RowEdit& edit) { return edit.table == table && edit.row == id; });
    if (found != edits_.end()) return found->set;
    return edits_.emplace_back(api::RowEdit{table, id, {}}).set;
  }

  void set_detail(const DetailField& detail, std::string_view value) {
    const std::string table(detail.table);
    const auto existing = first_.by_table.find(table);
    const bool is_new = existing == first_.by_table.end();
    const Uuid id = is_new ? workspace_.new_id() : existing->second;
    if (is_new && table == "address") first_.by_table[table] = id;  // street and city are of one address
    Values& set = row(table, id);
    if (is_new) set["owner"] = value_of(id_);
    for (const std::string_view kind : {"work", "home", "mobile", "fax", "main", "other"}) {
      if (table == "address" || !value.starts_with(kind) || value.substr(kind.size(), 1) != ":") continue;
      set["kind"] = std::string(kind);
      value.remove_prefix(kind.size() + 1);
      break;
    }
    set[std::string(detail.column)] = std::string(value);
  }

  Values& affiliation() {
    const bool is_new = !first_.affiliation;
    if (is_new) first_.affiliation = workspace_.new_id();
    Values& set = row("affiliation", *first_.affiliation);
    if (is_new) set["person"] = value_of(id_);
    return set;
  }

  Status set_organisation(const std::string& name) {
    const auto found = workspace_.ask<api::Suggestions>("organisation.suggest", api::SuggestRequest{name, 20});
    if (!found) return found.error();
    const auto same = std::ranges::find(found->items, name, &api::Suggestion::name);
    const Uuid organisation = same == found->items.end() ? workspace_.new_id() : same->id;
    if (same == found->items.end()) row("organisation", organisation)["name"] = name;
    affiliation()["organisation"] = value_of(organisation);
    return {};
  }

  LocalWorkspace& workspace_;
  std::string table_;
  Uuid id_;
  FirstRows first_;
  std::vector<api::RowEdit> edits_;
};

template <class Page>
FirstRows first_rows_of(const Page& page) {
  FirstRows first;
  const auto note = [&first](const char* table, const std::vector<api::Detail>& list) {
    if (!list.empty()) first.by_table[table] = list.front().id;
  };
  note("phone", page.phones);
  note("mail", page.mails);
  note("address", page.addresses);
  note("link", page.links);
  return first;
}

Result<std::vector<api::RowEdit>> edits_of(EditList list, const std::vector<FieldValue>& fields) {
  for (const FieldValue& field : fields)
    if (auto set = list.set(field); !set) return std::move(set).error();
  return list.take();
}

}  // namespace

Result<std::vector<FieldValue>> parse_fields(const std::vector<std::string>& texts) {
  std::vector<FieldValue> fields;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      return Error{ErrorCode::invalid_argument, "\"" + text + "\": write it as field=value"};
    fields.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return fields;
}

Result<std::vector<api::RowEdit>> edits_for_new(LocalWorkspace& workspace, bool is_organisation, const Uuid& id,
                                                const std::vector<FieldValue>& fields) {
  return edits_of(EditList(workspace, is_organisation ? "organisation" : "person", id, {}), fields);
}

Result<std::vector<api::RowEdit>> edits_for_person(LocalWorkspace& workspace, const api::PersonPage& page,
                                                   const std::vector<FieldValue>& fields) {
  FirstRows first = first_rows_of(page);
  if (!page.affiliations.empty()) first.affiliation = page.affiliations.front().id;
  return edits_of(EditList(workspace, "person", page.id, std::move(first)), fields);
}

Result<std::vector<api::RowEdit>> edits_for_organisation(LocalWorkspace& workspace, const api::OrganisationPage& page,
                                                         const std::vector<FieldValue>& fields) {
  return edits_of(EditList(workspace, "organisation", page.id, first_rows_of(page)), fields);
}

}  // namespace vinculo::client
