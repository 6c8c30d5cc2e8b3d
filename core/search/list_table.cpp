#include "search/list_table.h"

#include <vector>

#include "search/fold.h"
#include "storage/database.h"

namespace vinculo::search {
namespace {

std::string sql_for(std::string_view before, List list, std::string_view after) {
  return std::string(before) + std::string(name_of(list)) + std::string(after);
}

Place by_name(const ListedRow& row, std::int64_t key) { return {row.name_key, {}, 0, key}; }
Place by_organisation(const ListedRow& row, std::int64_t key) { return {row.organisation_key, row.name_key, 0, key}; }
Place by_family_name(const ListedRow& row, std::int64_t key) { return {row.family_key, row.name_key, 0, key}; }
Place by_change(const ListedRow& row, std::int64_t key) { return {{}, {}, row.changed_ms, key}; }

}  // namespace

Result<std::optional<ListedRow>> ListTable::find(List list, std::int64_t key) {
  auto statement = database_.prepare(
      sql_for("SELECT name, name_key, organisation_key, family_key, phone_digits, changed_ms, text_hash FROM ", list,
              "_list WHERE key = ?1"));
  if (!statement) return std::move(statement).error();
  auto found = statement->bind(1, key).step();
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<ListedRow>();
  return std::optional<ListedRow>(ListedRow{
      std::string(statement->text(0)), std::string(statement->text(1)), std::string(statement->text(2)),
      std::string(statement->text(3)), std::string(statement->text(4)), statement->integer(5), statement->integer(6)});
}

Status ListTable::write(List list, std::int64_t key, const Uuid& id, const Summary& summary, std::int64_t text_hash,
                        const std::optional<ListedRow>& old) {
  const ListedRow row{summary.name,
                      sort_key(summary.name, collation_),
                      list == List::people ? sort_key(summary.organisation, collation_) : std::string(),
                      list == List::people ? sort_key(summary.family_name, collation_) : std::string(),
                      summary.text.phone_digits,
                      summary.changed_ms,
                      text_hash};
  // By which an import finds it, whatever the order of names; people are found by other things.
  const std::string folded_name = list == List::organisations ? folded(summary.name) : std::string();
  auto statement = database_.prepare(sql_for(
      "INSERT INTO ", list,
      "_list (key, id, name, mail, phone, organisation, title, city, has_conflict, changed_ms, name_key,"
      " organisation_key, text_hash, phone_digits, family_name, family_key, folded_name)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
      " ON CONFLICT (key) DO UPDATE SET id = ?2, name = ?3, mail = ?4, phone = ?5, organisation = ?6, title = ?7,"
      " city = ?8, has_conflict = ?9, changed_ms = ?10, name_key = ?11, organisation_key = ?12, text_hash = ?13,"
      " phone_digits = ?14, family_name = ?15, family_key = ?16, folded_name = ?17"));
  if (!statement) return std::move(statement).error();
  const Status written =
      statement
          ->bind_all(
              key, id, std::string_view(summary.name), std::string_view(summary.mail), std::string_view(summary.phone),
              std::string_view(summary.organisation), std::string_view(summary.title), std::string_view(summary.city),
              std::int64_t{summary.has_conflict}, row.changed_ms, std::string_view(row.name_key),
              std::string_view(row.organisation_key), row.text_hash, std::string_view(row.phone_digits),
              std::string_view(summary.family_name), std::string_view(row.family_key), std::string_view(folded_name))
          .run();
  return written ? move_places(list, key, old ? &*old : nullptr, &row) : written;
}

Status ListTable::remove(List list, std::int64_t key, const ListedRow& old) {
  auto statement = database_.prepare(sql_for("DELETE FROM ", list, "_list WHERE key = ?1"));
  if (!statement) return std::move(statement).error();
  if (auto status = statement->bind(1, key).run(); !status) return status;
  return move_places(list, key, &old, nullptr);
}

// The rows are read first: what is written while a statement reads may be read again.
Status ListTable::rewrite_keys(List list) {
  struct Change {
    std::int64_t key;
    ListedRow old, row;
  };
  std::vector<Change> changes;
  auto reading = database_.prepare(sql_for(
      "SELECT key, name, organisation, family_name, name_key, organisation_key, family_key FROM ", list, "_list"));
  if (!reading) return std::move(reading).error();
  for (;;) {
    auto found = reading->step();
    if (!found) return std::move(found).error();
    if (!*found) break;
    ListedRow old;
    old.name_key = reading->text(4);
    old.organisation_key = reading->text(5);
    old.family_key = reading->text(6);
    ListedRow row;
    row.name_key = sort_key(reading->text(1), collation_);
    if (list == List::people) row.organisation_key = sort_key(reading->text(2), collation_);
    if (list == List::people) row.family_key = sort_key(reading->text(3), collation_);
    const bool is_same = row.name_key == old.name_key && row.organisation_key == old.organisation_key &&
                         row.family_key == old.family_key;
    if (!is_same) changes.push_back({reading->integer(0), std::move(old), std::move(row)});
  }
  for (const Change& change : changes) {
    auto writing = database_.prepare(
        sql_for("UPDATE ", list, "_list SET name_key = ?2, organisation_key = ?3, family_key = ?4 WHERE key = ?1"));
    if (!writing) return std::move(writing).error();
    const Status written =
        writing
            ->bind_all(change.key, std::string_view(change.row.name_key), std::string_view(change.row.organisation_key),
                       std::string_view(change.row.family_key))
            .run();
    if (!written) return written;
    if (auto status = move_places(list, change.key, &change.old, &change.row); !status) return status;
  }
  return {};
}

Status ListTable::move_places(List list, std::int64_t key, const ListedRow* old, const ListedRow* row) {
  const auto moved = [&](Order order, Place (*place_of)(const ListedRow&, std::int64_t)) {
    return move(order, old ? std::optional(place_of(*old, key)) : std::nullopt,
                row ? std::optional(place_of(*row, key)) : std::nullopt);
  };
  if (list == List::organisations) {
    if (auto status = moved(Order::organisations_by_name, by_name); !status) return status;
    return moved(Order::organisations_by_change, by_change);
  }
  if (auto status = moved(Order::people_by_name, by_name); !status) return status;
  if (auto status = moved(Order::people_by_organisation, by_organisation); !status) return status;
  if (auto status = moved(Order::people_by_family_name, by_family_name); !status) return status;
  return moved(Order::people_by_change, by_change);
}

Status ListTable::move(Order order, const std::optional<Place>& from, const std::optional<Place>& to) {
  if (from == to) return {};
  if (from) {
    if (auto status = blocks_.erase(order, *from); !status) return status;
  }
  return to ? blocks_.insert(order, *to) : Status{};
}

}  // namespace vinculo::search
