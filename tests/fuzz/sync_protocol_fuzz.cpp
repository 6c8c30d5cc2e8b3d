// Any bytes as a message: read or refused. What is read is written again and read the same; the rows of a batch in it
// are walked as an engine or a store would.
#include <cstdint>
#include <cstdlib>
#include <variant>

#include "change/row_patch.h"
#include "sync/protocol.h"

using namespace vinculo;

namespace {

void walk(const Bytes& rows) {
  auto batch = BatchReader::open(rows);
  if (!batch) return;
  while (!batch->at_end()) {
    auto row = batch->next();
    if (!row) return;
    Bytes packed;
    ByteWriter out(packed);
    write_row(out, *row, batch->bases());
    const auto again = read_row(packed, batch->bases());
    if (!again || *again != *row) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto message = sync::decode({data, size});
  if (!message) return 0;
  const Bytes written = sync::encode(*message);
  const auto again = sync::decode(written);
  if (!again || sync::encode(*again) != written) std::abort();
  if (const auto* push = std::get_if<sync::Push>(&*message)) walk(push->rows);
  if (const auto* changes = std::get_if<sync::Changes>(&*message)) walk(changes->rows);
  return 0;
}
