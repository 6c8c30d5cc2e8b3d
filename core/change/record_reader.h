// Reads records for callers of the Store: single rows, the rows of an owner, and counts and hashes over all rows to
// compare with the server's. Parked registers are part of a row for comparing, since the server has them. Internal to
// change/.
#pragma once
#include <functional>
#include <vector>

#include "change/parked.h"
#include "change/records.h"
#include "change/store.h"

namespace vinculo {

class RecordReader {
 public:
  RecordReader(storage::Database& database, Records& records, Parked& parked)
      : database_(database), records_(records), parked_(parked) {}

  [[nodiscard]] Result<std::optional<RowPatch>> find_row(Table table, const Uuid& id);
  [[nodiscard]] Result<std::vector<RowPatch>> rows_of(Table table, const Uuid& owner);
  [[nodiscard]] Result<std::vector<Store::TableCheck>> check();
  [[nodiscard]] Result<std::vector<Store::TableCheck>> check_buckets(std::uint64_t table);
  [[nodiscard]] Result<std::vector<RowPatch>> rows_in_bucket(std::uint64_t table, std::uint8_t bucket);

 private:
  // Every row of the table with its parked registers, packed, in no order.
  using Visit = std::function<Status(const Uuid& id, ByteView packed)>;
  Status for_each_row(std::uint64_t table, const Visit& visit);
  Status scan(RowTable& table, std::map<Uuid, RowPatch>& parked, const Visit& visit);

  storage::Database& database_;
  Records& records_;
  Parked& parked_;
};

}  // namespace vinculo
