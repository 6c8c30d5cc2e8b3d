// Collecting a frame: the window, the elements that are described and what lies inside of what, layers, time.
#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/audit.h"
#include "ui/context.h"
#include "ui/element.h"
#include "ui/fonts.h"
#include "ui/page.h"
#include "ui/photo.h"
#include "ui/text.h"

namespace vinculo::ui {

namespace {

constexpr ImGuiWindowFlags window_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                          ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                          ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground;

void begin_window(const char* name, Rect rect, ImGuiWindowFlags more) {
  const DeviceRect device = device_rect(rect);
  ImGui::SetNextWindowPos({device.x0, device.y0});
  ImGui::SetNextWindowSize({device.x1 - device.x0, device.y1 - device.y0});
  ImGui::Begin(name, nullptr, window_flags | more);
}

std::int32_t fixed(double css_px) { return static_cast<std::int32_t>(std::floor(css_px * 64 + 0.5)); }

}  // namespace

Context& context() {
  static Context the_context;
  return the_context;
}

DeviceRect device_rect(Rect rect) {
  const float scale = context().scale();
  return {round_half_up(rect.x * scale), round_half_up(rect.y * scale), round_half_up(rect.right() * scale),
          round_half_up(rect.bottom() * scale)};
}

const Screen& screen() { return context().environment.screen; }
theme::Scheme scheme() { return context().environment.scheme; }
bool reduced_motion() { return context().environment.reduced_motion; }
bool files_are_dragged() { return context().environment.files_are_dragged; }
double frame_time_ms() { return context().now_ms; }

void wake_at(double time_ms) {
  double& wake = context().wake_ms;
  wake = wake == 0 ? time_ms : std::min(wake, time_ms);
}

// --- frame ---

void begin_frame(const Environment& environment, double now_ms) {
  Context& c = context();
  c.environment = environment;
  c.now_ms = now_ms;
  c.wake_ms = 0;
  ++c.frame_number;
  c.list.clear();
  c.parents.clear();
  c.parents.push_back({});
  c.described.clear();
  c.repeated.clear();
  c.operations.clear();
  c.covers.clear();
  c.depth = 0;
  c.alpha = 1;
  c.alpha_stack.clear();
  begin_text_frame();
  ImGui::NewFrame();
  audit_begin_frame();
  begin_window("page", c.environment.screen.whole, ImGuiWindowFlags_NoBringToFrontOnFocus);
}

// What was added to a form in this frame is drawn in the next one only.
static void tell_focus(Context& c) {
  if (!c.wanted_focus) return;
  if (c.mirror.find(c.wanted_focus)) {
    c.operations.add(Op::focus, {c.wanted_focus});
  } else if (c.frame_number < c.focus_wanted_in + 2) {
    wake_at(c.now_ms);
    return;
  }
  c.wanted_focus = 0;
}

FrameResult end_frame() {
  Context& c = context();
  audit_draw_planted();
  ImGui::End();
  audit_end_frame();
  c.figures.nodes = c.list.nodes.size();
  const double start = page::now_ms();
  c.mirror.update(c.list, c.operations);
  c.figures.difference_ms = page::now_ms() - start;
  const auto tell_scroll = [&c](Id id, double top, double left) {
    c.operations.add(Op::scroll, {id, static_cast<std::uint32_t>(fixed(top)), static_cast<std::uint32_t>(fixed(left))});
  };
  for (const Node& node : c.mirror.shown().nodes)  // a pane that comes back stands where it was left
    if ((node.state & state::scrolls) != 0 && c.mirror.is_new(node.id) &&
        (scroll_top(node.id) != 0 || scroll_left(node.id) != 0))
      tell_scroll(node.id, scroll_top(node.id), scroll_left(node.id));
  for (const auto& [id, top, left] : c.wanted_scrolls)  // the list may have given its place to "nothing found"
    if (c.mirror.find(id)) tell_scroll(id, top, left);
  tell_focus(c);
  if (!c.announcement.empty()) {
    c.operations.add(Op::announce);
    c.operations.add_text(c.announcement);
  }
  c.figures.operation_words = c.operations.words.size();
  c.wanted_scrolls.clear();
  c.announcement.clear();
  ask_for_photos();
  c.input.forget_events();
  std::swap(c.covers, c.last_covers);
  if (text_is_incomplete()) wake_at(c.now_ms);
  std::erase_if(c.animations, [&](const auto& entry) { return entry.second.last_frame + 600 < c.frame_number; });
  ImGui::Render();
  return {c.wake_ms};
}

bool is_described(Id id) { return context().described.contains(id); }

// --- elements ---

Attributes& Attributes::set(std::string_view key, std::string_view value) {
  text_.append(key).append(1, '\x1F').append(value).append(1, '\x1E');
  return *this;
}

Attributes& Attributes::refer(std::string_view key, Id element) { return set(key, "@" + std::to_string(element)); }

NodeStyle node_style(const TextStyle& style, float pad_left, float pad_right) {
  NodeStyle result;
  result.font_px = device_font_size(style.size) / context().scale();
  result.pad_left = pad_left;
  result.pad_right = pad_right;
  result.weight = static_cast<std::uint16_t>(400 + 100 * static_cast<int>(style.weight));
  result.align = static_cast<std::uint8_t>(style.align);
  return result;
}

namespace {

Context::Parent& parent_for(Role role) {
  std::vector<Context::Parent>& parents = context().parents;
  if (role != Role::menu && role != Role::listbox && role != Role::dialog && role != Role::tooltip)
    return parents.back();
  for (std::size_t i = parents.size(); i-- > 1;)
    if (parents[i].role == Role::dialog) return parents[i];
  return parents[parents.size() > 1 ? 1 : 0];
}

bool is_called_by_its_content(Role role) {
  switch (role) {
    case Role::button:
    case Role::link:
    case Role::cell:
    case Role::active_cell:
    case Role::row:
    case Role::row_group:
    case Role::grid: return true;
    default: return false;
  }
}

std::size_t describe_in(Context::Parent& parent, const Element& element) {
  Context& c = context();
  const DeviceRect device = device_rect(element.rect);
  const double scale = c.scale();
  // Dialogs lie in the page's top layer, so they are measured from the window.
  const bool from_window = element.role == Role::dialog;
  const double origin_x = from_window ? 0 : parent.origin_x, origin_y = from_window ? 0 : parent.origin_y;
  Node node;
  node.id = element.id;
  if (node.id == 0) node.id = id(parent.id ^ 0x7E87u, ++parent.unnamed);
  if (!c.described.insert(node.id).second) {
    // Two elements under one id would tear the page apart. The second gets another one, and the audit tells.
    c.repeated.emplace_back(element.name);
    do node.id = id(node.id, c.list.nodes.size());
    while (!c.described.insert(node.id).second);
  }
  node.parent = parent.id;
  node.role = element.role;
  node.level = element.level;
  node.state = element.state | (c.depth > parent.depth ? state::overlay : 0u);
  node.first = element.first;
  node.second = element.second;
  node.style = element.style;
  node.rect = {fixed((device.x0 - origin_x) / scale), fixed((device.y0 - origin_y) / scale),
               fixed((device.x1 - device.x0) / scale), fixed((device.y1 - device.y0) / scale)};
  node.content_width = fixed(element.content_width);
  node.content_height = fixed(element.content_height);
  node.name = c.list.add(element.name);
  node.value = c.list.add(element.value);
  node.attributes = c.list.add(element.attributes);
  c.list.nodes.push_back(node);
  return c.list.nodes.size() - 1;
}

}  // namespace

std::size_t describe(const Element& element) { return describe_in(parent_for(element.role), element); }

void describe_over(const Element& element) {
  std::vector<Context::Parent>& parents = context().parents;
  std::size_t at = parents.size() - 1;
  while (at > 0 && is_called_by_its_content(parents[at].role)) --at;
  // In a person's own colours a button writes its name itself.
  Attributes attributes;
  attributes.set("aria-hidden", "true").set("data-over", parents.back().role == Role::button ? "named" : "");
  Element over = element;
  over.attributes = attributes.text();
  describe_in(parents[at], over);
}

std::size_t open(const Element& element, double top, double left) {
  Context& c = context();
  const std::size_t place = describe(element);
  const DeviceRect device = device_rect(element.rect);
  c.parents.push_back({c.list.nodes[place].id, element.role, device.x0 - std::floor(left * c.scale() + 0.5),
                       device.y0 - std::floor(top * c.scale() + 0.5), c.depth});
  return place;
}

void close() { context().parents.pop_back(); }

void set_content_height(std::size_t place, double height) {
  context().list.nodes[place].content_height = fixed(height);
}

Interaction interact(Id element, Rect rect, bool enabled) {
  Context& c = context();
  Interaction result;
  result.focused = c.input.focused() == element;
  const bool clicked = c.input.take_click(element);
  const DeviceRect device = device_rect(rect);
  const ImRect box(device.x0, device.y0, device.x1, device.y1);
  if (ImGui::ItemAdd(box, element)) ImGui::ButtonBehavior(box, element, &result.hovered, &result.held);
  if (!enabled) return {false, false, result.focused, false};
  result.activated = clicked;
  return result;
}

bool key_pressed(Id element, Key key) { return context().input.pressed(element, key); }
const std::string* typed_text(Id element) { return context().input.text(element); }
bool was_submitted(Id element) { return context().input.submitted(element); }
bool lost_focus(Id element) { return context().input.left(element); }
bool was_dismissed(Id element) { return context().input.dismissed(element); }
std::uint32_t closed_by_back() {
  const bool has_gesture = screen().touch || screen().is_phone();
  return has_gesture ? state::back_closes : 0u;
}
bool take_click(Id element) { return context().input.take_click(element); }
Id selection_row() { return context().input.selection_row(); }

std::optional<Rect> menu_asked(Id element, Rect rect) {
  const Input::MenuAsked& asked = context().input.menu_asked();
  if (asked.id == 0 || asked.id != element) return std::nullopt;
  if (asked.x < 0) return Rect{rect.x + 16, rect.y + rect.h / 2, 1, 1};
  return Rect{asked.x, asked.y, 1, 1};
}

bool has_visible_focus(Id element) { return has_focus(element) && context().input.focus_is_visible(); }

bool mouse_is_over(Rect rect) {
  const DeviceRect d = device_rect(rect);
  return ImGui::IsMousePosValid() && ImGui::IsMouseHoveringRect({d.x0, d.y0}, {d.x1, d.y1}) &&
         ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
}

Mouse mouse() {
  const ImVec2 place = ImGui::GetMousePos();
  const float scale = context().scale();
  return {place.x / scale, place.y / scale, ImGui::IsMousePosValid(), ImGui::IsMouseDown(0)};
}

bool is_in_view(Rect box) {
  const Context& c = context();
  const DeviceRect d = device_rect(box);
  if (!ImGui::IsRectVisible({d.x0, d.y0}, {d.x1, d.y1})) return false;
  return std::none_of(c.last_covers.begin(), c.last_covers.end(), [&](const Context::Cover& cover) {
    return cover.depth > c.depth && cover.rect.x <= box.x && cover.rect.y <= box.y &&
           cover.rect.right() >= box.right() && cover.rect.bottom() >= box.bottom();
  });
}

bool is_covered(Rect rect) {
  const Context& c = context();
  return std::any_of(c.last_covers.begin(), c.last_covers.end(),
                     [&](const Context::Cover& cover) { return cover.depth > c.depth && cover.rect.intersects(rect); });
}

// --- scopes ---

namespace {

Role role_of(Landmark kind) {
  switch (kind) {
    case Landmark::main: return Role::main;
    case Landmark::navigation: return Role::navigation;
    case Landmark::banner: return Role::banner;
    case Landmark::complementary: return Role::complementary;
    case Landmark::search: return Role::search;
    case Landmark::form: return Role::form;
    case Landmark::group: return Role::group;
    case Landmark::list: return Role::list;
    case Landmark::list_item: return Role::list_item;
    case Landmark::tab_panel: return Role::tab_panel;
    case Landmark::region: return Role::region;
  }
  return Role::group;
}

}  // namespace

Scope::Scope(Landmark kind, Id id, Rect rect, std::string_view name) : id_(id) {
  open({.role = role_of(kind), .id = id, .rect = rect, .name = name});
}
Scope::~Scope() { close(); }
bool Scope::submitted() const { return was_submitted(id_); }

ScrollPane::ScrollPane(Id id, Rect view, std::string_view name, float content_width)
    : id_(id), view_(view), width_(content_width > view.w ? content_width : 0) {
  node_ = open(
      {.role = Role::scroller, .id = id, .rect = view, .name = name, .state = state::scrolls, .content_width = width_},
      scroll_top(id), scroll_left(id));
  const DeviceRect device = device_rect(view);
  ImGui::PushClipRect({device.x0, device.y0}, {device.x1, device.y1}, true);
}

ScrollPane::~ScrollPane() {
  ImGui::PopClipRect();
  close();
  ui::set_content_height(node_, height_);
}

Rect ScrollPane::content() const {
  const float scale = context().scale();
  const auto snapped = [scale](double scrolled) { return round_half_up(static_cast<float>(scrolled) * scale) / scale; };
  const float width = width_ > 0 ? width_ : std::max(0.f, view_.w - scrollbar_size());
  return {view_.x - snapped(scroll_left(id_)), view_.y - snapped(scroll_top(id_)), width, 1e6f};
}

float scrollbar_size() { return screen().touch ? 0.f : 12.f / screen().text_scale; }

void scroll_to(Id pane, double top) {
  Context& c = context();
  c.wanted_scrolls.push_back({pane, std::max(0.0, top), scroll_left(pane)});
  c.input.scroll(pane, std::max(0.0, top), scroll_left(pane));
}
void scroll_sideways(Id pane, double left) {
  Context& c = context();
  c.wanted_scrolls.push_back({pane, scroll_top(pane), std::max(0.0, left)});
  c.input.scroll(pane, scroll_top(pane), std::max(0.0, left));
}
double scroll_top(Id pane) { return context().input.scroll_top(pane); }
double scroll_left(Id pane) { return context().input.scroll_left(pane); }

Layer::Layer(Id id, Rect rect, float fade, Mouse mouse) {
  Context& c = context();
  ++c.depth;
  if (mouse == Mouse::taken) c.covers.push_back({rect, c.depth});
  c.alpha_stack.push_back(c.alpha);
  c.alpha *= fade;
  char name[24];
  std::snprintf(name, sizeof name, "layer %08X", id);
  // Room for the shadow around it: the window clips what is drawn.
  const Rect around = Rect{rect.x - 48, rect.y - 48, rect.w + 96, rect.h + 96};
  begin_window(name, around,
               ImGuiWindowFlags_NoFocusOnAppearing |
                   (mouse == Mouse::passed_on ? ImGuiWindowFlags_NoMouseInputs : ImGuiWindowFlags_None));
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

Layer::~Layer() {
  Context& c = context();
  ImGui::End();
  c.alpha = c.alpha_stack.back();
  c.alpha_stack.pop_back();
  --c.depth;
}

// --- focus, speech, time ---

void focus(Id element) {
  context().wanted_focus = element;
  context().focus_wanted_in = context().frame_number;
}
bool has_focus(Id element) { return context().input.focused() == element; }
Id focused() { return context().input.focused(); }
void announce(std::string_view text) { context().announcement = text; }

namespace {

float eased(double share) {
  const double rest = 1 - std::clamp(share, 0.0, 1.0);
  return static_cast<float>(1 - rest * rest * rest);
}

// Where an animation stands; asks for the next frame until it is done.
float progress(const Context::Animation& animation) {
  const Context& c = context();
  const float target = animation.on ? 1.f : 0.f;
  const double share = (c.now_ms - animation.since_ms) / theme::animation_ms;
  if (c.environment.reduced_motion || share >= 1) return target;
  wake_at(c.now_ms);
  return animation.from + (target - animation.from) * eased(share);
}

}  // namespace

float animate(Id element, bool on) {
  Context& c = context();
  auto [entry, is_new] = c.animations.try_emplace(element);
  Context::Animation& animation = entry->second;
  if (is_new) animation = {on, on ? 1.f : 0.f, c.now_ms - theme::animation_ms, c.frame_number, c.frame_number};
  animation.last_frame = c.frame_number;
  if (animation.on != on) {
    const float now = progress(animation);
    animation.on = on;
    animation.from = now;
    animation.since_ms = c.now_ms;
  }
  return progress(animation);
}

namespace {

// What begins anew whenever it was not asked for in a frame.
Context::Animation& unbroken(Id id) {
  Context& c = context();
  auto [entry, is_new] = c.animations.try_emplace(id);
  Context::Animation& animation = entry->second;
  if (is_new || animation.last_frame + 1 < c.frame_number)
    animation = {true, 0, c.now_ms, c.frame_number, c.frame_number};
  animation.last_frame = c.frame_number;
  return animation;
}

}  // namespace

float appear(Id element) { return progress(unbroken(id(element, "appear"))); }

double shown_since_ms(Id element) { return unbroken(id(element, "shown")).since_ms; }

bool appears_now(Id element) {
  const Context& c = context();
  const auto found = c.animations.find(id(element, "appear"));
  return found != c.animations.end() && found->second.first_frame == c.frame_number;
}

}  // namespace vinculo::ui
