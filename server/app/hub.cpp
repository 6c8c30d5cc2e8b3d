#include "server/app/hub.h"

#include <algorithm>
#include <utility>

#include "sync/protocol.h"

namespace vinculo::server {

Hub::Place& Hub::Place::operator=(Place&& other) noexcept {
  if (this != &other) {
    leave();
    hub_ = std::exchange(other.hub_, nullptr);
    id_ = other.id_;
  }
  return *this;
}

void Hub::Place::leave() {
  Hub* const hub = std::exchange(hub_, nullptr);
  if (!hub) return;
  const std::lock_guard lock(hub->mutex_);
  hub->entries_.erase(id_);
}

Hub::Place Hub::join(const Session& session, std::shared_ptr<Socket> socket) {
  const std::lock_guard lock(mutex_);
  const auto count = std::ranges::count_if(entries_, [&](const auto& item) {
    return item.second.workspace == session.member.workspace && item.second.member == session.member.id;
  });
  if (static_cast<std::size_t>(count) >= max_sockets_per_member) return {};
  entries_.emplace(++last_id_, Entry{session.member.workspace, session.member.id, session.token, std::move(socket)});
  return {this, last_id_};
}

void Hub::announce(const Uuid& workspace, std::uint64_t revision) {
  const auto message = std::make_shared<const Bytes>(sync::encode(sync::Notice{revision}));
  const std::lock_guard lock(mutex_);
  for (const auto& [id, entry] : entries_)
    if (entry.workspace == workspace) entry.socket->send_latest(message);
}

void Hub::close_session(const SecretHash& token) {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, entry] : entries_)
    if (entry.token == token) entry.socket->close(CloseCode::policy, "the session ended");
}

}  // namespace vinculo::server
