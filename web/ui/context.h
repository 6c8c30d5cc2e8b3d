// The state of the interface layer between and during frames, for the files of web/ui and the platform only. One per
// page, main thread. What is drawn during a frame goes through ui.h, element.h and draw.h.
#pragma once
#include <cmath>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "theme/theme.h"
#include "ui/difference.h"
#include "ui/input.h"
#include "ui/node.h"
#include "ui/ui.h"

namespace vinculo::ui {

// What the platform tells before a frame.
struct Environment {
  Screen screen;
  theme::Scheme scheme = theme::Scheme::light;
  bool reduced_motion = false;
  bool files_are_dragged = false;
};

struct FrameResult {
  double next_frame_ms = 0;  // 0: none; at or before now: at once
};

struct FrameFigures {  // of the last frame, for tests and vinculo.diagnostics()
  std::size_t nodes = 0, operation_words = 0;
  double difference_ms = 0;
  int fallback_glyphs = 0;
};

struct Context {
  // An element that is open: what is described next lies inside, measured from its origin (device pixels).
  struct Parent {
    Id id = 0;
    Role role = Role::group;
    double origin_x = 0, origin_y = 0;
    int depth = 0;              // the layer it was opened in
    std::uint32_t unnamed = 0;  // texts inside so far
  };
  struct Cover {
    Rect rect;
    int depth = 0;
  };
  struct Animation {
    bool on = false;
    float from = 0;
    double since_ms = 0;
    std::uint64_t first_frame = 0, last_frame = 0;
  };

  Environment environment;
  double now_ms = 0, wake_ms = 0;
  std::uint64_t frame_number = 0;

  NodeList list;
  std::vector<Parent> parents;
  std::unordered_set<Id> described;   // in this frame
  std::vector<std::string> repeated;  // names of elements whose id was taken already: a mistake of the caller
  Mirror mirror;
  Operations operations;
  Input input;
  Id wanted_focus = 0;
  std::uint64_t focus_wanted_in = 0;  // the frame's number
  struct WantedScroll {
    Id id = 0;
    double top = 0, left = 0;
  };
  std::vector<WantedScroll> wanted_scrolls;
  std::string announcement;

  int depth = 0;    // of layers
  float alpha = 1;  // of the current layer
  std::vector<float> alpha_stack;
  std::vector<Cover> covers, last_covers;
  std::unordered_map<Id, Animation> animations;
  FrameFigures figures;

  [[nodiscard]] float scale() const { return environment.screen.device_pixel_ratio; }
};
[[nodiscard]] Context& context();

// Around Application::draw. end_frame leaves what the page has to do in context().operations.
void begin_frame(const Environment& environment, double now_ms);
FrameResult end_frame();

// A rectangle in device pixels, edges rounded.
struct DeviceRect {
  float x0, y0, x1, y1;
};
[[nodiscard]] DeviceRect device_rect(Rect rect);
[[nodiscard]] inline float round_half_up(float value) { return std::floor(value + 0.5f); }
// The node was described in the frame that is being collected (for the audit).
[[nodiscard]] bool is_described(Id id);

}  // namespace vinculo::ui
