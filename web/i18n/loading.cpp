#include "i18n/loading.h"

#include <string>

#include "platform/platform.h"

namespace vinculo::i18n {

void fetch(Language language, std::function<void()> done) {
  if (language == Language::english) {
    if (load(Language::english, "{}")) done();
    return;
  }
  const std::string name = "locale-" + std::string(tag_of(language)) + ".json";
  platform::load_asset(name, [language, done = std::move(done)](const std::string& text) {
    if (!text.empty() && load(language, text)) done();
  });
}

}  // namespace vinculo::i18n
