// Gets the catalogue of a language from the application's files and puts it in force.
#pragma once
#include <functional>

#include "i18n/catalogue.h"

namespace vinculo::i18n {

// English needs no file. `done` is called when the language is in force; a catalogue that cannot be had leaves the
// texts as they are.
void fetch(Language language, std::function<void()> done);

}  // namespace vinculo::i18n
