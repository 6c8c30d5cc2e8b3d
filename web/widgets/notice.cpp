// Banners and conflict cards: what the application says about its own state and about two people's edits.
#include <algorithm>
#include <array>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

Colour soft(Colour tone) {
  switch (tone) {
    case Colour::danger: return Colour::danger_soft;
    case Colour::success: return Colour::success_soft;
    case Colour::primary: return Colour::primary_soft;
    default: return Colour::warning_soft;
  }
}

constexpr TextStyle banner_style{};

struct BannerParts {
  float text_width, text_height, action_width;
};

BannerParts measure(std::string_view text, float width, const BannerOptions& options) {
  BannerParts parts{};
  parts.action_width = options.action.empty() ? 0 : button_width(options.action);
  parts.text_width =
      std::max(80.f, width - 32 - (options.icon ? 32.f : 0.f) - (parts.action_width > 0 ? parts.action_width + 12 : 0));
  parts.text_height = paragraph_height(text, parts.text_width, banner_style);
  return parts;
}

}  // namespace

void status_text(Id id, Rect rect, std::string_view text, Colour colour) {
  open({.role = Role::status, .id = id, .rect = rect});
  ui::text(rect, text, {.size = theme::size::caption, .colour = colour});
  close();
}

float banner_height(std::string_view text, float width, const BannerOptions& options) {
  const BannerParts parts = measure(text, width, options);
  return std::max(parts.text_height + 20, options.action.empty() ? 44.f : screen().control_height() + 12);
}

bool banner(Id id, Rect rect, std::string_view text, const BannerOptions& options) {
  const BannerParts parts = measure(text, rect.w, options);
  const float radius = rect.x <= 0.5f ? 0 : theme::radius::control;
  draw::fill(rect, soft(options.tone), radius);
  draw::border(rect, options.tone, radius);
  open({.role = Role::status, .id = id, .rect = rect});
  Rect rest = rect.inset(16, 0);
  if (options.icon) draw::icon(rest.take_left(20, 12), options.icon, 20, options.tone);
  bool activated = false;
  const Rect action =
      parts.action_width > 0 ? rest.take_right(parts.action_width, 12).middle(screen().control_height()) : Rect{};
  ui::paragraph({rest.x, rect.y + (rect.h - parts.text_height) / 2, parts.text_width, parts.text_height}, text,
                banner_style);
  if (parts.action_width > 0) activated = button(ui::id(id, "action"), action, options.action);
  close();
  return activated;
}

// --- conflicts ---

namespace {

constexpr float padding = 16, label_line = 18, gap = 8;
constexpr TextStyle value_style{};
constexpr TextStyle label_style{.size = theme::size::caption, .colour = Colour::muted};

bool side_by_side(float width) { return width >= 480; }

struct ConflictMeasure {
  float column, kept, lost;
};

ConflictMeasure measure(float width, const ConflictTexts& texts) {
  const float inner = width - 2 * padding;
  const float column = side_by_side(width) ? (inner - 12) / 2 : inner;
  const float text = column - 24;
  return {column, std::max(20.f, paragraph_height(texts.kept, text, value_style, 6)),
          std::max(20.f, paragraph_height(texts.lost, text, value_style, 6))};
}

float box_height(float text) { return 8 + label_line + text + 10; }

struct Choice {
  std::string_view label;
  ConflictChoice choice;
};

std::array<Choice, 3> choices_of(const ConflictTexts& texts) {
  return {Choice{texts.keep, ConflictChoice::keep}, Choice{texts.take, ConflictChoice::take},
          Choice{texts.join, ConflictChoice::join}};
}

// Puts the buttons beside each other, in as many lines as they need, and answers with the height of all.
template <typename Place>
float lay_choices(Rect area, const ConflictTexts& texts, Place place) {
  const float height = screen().control_height();
  float x = area.x, y = area.y;
  for (const Choice& choice : choices_of(texts)) {
    if (choice.label.empty()) continue;
    const float width = std::min(area.w, button_width(choice.label));
    if (x > area.x && x + width > area.right()) x = area.x, y += height + gap;
    place(choice, Rect{x, y, width, height});
    x += width + 8;
  }
  return y + height - area.y;
}

float choices_height(float width, const ConflictTexts& texts) {
  return lay_choices({0, 0, width - 2 * padding, 0}, texts, [](const Choice&, Rect) {});
}

void draw_version(Rect box, std::string_view label, std::string_view value, bool current) {
  draw::fill(box, Colour::card, theme::radius::control);
  draw::border(box, current ? Colour::line : Colour::warning, theme::radius::control);
  ui::text({box.x + 12, box.y + 6, box.w - 24, label_line}, label, label_style);
  ui::paragraph({box.x + 12, box.y + 8 + label_line, box.w - 24, 0}, value, value_style, 6);
}

}  // namespace

float conflict_card_height(float width, const ConflictTexts& texts) {
  const ConflictMeasure m = measure(width, texts);
  const float boxes =
      side_by_side(width) ? box_height(std::max(m.kept, m.lost)) : box_height(m.kept) + gap + box_height(m.lost);
  return padding + 24 + gap + boxes + 12 + choices_height(width, texts) + padding;
}

ConflictChoice conflict_card(Id id, Rect rect, const ConflictTexts& texts) {
  const ConflictMeasure m = measure(rect.w, texts);
  draw::fill(rect, Colour::warning_soft, theme::radius::control);
  draw::border(rect, Colour::warning, theme::radius::control);
  const Scope scope(Landmark::group, id, rect, texts.field);
  Rect rest = rect.inset(padding);
  Rect head = rest.take_top(24, gap);
  draw::icon(head.take_left(20, 8), theme::icon::git_merge, 18, Colour::warning);
  ui::heading(head, 2, texts.field, theme::size::body);
  if (side_by_side(rect.w)) {
    Rect row = rest.take_top(box_height(std::max(m.kept, m.lost)), 12);
    draw_version(row.take_left(m.column, 12), texts.kept_label, texts.kept, true);
    draw_version(row, texts.lost_label, texts.lost, false);
  } else {
    draw_version(rest.take_top(box_height(m.kept), gap), texts.kept_label, texts.kept, true);
    draw_version(rest.take_top(box_height(m.lost), 12), texts.lost_label, texts.lost, false);
  }
  ConflictChoice result = ConflictChoice::none;
  lay_choices(rest, texts, [&](const Choice& choice, Rect box) {
    if (button(ui::id(id, choice.label), box, choice.label)) result = choice.choice;
  });
  return result;
}

}  // namespace vinculo::widgets
