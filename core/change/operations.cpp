#include "change/operations.h"

namespace vinculo {
namespace {

constexpr std::int64_t slices_per_operation = std::int64_t{1} << 20;

}  // namespace

Result<std::int64_t> Operations::begin(OperationKind kind, const std::string& title, std::uint64_t now_ms,
                                       OperationState state) {
  auto status = database_.run("INSERT INTO operation (kind, title, time_ms, state) VALUES (?, ?, ?, ?)",
                              static_cast<std::int64_t>(kind), std::string_view(title),
                              static_cast<std::int64_t>(now_ms), static_cast<std::int64_t>(state));
  if (!status) return std::move(status).error();
  return database_.last_row_id();
}

Status Operations::add_slice(std::int64_t operation, ByteView packed) {
  const std::int64_t first = operation * slices_per_operation;
  auto newest = database_.query_integer("SELECT max(number) FROM operation_slice WHERE number BETWEEN ? AND ?", first,
                                        first + slices_per_operation - 1);
  if (!newest) return std::move(newest).error();
  const std::int64_t number = *newest == 0 ? first : *newest + 1;
  if (number == first + slices_per_operation) return Error{ErrorCode::too_large, "slices of an operation"};
  return database_.run("INSERT INTO operation_slice VALUES (?, ?)", number, packed);
}

Status Operations::set_state(std::int64_t operation, OperationState state) {
  return database_.run("UPDATE operation SET state = ? WHERE number = ?", static_cast<std::int64_t>(state), operation);
}

Status Operations::set_reverted_by(std::int64_t operation, std::optional<std::int64_t> by) {
  const ValueView value = by ? ValueView{.kind = ValueView::Kind::integer, .integer = *by, .bytes = {}} : ValueView{};
  return database_.run("UPDATE operation SET reverted_by = ? WHERE number = ?", value, operation);
}

Status Operations::forget_redo() { return database_.run("UPDATE operation SET state = 0 WHERE state = 2"); }

Result<std::optional<OperationRow>> Operations::newest(OperationState state) {
  // The states are written out so that the partial index of redoable operations is used.
  auto statement =
      database_.prepare(state == OperationState::redoable
                            ? "SELECT number, title, reverted_by FROM operation WHERE state = 2 ORDER BY number DESC"
                            : "SELECT number, title, reverted_by FROM operation WHERE state = 1 ORDER BY number DESC");
  if (!statement) return std::move(statement).error();
  for (;;) {
    auto found = statement->step();
    if (!found) return std::move(found).error();
    if (!*found) return std::optional<OperationRow>();
    OperationRow row{statement->integer(0), std::string(statement->text(1)), std::nullopt};
    if (is_open(row.number)) continue;
    if (!statement->is_null(2)) row.reverted_by = statement->integer(2);
    return std::optional(std::move(row));
  }
}

Result<std::optional<Operations::Slice>> Operations::slice_before(std::int64_t operation, std::int64_t before) {
  const std::int64_t first = operation * slices_per_operation;
  auto statement = database_.prepare(
      "SELECT number, packed FROM operation_slice WHERE number >= ? AND number < ? ORDER BY number DESC LIMIT 1");
  if (!statement) return std::move(statement).error();
  statement->bind_all(first, before == 0 ? first + slices_per_operation : before);
  auto found = statement->step();
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<Slice>();
  const ByteView packed = statement->bytes(1);
  return std::optional(Slice{statement->integer(0), Bytes(packed.begin(), packed.end())});
}

}  // namespace vinculo
