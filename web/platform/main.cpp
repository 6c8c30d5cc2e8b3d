// The entry points that the page's modules (shell/page, shell/boot.js) call, and the frame.
#include <emscripten/emscripten.h>

#include <algorithm>
#include <cfloat>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "imgui.h"
#include "platform/page_calls.h"
#include "platform/platform.h"
#include "platform/renderer.h"
#include "platform/runtime.h"
#include "ui/audit.h"
#include "ui/context.h"
#include "ui/fonts.h"
#include "ui/page.h"
#include "ui/photo.h"

namespace vinculo::platform {

namespace {

std::string_view view(const char* text, std::size_t size) { return {text, size}; }

void configure_imgui() {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
  io.Fonts->TexMinWidth = 1024;
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowMinSize = {1, 1};
  style.CircleTessellationMaxError = .15f;
}

ui::Breakpoint breakpoint_of(float width) {
  return width < 640 ? ui::Breakpoint::phone : width < 1024 ? ui::Breakpoint::medium : ui::Breakpoint::wide;
}

char* copy_for_page(const std::string& text) {
  char* copy = static_cast<char*>(std::malloc(text.size() + 1));
  std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

// "handle \x1F name \x1F type \x1F size" lines ended by \x1E.
std::vector<OpenFile> read_files(std::string_view lines) {
  std::vector<OpenFile> files;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\x1E'), lines.size());
    std::string_view line = lines.substr(0, end);
    const auto next = [&line] {
      const std::size_t stop = std::min(line.find('\x1F'), line.size());
      const std::string part(line.substr(0, stop));
      line.remove_prefix(std::min(stop + 1, line.size()));
      return part;
    };
    OpenFile file;
    file.handle = std::atoi(next().c_str());
    file.name = next();
    file.type = next();
    file.size_bytes = std::atoll(next().c_str());
    files.push_back(std::move(file));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return files;
}

void draw_frame(Runtime& r, double now) {
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = r.last_frame_ms > 0 ? static_cast<float>(std::clamp((now - r.last_frame_ms) / 1000, .001, .1)) : .016f;
  r.last_frame_ms = now;
  r.is_drawing = true;
  ui::begin_frame(r.environment, now);
  r.application->draw();
}

}  // namespace

}  // namespace vinculo::platform

using namespace vinculo;
using namespace vinculo::platform;

extern "C" {

// --- start ---

EMSCRIPTEN_KEEPALIVE void vinculo_add_font(int slot, unsigned char* bytes, std::size_t size) {
  ui::add_font(slot, bytes, size);
}

// False: there is no WebGL2.
EMSCRIPTEN_KEEPALIVE bool vinculo_start_renderer() { return start_renderer(); }

EMSCRIPTEN_KEEPALIVE void vinculo_start(const char* path, std::size_t size) {
  Runtime& r = runtime();
  r.path = view(path, size);
  r.application = make_application();
  r.application->on_route(r.path);
}

// --- the window ---

EMSCRIPTEN_KEEPALIVE void vinculo_resize(int width, int height, float ratio, float text_scale, float top, float right,
                                         float bottom, float left, bool touch) {
  ImGui::GetIO().DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
  ui::Screen& screen = runtime().environment.screen;
  screen.device_pixel_ratio = ratio;
  screen.text_scale = text_scale;
  screen.whole = {0, 0, static_cast<float>(width) / ratio, static_cast<float>(height) / ratio};
  screen.area = {left, top, screen.whole.w - left - right, screen.whole.h - top - bottom};
  screen.breakpoint = breakpoint_of(screen.whole.w);
  screen.touch = touch;
}

EMSCRIPTEN_KEEPALIVE void vinculo_preferences(bool dark, bool more_contrast, bool reduced_motion) {
  ui::Environment& environment = runtime().environment;
  environment.scheme = theme::scheme_of(dark, more_contrast);
  environment.reduced_motion = reduced_motion;
}

EMSCRIPTEN_KEEPALIVE void vinculo_shown_again() { forget_picture(); }
EMSCRIPTEN_KEEPALIVE void vinculo_context_lost() { lose_renderer(); }
EMSCRIPTEN_KEEPALIVE bool vinculo_context_restored() { return restore_renderer(); }

// --- input ---

EMSCRIPTEN_KEEPALIVE void vinculo_pointer(float x, float y) {
  const float ratio = runtime().environment.screen.device_pixel_ratio;
  ImGui::GetIO().AddMousePosEvent(x < 0 ? -FLT_MAX : x * ratio, x < 0 ? -FLT_MAX : y * ratio);
}
EMSCRIPTEN_KEEPALIVE void vinculo_pointer_button(bool down) { ImGui::GetIO().AddMouseButtonEvent(0, down); }
EMSCRIPTEN_KEEPALIVE void vinculo_click(ui::Id id) { ui::context().input.click(id); }
EMSCRIPTEN_KEEPALIVE void vinculo_type(ui::Id id, const char* text, std::size_t size) {
  ui::context().input.type(id, std::string(text, size));
  ui::context().mirror.set_shown_value(id, view(text, size));
}
EMSCRIPTEN_KEEPALIVE void vinculo_text_refused(int most_characters) {
  runtime().application->on_text_refused(most_characters);
}
EMSCRIPTEN_KEEPALIVE void vinculo_key(ui::Id id, int key) { ui::context().input.press(id, static_cast<ui::Key>(key)); }
EMSCRIPTEN_KEEPALIVE bool vinculo_shortcut(int shortcut) {
  return runtime().application->on_shortcut(static_cast<Shortcut>(shortcut));
}
EMSCRIPTEN_KEEPALIVE void vinculo_submit(ui::Id id) { ui::context().input.submit(id); }
EMSCRIPTEN_KEEPALIVE void vinculo_dismiss(ui::Id id) { ui::context().input.dismiss(id); }
EMSCRIPTEN_KEEPALIVE void vinculo_focus(ui::Id id, ui::Id row, bool visible) {
  ui::context().input.focus(id, row, visible);
}
EMSCRIPTEN_KEEPALIVE void vinculo_ask_menu(ui::Id id, float x, float y) { ui::context().input.ask_menu(id, x, y); }
EMSCRIPTEN_KEEPALIVE void vinculo_scroll(ui::Id id, double top, double left) {
  ui::context().input.scroll(id, top, left);
}
EMSCRIPTEN_KEEPALIVE void vinculo_select(ui::Id row) { ui::context().input.select_in(row); }

// --- what happens outside ---

// The catalogue that load_catalogue() asked for under this number; empty when it could not be had.
EMSCRIPTEN_KEEPALIVE void vinculo_catalogue(int number, const char* json, std::size_t size) {
  auto reader = runtime().catalogue_readers.extract(number);
  if (!reader.empty()) reader.mapped()(view(json, size));
}

EMSCRIPTEN_KEEPALIVE void vinculo_route(const char* path, std::size_t size) {
  runtime().path = view(path, size);
  runtime().application->on_route(runtime().path);
}
EMSCRIPTEN_KEEPALIVE void vinculo_worker_text(const char* text, std::size_t size) {
  runtime().application->on_worker_text(view(text, size));
}
EMSCRIPTEN_KEEPALIVE void vinculo_worker_failed(const char* text, std::size_t size) {
  runtime().application->on_worker_failed(view(text, size));
}
EMSCRIPTEN_KEEPALIVE void vinculo_files(ui::Id source, const char* text, std::size_t size) {
  runtime().application->on_files(source, read_files(view(text, size)));
}
EMSCRIPTEN_KEEPALIVE void vinculo_arrival() { runtime().application->on_arrival(); }
// "title \x1F text \x1F link"
EMSCRIPTEN_KEEPALIVE void vinculo_shared(const char* text, std::size_t size) {
  const std::string_view all = view(text, size);
  const std::size_t first = std::min(all.find('\x1F'), all.size());
  const std::size_t last = std::max(first, std::min(all.rfind('\x1F'), all.size()));
  runtime().application->on_shared(all.substr(0, first),
                                   all.substr(std::min(first + 1, last), last - std::min(first + 1, last)),
                                   all.substr(std::min(last + 1, all.size())));
}
EMSCRIPTEN_KEEPALIVE void vinculo_file_drag(bool over) { runtime().environment.files_are_dragged = over; }
EMSCRIPTEN_KEEPALIVE void vinculo_online(bool online) {
  runtime().online = online;
  runtime().application->on_online(online);
}
EMSCRIPTEN_KEEPALIVE char* vinculo_unsaved() {
  const auto text = runtime().application->unsaved();
  return text ? copy_for_page(*text) : nullptr;
}
EMSCRIPTEN_KEEPALIVE void vinculo_take_back(const char* text, std::size_t size) {
  runtime().application->on_unsaved(view(text, size));
}
EMSCRIPTEN_KEEPALIVE void vinculo_unsaved_kept(bool kept) { runtime().application->on_unsaved_kept(kept); }
EMSCRIPTEN_KEEPALIVE void vinculo_leave() { runtime().application->on_leave(); }
EMSCRIPTEN_KEEPALIVE void vinculo_update_ready() { runtime().application->on_update_ready(); }
EMSCRIPTEN_KEEPALIVE void vinculo_picture(const char* purpose, std::size_t size, const std::uint8_t* bytes,
                                          std::size_t bytes_size) {
  runtime().application->on_picture(view(purpose, size), {bytes, bytes_size});
}
EMSCRIPTEN_KEEPALIVE void vinculo_photo_ready(unsigned number, const unsigned char* pixels, int width, int height) {
  ui::photo_ready(number, pixels, width, height);
}

// --- frames ---

// When the next frame is wanted: 0 for none, a time at or before now for at once.
EMSCRIPTEN_KEEPALIVE double vinculo_frame(double now) {
  Runtime& r = runtime();
  const double start = ui::page::now_ms();
  draw_frame(r, now);
  const bool was_typed = ui::context().input.has_text();
  const ui::FrameResult result = ui::end_frame();
  r.is_drawing = false;
  const bool was_painted = render(ImGui::GetDrawData());
  ++r.frames;
  r.frame_ms = ui::page::now_ms() - start;
  const ui::Operations& operations = ui::context().operations;
  if (!operations.empty())
    vinculo_page_mirror(operations.words.data(), operations.words.size(), operations.strings.data());
  if (r.route_changed) {
    r.route_changed = false;
    r.application->on_route(r.path);
    return now;
  }
  // A letter looks like nothing here, for the page shows what is typed; where it does, other things may follow.
  if (was_typed && (was_painted || !operations.empty())) return now;
  return result.next_frame_ms;
}

EMSCRIPTEN_KEEPALIVE char* vinculo_diagnostics() {
  const Runtime& r = runtime();
  const ui::FrameFigures& figures = ui::context().figures;
  const ui::PhotoFigures photos = ui::photo_figures();
  char text[384];
  std::snprintf(
      text, sizeof text,
      R"({"frames":%llu,"framesPainted":%llu,"nodes":%zu,"operationWords":%zu,"frameMs":%.3f,"differenceMs":%.3f,"fallbackGlyphs":%d,"photos":{"held":%zu,"pixels":%lld,"asked":%llu},"canDraw":%s,"app":)",
      static_cast<unsigned long long>(r.frames), static_cast<unsigned long long>(painted_frames()), figures.nodes,
      figures.operation_words, r.frame_ms, figures.difference_ms, figures.fallback_glyphs, photos.held,
      static_cast<long long>(photos.held_pixels), static_cast<unsigned long long>(photos.asked_in_all),
      renderer_works() ? "true" : "false");
  return copy_for_page(text + r.application->diagnostics() + "}");
}

EMSCRIPTEN_KEEPALIVE char* vinculo_audit() { return copy_for_page(ui::audit_report()); }
#ifdef IMGUI_ENABLE_TEST_ENGINE
EMSCRIPTEN_KEEPALIVE void vinculo_plant() {
  ui::audit_plant();
  vinculo_page_request_frame();
}
#endif

}  // extern "C"

int main() {
  configure_imgui();
  return 0;
}
