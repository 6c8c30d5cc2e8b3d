// Draws Dear ImGui's output with WebGL2. Never asks the context for its state: each such question waits for the GPU
// process (84 ms a frame with the stock backend here, 0.1 ms without). Nothing else uses the context. Main thread.
#pragma once
#include <cstdint>

struct ImDrawData;

namespace vinculo::platform {

// False: the browser has no WebGL2 (or refuses it); the mirror is then the interface.
bool start_renderer();
[[nodiscard]] bool renderer_works();
// Paints only what looks other than the last picture; false when it does not.
bool render(ImDrawData* data);
[[nodiscard]] std::uint64_t painted_frames();
void forget_picture();  // the browser may have dropped what the canvas showed: the next frame is painted
// The browser took the context away and gave it back: everything on the GPU is made again.
void lose_renderer();
bool restore_renderer();

}  // namespace vinculo::platform
