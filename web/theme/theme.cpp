#include "theme/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vinculo::theme {

namespace {

struct Entry {
  Colour token;
  std::uint32_t light, dark;  // 0xRRGGBB
};

// In the order of Colour.
constexpr Entry table[] = {
    {Colour::none, 0x000000, 0x000000},           {Colour::page, 0xF1F5F9, 0x0B1220},
    {Colour::card, 0xFFFFFF, 0x151E2E},           {Colour::raised, 0xF8FAFC, 0x111A29},
    {Colour::text, 0x0F172A, 0xF1F5F9},           {Colour::muted, 0x475569, 0xA3B1C6},
    {Colour::placeholder, 0x64748B, 0x8291A8},    {Colour::control, 0x64748B, 0x64748B},
    {Colour::line, 0xE2E8F0, 0x263247},           {Colour::primary, 0x2563EB, 0x60A5FA},
    {Colour::primary_hover, 0x1D4ED8, 0x7DB5FB},  {Colour::primary_pressed, 0x1E40AF, 0x93C5FD},
    {Colour::on_primary, 0xFFFFFF, 0x0B1220},     {Colour::danger, 0xB91C1C, 0xFCA5A5},
    {Colour::danger_fill, 0xB91C1C, 0xD32F2F},    {Colour::danger_hover, 0x991B1B, 0xDC2626},
    {Colour::danger_pressed, 0x7F1D1D, 0xC62828}, {Colour::on_danger, 0xFFFFFF, 0xFFFFFF},
    {Colour::success, 0x15803D, 0x4ADE80},        {Colour::warning, 0xB45309, 0xFBBF24},
    {Colour::hover, 0xF1F5F9, 0x1D2940},          {Colour::pressed, 0xE2E8F0, 0x263247},
    {Colour::selected, 0xDBEAFE, 0x1E3A5F},       {Colour::on_selected, 0x1E40AF, 0xBFDBFE},
    {Colour::primary_soft, 0xEFF6FF, 0x172A45},   {Colour::danger_soft, 0xFEF2F2, 0x3A1D26},
    {Colour::success_soft, 0xF0FDF4, 0x12301F},   {Colour::warning_soft, 0xFFF7ED, 0x33270F},
    {Colour::inverse, 0x0F172A, 0xE2E8F0},        {Colour::on_inverse, 0xFFFFFF, 0x0F172A},
    {Colour::inverse_accent, 0x93C5FD, 0x1D4ED8}, {Colour::skeleton, 0xE2E8F0, 0x263247},
    {Colour::disabled, 0xE8EDF3, 0x1F2A3D},       {Colour::on_disabled, 0x64748B, 0x8291A8},
    {Colour::shadow, 0x0F172A, 0x000000},         {Colour::scrim, 0x020617, 0x020617},
};
static_assert(std::size(table) == static_cast<std::size_t>(Colour::count));

// Where more contrast needs other colours.
constexpr Entry contrast_table[] = {
    {Colour::page, 0xFFFFFF, 0x000000},
    {Colour::card, 0xFFFFFF, 0x000000},
    {Colour::raised, 0xFFFFFF, 0x000000},
    {Colour::text, 0x000000, 0xFFFFFF},
    {Colour::muted, 0x1F2937, 0xE5E7EB},
    {Colour::placeholder, 0x374151, 0xD1D5DB},
    {Colour::control, 0x000000, 0xFFFFFF},
    {Colour::line, 0x4B5563, 0x9CA3AF},
    {Colour::primary, 0x1E3A8A, 0x93C5FD},
    {Colour::primary_hover, 0x172554, 0xBFDBFE},
    {Colour::primary_pressed, 0x0F172A, 0xDBEAFE},
    {Colour::on_primary, 0xFFFFFF, 0x000000},
    {Colour::danger, 0x7F1D1D, 0xFECACA},
    {Colour::danger_fill, 0x7F1D1D, 0xFCA5A5},
    {Colour::danger_hover, 0x661515, 0xFECACA},
    {Colour::danger_pressed, 0x450A0A, 0xFEE2E2},
    {Colour::on_danger, 0xFFFFFF, 0x000000},
    {Colour::success, 0x14532D, 0x86EFAC},
    {Colour::warning, 0x78350F, 0xFDE68A},
    {Colour::hover, 0xE5E7EB, 0x1F2937},
    {Colour::pressed, 0xD1D5DB, 0x2B3442},
    {Colour::selected, 0xBFDBFE, 0x1E3A8A},
    {Colour::on_selected, 0x172554, 0xFFFFFF},
    {Colour::primary_soft, 0xEFF6FF, 0x0B1B3A},
    {Colour::danger_soft, 0xFEF2F2, 0x2A0A0A},
    {Colour::success_soft, 0xF0FDF4, 0x05200F},
    {Colour::warning_soft, 0xFFF7ED, 0x261A00},
    {Colour::inverse, 0x000000, 0xFFFFFF},
    {Colour::on_inverse, 0xFFFFFF, 0x000000},
    {Colour::inverse_accent, 0xBFDBFE, 0x1E3A8A},
    {Colour::skeleton, 0x9CA3AF, 0x4B5563},
    {Colour::disabled, 0xE5E7EB, 0x1F2937},
    {Colour::on_disabled, 0x4B5563, 0x9CA3AF},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(table); ++i)
    if (static_cast<std::size_t>(table[i].token) != i) return false;
  return true;
}
static_assert(in_order());

