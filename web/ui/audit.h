// The audit: Dear ImGui reports every item that reacts to the mouse (its test-engine hooks); one that has no node would
// be invisible to screen readers, keyboards and tests. Works in builds with IMGUI_ENABLE_TEST_ENGINE, does nothing
// else.
#pragma once
#include <string>

namespace vinculo::ui {

void audit_begin_frame();
void audit_end_frame();
// A line "id x0 y0 x1 y1 name" (device pixels) for each item without a node, "--", the same for the others. Empty in
// ordinary builds.
[[nodiscard]] const std::string& audit_report();

}  // namespace vinculo::ui
