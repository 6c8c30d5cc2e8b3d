#include "api/messages.h"

#include <cmath>
#include <concepts>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>
#include <type_traits>
#include <utility>

#include "api/message_fields.h"
#include "base/base64.h"
#include "base/json_text.h"

namespace vinculo::api {
namespace {

using nlohmann::json;

// Names of enum values on the wire, in the order of the enum: do not rename, add at the end.
constexpr std::string_view list_kind_names[] = {"people", "organisations"};
constexpr std::string_view sort_key_names[] = {"name", "organisation", "changed", "family_name"};
constexpr std::string_view bulk_action_names[] = {"trash", "add_label"};
constexpr std::string_view resolution_names[] = {"keep", "take", "dismiss"};
constexpr std::span<const std::string_view> names_of(ListKind) { return list_kind_names; }
constexpr std::span<const std::string_view> names_of(SortKey) { return sort_key_names; }
constexpr std::span<const std::string_view> names_of(BulkAction) { return bulk_action_names; }
constexpr std::span<const std::string_view> names_of(Resolution) { return resolution_names; }

struct AnyVisitor {
  template <class T>
  void operator()(const char* name, T& value);
};
template <class T>
concept Message = requires(AnyVisitor& visitor, T& message) { fields(visitor, message); };

// --- writing ---
template <class T>
json written(const T& message);

json written_value(const std::string& text) { return text; }
json written_value(bool flag) { return flag; }
template <std::integral N>
json written_value(N number) {
  return number;
}
json written_value(const Uuid& id) { return id.is_nil() ? json() : json(to_string(id)); }
json written_value(Table table) {
  const TableInfo* info = find_table(static_cast<std::uint64_t>(table));
  return info ? json(info->name) : json();
}
template <class E>
  requires std::is_enum_v<E>
json written_value(E value) {
  return names_of(value)[static_cast<std::size_t>(value)];
}
json written_value(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* bytes = std::get_if<Bytes>(&value)) {
    if (const auto id = uuid_from_bytes(*bytes)) return json{{"id", to_string(*id)}};
    return json{{"base64", to_base64(*bytes)}};
  }
  return nullptr;
}
template <Message T>
json written_value(const T& message) {
  return written(message);
}
template <class T>
json written_value(const std::optional<T>& value) {
  return value ? written_value(*value) : json();
}
template <class T>
json written_value(const std::vector<T>& items) {
  json array = json::array();
  for (const T& item : items) array.push_back(written_value(item));
  return array;
}
template <class T>
json written_value(const std::map<std::string, T>& entries) {
  json object = json::object();
  for (const auto& [name, value] : entries) object[name] = written_value(value);
  return object;
}

struct FieldWriter {
  json& object;
  template <class T>
  void operator()(const char* name, const T& value) {
    object[name] = written_value(value);
  }
};

template <class T>
json written(const T& message) {
  json object = json::object();
  FieldWriter writer{object};
  fields(writer, const_cast<T&>(message));  // the writer only reads
  return object;
}

std::string text_of_json(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

// --- reading ---
// Each reads `from` (never null) into `into`; false when it is of a wrong type.
template <class T>
bool read_message(const json& from, T& into, std::string& path);

bool read_value(const json& from, std::string& into, std::string&) {
  if (!from.is_string()) return false;
  into = *from.get_ptr<const std::string*>();
  return true;
}
bool read_value(const json& from, bool& into, std::string&) {
  if (!from.is_boolean()) return false;
  into = from.get<bool>();
  return true;
}
template <std::integral N>
bool read_value(const json& from, N& into, std::string&) {
  std::int64_t number = 0;
  if (from.is_number_unsigned()) {
    const auto large = from.get<std::uint64_t>();
    if (large > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return false;
    number = static_cast<std::int64_t>(large);
  } else if (from.is_number_integer()) {
    number = from.get<std::int64_t>();
  } else if (from.is_number_float()) {  // 3.0, as some writers have it
    const double real = from.get<double>();
    if (std::trunc(real) != real || std::abs(real) > 9.0e15) return false;
    number = static_cast<std::int64_t>(real);
  } else {
    return false;
  }
  if (!std::in_range<N>(number)) return false;
  into = static_cast<N>(number);
  return true;
}
bool read_value(const json& from, Uuid& into, std::string&) {
  if (!from.is_string()) return false;
  const auto id = parse_uuid(*from.get_ptr<const std::string*>());
  if (id) into = *id;
  return id.has_value();
}
bool read_value(const json& from, Table& into, std::string&) {
  if (!from.is_string()) return false;
  const TableInfo* info = find_table(std::string_view(*from.get_ptr<const std::string*>()));
  if (info) into = info->table;
  return info != nullptr;
}
template <class E>
  requires std::is_enum_v<E>
bool read_value(const json& from, E& into, std::string&) {
  if (!from.is_string()) return false;
  const auto names = names_of(into);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == *from.get_ptr<const std::string*>()) {
      into = static_cast<E>(i);
      return true;
    }
  }
  return false;
}
bool read_value(const json& from, Value& into, std::string& path) {
  if (from.is_string()) {
    into = *from.get_ptr<const std::string*>();
    return true;
  }
  if (from.is_object()) {
    Uuid id;
    if (from.contains("id") && read_value(from["id"], id, path)) {
      into = value_of(id);
      return true;
    }
    if (!from.contains("base64") || !from["base64"].is_string()) return false;
    auto bytes = from_base64(*from["base64"].get_ptr<const std::string*>());
    if (bytes) into = std::move(*bytes);
    return bytes.has_value();
  }
  std::int64_t number = 0;
  if (!read_value(from, number, path)) return false;
  into = number;
  return true;
}
template <Message T>
bool read_value(const json& from, T& into, std::string& path) {
  return read_message(from, into, path);
}
template <class T>
bool read_value(const json& from, std::optional<T>& into, std::string& path) {
  return read_value(from, into.emplace(), path);
}
template <class T>
bool read_value(const json& from, std::vector<T>& into, std::string& path) {
  if (!from.is_array()) return false;
  into.clear();
  into.reserve(from.size());
  for (const json& item : from) {
    if (item.is_null() || !read_value(item, into.emplace_back(), path)) return false;
  }
  return true;
}
template <class T>
bool read_value(const json& from, std::map<std::string, T>& into, std::string& path) {
  if (!from.is_object()) return false;
  into.clear();
  for (const auto& [name, value] : from.items()) {
    T& entry = into[name];
    if (value.is_null()) continue;  // a null Value is a value
    if (!read_value(value, entry, path)) {
      path = name + (path.empty() ? "" : "." + path);
      return false;
    }
  }
  return true;
}

struct FieldReader {
  const json& object;
  std::string& path;
  bool ok = true;
  template <class T>
  void operator()(const char* name, T& value) {
    if (!ok) return;
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return;
    ok = read_value(*found, value, path);
    if (!ok) path = name + (path.empty() ? std::string() : "." + path);
  }
};

template <class T>
bool read_message(const json& from, T& into, std::string& path) {
  if (!from.is_object()) return false;
  FieldReader reader{from, path};
  fields(reader, into);
  return reader.ok;
}

template <class T>
Result<T> decoded(const json& from) {
  T message;
  std::string path;
  if (!read_message(from, message, path)) {
    return Error{ErrorCode::invalid_argument, path.empty() ? "not an object" : "wrong type: " + path};
  }
  return message;
}

// A stored part of an envelope; an absent one reads as an empty object.
const json& member_of(const json& object, const char* name) {
  static const json empty = json::object();
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? empty : *found;
}
// The text of a member, empty when it is absent or not a text.
std::string text_member(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

template <class T>
std::string encode(const T& message) {
  return text_of_json(written(message));
}

template <class T>
Result<T> decode(std::string_view text) {
  const json value = parse_json(text);
  if (value.is_discarded()) return Error{ErrorCode::malformed, "not JSON"};
  return decoded<T>(value);
}

struct Envelope::Json {
  json value;
};

Envelope::Envelope(std::unique_ptr<Json> json) : json_(std::move(json)) {}
Envelope::Envelope(Envelope&&) noexcept = default;
Envelope& Envelope::operator=(Envelope&&) noexcept = default;
Envelope::~Envelope() = default;

Result<Envelope> Envelope::parse(std::string_view text) {
  Envelope envelope(std::make_unique<Json>(Json{parse_json(text)}));
  const json& value = envelope.json_->value;
  if (!value.is_object()) return Error{ErrorCode::malformed, "an envelope is a JSON object"};
  std::string path;
  std::int64_t version = boundary_version;
  if (value.contains("v") && !read_value(value["v"], version, path)) return Error{ErrorCode::malformed, "v"};
  if (version != boundary_version) return Error{ErrorCode::unsupported, "boundary version"};
  if (value.contains("id") && !read_value(value["id"], envelope.id_, path)) return Error{ErrorCode::malformed, "id"};
  envelope.client_ = text_member(value, "client");
  envelope.method_ = text_member(value, "method");
  envelope.notice_ = text_member(value, "notice");
  const json& error = member_of(value, "error");
  if (error.is_object() && !error.empty() && envelope.notice_.empty()) {
    envelope.error_ = Error{error_from_name(text_member(error, "code")), text_member(error, "detail")};
  }
  return envelope;
}

template <class T>
Result<T> Envelope::params() const {
  return decoded<T>(member_of(json_->value, "params"));
}
template <class T>
Result<T> Envelope::result() const {
  return decoded<T>(member_of(json_->value, "result"));
}
template <class T>
Result<T> Envelope::body() const {
  return decoded<T>(json_->value);
}

std::string request_text(std::int64_t id, std::string_view client, std::string_view method,
                         std::string_view params_json) {
  return R"({"v":)" + std::to_string(boundary_version) + R"(,"id":)" + std::to_string(id) + R"(,"client":)" +
         text_of_json(client) + R"(,"method":)" + text_of_json(method) + R"(,"params":)" +
         std::string(params_json.empty() ? "{}" : params_json) + "}";
}

std::string response_text(std::int64_t id, std::string_view result_json) {
  return R"({"id":)" + std::to_string(id) + R"(,"result":)" + std::string(result_json.empty() ? "{}" : result_json) +
         "}";
}

std::string error_text(std::int64_t id, const Error& error) {
  return R"({"id":)" + std::to_string(id) + R"(,"error":)" +
         text_of_json({{"code", error_name(error.code)}, {"detail", error.detail}}) + "}";
}

std::string notice_text(std::string_view notice, std::string_view body_json) {
  std::string text = R"({"id":0,"notice":)" + text_of_json(notice);
  if (body_json.size() > 2) text += "," + std::string(body_json.substr(1, body_json.size() - 2));
  return text + "}";
}

#define VINCULO_MESSAGE(T)                        \
  template std::string encode<T>(const T&);       \
  template Result<T> decode<T>(std::string_view); \
  template Result<T> Envelope::params<T>() const; \
  template Result<T> Envelope::result<T>() const; \
  template Result<T> Envelope::body<T>() const;
VINCULO_MESSAGE(WindowRequest)
VINCULO_MESSAGE(ListRow)
VINCULO_MESSAGE(Window)
VINCULO_MESSAGE(Selection)
VINCULO_MESSAGE(Selected)
VINCULO_MESSAGE(ListBeginning)
VINCULO_MESSAGE(ListBeginnings)
VINCULO_MESSAGE(RecordRequest)
VINCULO_MESSAGE(Detail)
VINCULO_MESSAGE(Affiliation)
VINCULO_MESSAGE(LabelItem)
VINCULO_MESSAGE(NoteItem)
VINCULO_MESSAGE(KeptItem)
VINCULO_MESSAGE(ConflictItem)
VINCULO_MESSAGE(PersonPage)
VINCULO_MESSAGE(OrganisationPage)
VINCULO_MESSAGE(PersonPhoto)
VINCULO_MESSAGE(SuggestRequest)
VINCULO_MESSAGE(Suggestion)
VINCULO_MESSAGE(Suggestions)
VINCULO_MESSAGE(ContactRequest)
VINCULO_MESSAGE(ContactOwner)
VINCULO_MESSAGE(ContactOwners)
VINCULO_MESSAGE(ConflictedRecord)
VINCULO_MESSAGE(ConflictedRecords)
VINCULO_MESSAGE(RefusedItem)
VINCULO_MESSAGE(RefusedItems)
VINCULO_MESSAGE(DismissRequest)
VINCULO_MESSAGE(LabelList)
VINCULO_MESSAGE(RowEdit)
VINCULO_MESSAGE(EditRequest)
VINCULO_MESSAGE(Changed)
VINCULO_MESSAGE(BulkRequest)
VINCULO_MESSAGE(TaskStarted)
VINCULO_MESSAGE(ResolveRequest)
VINCULO_MESSAGE(ImportRequest)
VINCULO_MESSAGE(ImportColumn)
VINCULO_MESSAGE(ImportPreview)
VINCULO_MESSAGE(ImportRun)
VINCULO_MESSAGE(TaskRequest)
VINCULO_MESSAGE(TaskProgress)
VINCULO_MESSAGE(ExportRequest)
VINCULO_MESSAGE(ExportReady)
VINCULO_MESSAGE(SavedState)
VINCULO_MESSAGE(SyncState)
VINCULO_MESSAGE(StatusReport)
VINCULO_MESSAGE(Setting)
VINCULO_MESSAGE(LanguageRequest)
VINCULO_MESSAGE(CheckRow)
VINCULO_MESSAGE(CheckReport)
VINCULO_MESSAGE(AccountState)
VINCULO_MESSAGE(SetupRequest)
VINCULO_MESSAGE(LoginRequest)
VINCULO_MESSAGE(JoinRequest)
VINCULO_MESSAGE(Session)
VINCULO_MESSAGE(SessionNotice)
VINCULO_MESSAGE(InviteRequest)
VINCULO_MESSAGE(Invite)
VINCULO_MESSAGE(Member)
VINCULO_MESSAGE(RenameRequest)
VINCULO_MESSAGE(PasswordRequest)
#undef VINCULO_MESSAGE

}  // namespace vinculo::api
