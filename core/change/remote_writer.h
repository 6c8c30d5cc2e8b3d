// Takes rows as the server has them. A register without a change of ours that waits or is in flight is simply taken;
// one with such a change is settled as below. Within the caller's transaction. Internal to change/.
//
// A waiting change keeps its value: the server's becomes the value to go back to, and, when it is our own earlier
// change restamped, the base. A change in flight was fixed when it was sent; what comes for its register is either what
// the server had before (ignored), a value that wins against ours whatever the server answers (taken), our own change
// restamped (taken), or an older value of someone else (ours will win; only remembered for a refusal).
#pragma once
#include "change/change_log.h"
#include "change/device_state.h"
#include "change/outbox.h"
#include "change/parked.h"

namespace vinculo {

class RemoteWriter {
 public:
  RemoteWriter(Records& records, Outbox& outbox, Parked& parked, DeviceState& device, ChangeLog& log,
               std::uint64_t now_ms)
      : records_(records), outbox_(outbox), parked_(parked), device_(device), log_(log), now_ms_(now_ms) {}

  // malformed when it cannot be read; the caller then rolls back.
  Status take(ByteView packed_row);
  // The same for a parked row that may have a place now.
  Status take(const RowPatch& row);

 private:
  Status sort(RowTable& table, RowReader& reader);
  Status park(RowReader& reader);
  Status merge(RowTable& table, const Uuid& id);
  Status settle(RowTable& table, const StoredRow& row, ColumnSet& taken);
  void settle_waiting(const Register& confirmed, Replaced& waiting, const Replaced* in_flight) const;
  [[nodiscard]] bool settle_in_flight(const Stamp& own, const Register& confirmed, Replaced& in_flight) const;
  Status store(WaitingRows& rows, const WaitingEntry& entry, std::int64_t rowid, const ReplacedList& list);
  void observe(const Stamp& stamp);

  Records& records_;
  Outbox& outbox_;
  Parked& parked_;
  DeviceState& device_;
  ChangeLog& log_;
  std::uint64_t now_ms_;
  RowFields fields_;   // of the row being taken
  RowPatch unplaced_;  // its registers that have no place here
};

}  // namespace vinculo
