// What the platform's files share: the application, the environment of the next frame, what waits for the end of a
// frame; and the calls to the page's JavaScript (page_calls.js). Internal to web/platform.
#pragma once
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "platform/platform.h"
#include "ui/context.h"

namespace vinculo::platform {

struct Runtime {
  std::unique_ptr<Application> application;
  ui::Environment environment;
  std::string path = "/";
  bool route_changed = false;  // on_route is due after the frame
  bool is_drawing = false;
  bool online = true;
  std::map<int, std::function<void(std::string_view)>> catalogue_readers;  // by number, until the page answers
  double last_frame_ms = 0;
  double frame_ms = 0;  // how long the last frame took
  std::uint64_t frames = 0;
};
[[nodiscard]] Runtime& runtime();

// Asks the page: a verb of shell/page/answers.js and its arguments. Commands answer with an empty text.
std::string ask(std::string_view verb, std::initializer_list<std::string_view> arguments = {});

}  // namespace vinculo::platform
