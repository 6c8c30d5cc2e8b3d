#include "server/app/sync_conversation.h"

#include <utility>

#include "server/auth/await_done.h"
#include "server/http/error_response.h"

namespace vinculo::server {
namespace {

template <class T>
sync::Message message_of(Result<T> result) {
  if (!result) return error_message(result.error());
  return *std::move(result);
}

struct Answering {
  ServerStore& store;
  const Session& session;
  std::uint64_t now_ms;

  sync::Message operator()(sync::Hello& hello) const {
    if (hello.protocol > sync::protocol_version)
      return sync::ErrorMessage{ErrorCode::unsupported, "the device speaks a newer protocol than this server"};
    return message_of(store.welcome(session.member.workspace, session.device, now_ms));
  }
  sync::Message operator()(sync::Push& push) const {
    return message_of(await_done<sync::Pushed>([&](Done<sync::Pushed> done) {
      store.push(session.member.workspace, session.device, std::move(push), now_ms, std::move(done));
    }));
  }
  sync::Message operator()(sync::Pull& pull) const { return message_of(store.pull(session.member.workspace, pull)); }
  sync::Message operator()(sync::Check& check) const {
    return message_of(store.check(session.member.workspace, check));
  }
  sync::Message operator()(sync::Fetch& fetch) const {
    return message_of(store.fetch(session.member.workspace, fetch));
  }
  template <class Other>
  sync::Message operator()(Other&) const {
    return sync::ErrorMessage{ErrorCode::protocol, "only a server sends this"};
  }
};

}  // namespace

sync::Message answer_message(ServerStore& store, const Session& session, sync::Message message, std::uint64_t now_ms) {
  return std::visit(Answering{store, session, now_ms}, message);
}

sync::ErrorMessage error_message(const Error& error) {
  const bool is_ours = status_of(error.code) >= 500;
  return {error.code, is_ours ? std::string() : error.detail};
}

}  // namespace vinculo::server
