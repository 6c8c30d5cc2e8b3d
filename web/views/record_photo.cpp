#include "views/record_photo.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "i18n/catalogue.h"
#include "widgets/button.h"

namespace vinculo::views {
namespace {

using i18n::tr;
using i18n::tr_mark;

constexpr std::size_t uuid_length = 36;

std::string purpose_of(const PhotoPlace& place) {
  return to_string(place.person) + " " + (place.photo.is_nil() ? "" : to_string(place.photo));
}

api::RowEdit photo_row(const Uuid& photo, std::map<std::string, Value> set) { return {"photo", photo, std::move(set)}; }

}  // namespace

void draw_photo_button(ui::Rect rect, const PhotoPlace& place, std::string_view name, std::int64_t photo_version) {
  widgets::photo_button(ui::id(ui::id("photo"), ui::id(to_string(place.person))), rect,
                        place.photo.is_nil() ? tr("Add photo") : tr("Change photo"), purpose_of(place), name,
                        {place.person, photo_version});
}

void take_photo(client::Client& client, Actions& actions, std::string_view purpose,
                std::span<const std::uint8_t> jpeg) {
  if (jpeg.empty()) return actions.toast(std::string(tr("This file is not a picture. Choose a JPEG or PNG file.")));
  const auto person = parse_uuid(purpose.substr(0, uuid_length));
  if (!person) return;
  const auto photo = parse_uuid(purpose.substr(std::min(purpose.size(), uuid_length + 1)));
  const std::string_view title = photo ? tr_mark("Change photo") : tr_mark("Add photo");
  const api::RowEdit row = photo_row(photo.value_or(actions.new_id()), {{"owner", value_of(*person)},
                                                                        {"media_type", std::string("image/jpeg")},
                                                                        {"data", Bytes(jpeg.begin(), jpeg.end())},
                                                                        {"deleted", std::int64_t{0}}});
  client.edit({std::string(title), {row}}, [&actions](Result<api::Changed> changed) {
    if (changed) actions.toast_with_undo(std::string(tr("Saved.")));
  });
}

void remove_photo(Context& context, const Uuid& photo) {
  context.client.edit({std::string(tr_mark("Remove photo")), {photo_row(photo, {{"deleted", std::int64_t{1}}})}},
                      [&actions = context.actions](Result<api::Changed> changed) {
                        if (changed) actions.toast_with_undo(std::string(tr("The photo was removed.")));
                      });
}

}  // namespace vinculo::views
