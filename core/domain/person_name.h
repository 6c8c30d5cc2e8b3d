// How a person's name is put together from its parts (UTS #35 part 8, "Person Names"): the given name first, as people
// write in Portuguese, Spanish and English, whatever the language of the page; names that are written in Chinese
// characters, Korean or Japanese have the family name first and no space between. Katakana alone is the spelling of a
// foreign name and keeps its order. Pure function.
#pragma once
#include <string>
#include <string_view>

namespace vinculo {

[[nodiscard]] std::string person_name(std::string_view given_name, std::string_view family_name);

}  // namespace vinculo
