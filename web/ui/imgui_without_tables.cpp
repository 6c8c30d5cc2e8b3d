// Dear ImGui without its tables and columns: lists are drawn by virtual_list.cpp. The library is built without the file
// that has them, and calls these functions of it also when there is no table.
#include <imgui.h>
#include <imgui_internal.h>

namespace ImGui {

void EndTable() {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TablePopBackgroundChannel() {}
void TablePopColumnChannel() {}
void TablePushBackgroundChannel() {}
void TablePushColumnChannel(int) {}
void TableSettingsAddSettingsHandler() {}
void EndColumns() {}
void PopColumnsBackground() {}
void PushColumnsBackground() {}

}  // namespace ImGui
