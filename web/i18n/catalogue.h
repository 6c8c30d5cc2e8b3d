// The texts of the interface in the user's language. English texts are the message ids (gettext's habit); catalogues
// come from web/i18n/*.po and are loaded at start. A text without translation is shown in English. Main thread only;
// returned views live until the next load().
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace vinculo::i18n {

enum class Language : std::uint8_t { english, portuguese_brazil, spanish };

// BCP 47 tag as written in <html lang>: "en", "pt-BR", "es".
[[nodiscard]] std::string_view tag_of(Language language);
// The closest of our languages for a tag such as "pt-PT" or "es-419"; English when none is close.
[[nodiscard]] Language language_of(std::string_view tag);

// json: {"msgid": "msgstr"}; plural forms as {"msgid": ["one", "other"]}. malformed leaves the catalogue as it was.
Status load(Language language, std::string_view json);
[[nodiscard]] Language current();

// The translation of a message id that is a literal in the source (xgettext finds it).
[[nodiscard]] std::string_view tr(std::string_view message);
// Singular or plural by the language's own rule (CLDR): Portuguese of Brazil treats 0 and 1 alike.
[[nodiscard]] std::string_view tr_n(std::string_view one, std::string_view other, std::int64_t count);
// Marks a literal for translation where it is stored and translated later.
[[nodiscard]] constexpr std::string_view tr_mark(std::string_view message) { return message; }

// Replaces {name} by its value; unknown names stay.
[[nodiscard]] std::string fill(std::string_view text,
                               std::initializer_list<std::pair<std::string_view, std::string_view>> values);

// A sentence that says what happened and what to do, for every code of base/error.h.
[[nodiscard]] std::string_view sentence_for(ErrorCode code);
// The same where the server was asked for something that is not kept to be sent later: accounts, invites, a check.
[[nodiscard]] std::string_view sentence_for_account(ErrorCode code);

}  // namespace vinculo::i18n
