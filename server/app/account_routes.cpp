#include "server/app/account_routes.h"

#include <utility>

#include "server/app/version.h"
#include "server/http/error_response.h"

namespace vinculo::server {
namespace {

Response json_response(std::string body) {
  return {.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, .body = std::move(body)};
}

Response response_of(const Error& error) {
  return error_response(error.code, status_of(error.code) >= 500 ? std::string_view() : error.detail);
}

template <class T>
Response response_of(const Result<T>& result) {
  return result ? json_response(api::encode(*result)) : response_of(result.error());
}

Response too_many_tries(std::chrono::milliseconds wait) {
  Response response = error_response(ErrorCode::rate_limited);
  response.headers.push_back({"Retry-After", std::to_string(wait.count() / 1000 + 1)});
  return response;
}

// Runs a way of signing in under the limits that all of them share. mail: the account that is tried, may be empty.
template <class Params, class Action>
Response sign_in(Services& services, const Request& request, std::string Params::* mail, Action action) {
  const auto params = api::decode<Params>(request.body);
  if (!params) return response_of(params.error());
  const std::string account = mail ? (*params).*mail : std::string();
  if (const auto wait = services.limits.take(request.client, account)) return too_many_tries(*wait);
  const Result<api::Session> session = action(*params);
  // A name or password that does not follow the rules was no try to guess anything.
  if (session || session.error().code == ErrorCode::invalid_argument)
    services.limits.give_back(request.client, account);
  return response_of(session);
}

}  // namespace

std::optional<Response> require_json(const Request& request) {
  const std::string_view type = request.header("content-type");
  if (equal_without_case(type.substr(0, type.find(';')), "application/json")) return std::nullopt;
  return error_response(ErrorCode::unsupported, "application/json is expected");
}

std::optional<Response> require_token(const Request& request) {
  if (!bearer_token(request).empty()) return std::nullopt;
  Response response = error_response(ErrorCode::unauthorized);
  response.headers.push_back({"WWW-Authenticate", "Bearer"});
  return response;
}

Response account_state(Services& services, const Request&) {
  auto state = services.accounts.state();
  if (state) state->version = version;
  return response_of(state);
}

Response setup(Services& services, const Request& request) {
  return sign_in<api::SetupRequest>(services, request, nullptr, [&](const api::SetupRequest& params) {
    auto session = services.accounts.setup(params);
    if (session && services.on_setup) services.on_setup();
    return session;
  });
}

Response login(Services& services, const Request& request) {
  return sign_in<api::LoginRequest>(services, request, &api::LoginRequest::mail,
                                    [&](const api::LoginRequest& params) { return services.accounts.login(params); });
}

Response join(Services& services, const Request& request) {
  return sign_in<api::JoinRequest>(services, request, nullptr,
                                   [&](const api::JoinRequest& params) { return services.accounts.join(params); });
}

Response logout(Services& services, const Request& request) {
  const auto session = services.accounts.authenticate(bearer_token(request));
  if (!session) return response_of(session.error());
  if (const Status ended = services.accounts.logout(*session); !ended) return response_of(ended.error());
  services.hub.close_session(session->token);
  return json_response("{}");
}

Response member(Services& services, const Request& request) {
  const auto session = services.accounts.authenticate(bearer_token(request));
  return session ? json_response(api::encode(member_of(*session))) : response_of(session.error());
}

Response rename(Services& services, const Request& request) {
  const auto session = services.accounts.authenticate(bearer_token(request));
  if (!session) return response_of(session.error());
  const auto params = api::decode<api::RenameRequest>(request.body);
  if (!params) return response_of(params.error());
  return response_of(services.accounts.rename(*session, *params));
}

// The current password is asked for: a stolen device must not lock its owner out. It can be guessed here as well.
Response change_password(Services& services, const Request& request) {
  const auto session = services.accounts.authenticate(bearer_token(request));
  if (!session) return response_of(session.error());
  const auto params = api::decode<api::PasswordRequest>(request.body);
  if (!params) return response_of(params.error());
  const std::string& mail = session->member.mail;
  if (const auto wait = services.limits.take(request.client, mail)) return too_many_tries(*wait);
  const auto ended = services.accounts.change_password(*session, *params);
  if (ended || ended.error().code == ErrorCode::invalid_argument) services.limits.give_back(request.client, mail);
  if (!ended) return response_of(ended.error());
  for (const SecretHash& token : *ended) services.hub.close_session(token);
  return json_response("{}");
}

Response invite(Services& services, const Request& request) {
  const auto session = services.accounts.authenticate(bearer_token(request));
  if (!session) return response_of(session.error());
  const auto params = api::decode<api::InviteRequest>(request.body.empty() ? std::string_view("{}") : request.body);
  if (!params) return response_of(params.error());
  return response_of(services.accounts.invite(*session, *params));
}

}  // namespace vinculo::server
