#include "api/record_contact.h"

#include "api/row_values.h"

namespace vinculo::api {
namespace {

using transfer::Contact;

// Calls take(row) for each part of the record that `table` has.
template <class Take>
Status for_each_part(Context& context, Table table, const Uuid& owner, Take take) {
  auto rows = context.store.rows_of(table, owner);
  if (!rows) return std::move(rows).error();
  for (const RowPatch& row : *rows) take(row);
  return {};
}

Status read_reach(Context& context, const Uuid& owner, Contact& into) {
  Status status = for_each_part(context, Table::phone, owner, [&](const RowPatch& row) {
    into.phones.push_back(
        {text_in(row, phone::kind), text_in(row, phone::custom_kind), text_in(row, phone::number), false});
  });
  if (status) {
    status = for_each_part(context, Table::mail, owner, [&](const RowPatch& row) {
      into.mails.push_back(
          {text_in(row, mail::kind), text_in(row, mail::custom_kind), text_in(row, mail::address), false});
    });
  }
  if (status) {
    status = for_each_part(context, Table::link, owner, [&](const RowPatch& row) {
      into.links.push_back({text_in(row, link::kind), text_in(row, link::custom_kind), text_in(row, link::url)});
    });
  }
  if (!status) return status;
  return for_each_part(context, Table::address, owner, [&](const RowPatch& row) {
    into.addresses.push_back({text_in(row, address::kind), text_in(row, address::custom_kind),
                              text_in(row, address::po_box), text_in(row, address::extended),
                              text_in(row, address::street), text_in(row, address::city), text_in(row, address::region),
                              text_in(row, address::postal_code), text_in(row, address::country)});
  });
}

Status read_rest(Context& context, const Uuid& owner, Contact& into) {
  auto labels = labels_of(context, owner);
  if (!labels) return std::move(labels).error();
  for (LabelItem& label : *labels) into.labels.push_back(std::move(label.name));
  Status status = for_each_part(context, Table::note, owner,
                                [&](const RowPatch& row) { into.notes.push_back(text_in(row, note::body)); });
  if (status) {
    status = for_each_part(context, Table::property, owner,
                           [&](const RowPatch& row) { into.properties.push_back(text_in(row, property::line)); });
  }
  if (!status) return status;
  return for_each_part(context, Table::photo, owner, [&](const RowPatch& row) {
    if (const auto* data = std::get_if<Bytes>(&value_in(row, photo::data))) {
      into.photos.push_back({text_in(row, photo::media_type), *data});
    }
  });
}

Status read_jobs(Context& context, const Uuid& person, Contact& into) {
  auto rows = context.store.rows_of(Table::affiliation, person);
  if (!rows) return std::move(rows).error();
  for (const RowPatch& row : *rows) {
    transfer::ContactJob job{
        {}, text_in(row, affiliation::department), text_in(row, affiliation::title), text_in(row, affiliation::role)};
    auto organisation = context.store.find_row(Table::organisation, uuid_in(row, affiliation::organisation));
    if (!organisation) return std::move(organisation).error();
    if (*organisation && !is_deleted(**organisation)) job.organisation = text_in(**organisation, organisation::name);
    into.jobs.push_back(std::move(job));
  }
  return {};
}

}  // namespace

Result<std::optional<Contact>> contact_of_person(Context& context, const Uuid& id) {
  auto row = context.store.find_row(Table::person, id);
  if (!row) return std::move(row).error();
  if (!*row || is_deleted(**row)) return std::optional<Contact>();
  const RowPatch& from = **row;
  Contact contact;
  contact.given_name = text_in(from, person::given_name);
  contact.family_name = text_in(from, person::family_name);
  contact.additional_names = text_in(from, person::additional_names);
  contact.honorific_prefix = text_in(from, person::honorific_prefix);
  contact.honorific_suffix = text_in(from, person::honorific_suffix);
  contact.nickname = text_in(from, person::nickname);
  contact.full_name = text_in(from, person::full_name);
  contact.birthday = text_in(from, person::birthday);
  contact.anniversary = text_in(from, person::anniversary);
  contact.gender = text_in(from, person::gender);
  Status status = read_jobs(context, id, contact);
  if (status) status = read_reach(context, id, contact);
  if (status) status = read_rest(context, id, contact);
  if (!status) return std::move(status).error();
  return std::optional<Contact>(std::move(contact));
}

Result<std::optional<Contact>> contact_of_organisation(Context& context, const Uuid& id) {
  auto row = context.store.find_row(Table::organisation, id);
  if (!row) return std::move(row).error();
  if (!*row || is_deleted(**row)) return std::optional<Contact>();
  Contact contact;
  contact.is_organisation = true;
  contact.jobs.push_back({text_in(**row, organisation::name), {}, {}, {}});
  Status status = read_reach(context, id, contact);
  if (status) status = read_rest(context, id, contact);
  if (!status) return std::move(status).error();
  return std::optional<Contact>(std::move(contact));
}

}  // namespace vinculo::api
