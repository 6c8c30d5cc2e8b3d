#include "app/import_columns.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace vinculo::app {

std::string columns_text(const api::ImportPreview& preview, const std::vector<std::string>& fields) {
  auto columns = nlohmann::json::array();
  for (std::size_t i = 0; i < fields.size(); ++i)
    columns.push_back(nlohmann::json::array({preview.columns[i].header, fields[i]}));
  return columns.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<std::vector<std::string>> fields_from(std::string_view text, const api::ImportPreview& preview) {
  const auto columns = nlohmann::json::parse(text, nullptr, false);
  if (!columns.is_array() || columns.size() != preview.columns.size()) return std::nullopt;
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& pair = columns[i];
    const bool is_pair = pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string();
    if (!is_pair || pair[0].get_ref<const std::string&>() != preview.columns[i].header) return std::nullopt;
    const std::string& field = fields.emplace_back(pair[1]);
    if (!field.empty() && std::ranges::find(preview.fields, field) == preview.fields.end()) return std::nullopt;
  }
  return fields;
}

}  // namespace vinculo::app
