// The audit: Dear ImGui reports every item that reacts to the mouse (its test-engine hooks); one that has no node would
// be invisible to screen readers, keyboards and tests. And every text that had no room: words of ours must have it in
// each language. Works in builds with IMGUI_ENABLE_TEST_ENGINE, does nothing else.
#pragma once
#include <string>
#include <string_view>

namespace vinculo::ui {

void audit_begin_frame();
void audit_end_frame();
// A text was drawn with an ellipsis.
void audit_cut_text(std::string_view text);
// A line "id x0 y0 x1 y1 name" (device pixels) for each item without a node, "--", the same for the others, "--", a
// line for each text that was cut. Empty in ordinary builds.
[[nodiscard]] const std::string& audit_report();

}  // namespace vinculo::ui
