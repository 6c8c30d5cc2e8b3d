#include "server/app/sync_routes.h"

#include <utility>

#include "server/app/account_routes.h"
#include "server/app/sync_conversation.h"
#include "server/http/error_response.h"

namespace vinculo::server {
namespace {

// One device's socket. The first message must be a hello with a session; until then nothing is told and nothing kept.
class SyncSocket final : public SocketListener {
 public:
  explicit SyncSocket(Services& services) : services_(services) {}

  void on_open(const std::shared_ptr<Socket>& socket) override { socket_ = socket; }
  void on_close() override { place_.leave(); }
  void on_message(ByteView bytes) override;

 private:
  [[nodiscard]] bool sign_in(const std::string& token);
  void send(const sync::Message& message) { socket_->send(std::make_shared<const Bytes>(sync::encode(message))); }
  void refuse(const sync::ErrorMessage& error) {
    send(error);
    socket_->close(CloseCode::policy, std::string(error_name(error.code)));
  }

  Services& services_;
  std::shared_ptr<Socket> socket_;
  std::string token_;
  Hub::Place place_;
};

void SyncSocket::on_message(ByteView bytes) {
  auto message = sync::decode(bytes);
  if (!message) return refuse(error_message(message.error()));
  if (auto* hello = std::get_if<sync::Hello>(&*message); hello && token_.empty())
    token_ = std::exchange(hello->token, {});
  // Asked again for every message, so that a session that ends takes its sockets with it.
  const auto session = services_.accounts.authenticate(token_);
  if (!session) return refuse(error_message(session.error()));
  if (!place_) {
    place_ = services_.hub.join(*session, socket_);
    if (!place_) return refuse({ErrorCode::rate_limited, "too many connections of this member"});
    socket_->confirm();
  }
  send(answer_message(services_.store, *session, *std::move(message), services_.now()));
}

}  // namespace

std::optional<Response> require_token_and_cbor(const Request& request) {
  if (auto refusal = require_token(request)) return refusal;
  if (equal_without_case(request.header("content-type"), "application/cbor")) return std::nullopt;
  return error_response(ErrorCode::unsupported, "application/cbor is expected");
}

Response sync_by_post(Services& services, const Request& request) {
  const auto respond = [](int status, const sync::Message& message) {
    const Bytes bytes = sync::encode(message);
    return Response{.status = status,
                    .headers = {{"Content-Type", "application/cbor"}, {"Cache-Control", "no-store"}},
                    .body = std::string(as_text(bytes))};
  };
  const auto session = services.accounts.authenticate(bearer_token(request));
  if (!session) return respond(status_of(session.error().code), error_message(session.error()));
  auto message = sync::decode(as_bytes(request.body));
  if (!message) return respond(400, error_message(message.error()));
  return respond(200, answer_message(services.store, *session, *std::move(message), services.now()));
}

std::unique_ptr<SocketListener> make_sync_socket(Services& services) { return std::make_unique<SyncSocket>(services); }

}  // namespace vinculo::server
