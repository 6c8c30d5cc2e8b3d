// Where a row stands in an order, and what stands at a position, for lists of a million rows: each order is cut into
// blocks of at most max_block_rows neighbours, whose first places and counts are kept in a table and in memory. A
// position is found by summing counts and then passing over less than a block of index entries.
//
// Used inside the transaction that changes the list table. The copy in memory carries the generation that was stored
// with it: after a rollback they differ and the copy is read again, so it is never ahead of the table. One thread.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "search/search_tables.h"

namespace vinculo::search {

inline constexpr std::int64_t max_block_rows = 512;

// A row's place in an order, compared member by member as the order's index does.
struct Place {
  std::string text, second_text;
  std::int64_t number = 0;
  std::int64_t key = 0;  // of the row: equal names have different places
  auto operator<=>(const Place&) const = default;
};

class PlaceBlocks {
 public:
  explicit PlaceBlocks(storage::Database& database) : database_(database) {}

  // The row was added to, or removed from, the list table (before this call).
  Status insert(Order order, const Place& place);
  Status erase(Order order, const Place& place);
  // Stores what insert and erase changed and the next generation; to be called before the transaction ends.
  Status flush();
  // After an error in the middle: forgets the copy in memory.
  void forget();

  [[nodiscard]] Result<std::int64_t> total(Order order);
  // Keys of the rows at [offset, offset + limit) in ascending order.
  [[nodiscard]] Result<std::vector<std::int64_t>> keys_at(Order order, std::int64_t offset, std::int64_t limit);

 private:
  struct Block {
    Place first;  // nothing of this block is before it; the first block begins with an empty place
    std::int64_t rows = 0;
    bool is_changed = false;
  };
  struct OrderBlocks {
    bool is_loaded = false;
    std::vector<Block> blocks;
    std::vector<std::int64_t> starts;  // position of each block's first row; empty: to be summed again
  };

  Result<OrderBlocks*> loaded(Order order);
  Status load(Order order, OrderBlocks& into);
  static std::size_t find_block(const OrderBlocks& order_blocks, const Place& place);
  static void sum_starts(OrderBlocks& order_blocks);
  Status split(Order order, OrderBlocks& order_blocks, std::size_t at);
  Status join_with_previous(Order order, OrderBlocks& order_blocks, std::size_t at);
  Status write(Order order, const Block& block);
  Status remove(Order order, const Block& block);
  [[nodiscard]] Result<std::optional<Place>> place_behind(Order order, const Place& from, std::int64_t skipped);

  storage::Database& database_;
  std::int64_t generation_ = 0;
  bool has_changed_ = false;
  std::array<OrderBlocks, 7> orders_;  // by Order
};

}  // namespace vinculo::search
