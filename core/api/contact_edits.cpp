#include "api/contact_edits.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "api/row_values.h"
#include "search/phone_words.h"

namespace vinculo::api {
namespace {

using Fields = std::vector<std::pair<Column, std::string_view>>;

Fields person_fields(const transfer::Contact& contact) {
  return {{person::given_name, contact.given_name},
          {person::family_name, contact.family_name},
          {person::additional_names, contact.additional_names},
          {person::honorific_prefix, contact.honorific_prefix},
          {person::honorific_suffix, contact.honorific_suffix},
          {person::nickname, contact.nickname},
          {person::full_name, contact.full_name},
          {person::birthday, contact.birthday},
          {person::anniversary, contact.anniversary},
          {person::gender, contact.gender}};
}

Fields address_fields(const transfer::ContactAddress& from) {
  return {{address::po_box, from.po_box},  {address::extended, from.extended}, {address::street, from.street},
          {address::city, from.city},      {address::region, from.region},     {address::postal_code, from.postal_code},
          {address::country, from.country}};
}

bool has_all(const RowPatch& row, const Fields& fields) {
  return std::ranges::all_of(fields,
                             [&](const auto& field) { return text_of(value_in(row, field.first)) == field.second; });
}

std::string lower_ascii(std::string text) {
  for (char& character : text) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
  }
  return text;
}

bool is_same_phone(std::string_view one, std::string_view other) {
  const std::string digits = search::national_digits(one);
  return digits.empty() ? one == other : digits == search::national_digits(other);
}

template <class Item>
std::vector<const Item*> preferred_first(const std::vector<Item>& items) {
  std::vector<const Item*> ordered;
  for (const Item& item : items) {
    if (item.preferred) ordered.push_back(&item);
  }
  for (const Item& item : items) {
    if (!item.preferred) ordered.push_back(&item);
  }
  return ordered;
}

// Colours that labels from a file get, by their name.
std::int64_t colour_of(std::string_view name) {
  constexpr std::int64_t colours[] = {0x2563EB, 0x15803D, 0xB45309, 0xB91C1C, 0x7C3AED, 0x0E7490, 0xBE185D, 0x475569};
  std::size_t sum = 0;
  for (const char character : name) sum = sum * 31 + static_cast<unsigned char>(character);
  return colours[sum % std::size(colours)];
}

}  // namespace

class ContactEdits::Builder {
 public:
  Builder(ContactEdits& edits, const transfer::Contact& contact) : edits_(edits), contact_(contact) {}

  Status add_person(const Uuid& key) {
    auto found = edits_.matcher_.find_person(contact_, key);
    if (!found) return std::move(found).error();
    is_existing_ = found->has_value();
    owner_ = is_existing_ ? **found : edits_.context_.store.new_id();
    Edit edit{Table::person, owner_, {}};
    if (is_existing_) {
      auto row = edits_.context_.store.find_row(Table::person, owner_);
      if (!row) return std::move(row).error();
      add_fields(edit, person_fields(contact_), *row ? &**row : nullptr);
    } else {
      add_fields(edit, person_fields(contact_), nullptr);
      edit.set.emplace_back(person::import_key, value_of(key));
    }
    push(std::move(edit));
    return add_jobs();
  }

  Status add_organisation() {
    const std::string name = contact_.jobs.empty() ? contact_.full_name : contact_.jobs.front().organisation;
    auto organisation = named_organisation(name);
    if (!organisation) return std::move(organisation).error();
    owner_ = organisation->id;
    is_existing_ = !organisation->is_new;
    return {};
  }

  Status add_parts() {
    Status status = add_phones();
    if (status) status = add_mails();
    if (status) status = add_addresses();
    if (status) status = add_links();
    if (status) status = add_labels();
    if (status) status = add_notes();
    if (status) status = add_properties();
    if (status) status = add_photos();
    return status;
  }

  // Checks every value, so that one contact's cannot stop the others of its slice.
  Status check() const {
    for (const Edit& edit : plan_.edits) {
      const TableInfo& table = table_info(edit.table);
      for (const auto& [column, value] : edit.set) {
        const ColumnInfo* info =
            column == column_deleted ? &deleted_column() : find_column(table, std::uint64_t{column});
        if (auto status = check_value(*info, ValueView::of(value)); !status) {
          return Error{status.error().code, std::string(table.name) + "." + std::string(info->name)};
        }
      }
    }
    return {};
  }

  ContactPlan take() {
    plan_.outcome = !is_existing_ ? Outcome::created : plan_.edits.empty() ? Outcome::unchanged : Outcome::updated;
    return std::move(plan_);
  }

  void forget_new_names() {
    for (const std::string& name : new_organisations_) edits_.matcher_.forget_organisation(name);
    for (const std::string& name : new_labels_) edits_.matcher_.forget_label(name);
  }

 private:
  using Set = std::vector<std::pair<Column, Value>>;

