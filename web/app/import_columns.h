// What somebody chose for the columns of a file is proposed again for the next file with the same columns, and after a
// reload. Pure data, tested natively.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/messages.h"

namespace vinculo::app {

// A JSON text: pairs of a column's header and its field, empty for none. `fields`: one for each column of the preview.
[[nodiscard]] std::string columns_text(const api::ImportPreview& preview, const std::vector<std::string>& fields);

// The fields that the text holds for exactly these columns; nothing when it is of others, names a field that there is
// not any more, or is no such text.
[[nodiscard]] std::optional<std::vector<std::string>> fields_from(std::string_view text,
                                                                  const api::ImportPreview& preview);

}  // namespace vinculo::app
