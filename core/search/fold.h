// The one way in which text is made comparable for lists and search: case and accents folded, compatibility forms
// resolved (base/folding.h), so "JOSÉ", "Jose" and "ｊｏｓé" are the same. Index and query go through the same
// functions; a change here is a change of the derived data's form (raise search_form_version in search_tables.h).
// Pure functions; bytes that are not UTF-8 count as spaces.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vinculo::search {

// Words of letters, digits and symbols such as emoji; everything else separates. "O'Neil-Sá" gives o, neil, sa.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

// Orders names as people expect: words joined by one space, ñ after n, nothing after everything. At most
// max_sort_key_bytes; longer texts that agree so far are ordered by their record.
inline constexpr std::size_t max_sort_key_bytes = 64;
[[nodiscard]] std::string sort_key(std::string_view text);

// The same name in two spellings has the same folded form: words joined by one space, of any length.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace vinculo::search
