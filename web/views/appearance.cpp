#include "views/appearance.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <string_view>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "views/shortcuts.h"
#include "widgets/button.h"

namespace vinculo::views {
namespace {

using i18n::tr;
using ui::Rect;

constexpr std::array<std::string_view, 3> theme_values{"auto", "light", "dark"},
    spacing_values{"compact", "normal", "wide"};
constexpr std::array<std::string_view, 4> text_size_values{"100", "115", "130", "150"};

struct Setting {
  std::string_view key;  // shell/boot.js reads "theme" and "text_size" too
  std::span<const std::string_view> values;
  int otherwise;  // the value of those who never chose
  void (*apply)(int chosen);
};
constexpr Setting theme{"theme", theme_values, 0,
                        [](int chosen) { platform::set_theme(static_cast<platform::Theme>(chosen)); }};
constexpr Setting text_size{
    "text_size", text_size_values, 0,
    [](int chosen) { platform::set_text_size(std::atoi(text_size_values[static_cast<std::size_t>(chosen)].data())); }};
constexpr Setting spacing{"spacing", spacing_values, 1,
                          [](int chosen) { platform::set_spacing(static_cast<platform::Spacing>(chosen)); }};

int kept(const Setting& setting) {
  const std::string value = platform::local_setting(setting.key);
  const auto found = std::find(setting.values.begin(), setting.values.end(), value);
  return found == setting.values.end() ? setting.otherwise : static_cast<int>(found - setting.values.begin());
}

void choice(Rect& area, const Setting& setting, std::string_view name, std::span<const std::string_view> labels) {
  ui::text(area.take_top(20, 6), name, {.weight = ui::Weight::medium});
  Rect row = area.take_top(ui::screen().control_height(), 16);
  int chosen = kept(setting);
  if (!widgets::segmented(ui::id(setting.key), row.take_left(std::min(row.w, 360.f)), name, labels, chosen)) return;
  platform::set_local_setting(setting.key, setting.values[static_cast<std::size_t>(chosen)]);
  setting.apply(chosen);
}

}  // namespace

void apply_appearance() {
  for (const Setting& setting : {theme, text_size, spacing}) setting.apply(kept(setting));
  platform::set_contrast(platform::local_setting("contrast") == "more");
}

float draw_appearance(Rect area, std::optional<std::string>& new_language) {
  const float top = area.y;
  const float control = ui::screen().control_height();
  const std::string_view languages[] = {"English", "Português", "Español"};
  int language = static_cast<int>(i18n::current());
  ui::text(area.take_top(20, 6), tr("Language"), {.weight = ui::Weight::medium});
  Rect row = area.take_top(control, 16);
  if (widgets::segmented(ui::id("language"), row.take_left(std::min(row.w, 360.f)), tr("Language"), languages,
                         language))
    new_language = i18n::tag_of(static_cast<i18n::Language>(language));
  choice(area, theme, tr("Appearance"), std::array{tr("Automatic"), tr("Light"), tr("Dark")});
  choice(area, text_size, tr("Text size"), std::array<std::string_view, 4>{"100 %", "115 %", "130 %", "150 %"});
  choice(area, spacing, tr("Spacing of lists"), std::array{tr("Compact"), tr("Normal"), tr("Spacious")});
  bool has_contrast = platform::local_setting("contrast") == "more";
  if (widgets::toggle(ui::id("contrast"), area.take_top(control, 8), tr("High contrast"), has_contrast)) {
    platform::set_local_setting("contrast", has_contrast ? "more" : "");
    platform::set_contrast(has_contrast);
  }
  bool has_single_keys = single_keys_are_on();
  if (widgets::toggle(ui::id("single-keys"), area.take_top(control), tr("Shortcuts of a single key (/, N, ?)"),
                      has_single_keys))
    set_single_keys(has_single_keys);
  return area.y - top;
}

}  // namespace vinculo::views
