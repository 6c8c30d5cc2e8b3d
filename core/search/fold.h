// The one way in which text is made comparable for lists and search: case and accents folded, compatibility forms
// resolved (base/folding.h), so "JOSÉ", "Jose" and "ｊｏｓé" are the same. Index and query go through the same
// functions; a change here is a change of the derived data's form (raise search_form_version in search_tables.h).
// Pure functions; bytes that are not UTF-8 count as spaces.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vinculo::search {

// Words of letters, digits and symbols such as emoji; everything else separates. "O'Neil-Sá" gives o, neil, sa.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

// What the readers of a list hold for its order. To Spanish readers ñ is a letter of its own, after n; to Portuguese
// and English ones an n with a mark, which counts where names are the same otherwise, as marks do in all three (CLDR
// 44, collation/root.xml and es.xml). Persisted.
enum class Collation : std::uint8_t { root = 0, spanish = 1 };
[[nodiscard]] Collation collation_of(std::string_view language);  // "es", "es-MX", "pt-BR"; any

// Orders names as people expect when compared byte by byte: words joined by one space, then their marks, nothing after
// everything. At most max_sort_key_bytes; longer texts that agree so far are ordered by their record.
inline constexpr std::size_t max_sort_key_bytes = 96;
[[nodiscard]] std::string sort_key(std::string_view text, Collation collation);
// The same name in two spellings has the same folded form: words joined by one space, of any length.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace vinculo::search
