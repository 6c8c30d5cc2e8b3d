// The core worker's wasm module: C functions that core.js calls, and the few things it gives back. A function that
// answers with text or bytes leaves them in the answer buffer (core_answer) until the next call; its own result says
// what they are.
#include <emscripten.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>

#include "worker/browser_files.h"
#include "worker/workspace.h"

// clang-format off: JavaScript
EM_JS(void, core_notify, (const char* text, unsigned bytes), {
  Module.notify(new TextDecoder().decode(HEAPU8.slice(text, text + bytes)));
})
EM_JS(void, core_random, (unsigned char* bytes, unsigned count), {
  HEAPU8.set(crypto.getRandomValues(new Uint8Array(count)), bytes);
})
// clang-format on

namespace {

using vinculo::Bytes;
using vinculo::ByteView;
using vinculo::Error;
using vinculo::Result;
using vinculo::Status;
using vinculo::worker::Workspace;

enum class Answer : int { none = 0, value = 1, error = 2 };  // core.js knows these numbers

vinculo::worker::BrowserFiles files;
std::unique_ptr<Workspace> workspace;
std::string answer_text;

std::string_view text_of(const char* text, unsigned bytes) { return {text, bytes}; }

int answer(Answer kind, std::string text) {
  answer_text = std::move(text);
  return static_cast<int>(kind);
}

int answer_error(const Error& error) {
  return answer(Answer::error, std::string(vinculo::error_name(error.code)) + "\n" + error.detail);
}

int answer_status(const Status& status) { return status ? answer(Answer::none, {}) : answer_error(status.error()); }

int answer_message(const Result<std::optional<Bytes>>& message) {
  if (!message) return answer_error(message.error());
  if (!*message) return answer(Answer::none, {});
  return answer(Answer::value, std::string(vinculo::as_text(**message)));
}

template <class Clock>
double clock_ms() {
  return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
}

vinculo::worker::WorkspaceHost host() {
  vinculo::worker::WorkspaceHost host;
  host.files = &files;
  host.notify = [](const std::string& notice) { core_notify(notice.data(), notice.size()); };
  host.now_ms = [] { return static_cast<std::uint64_t>(clock_ms<std::chrono::system_clock>()); };
  host.monotonic_ms = [] { return clock_ms<std::chrono::steady_clock>(); };
  host.random = [] {  // fetched for many rows at once: a call into JavaScript costs more than the row's other work
    static std::array<std::uint64_t, 512> stock;
    static std::size_t used = stock.size();
    if (used == stock.size()) {
      core_random(reinterpret_cast<unsigned char*>(stock.data()), sizeof stock);
      used = 0;
    }
    return stock[used++];
  };
  host.version = VINCULO_VERSION;
  return host;
}

}  // namespace

// noexcept: the core is compiled without the cleanup that exceptions need. When memory ends, the module ends with a
// trap, and leader.js starts another one over what was committed.
extern "C" {

EMSCRIPTEN_KEEPALIVE const char* core_answer() noexcept { return answer_text.data(); }
EMSCRIPTEN_KEEPALIVE unsigned core_answer_bytes() noexcept { return answer_text.size(); }

// Opens the database that the page store has brought into memory.
EMSCRIPTEN_KEEPALIVE int core_open() noexcept {
  auto opened = Workspace::open({"main", "pages", vinculo::storage::Durability::host_vfs}, host());
  if (!opened) return answer_error(opened.error());
  workspace = std::move(*opened);
  return answer(Answer::none, {});
}

// A request text; the value is the response text.
EMSCRIPTEN_KEEPALIVE int core_request(const char* text, unsigned bytes) noexcept {
  std::string response = workspace->handle(text_of(text, bytes));
  return answer(response.empty() ? Answer::none : Answer::value, std::move(response));
}
EMSCRIPTEN_KEEPALIVE int core_is_work_pressing() noexcept { return workspace->is_work_pressing() ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE int core_work(double budget_ms) noexcept { return workspace->work(budget_ms) ? 1 : 0; }

// The Session as the server answered it, in JSON.
EMSCRIPTEN_KEEPALIVE int core_sign_in(const char* text, unsigned bytes) noexcept {
  const auto session = vinculo::api::decode<vinculo::api::Session>(text_of(text, bytes));
  return session ? answer_status(workspace->sign_in(*session)) : answer_error(session.error());
}
// The Member as the server answered it, in JSON.
EMSCRIPTEN_KEEPALIVE int core_keep_member(const char* text, unsigned bytes) noexcept {
  const auto member = vinculo::api::decode<vinculo::api::Member>(text_of(text, bytes));
  return member ? answer_status(workspace->keep_member(*member)) : answer_error(member.error());
}
EMSCRIPTEN_KEEPALIVE int core_sign_out() noexcept { return answer_status(workspace->sign_out()); }
EMSCRIPTEN_KEEPALIVE int core_token() noexcept {
  std::string token = workspace->token();
  return answer(token.empty() ? Answer::none : Answer::value, std::move(token));
}

// SavedState in JSON, whenever it changes.
EMSCRIPTEN_KEEPALIVE int core_set_saved(const char* text, unsigned bytes) noexcept {
  auto saved = vinculo::api::decode<vinculo::api::SavedState>(text_of(text, bytes));
  if (!saved) return answer_error(saved.error());
  workspace->set_saved(std::move(*saved));
  return answer(Answer::none, {});
}
EMSCRIPTEN_KEEPALIVE void core_set_connecting(int is_connecting) noexcept {
  workspace->set_connecting(is_connecting != 0);
}

// Sync messages are bytes; the value is the one to send.
EMSCRIPTEN_KEEPALIVE int core_sync_connected() noexcept {
  const auto hello = workspace->connected();
  return hello ? answer(Answer::value, std::string(vinculo::as_text(*hello))) : answer_error(hello.error());
}
EMSCRIPTEN_KEEPALIVE int core_sync_receive(const unsigned char* message, unsigned bytes) noexcept {
  return answer_message(workspace->receive({message, bytes}));
}
EMSCRIPTEN_KEEPALIVE int core_sync_changed() noexcept { return answer_message(workspace->changed()); }
EMSCRIPTEN_KEEPALIVE void core_sync_disconnected() noexcept { workspace->disconnected(); }
EMSCRIPTEN_KEEPALIVE int core_sync_start_check() noexcept { return answer_message(workspace->start_check()); }
EMSCRIPTEN_KEEPALIVE int core_sync_check_report() noexcept {
  auto report = workspace->take_check_report();
  return report ? answer(Answer::value, std::move(*report)) : answer(Answer::none, {});
}
EMSCRIPTEN_KEEPALIVE int core_sync_state() noexcept {
  return answer(Answer::value, vinculo::api::encode(workspace->sync_state()));
}
EMSCRIPTEN_KEEPALIVE int core_is_new() noexcept { return workspace->is_new() ? 1 : 0; }

}  // extern "C"