  void push(Edit edit) {
    if (!edit.set.empty()) plan_.edits.push_back(std::move(edit));
  }
  void push_new(Table table, Set set) {
    plan_.edits.push_back({table, edits_.context_.store.new_id(), std::move(set)});
  }
  // What the file says and the row does not.
  static void add_fields(Edit& edit, const Fields& fields, const RowPatch* row) {
    for (const auto& [column, text] : fields) {
      if (text.empty() || (row && text_of(value_in(*row, column)) == text)) continue;
      edit.set.emplace_back(column, std::string(text));
    }
  }
  // A new row of a part: its owner, kind and place behind `count` others.
  Set part(Column owner, Column kind, Column custom_kind, Column position, const std::string& kind_name,
           const std::string& custom_kind_name, std::size_t count) const {
    Set set{{owner, value_of(owner_)}, {position, static_cast<std::int64_t>(count)}};
    if (!kind_name.empty()) set.emplace_back(kind, kind_name);
    if (!custom_kind_name.empty()) set.emplace_back(custom_kind, custom_kind_name);
    return set;
  }
  // The rows that an existing record has; a new one has none.
  Result<std::vector<RowPatch>> rows_of(Table table) {
    if (!is_existing_) return std::vector<RowPatch>();
    return edits_.context_.store.rows_of(table, owner_);
  }

  Result<Named> named_organisation(const std::string& name) {
    auto named = edits_.matcher_.organisation(name);
    if (named && named->is_new) {
      new_organisations_.push_back(name);
      plan_.edits.push_back({Table::organisation, named->id, {{organisation::name, name}}});
    }
    return named;
  }

  Status add_jobs() {
    if (contact_.jobs.empty()) return {};
    auto rows = rows_of(Table::affiliation);
    if (!rows) return std::move(rows).error();
    std::size_t count = rows->size();
    for (const transfer::ContactJob& job : contact_.jobs) {
      Uuid organisation;
      if (!job.organisation.empty()) {
        auto named = named_organisation(job.organisation);
        if (!named) return std::move(named).error();
        organisation = named->id;
      }
      const Fields fields{
          {affiliation::title, job.title}, {affiliation::department, job.department}, {affiliation::role, job.role}};
      const auto found = std::ranges::find_if(
          *rows, [&](const RowPatch& row) { return uuid_in(row, affiliation::organisation) == organisation; });
      Edit edit{Table::affiliation, found != rows->end() ? found->id : edits_.context_.store.new_id(), {}};
      if (found == rows->end()) {
        edit.set = {{affiliation::person, value_of(owner_)},
                    {affiliation::position, static_cast<std::int64_t>(count++)}};
        if (!organisation.is_nil()) edit.set.emplace_back(affiliation::organisation, value_of(organisation));
      }
      add_fields(edit, fields, found != rows->end() ? &*found : nullptr);
      push(std::move(edit));
    }
    return {};
  }

  Status add_phones() {
    if (contact_.phones.empty()) return {};
    auto rows = rows_of(Table::phone);
    if (!rows) return std::move(rows).error();
    std::size_t count = rows->size();
    for (const transfer::ContactPhone* from : preferred_first(contact_.phones)) {
      const bool is_there = std::ranges::any_of(*rows, [&](const RowPatch& row) {
        return is_same_phone(text_of(value_in(row, phone::number)), from->number);
      });
      if (is_there) continue;
      Set set =
          part(phone::owner, phone::kind, phone::custom_kind, phone::position, from->kind, from->custom_kind, count++);
      set.emplace_back(phone::number, from->number);
      push_new(Table::phone, std::move(set));
    }
    return {};
  }

  Status add_mails() {
    if (contact_.mails.empty()) return {};
    auto rows = rows_of(Table::mail);
    if (!rows) return std::move(rows).error();
    std::size_t count = rows->size();
    for (const transfer::ContactMail* from : preferred_first(contact_.mails)) {
      const bool is_there = std::ranges::any_of(*rows, [&](const RowPatch& row) {
        return lower_ascii(text_in(row, mail::address)) == lower_ascii(from->address);
      });
      if (is_there) continue;
      Set set =
          part(mail::owner, mail::kind, mail::custom_kind, mail::position, from->kind, from->custom_kind, count++);
      set.emplace_back(mail::address, from->address);
      push_new(Table::mail, std::move(set));
    }
    return {};
  }

