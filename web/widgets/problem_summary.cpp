#include "widgets/problem_summary.h"

#include <algorithm>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr std::size_t most_shown = 3;
constexpr float padding = 4, icon_at = 12, text_at = 40, line_padding = 6;
constexpr TextStyle line_style{};

std::span<const FormProblem> shown(std::span<const FormProblem> problems) {
  return problems.first(std::min(problems.size(), most_shown));
}

std::string text_of(const FormProblem& problem) {
  return problem.label.empty() ? problem.sentence : problem.label + ": " + problem.sentence;
}

float text_width_in(float width) { return std::max(80.f, width - text_at - icon_at); }

float line_height_of(const FormProblem& problem, float width) {
  const float text = paragraph_height(text_of(problem), text_width_in(width), line_style);
  return std::max(screen().touch ? screen().control_height() : 0.f, text + 2 * line_padding);
}

void draw_problem(Id id, Rect line, const FormProblem& problem) {
  const std::string text = text_of(problem);
  const float width = text_width_in(line.w);
  const float height = paragraph_height(text, width, line_style);
  const Interaction mouse = interact(id, line);
  if (mouse.hovered) draw::fill(line.inset(padding, 0), Colour::hover, theme::radius::small);
  draw::icon({line.x + icon_at, line.y, 20, line.h}, theme::icon::circle_alert, 18, Colour::danger);
  const Rect words{line.x + text_at, line.y + (line.h - height) / 2, width, height};
  draw::paragraph(words, text, line_style);
  NodeStyle style = node_style(line_style, text_at, line.w - text_at - width);
  style.line_px = line_height(line_style.size);
  style.pad_top = words.y - line.y;
  describe({.role = Role::button,
            .id = id,
            .rect = line,
            .name = wrapped(text, width, line_style),
            .style = style,
            .state = state::wraps});
  if (mouse.activated) focus(problem.field);
}

}  // namespace

float problem_summary_height(std::span<const FormProblem> problems, float width) {
  if (problems.empty()) return 0;
  float height = 2 * padding;
  for (const FormProblem& problem : shown(problems)) height += line_height_of(problem, width);
  return height;
}

void problem_summary(Id id, Rect rect, std::span<const FormProblem> problems) {
  if (problems.empty()) return;
  draw::fill(rect, Colour::danger_soft, theme::radius::control);
  draw::border(rect, Colour::danger, theme::radius::control);
  const Scope group(Landmark::group, id, rect, i18n::tr("Please check"));
  Rect rest = rect.inset(0, padding);
  for (const FormProblem& problem : shown(problems))
    draw_problem(ui::id(id, problem.field), rest.take_top(line_height_of(problem, rect.w)), problem);
}

void lead_to_problem(std::span<const FormProblem> problems) {
  if (problems.empty()) return;
  std::string spoken;
  for (const FormProblem& problem : problems) spoken.append(spoken.empty() ? "" : " ").append(text_of(problem));
  announce(spoken);
  focus(problems.front().field);
}

}  // namespace vinculo::widgets
