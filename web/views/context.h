// What every view is given while it draws: the answers of the core and the few things that it may do to the program
// around it. A view owns its own state, asks through the client, and says what should happen through Actions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "app/route.h"
#include "base/error.h"
#include "base/uuid.h"
#include "client/client.h"

namespace vinculo::views {

class Exports;

class Actions {
 public:
  virtual ~Actions() = default;
  virtual void go(const app::Route& route) = 0;          // a new entry of the browser's history
  virtual void go_instead(const app::Route& route) = 0;  // replaces the current one
  virtual void back() = 0;
  // What the list shows; the address says so, in the same entry of the history.
  virtual void filter(const std::string& search, std::optional<Uuid> label) = 0;
  virtual void sign_out() = 0;  // asks first where words would be lost
  virtual void undo() = 0;      // the last operation of this device, with a word about it
  virtual void redo() = 0;
  virtual void toast(std::string text) = 0;
  virtual void toast_with_undo(std::string text) = 0;
  virtual void show_error(ErrorCode code) = 0;
  [[nodiscard]] virtual Uuid new_id() = 0;
};

struct Context {
  client::Client& client;
  Actions& actions;
  const app::Route& route;
  Exports& exports;
  std::string member_name;       // of the signed-in member, signs notes
  bool drafts_are_kept = true;   // false: the browser has no room for what is not saved yet
  bool drafts_are_known = true;  // false: an earlier page's words may still come, so nothing is typed into yet
};

}  // namespace vinculo::views