  // An address that the record does not have yet takes the place of the first of its kind that no other one of the file
  // took: a customer who moved has one new address, not two.
  Status add_addresses() {
    if (contact_.addresses.empty()) return {};
    auto rows = rows_of(Table::address);
    if (!rows) return std::move(rows).error();
    std::size_t count = rows->size();
    for (const transfer::ContactAddress& from : contact_.addresses) {
      const Fields fields = address_fields(from);
      auto found = std::ranges::find_if(*rows, [&](const RowPatch& row) { return has_all(row, fields); });
      const bool is_there = found != rows->end();
      if (!is_there) {
        found = std::ranges::find_if(*rows, [&](const RowPatch& row) {
          return text_of(value_in(row, address::kind)) == from.kind &&
                 text_of(value_in(row, address::custom_kind)) == from.custom_kind;
        });
      }
      if (found != rows->end()) {
        Edit edit{Table::address, found->id, {}};
        add_fields(edit, fields, &*found);
        push(std::move(edit));
        rows->erase(found);
        continue;
      }
      Edit edit{Table::address, edits_.context_.store.new_id(),
                part(address::owner, address::kind, address::custom_kind, address::position, from.kind,
                     from.custom_kind, count++)};
      add_fields(edit, fields, nullptr);
      push(std::move(edit));
    }
    return {};
  }

  Status add_links() {
    if (contact_.links.empty()) return {};
    auto rows = rows_of(Table::link);
    if (!rows) return std::move(rows).error();
    std::size_t count = rows->size();
    for (const transfer::ContactLink& from : contact_.links) {
      const bool is_there = std::ranges::any_of(
          *rows, [&](const RowPatch& row) { return text_of(value_in(row, link::url)) == from.url; });
      if (is_there) continue;
      Set set = part(link::owner, link::kind, link::custom_kind, link::position, from.kind, from.custom_kind, count++);
      set.emplace_back(link::url, from.url);
      push_new(Table::link, std::move(set));
    }
    return {};
  }

  Status add_labels() {
    if (contact_.labels.empty()) return {};
    auto rows = rows_of(Table::labelling);
    if (!rows) return std::move(rows).error();
    for (const std::string& name : contact_.labels) {
      auto named = edits_.matcher_.label(name);
      if (!named) return std::move(named).error();
      if (named->is_new) {
        new_labels_.push_back(name);
        plan_.edits.push_back({Table::label, named->id, {{label::name, name}, {label::colour, colour_of(name)}}});
      }
      const Uuid id = labelling_id(named->id, owner_);
      if (std::ranges::any_of(*rows, [&](const RowPatch& row) { return row.id == id; })) continue;
      plan_.edits.push_back({Table::labelling,
                             id,
                             {{labelling::label, value_of(named->id)},
                              {labelling::subject, value_of(owner_)},
                              {column_deleted, std::int64_t{0}}}});  // taken off before, perhaps
    }
    return {};
  }

  Status add_notes() {
    if (contact_.notes.empty()) return {};
    auto rows = rows_of(Table::note);
    if (!rows) return std::move(rows).error();
    auto created_ms = static_cast<std::int64_t>(edits_.context_.host.now_ms());
    for (const std::string& body : contact_.notes) {
      const bool is_there =
          std::ranges::any_of(*rows, [&](const RowPatch& row) { return text_of(value_in(row, note::body)) == body; });
      if (is_there) continue;
      Set set{{note::owner, value_of(owner_)}, {note::body, body}, {note::created_ms, created_ms++}};
      if (!edits_.note_author_.empty()) set.emplace_back(note::author, edits_.note_author_);
      push_new(Table::note, std::move(set));
    }
    return {};
  }

  Status add_properties() {
    if (contact_.properties.empty()) return {};
    auto rows = rows_of(Table::property);
    if (!rows) return std::move(rows).error();
    std::size_t count = rows->size();
    for (const std::string& line : contact_.properties) {
      const bool is_there = std::ranges::any_of(
          *rows, [&](const RowPatch& row) { return text_of(value_in(row, property::line)) == line; });
      if (is_there) continue;
      push_new(Table::property, {{property::owner, value_of(owner_)},
                                 {property::line, line},
                                 {property::position, static_cast<std::int64_t>(count++)}});
    }
    return {};
  }

  // A photo that somebody chose is not replaced by one from a file.
  Status add_photos() {
    if (contact_.photos.empty()) return {};
    auto rows = rows_of(Table::photo);
    if (!rows) return std::move(rows).error();
    if (!rows->empty()) return {};
    for (const transfer::ContactPhoto& from : contact_.photos) {
      push_new(Table::photo,
               {{photo::owner, value_of(owner_)}, {photo::media_type, from.media_type}, {photo::data, from.data}});
    }
    return {};
  }

  ContactEdits& edits_;
  const transfer::Contact& contact_;
  Uuid owner_;
  bool is_existing_ = false;
  ContactPlan plan_;
  std::vector<std::string> new_organisations_, new_labels_;
};

Result<ContactPlan> ContactEdits::plan(const transfer::Contact& contact, const Uuid& key) {
  Builder builder(*this, contact);
  Status status = contact.is_organisation ? builder.add_organisation() : builder.add_person(key);
  if (status) status = builder.add_parts();
  if (status) status = builder.check();
  if (!status) {
    builder.forget_new_names();
    return std::move(status).error();
  }
  return builder.take();
}

}  // namespace vinculo::api
