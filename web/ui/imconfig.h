// Dear ImGui's compile-time configuration. The library is compiled with it once and cached, and every file that
// includes imgui.h sees the same one through IMGUI_USER_CONFIG; changing it rebuilds the library at the next configure.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT             // the fonts come from the page
#define IMGUI_DISABLE_FILE_FUNCTIONS           // a browser tab has no files: fonts are handed over as bytes
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS  // the clipboard and links are the page's
#define IMGUI_USE_WCHAR32                      // people write beyond the first Unicode plane
#define IMGUI_ENABLE_STB_TRUETYPE

// It reads numbers only from settings files and in number fields, and there are neither: the C library's reader stays
// out.
#include <cstdio>
inline int vinculo_reads_nothing(const char*, const char*, ...) { return 0; }
#define sscanf vinculo_reads_nothing

// Its checks, with their texts, are for the build that tests run (the gallery).
#ifndef IMGUI_ENABLE_TEST_ENGINE
#define IM_ASSERT(condition) ((void)(false && (condition)))
#endif
