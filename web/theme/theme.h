// The looks of the product as named tokens: colours of the light and the dark scheme, type sizes, spacing, radii.
// Plain data without Dear ImGui or a browser, so that a native test can assert every contrast
// (tests/web/theme_test.cpp). Views name tokens, never colour values. The figures come from INTERFACE: text at
// least 4.5:1, controls at least 3:1.
#pragma once
#include <cstdint>
#include <span>

namespace vinculo::theme {

// With more contrast for people who ask their system or our settings for it (WCAG 2.2, 1.4.6: 7:1 for text).
enum class Scheme : std::uint8_t { light, dark, light_contrast, dark_contrast };
[[nodiscard]] constexpr Scheme scheme_of(bool dark, bool more_contrast) {
  return static_cast<Scheme>((dark ? 1 : 0) + (more_contrast ? 2 : 0));
}
[[nodiscard]] constexpr bool is_dark(Scheme scheme) {
  return scheme == Scheme::dark || scheme == Scheme::dark_contrast;
}
[[nodiscard]] constexpr bool has_more_contrast(Scheme scheme) { return scheme >= Scheme::light_contrast; }

enum class Colour : std::uint8_t {
  none,    // draws nothing
  page,    // behind everything
  card,    // surfaces: cards, menus, dialogs
  raised,  // table headers, wells and other quiet areas on a card
  text,
  muted,        // secondary text
  placeholder,  // text of empty fields
  control,      // borders of fields, boxes and secondary buttons
  line,         // separators and card edges: decoration, never the only sign of something
  primary,
  primary_hover,
  primary_pressed,
  on_primary,   // text on primary
  danger,       // text and edges
  danger_fill,  // buttons
  danger_hover,
  danger_pressed,
  on_danger,  // text on danger_fill
  success,
  warning,
  hover,  // under a hovered row or quiet button
  pressed,
  selected,  // the chosen row, navigation item or chip
  on_selected,
  primary_soft,  // tinted areas with normal text on them
  danger_soft,
  success_soft,
  warning_soft,
  inverse,  // toasts
  on_inverse,
  inverse_accent,  // the action of a toast
  skeleton,
  disabled,     // surface of a disabled control
  on_disabled,  // its text (exempt from contrast rules, yet readable)
  shadow,
  scrim,  // over the page, below a dialog
  count
};

// 0xRRGGBBAA.
using Rgba = std::uint32_t;

[[nodiscard]] Rgba colour(Colour token, Scheme scheme);

// Colours for labels and avatars: stored with a label as an index, so the order is persisted: do not renumber, append.
inline constexpr int palette_size = 10;
// Strong colours that white text can stand on (4.5:1), the same in both schemes.
[[nodiscard]] Rgba palette(int index);
// The soft pair of the same hue for chips: surface and the text on it.
[[nodiscard]] Rgba palette_soft(int index, Scheme scheme);
[[nodiscard]] Rgba palette_on_soft(int index, Scheme scheme);
// The same hue as a bar or line on a card: 3:1 against it, 4.5:1 with more contrast.
[[nodiscard]] Rgba palette_mark(int index, Scheme scheme);

// Which colours meet on the screen, and what they need. The contrast test walks this list.
struct Pair {
  Colour front, back;
  bool is_text;  // text: 4.5:1, otherwise a control's edge or an icon: 3:1
};
[[nodiscard]] std::span<const Pair> contrast_pairs();
// WCAG 2.2 relative contrast of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(Rgba front, Rgba back);

// Sizes in CSS pixels.
namespace size {
inline constexpr float caption = 12, body = 14, field = 16, title = 16, section = 20, page = 24, display = 32;
inline constexpr float icon = 20, icon_small = 16;
}  // namespace size
namespace radius {
inline constexpr float small = 6, control = 10, card = 16;
}
namespace space {
inline constexpr float xs = 4, s = 8, m = 12, l = 16, xl = 24, xxl = 32;
}
// Animations stay between these; reduced motion makes them 0.
inline constexpr double animation_ms = 160;

}  // namespace vinculo::theme
