// Errors are values. A code names what went wrong for programs and is mapped to a translated sentence for people in
// web/i18n and tools/client; the detail is for logs only and never shown alone. Codes travel on the wire by name.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace vinculo {

enum class ErrorCode : std::uint16_t {
  none = 0,
  invalid_argument,   // a request or value that the caller should not have sent
  not_found,          // the record does not exist (or is deleted)
  malformed,          // bytes that are not what they claim to be (a file, a message)
  too_large,          // over a stated limit
  unsupported,        // a format or version that this program does not know
  newer_schema,       // the workspace was written by a newer version: update first
  damaged,            // stored data failed its check
  storage_full,       // the device has no room
  storage_failed,     // the device's storage answered with an error
  storage_refused,    // the browser lets this site store nothing (some private windows)
  storage_lost,       // the browser has removed what was stored on this device
  read_only,          // another process or tab owns the workspace
  unauthorized,       // not signed in, or the session ended
  forbidden,          // signed in, not permitted
  wrong_credentials,  // mail or password not right
  expired,            // an invite or setup code no longer valid; in sync, a request of before older data was put back
  rate_limited,       // too many tries
  offline,            // the server cannot be reached
  protocol,           // an answer that is not ours
  cancelled,          // the user stopped it
  outdated,           // what it was decided on has changed meanwhile: look again
  internal,           // a defect
};

// The stable name of a code ("not_found"), as written on the wire and in catalogues.
[[nodiscard]] std::string_view error_name(ErrorCode code);
// The code of a name; ErrorCode::internal when the name is not known.
[[nodiscard]] ErrorCode error_from_name(std::string_view name);

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string detail;
};

// Either a value or an Error. value() must only be called after has_value().
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] T& value() & { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const& { return *std::get_if<0>(&state_); }
  [[nodiscard]] T value() && { return std::move(*std::get_if<0>(&state_)); }  // by value: "for (x : *f())" is safe
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  [[nodiscard]] const Error& error() const& { return *std::get_if<1>(&state_); }
  [[nodiscard]] Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  [[nodiscard]] bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] const Error& error() const& { return *error_; }
  [[nodiscard]] Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace vinculo
