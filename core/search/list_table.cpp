#include "search/list_table.h"

#include "search/fold.h"
#include "storage/database.h"

namespace vinculo::search {
namespace {

std::string sql_for(std::string_view before, List list, std::string_view after) {
  return std::string(before) + std::string(name_of(list)) + std::string(after);
}

Place by_name(const ListedRow& row, std::int64_t key) { return {row.name_key, {}, 0, key}; }
Place by_organisation(const ListedRow& row, std::int64_t key) { return {row.organisation_key, row.name_key, 0, key}; }
Place by_change(const ListedRow& row, std::int64_t key) { return {{}, {}, row.changed_ms, key}; }

}  // namespace

Result<std::optional<ListedRow>> ListTable::find(List list, std::int64_t key) {
  auto statement =
      database_.prepare(sql_for("SELECT name, name_key, organisation_key, phone_digits, changed_ms, text_hash FROM ",
                                list, "_list WHERE key = ?1"));
  if (!statement) return std::move(statement).error();
  auto found = statement->bind(1, key).step();
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<ListedRow>();
  return std::optional<ListedRow>(ListedRow{std::string(statement->text(0)), std::string(statement->text(1)),
                                            std::string(statement->text(2)), std::string(statement->text(3)),
                                            statement->integer(4), statement->integer(5)});
}

Status ListTable::write(List list, std::int64_t key, const Uuid& id, const Summary& summary, std::int64_t text_hash,
                        const std::optional<ListedRow>& old) {
  const ListedRow row{summary.name,
                      sort_key(summary.name),
                      list == List::people ? sort_key(summary.organisation) : std::string(),
                      summary.text.phone_digits,
                      summary.changed_ms,
                      text_hash};
  auto statement = database_.prepare(sql_for(
      "INSERT INTO ", list,
      "_list (key, id, name, mail, phone, organisation, title, city, has_conflict, changed_ms, name_key,"
      " organisation_key, text_hash, phone_digits) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
      " ON CONFLICT (key) DO UPDATE SET id = ?2, name = ?3, mail = ?4, phone = ?5, organisation = ?6, title = ?7,"
      " city = ?8, has_conflict = ?9, changed_ms = ?10, name_key = ?11, organisation_key = ?12, text_hash = ?13,"
      " phone_digits = ?14"));
  if (!statement) return std::move(statement).error();
  const Status written =
      statement
          ->bind_all(key, id, std::string_view(summary.name), std::string_view(summary.mail),
                     std::string_view(summary.phone), std::string_view(summary.organisation),
                     std::string_view(summary.title), std::string_view(summary.city),
                     std::int64_t{summary.has_conflict}, row.changed_ms, std::string_view(row.name_key),
                     std::string_view(row.organisation_key), row.text_hash, std::string_view(row.phone_digits))
          .run();
  return written ? move_places(list, key, old ? &*old : nullptr, &row) : written;
}

Status ListTable::remove(List list, std::int64_t key, const ListedRow& old) {
  auto statement = database_.prepare(sql_for("DELETE FROM ", list, "_list WHERE key = ?1"));
  if (!statement) return std::move(statement).error();
  if (auto status = statement->bind(1, key).run(); !status) return status;
  return move_places(list, key, &old, nullptr);
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
