#include "ui/audit.h"

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/context.h"

#ifdef IMGUI_ENABLE_TEST_ENGINE

#include <map>

namespace {

struct Item {
  ImRect box;
  std::string name;
};
std::map<ImGuiID, Item> items;
std::string report, texts;
bool is_planted = false;

}  // namespace

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box, const ImGuiLastItemData* data) {
  if (!data) return;  // a window
  Item& item = items[id];
  item.box = box;
  if (item.name.empty() && context->CurrentWindow) item.name = context->CurrentWindow->Name;
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID id, const char* label, ImGuiItemStatusFlags) {
  const auto found = items.find(id);
  if (found != items.end() && label) found->second.name.append("/").append(label);
}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

namespace vinculo::ui {

void audit_begin_frame() {
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  items.clear();
  texts.clear();
}

void audit_text(std::string_view text, const AuditedBox& box, bool is_cut) {
  if (!ImGui::IsRectVisible({box.x0, box.y0}, {box.x1, box.y1})) return;
  for (const float edge : {box.x0, box.y0, box.x1, box.y1}) texts += std::to_string(edge) + " ";
  texts.append(is_cut ? "1 " : "0 ").append(text).append("\n");
}

void audit_plant() { is_planted = true; }
void audit_draw_planted() {
  if (!is_planted) return;
  ImGui::SetCursorScreenPos({8, 8});
  ImGui::Button("planted");
}

void audit_end_frame() {
  std::string lines, missing;
  for (const auto& [id, item] : items) {
    std::string line = std::to_string(id);
    for (const float edge : {item.box.Min.x, item.box.Min.y, item.box.Max.x, item.box.Max.y})
      line += " " + std::to_string(edge);
    (is_described(id) ? lines : missing) += line + " " + item.name + "\n";
  }
  for (const std::string& name : context().repeated) missing += "0 0 0 0 0 twice under one id: " + name + "\n";
  report = missing + "--\n" + lines + "--\n" + texts;
}

const std::string& audit_report() { return report; }

}  // namespace vinculo::ui

#else

namespace vinculo::ui {

void audit_begin_frame() {}
void audit_end_frame() {}
void audit_text(std::string_view, const AuditedBox&, bool) {}
void audit_plant() {}
void audit_draw_planted() {}
const std::string& audit_report() {
  static const std::string none;
  return none;
}

}  // namespace vinculo::ui

#endif
