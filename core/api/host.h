// What the service needs from the program around it: files that people chose or get, the state of saving and of sync,
// a way to tell news, a clock for slices. The worker, the command-line client and the tests each bring their own.
// Everything is called on the service's thread.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "api/messages.h"
#include "base/bytes.h"
#include "base/error.h"

namespace vinculo::api {

// Files by handle. Handles of chosen files come in with ImportRequest; created ones go out in answers and notices.
class FileHost {
 public:
  virtual ~FileHost() = default;
  // Fills `into` from `offset`; answers how many bytes, 0 at the end. not_found: no such handle. storage_failed.
  [[nodiscard]] virtual Result<std::size_t> read(std::int64_t file, std::int64_t offset,
                                                 std::span<std::uint8_t> into) = 0;
  [[nodiscard]] virtual Result<std::int64_t> create(const std::string& name, const std::string& media_type) = 0;
  virtual Status append(std::int64_t file, ByteView bytes) = 0;
  virtual Status finish(std::int64_t file) = 0;  // now it may be offered to the user
  virtual void discard(std::int64_t file) = 0;   // not finished, not wanted any more
};

// Names under which the program around the service keeps the session among the Store's settings. The boundary neither
// reads nor writes settings with these names; `status` tells the four that people see.
namespace session_setting {
inline constexpr std::string_view token = "session.token", member_name = "session.member_name",
                                  member_mail = "session.member_mail", workspace_name = "session.workspace_name",
                                  workspace = "session.workspace", member = "session.member", role = "session.role";
}

struct Host {
  FileHost* files = nullptr;                       // borrowed; must not be null
  std::function<void(std::string notice)> notify;  // a notice text, for every client
  std::function<SavedState()> saved;
  std::function<SyncState()> sync;
  std::function<std::uint64_t()> now_ms;  // Unix milliseconds, for records
  std::function<double()> monotonic_ms;   // for budgets; any start
  std::string version;                    // of the program, for StatusReport
};

}  // namespace vinculo::api
