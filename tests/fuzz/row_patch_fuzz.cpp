// Batches of rows as a server or a device might send them: whatever the bytes are, reading ends, and a row that can be
// read is written and read back as the same row. The store then takes the batch or refuses it as a whole.
#include <cstdlib>
#include <memory>

#include "change/store.h"
#include "storage/database.h"

using namespace vinculo;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_round_trip(const RowPatch& row, Bases bases) {
  Bytes packed;
  ByteWriter out(packed);
  write_row(out, row, bases);
  const auto again = read_row(packed, bases);
  require(again.has_value() && *again == row);
}

// One store for all inputs: what it took before is what the next input meets.
Store& store() {
  static std::unique_ptr<storage::Database> database = *storage::Database::open({});
  static std::unique_ptr<Store> made = *Store::open(*database, [] { return 1'760'000'000'000; }, [] { return 7; });
  static const bool has_device = made->set_device(1).has_value();
  require(has_device);
  return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView batch(data, size);
  auto reader = BatchReader::open(batch);
  if (!reader) return 0;
  bool is_readable = true;
  while (is_readable && !reader->at_end()) {
    const auto row = reader->next();
    is_readable = row.has_value();
    if (row) check_round_trip(*row, reader->bases());
  }
  const auto taken = store().apply_remote(batch, 1);
  require(taken.has_value() == (is_readable && reader->bases() == Bases::absent));
  return 0;
}
