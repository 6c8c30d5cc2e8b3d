#include "search/place_blocks.h"

#include <algorithm>

#include "storage/database.h"

namespace vinculo::search {
namespace {

constexpr std::int64_t few_block_rows = max_block_rows / 8;         // fewer: joined with the block before
constexpr std::int64_t joined_block_rows = max_block_rows * 3 / 4;  // unless that made them larger than this

// Each: first the place's columns, then the condition "at or behind a place" by the order's own index.
struct OrderSql {
  std::string_view place;  // ?1 text, ?2 second text, ?3 number, ?4 key, ?5 how many to pass
  std::string_view keys;   // the same and ?6 how many to answer
};
OrderSql sql_of(Order order) {
  switch (order) {
    case Order::people_by_name:
      return {
          "SELECT name_key, '', 0, key FROM person_list WHERE (name_key, key) >= (?1, ?4)"
          " ORDER BY name_key, key LIMIT 1 OFFSET ?5",
          "SELECT key FROM person_list WHERE (name_key, key) >= (?1, ?4) ORDER BY name_key, key LIMIT ?6 OFFSET ?5"};
    case Order::people_by_organisation:
      return {
          "SELECT organisation_key, name_key, 0, key FROM person_list"
          " WHERE (organisation_key, name_key, key) >= (?1, ?2, ?4)"
          " ORDER BY organisation_key, name_key, key LIMIT 1 OFFSET ?5",
          "SELECT key FROM person_list WHERE (organisation_key, name_key, key) >= (?1, ?2, ?4)"
          " ORDER BY organisation_key, name_key, key LIMIT ?6 OFFSET ?5"};
    case Order::people_by_family_name:
      return {
          "SELECT family_key, name_key, 0, key FROM person_list"
          " WHERE (family_key, name_key, key) >= (?1, ?2, ?4)"
          " ORDER BY family_key, name_key, key LIMIT 1 OFFSET ?5",
          "SELECT key FROM person_list WHERE (family_key, name_key, key) >= (?1, ?2, ?4)"
          " ORDER BY family_key, name_key, key LIMIT ?6 OFFSET ?5"};
    case Order::people_by_change:
      return {
          "SELECT '', '', changed_ms, key FROM person_list WHERE (changed_ms, key) >= (?3, ?4)"
          " ORDER BY changed_ms, key LIMIT 1 OFFSET ?5",
          "SELECT key FROM person_list WHERE (changed_ms, key) >= (?3, ?4)"
          " ORDER BY changed_ms, key LIMIT ?6 OFFSET ?5"};
    case Order::organisations_by_name:
      return {
          "SELECT name_key, '', 0, key FROM organisation_list WHERE (name_key, key) >= (?1, ?4)"
          " ORDER BY name_key, key LIMIT 1 OFFSET ?5",
          "SELECT key FROM organisation_list WHERE (name_key, key) >= (?1, ?4)"
          " ORDER BY name_key, key LIMIT ?6 OFFSET ?5"};
    case Order::organisations_by_change:
      return {
          "SELECT '', '', changed_ms, key FROM organisation_list WHERE (changed_ms, key) >= (?3, ?4)"
          " ORDER BY changed_ms, key LIMIT 1 OFFSET ?5",
          "SELECT key FROM organisation_list WHERE (changed_ms, key) >= (?3, ?4)"
          " ORDER BY changed_ms, key LIMIT ?6 OFFSET ?5"};
  }
  return {};
}

// Only the parameters that the statement has: SQLite refuses others.
void bind_place(storage::Statement& statement, Order order, const Place& place) {
  const bool by_change = order == Order::people_by_change || order == Order::organisations_by_change;
  if (by_change)
    statement.bind(3, place.number);
  else
    statement.bind(1, std::string_view(place.text));
  const bool has_second = order == Order::people_by_organisation || order == Order::people_by_family_name;
  if (has_second) statement.bind(2, std::string_view(place.second_text));
  statement.bind(4, place.key);
}

// Before every row of any order.
const Place& start_place() {
  static const Place place{{}, {}, INT64_MIN, INT64_MIN};
  return place;
}

}  // namespace

void PlaceBlocks::forget() {
  for (OrderBlocks& order_blocks : orders_) order_blocks = {};
  has_changed_ = false;
}

Result<PlaceBlocks::OrderBlocks*> PlaceBlocks::loaded(Order order) {
  if (!has_changed_) {  // our own changes that are not stored yet are newer than what is stored
    auto generation = find_state(database_, "generation");
    if (!generation) return std::move(generation).error();
    if (*generation != generation_) {
      forget();
      generation_ = *generation;
    }
  }
  OrderBlocks& order_blocks = orders_[static_cast<std::size_t>(order)];
  if (!order_blocks.is_loaded) {
    if (auto status = load(order, order_blocks); !status) return status.error();
  }
  return &order_blocks;
}

Status PlaceBlocks::load(Order order, OrderBlocks& into) {
  auto statement = database_.prepare(
      "SELECT text, second_text, number, key, rows FROM list_block WHERE list_order = ?1"
      " ORDER BY text, second_text, number, key");
  if (!statement) return std::move(statement).error();
  statement->bind(1, static_cast<std::int64_t>(order));
  into = {};
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    Place first{std::string(statement->text(0)), std::string(statement->text(1)), statement->integer(2),
                statement->integer(3)};
    into.blocks.push_back({std::move(first), statement->integer(4), false});
  }
  if (into.blocks.empty()) into.blocks.push_back({start_place(), 0, true});
  into.is_loaded = true;
  return {};
}

