// The devices that are connected now: who hears of a new revision, how many sockets a member has, which sockets end
// with a session. Holds sockets, never reads from them. Thread-safe; no function blocks.
#pragma once
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>

#include "base/uuid.h"
#include "server/http/socket.h"
#include "server/store/store.h"

namespace vinculo::server {

class Hub {
 public:
  static constexpr std::size_t max_sockets_per_member = 20;

  // A registered socket; destroying it takes the socket out.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept : hub_(std::exchange(other.hub_, nullptr)), id_(other.id_) {}
    Place& operator=(Place&& other) noexcept;
    ~Place() { leave(); }
    explicit operator bool() const { return hub_ != nullptr; }
    void leave();

   private:
    friend class Hub;
    Place(Hub* hub, std::uint64_t id) : hub_(hub), id_(id) {}
    Hub* hub_ = nullptr;
    std::uint64_t id_ = 0;
  };

  // An empty place when the member has too many sockets already.
  [[nodiscard]] Place join(const Session& session, std::shared_ptr<Socket> socket);
  // Tells every device of the workspace; notices that have not left yet are replaced by the newest.
  void announce(const Uuid& workspace, std::uint64_t revision);
  void close_session(const SecretHash& token);

 private:
  struct Entry {
    Uuid workspace, member;
    SecretHash token{};
    std::shared_ptr<Socket> socket;
  };

  std::mutex mutex_;
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, Entry> entries_;
};

}  // namespace vinculo::server
