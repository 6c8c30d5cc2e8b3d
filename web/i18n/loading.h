// Gets the catalogue of a language from the application's files and puts it in force.
#pragma once
#include "i18n/catalogue.h"

namespace vinculo::i18n {

// From now on, or as soon as its catalogue is there, the texts, the document and its figures speak this language. One
// whose catalogue cannot be had changes nothing: choose it again later. The last choice counts. English needs no file.
void choose(Language language);

}  // namespace vinculo::i18n
