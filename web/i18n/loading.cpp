#include "i18n/loading.h"

#include "platform/platform.h"

namespace vinculo::i18n {

void choose(Language language) {
  static Language chosen;
  chosen = language;
  const auto put_in_force = [language](std::string_view json) {
    if (language == chosen && !json.empty() && load(language, json)) platform::set_language(tag_of(language));
  };
  if (language == Language::english)
    put_in_force("{}");
  else
    platform::load_catalogue(tag_of(language), put_in_force);
}

}  // namespace vinculo::i18n