std::size_t PlaceBlocks::find_block(const OrderBlocks& order_blocks, const Place& place) {
  const auto behind = std::upper_bound(order_blocks.blocks.begin(), order_blocks.blocks.end(), place,
                                       [](const Place& wanted, const Block& block) { return wanted < block.first; });
  return static_cast<std::size_t>(behind - order_blocks.blocks.begin()) - 1;  // the first block begins before all
}

void PlaceBlocks::sum_starts(OrderBlocks& order_blocks) {
  if (order_blocks.starts.size() == order_blocks.blocks.size()) return;
  order_blocks.starts.clear();
  std::int64_t start = 0;
  for (const Block& block : order_blocks.blocks) {
    order_blocks.starts.push_back(start);
    start += block.rows;
  }
}

Status PlaceBlocks::insert(Order order, const Place& place) {
  auto found = loaded(order);
  if (!found) return std::move(found).error();
  OrderBlocks& order_blocks = **found;
  const std::size_t at = find_block(order_blocks, place);
  Block& block = order_blocks.blocks[at];
  ++block.rows;
  block.is_changed = has_changed_ = true;
  order_blocks.starts.clear();
  return block.rows > max_block_rows ? split(order, order_blocks, at) : Status{};
}

Status PlaceBlocks::erase(Order order, const Place& place) {
  auto found = loaded(order);
  if (!found) return std::move(found).error();
  OrderBlocks& order_blocks = **found;
  const std::size_t at = find_block(order_blocks, place);
  Block& block = order_blocks.blocks[at];
  if (block.rows == 0) return Error{ErrorCode::damaged, "a list block counts fewer rows than it has"};
  --block.rows;
  block.is_changed = has_changed_ = true;
  order_blocks.starts.clear();
  return at > 0 && block.rows < few_block_rows ? join_with_previous(order, order_blocks, at) : Status{};
}

Status PlaceBlocks::split(Order order, OrderBlocks& order_blocks, std::size_t at) {
  const std::int64_t kept = order_blocks.blocks[at].rows / 2;
  auto middle = place_behind(order, order_blocks.blocks[at].first, kept);
  if (!middle) return std::move(middle).error();
  if (!middle->has_value()) return Error{ErrorCode::damaged, "a list block counts more rows than it has"};
  Block behind{std::move(**middle), order_blocks.blocks[at].rows - kept, true};
  order_blocks.blocks[at].rows = kept;
  order_blocks.blocks.insert(order_blocks.blocks.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(behind));
  return {};
}

