#include "i18n/loading.h"

#include "platform/platform.h"

namespace vinculo::i18n {

void fetch(Language language, std::function<void()> done) {
  if (language == Language::english) {
    if (load(Language::english, "{}")) done();
    return;
  }
  platform::load_catalogue(tag_of(language), [language, done = std::move(done)](std::string_view json) {
    if (!json.empty() && load(language, json)) done();
  });
}

}  // namespace vinculo::i18n
