#include "client/server_connection.h"

#include <curl/curl.h>

#include <nlohmann/json.hpp>
#include <utility>

namespace vinculo::client {
namespace {

constexpr long connect_limit_s = 10;
constexpr long answer_limit_s = 60;
constexpr std::size_t max_answer_bytes = 8'000'000;

struct Answer {
  long status = 0;
  std::string media_type, body;
};

std::size_t append_body(char* data, std::size_t size, std::size_t count, void* body) {
  auto& text = *static_cast<std::string*>(body);
  if (text.size() + size * count > max_answer_bytes) return 0;  // ends the request
  text.append(data, size * count);
  return size * count;
}

// {"error":{"code":...,"detail":...}} of a server of ours; otherwise what the status says about what is there instead.
Error error_of(const Answer& answer) {
  const auto json = nlohmann::json::parse(answer.body, nullptr, false);
  if (json.is_object() && json.contains("error") && json["error"].is_object()) {
    const auto& error = json["error"];
    if (error.contains("code") && error["code"].is_string())
      return {error_from_name(error["code"].get<std::string>()), error.value("detail", std::string())};
  }
  const bool is_proxy_without_server = answer.status >= 502 && answer.status <= 504;
  return {is_proxy_without_server ? ErrorCode::offline : ErrorCode::protocol, "HTTP " + std::to_string(answer.status)};
}

}  // namespace

struct ServerConnection::Curl {
  std::string origin, token;
  CURL* handle = curl_easy_init();

  Curl() = default;
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;
  ~Curl() { curl_easy_cleanup(handle); }

  Result<Answer> request(const std::string& path, const std::string* body, const char* media_type);
};

Result<Answer> ServerConnection::Curl::request(const std::string& path, const std::string* body,
                                               const char* media_type) {
  curl_easy_reset(handle);
  Answer answer;
  curl_slist* headers = nullptr;
  const auto add_header = [&headers](const std::string& text) { headers = curl_slist_append(headers, text.c_str()); };
  add_header("Expect:");  // no pause before a large body
  if (!token.empty()) add_header("Authorization: Bearer " + token);
  if (body) {
    add_header(std::string("Content-Type: ") + media_type);
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body->data());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
  }
  curl_easy_setopt(handle, CURLOPT_URL, (origin + path).c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_limit_s);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, answer_limit_s);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, append_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer.body);
  const CURLcode code = curl_easy_perform(handle);
  curl_slist_free_all(headers);
  if (code == CURLE_WRITE_ERROR) return Error{ErrorCode::protocol, "the answer is too large"};
  if (code != CURLE_OK) return Error{ErrorCode::offline, curl_easy_strerror(code)};
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
  const char* type = nullptr;
  if (curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK && type) answer.media_type = type;
  return answer;
}

Result<ServerConnection> ServerConnection::open(const std::string& address) {
  auto curl = std::make_unique<Curl>();
  curl->origin = origin_of(address);
  if (curl->origin.empty()) return Error{ErrorCode::invalid_argument, "not a server's address: " + address};
  if (!curl->handle) return Error{ErrorCode::internal, "libcurl"};
  return ServerConnection(std::move(curl));
}

ServerConnection::ServerConnection(std::unique_ptr<Curl> curl) : curl_(std::move(curl)) {}
ServerConnection::~ServerConnection() = default;
ServerConnection::ServerConnection(ServerConnection&&) noexcept = default;
ServerConnection& ServerConnection::operator=(ServerConnection&&) noexcept = default;

const std::string& ServerConnection::origin() const { return curl_->origin; }
void ServerConnection::set_token(const std::string& token) { curl_->token = token; }

Result<std::string> ServerConnection::get(const std::string& path) {
  auto answer = curl_->request(path, nullptr, "");
  if (!answer) return std::move(answer).error();
  if (answer->status != 200 || !answer->media_type.starts_with("application/json")) return error_of(*answer);
  return std::move(answer->body);
}

Result<std::string> ServerConnection::post(const std::string& path, const std::string& json) {
  auto answer = curl_->request(path, &json, "application/json");
  if (!answer) return std::move(answer).error();
  if (answer->status != 200 || !answer->media_type.starts_with("application/json")) return error_of(*answer);
  return std::move(answer->body);
}

Result<Bytes> ServerConnection::post_message(ByteView message) {
  const std::string body(as_text(message));
  auto answer = curl_->request("/api/sync", &body, "application/cbor");
  if (!answer) return std::move(answer).error();
  if (!answer->media_type.starts_with("application/cbor")) return error_of(*answer);
  const ByteView bytes = as_bytes(answer->body);
  return Bytes(bytes.begin(), bytes.end());
}

std::string origin_of(const std::string& address) {
  const std::size_t scheme = address.starts_with("https://") ? 8 : address.starts_with("http://") ? 7 : 0;
  if (scheme == 0) return {};
  const std::size_t end = address.find_first_of("/?#", scheme);
  const std::string host = address.substr(scheme, end == std::string::npos ? end : end - scheme);
  const bool is_host = !host.empty() && host.find_first_of(" @\\\t\r\n") == std::string::npos;
  return is_host ? address.substr(0, scheme) + host : std::string();
}

}  // namespace vinculo::client