Status PlaceBlocks::join_with_previous(Order order, OrderBlocks& order_blocks, std::size_t at) {
  Block& before = order_blocks.blocks[at - 1];
  const Block& block = order_blocks.blocks[at];
  if (before.rows + block.rows > joined_block_rows) return {};
  before.rows += block.rows;
  before.is_changed = true;
  const Status status = remove(order, block);
  order_blocks.blocks.erase(order_blocks.blocks.begin() + static_cast<std::ptrdiff_t>(at));
  return status;
}

Status PlaceBlocks::flush() {
  if (!has_changed_) {  // what lists remember of labels and texts is old all the same
    auto generation = find_state(database_, "generation");
    if (!generation) return std::move(generation).error();
    if (*generation != generation_) forget();
    generation_ = *generation;
  }
  for (std::size_t order = 0; order < orders_.size(); ++order) {
    for (Block& block : orders_[order].blocks) {
      if (!block.is_changed) continue;
      if (auto status = write(static_cast<Order>(order), block); !status) return status;
      block.is_changed = false;
    }
  }
  if (auto status = set_state(database_, "generation", generation_ + 1); !status) return status;
  ++generation_;
  has_changed_ = false;
  return {};
}

Status PlaceBlocks::write(Order order, const Block& block) {
  auto statement = database_.prepare(
      "INSERT INTO list_block (list_order, text, second_text, number, key, rows) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
      " ON CONFLICT DO UPDATE SET rows = ?6");
  if (!statement) return std::move(statement).error();
  return statement
      ->bind_all(static_cast<std::int64_t>(order), std::string_view(block.first.text),
                 std::string_view(block.first.second_text), block.first.number, block.first.key, block.rows)
      .run();
}

Status PlaceBlocks::remove(Order order, const Block& block) {
  auto statement = database_.prepare(
      "DELETE FROM list_block WHERE (list_order, text, second_text, number, key) = (?1, ?2, ?3, ?4, ?5)");
  if (!statement) return std::move(statement).error();
  return statement
      ->bind_all(static_cast<std::int64_t>(order), std::string_view(block.first.text),
                 std::string_view(block.first.second_text), block.first.number, block.first.key)
      .run();
}

Result<std::optional<Place>> PlaceBlocks::place_behind(Order order, const Place& from, std::int64_t skipped) {
  auto statement = database_.prepare(sql_of(order).place);
  if (!statement) return std::move(statement).error();
  bind_place(*statement, order, from);
  auto row = statement->bind(5, skipped).step();
  if (!row) return std::move(row).error();
  if (!*row) return std::optional<Place>();
  return std::optional<Place>(Place{std::string(statement->text(0)), std::string(statement->text(1)),
                                    statement->integer(2), statement->integer(3)});
}

Result<std::int64_t> PlaceBlocks::total(Order order) {
  auto found = loaded(order);
  if (!found) return std::move(found).error();
  sum_starts(**found);
  return (*found)->starts.back() + (*found)->blocks.back().rows;
}

Result<std::vector<std::int64_t>> PlaceBlocks::keys_at(Order order, std::int64_t offset, std::int64_t limit) {
  auto found = loaded(order);
  if (!found) return std::move(found).error();
  OrderBlocks& order_blocks = **found;
  sum_starts(order_blocks);
  std::vector<std::int64_t> keys;
  if (offset < 0 || limit <= 0) return keys;
  const auto& starts = order_blocks.starts;
  const auto at = static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin()) - 1;
  auto statement = database_.prepare(sql_of(order).keys);
  if (!statement) return std::move(statement).error();
  bind_place(*statement, order, order_blocks.blocks[at].first);
  statement->bind(5, offset - starts[at]).bind(6, limit);
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) return keys;
    keys.push_back(statement->integer(0));
  }
}

}  // namespace vinculo::search