struct Hue {
  std::uint32_t strong, soft_light, on_soft_light, soft_dark, on_soft_dark, mark_dark;
};
constexpr Hue hues[palette_size] = {
    {0x2563EB, 0xDBEAFE, 0x1E40AF, 0x1E3A5F, 0xBFDBFE, 0x60A5FA},  // blue
    {0x15803D, 0xDCFCE7, 0x166534, 0x14382A, 0x86EFAC, 0x4ADE80},  // green
    {0xB45309, 0xFEF3C7, 0x92400E, 0x3D2B12, 0xFCD34D, 0xF59E0B},  // amber
    {0x7C3AED, 0xEDE9FE, 0x5B21B6, 0x33265A, 0xDDD6FE, 0xA78BFA},  // violet
    {0xBE185D, 0xFCE7F3, 0x9D174D, 0x451F38, 0xFBCFE8, 0xF472B6},  // pink
    {0x0F766E, 0xCCFBF1, 0x115E59, 0x123A3C, 0x99F6E4, 0x2DD4BF},  // teal
    {0xB91C1C, 0xFEE2E2, 0x991B1B, 0x43212A, 0xFECACA, 0xF87171},  // red
    {0x4338CA, 0xE0E7FF, 0x3730A3, 0x272B5E, 0xC7D2FE, 0x818CF8},  // indigo
    {0x0369A1, 0xE0F2FE, 0x075985, 0x123753, 0xBAE6FD, 0x38BDF8},  // sky
    {0x475569, 0xE2E8F0, 0x334155, 0x2B384D, 0xCBD5E1, 0x94A3B8},  // slate
};

constexpr Rgba opaque(std::uint32_t rgb) { return rgb << 8 | 0xFF; }
const Hue& hue(int index) { return hues[static_cast<std::size_t>(std::clamp(index, 0, palette_size - 1))]; }

