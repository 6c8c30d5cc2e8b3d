#include <array>

#include "api/handlers.h"
#include "base/base64.h"

namespace vinculo::api {
namespace {

// Only pictures that browsers decode without running anything in them.
bool is_shown(std::string_view media_type) {
  return media_type == "image/jpeg" || media_type == "image/png" || media_type == "image/gif" ||
         media_type == "image/webp";
}

// Of which photo, and of which of its states: every change of the row has stamps of its own. 48 bits, so that whatever
// reads numbers of JSON as floating point reads this one whole.
std::int64_t version_of(ByteView id, ByteView stamps) {
  const std::array parts{id, stamps};
  const Uuid hash = derive_uuid("photo version", parts);
  std::int64_t version = 0;
  for (std::size_t i = 0; i < 6; ++i) version = version << 8 | hash.bytes[i];
  return version == 0 ? 1 : version;
}

}  // namespace

// The picture's bytes lie behind the other columns, so they are not read here.
Result<PhotoRow> find_photo(Context& context, const Uuid& person) {
  auto statement = context.database.prepare(
      "SELECT id, stamps, media_type FROM photo WHERE owner = ?1 AND deleted = 0 ORDER BY id LIMIT 1");
  if (!statement) return std::move(statement).error();
  auto row = statement->bind(1, person).step();
  if (!row) return std::move(row).error();
  if (!*row) return PhotoRow{};
  const bool is_seen = is_shown(statement->text(2));
  return PhotoRow{statement->uuid(0), is_seen ? version_of(statement->bytes(0), statement->bytes(1)) : 0};
}

Result<PersonPhoto> person_photo(Context& context, const RecordRequest& request) {
  auto statement = context.database.prepare(
      "SELECT id, stamps, media_type, data FROM photo WHERE owner = ?1 AND deleted = 0 ORDER BY id LIMIT 1");
  if (!statement) return std::move(statement).error();
  auto row = statement->bind(1, request.id).step();
  if (!row) return std::move(row).error();
  if (!*row || !is_shown(statement->text(2))) return Error{ErrorCode::not_found, "photo"};
  return PersonPhoto{version_of(statement->bytes(0), statement->bytes(1)),
                     "data:" + std::string(statement->text(2)) + ";base64," + to_base64(statement->bytes(3))};
}

}  // namespace vinculo::api
