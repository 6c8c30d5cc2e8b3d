#include "base/json_text.h"

#include <nlohmann/json.hpp>

namespace vinculo {

nlohmann::json parse_json(std::string_view text) {
  using nlohmann::json;
  json value;
  nlohmann::detail::json_sax_dom_parser<json> builder(value, false);
  auto input = nlohmann::detail::input_adapter(text.data(), text.data() + text.size());
  nlohmann::detail::parser<json, decltype(input)> parser(std::move(input), nullptr, false);
  if (!parser.sax_parse(&builder) || builder.is_errored()) return json(json::value_t::discarded);
  return value;
}

}  // namespace vinculo