// On whatever the text or control may stand.
constexpr Pair pairs[] = {
    {Colour::text, Colour::page, true},
    {Colour::text, Colour::card, true},
    {Colour::text, Colour::raised, true},
    {Colour::text, Colour::hover, true},
    {Colour::text, Colour::pressed, true},
    {Colour::text, Colour::selected, true},
    {Colour::text, Colour::primary_soft, true},
    {Colour::text, Colour::danger_soft, true},
    {Colour::text, Colour::success_soft, true},
    {Colour::text, Colour::warning_soft, true},
    {Colour::muted, Colour::page, true},
    {Colour::muted, Colour::card, true},
    {Colour::muted, Colour::raised, true},
    {Colour::muted, Colour::hover, true},
    {Colour::muted, Colour::pressed, true},
    {Colour::muted, Colour::selected, true},
    {Colour::muted, Colour::warning_soft, true},
    {Colour::muted, Colour::primary_soft, true},
    {Colour::placeholder, Colour::card, true},
    {Colour::primary, Colour::card, true},
    {Colour::primary, Colour::page, true},
    {Colour::primary, Colour::hover, true},
    {Colour::on_primary, Colour::primary, true},
    {Colour::on_primary, Colour::primary_hover, true},
    {Colour::on_primary, Colour::primary_pressed, true},
    {Colour::danger, Colour::card, true},
    {Colour::danger, Colour::page, true},
    {Colour::danger, Colour::danger_soft, true},
    {Colour::danger, Colour::hover, true},
    {Colour::danger_fill, Colour::card, false},
    {Colour::danger_fill, Colour::page, false},
    {Colour::on_danger, Colour::danger_fill, true},
    {Colour::on_danger, Colour::danger_hover, true},
    {Colour::on_danger, Colour::danger_pressed, true},
    {Colour::success, Colour::card, true},
    {Colour::success, Colour::success_soft, true},
    {Colour::warning, Colour::card, true},
    {Colour::warning, Colour::warning_soft, true},
    {Colour::on_selected, Colour::selected, true},
    {Colour::on_inverse, Colour::inverse, true},
    {Colour::inverse_accent, Colour::inverse, true},
    {Colour::control, Colour::card, false},
    {Colour::control, Colour::page, false},
    {Colour::control, Colour::raised, false},
    // The ring of the focus (shell/page.css), which has a gap of the card's colour inside.
    {Colour::primary, Colour::raised, false},
    {Colour::primary, Colour::pressed, false},
    {Colour::primary, Colour::selected, false},
    {Colour::primary, Colour::primary_soft, false},
    {Colour::primary, Colour::danger_soft, false},
    {Colour::primary, Colour::success_soft, false},
    {Colour::primary, Colour::warning_soft, false},
    {Colour::card, Colour::inverse, false},
    {Colour::danger, Colour::raised, false},
    {Colour::warning, Colour::page, false},
    {Colour::success, Colour::page, false},
};

double linear(std::uint32_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Rgba c) {
  return 0.2126 * linear(c >> 24) + 0.7152 * linear((c >> 16) & 0xFF) + 0.0722 * linear((c >> 8) & 0xFF);
}

}  // namespace

Rgba colour(Colour token, Scheme scheme) {
  if (token == Colour::none) return 0;
  Entry entry = table[static_cast<std::size_t>(token)];
  if (has_more_contrast(scheme))
    if (const auto* stronger = std::ranges::find(contrast_table, token, &Entry::token);
        stronger != std::end(contrast_table))
      entry = *stronger;
  const std::uint32_t rgb = is_dark(scheme) ? entry.dark : entry.light;
  return token == Colour::scrim ? rgb << 8 | 0x8C : opaque(rgb);
}

Rgba palette(int index) { return opaque(hue(index).strong); }
Rgba palette_soft(int index, Scheme scheme) {
  if (has_more_contrast(scheme)) return colour(Colour::hover, scheme);
  return opaque(is_dark(scheme) ? hue(index).soft_dark : hue(index).soft_light);
}
Rgba palette_on_soft(int index, Scheme scheme) {
  if (has_more_contrast(scheme)) return colour(Colour::text, scheme);
  return opaque(is_dark(scheme) ? hue(index).on_soft_dark : hue(index).on_soft_light);
}

Rgba palette_mark(int index, Scheme scheme) {
  const Hue& one = hue(index);
  if (has_more_contrast(scheme)) return opaque(is_dark(scheme) ? one.on_soft_dark : one.on_soft_light);
  return opaque(is_dark(scheme) ? one.mark_dark : one.strong);
}

std::span<const Pair> contrast_pairs() { return pairs; }

double contrast(Rgba front, Rgba back) {
  const double a = luminance(front), b = luminance(back);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace vinculo::theme
