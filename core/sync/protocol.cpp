#include "sync/protocol.h"

#include <concepts>
#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

namespace vinculo::sync {
namespace {

using Json = nlohmann::json;

constexpr std::size_t max_depth = 4;
constexpr std::size_t max_text_bytes = 1'000;
constexpr std::size_t max_tables = 256;  // entries of a Checked: tables, or the buckets of one

// Builds the value of a CBOR item and gives up where a message of ours cannot be: nested deeper, or with numbers that
// are not integers. (The parser recurses for every level, so the depth has to be bounded while it runs.)
class BoundedBuilder final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t) override { return false; }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t, const string_t&) override { return false; }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t& value) override { return add(Json::binary(std::move(value))); }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool key(string_t& name) override {
    key_ = std::move(name);
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

  [[nodiscard]] Json& root() { return root_; }

 private:
  Json* place(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    return &(parent[key_] = std::move(value));
  }
  bool add(Json value) {
    place(std::move(value));
    return true;
  }
  bool open(Json container) {
    if (open_.size() >= max_depth) return false;
    open_.push_back(place(std::move(container)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Json root_;
  std::string key_;
  std::vector<Json*> open_;
};

// describe() names the fields of each message once; FieldWriter and FieldReader are its two uses.
class FieldWriter {
 public:
  explicit FieldWriter(Json& map) : map_(map) {}
  template <class T>
  void number(const char* name, const T& value) {
    map_[name] = value;
  }
  template <class T>
  void optional_number(const char* name, const std::optional<T>& value) {
    if (value) map_[name] = *value;
  }
  // Came to the message later: missing means 0.
  void later_number(const char* name, std::uint64_t value) {
    if (value != 0) map_[name] = value;
  }
  void flag(const char* name, bool value) { map_[name] = value; }
  void text(const char* name, const std::string& value) { map_[name] = value.substr(0, max_text_bytes); }
  void binary(const char* name, const Bytes& value, std::size_t) { map_[name] = Json::binary(value); }
  void code(const char* name, ErrorCode value) { map_[name] = std::string(error_name(value)); }
  void refusals(const char* name, const std::vector<Refusal>& refused) {
    Json& list = map_[name] = Json::array();
    for (const Refusal& one : refused) {
      list.push_back({one.table, Json::binary(Bytes(one.row.bytes.begin(), one.row.bytes.end())),
                      one.column ? Json(*one.column) : Json(nullptr), one.reason});
    }
  }
  void checks(const char* name, const std::vector<Store::TableCheck>& checks) {
    Json& list = map_[name] = Json::array();
    for (const Store::TableCheck& one : checks) list.push_back({one.table, one.rows, one.hash});
  }
  template <class T>
  void message(const char* name, const T& value) {
    Json& inner = map_[name] = Json::object();
    FieldWriter fields(inner);
    describe(fields, value);
  }

 private:
  Json& map_;
};

class FieldReader {
 public:
  explicit FieldReader(Json& map) : map_(map) {}
  [[nodiscard]] bool ok() const { return ok_; }

  template <class T>
  void number(const char* name, T& value) {
    read_number(find(name), value);
  }
  template <class T>
  void optional_number(const char* name, std::optional<T>& value) {
    if (const auto it = map_.find(name); it != map_.end()) read_number(&*it, value.emplace());
  }
  void later_number(const char* name, std::uint64_t& value) {
    if (const auto it = map_.find(name); it != map_.end()) read_number(&*it, value);
  }
  void flag(const char* name, bool& value) {
    const Json* found = find(name);
    if (expect(found && found->is_boolean())) value = found->get<bool>();
  }
  void text(const char* name, std::string& value) { read_text(find(name), value); }
  void binary(const char* name, Bytes& value, std::size_t max_bytes) {
    Json* found = find(name);
    if (!expect(found && found->is_binary() && found->get_binary().size() <= max_bytes)) return;
    value = std::move(static_cast<Bytes&>(found->get_binary()));
  }
  void code(const char* name, ErrorCode& value) {
    std::string text;
    read_text(find(name), text);
    value = error_from_name(text);
  }
  void refusals(const char* name, std::vector<Refusal>& refused) {
    for_each(name, max_refusals, 4, [&](Json& item) {
      Refusal& one = refused.emplace_back();
      read_number(&item[0], one.table);
      const auto id = item[1].is_binary() ? uuid_from_bytes(item[1].get_binary()) : std::nullopt;
      if (expect(id.has_value())) one.row = *id;
      if (!item[2].is_null()) read_number(&item[2], one.column.emplace());
      read_text(&item[3], one.reason);
    });
  }
  void checks(const char* name, std::vector<Store::TableCheck>& checks) {
    for_each(name, max_tables, 3, [&](Json& item) {
      Store::TableCheck& one = checks.emplace_back();
      read_number(&item[0], one.table);
      read_number(&item[1], one.rows);
      read_number(&item[2], one.hash);
    });
  }
  template <class T>
  void message(const char* name, T& value) {
    Json* found = find(name);
    if (!expect(found && found->is_object())) return;
    FieldReader fields(*found);
    describe(fields, value);
    expect(fields.ok());
  }

 private:
  bool expect(bool condition) { return ok_ = ok_ && condition; }
  Json* find(const char* name) {
    const auto it = map_.find(name);
    return expect(it != map_.end()) ? &*it : nullptr;
  }
  template <class T>
  void read_number(const Json* found, T& value) {
    if (!expect(found && found->is_number_unsigned())) return;
    const auto number = found->get<std::uint64_t>();
    if (expect(number <= std::numeric_limits<T>::max())) value = static_cast<T>(number);
  }
  void read_text(Json* found, std::string& value) {
    if (!expect(found && found->is_string())) return;
    auto& text = found->get_ref<std::string&>();
    if (expect(text.size() <= max_text_bytes)) value = std::move(text);
  }
  template <class Use>
  void for_each(const char* name, std::size_t max_items, std::size_t parts, Use use) {
    Json* list = find(name);
    if (!expect(list && list->is_array() && list->size() <= max_items)) return;
    for (Json& item : *list) {
      if (!expect(item.is_array() && item.size() == parts)) return;
      use(item);
    }
  }

  Json& map_;
  bool ok_ = true;
};

// M is the message or its const form.
template <class M, class T>
concept Is = std::same_as<std::remove_const_t<M>, T>;

void describe(auto& f, Is<Hello> auto& m) {
  f.number("protocol", m.protocol);
  f.number("schema", m.schema);
  f.text("token", m.token);
  f.number("epoch", m.epoch);
  f.number("revision", m.revision);
  f.number("now_ms", m.now_ms);
}
void describe(auto& f, Is<Push> auto& m) {
  f.number("batch", m.batch);
  f.binary("rows", m.rows, max_message_bytes);
  f.number("copies_of", m.copies_of);
  f.later_number("epoch", m.epoch);
}
void describe(auto& f, Is<Pushed> auto& m) {
  f.number("batch", m.batch);
  f.number("revision", m.revision);
  f.refusals("refused", m.refused);
  f.flag("clock_clamped", m.clock_clamped);
  f.binary("rows", m.rows, max_answer_bytes);
  f.flag("complete", m.complete);
}
void describe(auto& f, Is<Welcome> auto& m) {
  f.number("protocol", m.protocol);
  f.number("schema", m.schema);
  f.number("epoch", m.epoch);
  f.number("revision", m.revision);
  f.number("last_batch", m.last_batch);
  f.number("last_hash", m.last_hash);
  f.message("last_pushed", m.last_pushed);
  f.number("now_ms", m.now_ms);
  f.number("rows", m.rows);
}
void describe(auto& f, Is<Pull> auto& m) {
  f.number("since", m.since);
  f.number("max_bytes", m.max_bytes);
  f.binary("cursor", m.cursor, max_cursor_bytes);
  f.later_number("epoch", m.epoch);
  f.later_number("request", m.request);
}
void describe(auto& f, Is<Changes> auto& m) {
  f.number("since", m.since);
  f.number("revision", m.revision);
  f.flag("more", m.more);
  f.binary("cursor", m.cursor, max_cursor_bytes);
  f.binary("rows", m.rows, max_message_bytes);
  f.later_number("request", m.request);
}
void describe(auto& f, Is<Notice> auto& m) { f.number("revision", m.revision); }
void describe(auto& f, Is<Check> auto& m) { f.optional_number("table", m.table); }
void describe(auto& f, Is<Checked> auto& m) {
  f.number("revision", m.revision);
  f.optional_number("table", m.table);
  f.checks("tables", m.tables);
  f.checks("buckets", m.buckets);
}
void describe(auto& f, Is<Fetch> auto& m) {
  f.number("table", m.table);
  f.number("bucket", m.bucket);
  f.binary("cursor", m.cursor, max_cursor_bytes);
  f.later_number("epoch", m.epoch);
}
void describe(auto& f, Is<Fetched> auto& m) {
  f.number("table", m.table);
  f.number("bucket", m.bucket);
  f.binary("cursor", m.cursor, max_cursor_bytes);
  f.binary("rows", m.rows, max_message_bytes);
}
void describe(auto& f, Is<ErrorMessage> auto& m) {
  f.code("code", m.code);
  f.text("detail", m.detail);
}

constexpr const char* type_names[] = {"hello",  "welcome", "push",    "pushed", "pull",    "changes",
                                      "notice", "check",   "checked", "fetch",  "fetched", "error"};
static_assert(std::size(type_names) == std::variant_size_v<Message>);

// The message of alternative Index, read from `map`; the next alternative when the name is another.
template <std::size_t Index = 0>
Result<Message> read_message(const std::string& type, Json& map) {
  if constexpr (Index == std::variant_size_v<Message>) {
    return Error{ErrorCode::unsupported, "message type " + type.substr(0, 40)};
  } else {
    if (type != type_names[Index]) return read_message<Index + 1>(type, map);
    std::variant_alternative_t<Index, Message> message;
    FieldReader fields(map);
    describe(fields, message);
    if (!fields.ok()) return Error{ErrorCode::malformed, "fields of " + type};
    return Message(std::in_place_index<Index>, std::move(message));
  }
}

}  // namespace

std::uint64_t batch_hash(ByteView rows) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const std::uint8_t byte : rows) hash = (hash ^ byte) * 0x100000001b3u;
  return hash;
}

Bytes encode(const Message& message) {
  Json map = {{"type", type_names[message.index()]}};
  FieldWriter fields(map);
  std::visit([&](const auto& content) { describe(fields, content); }, message);
  Bytes bytes;
  Json::to_cbor(map, bytes);
  return bytes;
}

Result<Message> decode(ByteView bytes) {
  if (bytes.size() > max_message_bytes) return Error{ErrorCode::too_large, "message"};
  BoundedBuilder builder;
  // Json::sax_parse would bring the parser of JSON texts a second time, for bytes.
  constexpr auto cbor = Json::input_format_t::cbor;
  auto input = nlohmann::detail::input_adapter(bytes.begin(), bytes.end());
  nlohmann::detail::binary_reader<Json, decltype(input), BoundedBuilder> reader(std::move(input), cbor);
  const bool is_whole = reader.sax_parse(cbor, &builder, true);
  Json& map = builder.root();
  if (!is_whole || !map.is_object()) return Error{ErrorCode::malformed, "not a CBOR map"};
  const auto type = map.find("type");
  if (type == map.end() || !type->is_string()) return Error{ErrorCode::malformed, "no message type"};
  return read_message(type->get<std::string>(), map);
}

}  // namespace vinculo::sync
