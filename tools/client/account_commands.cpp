#include "client/commands.h"
#include "client/password.h"
#include "client/terminal.h"

namespace vinculo::client {
namespace {

void print_session(const Context& context, const api::Session& session) {
  if (context.is_json) {
    api::Session shown = session;
    shown.token.clear();  // it belongs into the file, not into a terminal's history
    std::cout << api::encode(shown) << "\n";
  } else {
    std::cout << "Signed in to " << printable(session.workspace_name) << " as " << printable(session.member_name)
              << " (" << printable(session.member_mail) << ", " << session.role << ").\n";
  }
}

// What setup, login and join have in common: a request that answers with a session, which the file keeps.
template <class Request>
Outcome sign_in(Context& context, const std::string& url, const std::string& path, Request request) {
  auto password = read_password();
  if (!password) return std::move(password).error();
  request.password = std::move(*password);
  auto server = ServerConnection::open(url);
  if (!server) return std::move(server).error();
  auto answer = server->post(path, api::encode(request));
  if (!answer) return std::move(answer).error();
  auto session = api::decode<api::Session>(*answer);
  if (!session) return Error{ErrorCode::protocol, session.error().detail};
  if (session->token.empty() || session->device == 0) return Error{ErrorCode::protocol, "an answer without a session"};
  if (auto kept = context.workspace.sign_in(server->origin(), *session); !kept) return std::move(kept).error();
  print_session(context, *session);
  return ExitCode::ok;
}

}  // namespace

Outcome set_up(Context& context, const SetupOptions& options) {
  return sign_in(context, options.url, "/api/setup",
                 api::SetupRequest{options.code, options.workspace_name, options.name, options.mail, {}});
}

Outcome log_in(Context& context, const LoginOptions& options) {
  return sign_in(context, options.url, "/api/login", api::LoginRequest{options.mail, {}});
}

Outcome join_team(Context& context, const JoinOptions& options) {
  constexpr std::string_view mark = "#/join/";
  std::string secret = options.secret;
  if (const std::size_t at = options.url.find(mark); secret.empty() && at != std::string::npos)
    secret = options.url.substr(at + mark.size());
  if (secret.empty()) return Error{ErrorCode::invalid_argument, "an invite's link or --secret is needed"};
  return sign_in(context, options.url, "/api/join", api::JoinRequest{secret, options.name, options.mail, {}});
}

Outcome log_out(Context& context) {
  auto server = context.workspace.connect();
  if (!server) return std::move(server).error();
  // Offline as well: the token is forgotten here, and on the server it ends by itself.
  const auto answer = server->post("/api/logout", "{}");
  if (auto forgotten = context.workspace.sign_out(); !forgotten) return std::move(forgotten).error();
  if (!answer && answer.error().code != ErrorCode::unauthorized) return answer.error();
  if (!context.is_json) std::cout << "Signed out. The records stay in the file.\n";
  return ExitCode::ok;
}

Outcome invite(Context& context, const std::string& mail) {
  auto server = context.workspace.connect();
  if (!server) return std::move(server).error();
  auto answer = server->post("/api/invite", api::encode(api::InviteRequest{mail}));
  if (!answer) return std::move(answer).error();
  const auto made = api::decode<api::Invite>(*answer);
  if (!made) return Error{ErrorCode::protocol, made.error().detail};
  if (context.is_json)
    std::cout << api::encode(*made) << "\n";
  else
    std::cout << server->origin() << "/#/join/" << made->secret << "\n";
  return ExitCode::ok;
}

}  // namespace vinculo::client
