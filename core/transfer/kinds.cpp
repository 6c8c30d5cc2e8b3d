#include "transfer/kinds.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "transfer/utf8.h"

namespace vinculo::transfer {
namespace {

using Words = std::vector<std::string>;

constexpr std::array our_kinds{"work", "home", "mobile", "fax", "main", "other"};

// Values of TYPE that may stand in a custom kind as words (RFC 2426, RFC 6350, vCard 2.1 and what Apple adds).
constexpr std::array type_words{"work",    "home", "mobile", "fax",     "main",    "other",      "pager",  "video",
                                "text",    "car",  "isdn",   "pcs",     "modem",   "bbs",        "msg",    "textphone",
                                "dom",     "intl", "postal", "parcel",  "x400",    "iphone",     "aim",    "tlx",
                                "attmail", "cis",  "eworld", "ibmmail", "mcimail", "powershare", "prodigy"};

// Apple writes its own words so; everything else in X-ABLabel is the user's.
struct AppleLabel {
  std::string_view label, kind, custom;
};
constexpr std::array apple_labels{
    AppleLabel{"_$!<Work>!$_", "work", ""},
    AppleLabel{"_$!<Home>!$_", "home", ""},
    AppleLabel{"_$!<Mobile>!$_", "mobile", ""},
    AppleLabel{"_$!<Main>!$_", "main", ""},
    AppleLabel{"_$!<Other>!$_", "other", ""},
    AppleLabel{"_$!<HomeFAX>!$_", "fax", "home fax"},
    AppleLabel{"_$!<WorkFAX>!$_", "fax", "work fax"},
    AppleLabel{"_$!<OtherFAX>!$_", "fax", "other fax"},
    AppleLabel{"_$!<Pager>!$_", "other", "pager"},
    AppleLabel{"_$!<HomePage>!$_", "other", "home page"},
    AppleLabel{"_$!<AssistantPhone>!$_", "other", "assistant"},
    AppleLabel{"_$!<CarPhone>!$_", "other", "car phone"},
};

// Words for our kinds in label cells, folded.
struct KindWord {
  std::string_view word, kind;
};
constexpr std::array kind_words{
    KindWord{"work", "work"},        KindWord{"business", "work"},    KindWord{"office", "work"},
    KindWord{"trabalho", "work"},    KindWord{"comercial", "work"},   KindWord{"profissional", "work"},
    KindWord{"trabajo", "work"},     KindWord{"oficina", "work"},     KindWord{"escritorio", "work"},
    KindWord{"home", "home"},        KindWord{"personal", "home"},    KindWord{"private", "home"},
    KindWord{"casa", "home"},        KindWord{"residencial", "home"}, KindWord{"pessoal", "home"},
    KindWord{"particular", "home"},  KindWord{"domicilio", "home"},   KindWord{"mobile", "mobile"},
    KindWord{"cell", "mobile"},      KindWord{"celular", "mobile"},   KindWord{"movil", "mobile"},
    KindWord{"telemovel", "mobile"}, KindWord{"fax", "fax"},          KindWord{"main", "main"},
    KindWord{"principal", "main"},   KindWord{"primary", "main"},     KindWord{"other", "other"},
    KindWord{"outro", "other"},      KindWord{"otro", "other"},       KindWord{"outros", "other"},
};

bool is_our_kind(std::string_view text) { return std::ranges::find(our_kinds, text) != our_kinds.end(); }

Words split_words(std::string_view text) {
  Words words(1);
  for (const char c : text) {
    if (c == ' ')
      words.emplace_back();
    else
      words.back() += c;
  }
  std::erase(words, "");
  return words;
}

std::string joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

bool is_in(const Words& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

// The kind that several words amount to: what a number is (fax, mobile) says more than where it is.
std::string kind_of_words(const Words& words) {
  for (const std::string_view kind : {"fax", "mobile", "main", "work", "home"})
    if (is_in(words, kind)) return std::string(kind);
  return "other";
}

bool is_known_type(const std::string& word) { return std::ranges::find(type_words, word) != type_words.end(); }

// A type of someone's own ("x-satellite"): a word by itself, which reading takes for nothing else.
bool is_possible_type(std::string_view word) {
  const bool is_token = !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return is_token && word != "voice" && word != "internet" && word != "pref" && word != "cell";
}

// The words of a custom kind, if all of them can be TYPE values.
std::optional<Words> words_of_types_only(std::string_view custom) {
  Words words = split_words(custom);
  if (words.empty() || joined(words) != custom) return {};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (std::ranges::count(words, words[i]) > 1) return {};
  const bool are_types = std::ranges::all_of(words, is_known_type) || (words.size() == 1 && is_possible_type(words[0]));
  return are_types ? std::optional(words) : std::nullopt;
}

const AppleLabel* find_apple_label(std::string_view label) {
  const auto found = std::ranges::find(apple_labels, label, &AppleLabel::label);
  return found == apple_labels.end() ? nullptr : &*found;
}

}  // namespace

Kind kind_from_types(const std::vector<std::string>& types) {
  Words words;
  for (const std::string& type : types) {
    // Said of nearly every number and address, and meaning nothing by themselves.
    if (type == "voice" || type == "internet" || type == "pref") continue;
    const std::string word = type == "cell" ? "mobile" : type;
    if (!is_in(words, word)) words.push_back(word);
  }
  if (words.empty()) return {};
  if (words.size() == 1 && is_our_kind(words.front())) return {words.front(), ""};
  return {kind_of_words(words), joined(words)};
}

Kind kind_from_types(const std::vector<std::string>& types, std::string_view label) {
  Kind kind = kind_from_types(types);
  if (label.empty()) return kind;
  if (const AppleLabel* apple = find_apple_label(label)) {
    if (kind.kind.empty()) return {std::string(apple->kind), std::string(apple->custom)};
    if (apple->custom.empty() && apple->kind == kind.kind) return kind;
    return {kind.kind, std::string(label)};
  }
  if (kind.kind.empty()) kind.kind = kind_from_label(label).kind;
  // A label beside several TYPE words: both are kept, the words in brackets.
  kind.custom = kind.custom.empty() ? std::string(label) : std::string(label) + " (" + kind.custom + ")";
  return kind;
}

TypesAndLabel types_from_kind(const Kind& kind) {
  TypesAndLabel result;
  if (const auto words = words_of_types_only(kind.custom); words && kind_of_words(*words) == kind.kind) {
    result.types = *words;
  } else {
    result.label = kind.custom;
    if (is_our_kind(kind.kind)) result.types = {kind.kind};
    const auto apple = std::ranges::find_if(apple_labels, [&](const AppleLabel& known) {
      return known.kind == kind.kind && known.custom == kind.custom && !known.custom.empty();
    });
    if (apple != apple_labels.end()) return {{}, std::string(apple->label)};
    // "Other" beside a label says nothing, unless the label alone would be read as something else.
    if (kind.kind == "other" && kind_from_types({}, kind.custom) == kind) result.types.clear();
  }
  std::ranges::replace(result.types, std::string("mobile"), std::string("cell"));
  return result;
}

Kind kind_from_label(std::string_view label) {
  label = trimmed(label);
  if (label.empty()) return {};
  // "work: Direct line" is how label_from_kind() writes what the words alone would not give.
  if (const std::size_t colon = label.find(": "); colon != std::string_view::npos) {
    const std::string_view kind = label.substr(0, colon);
    if (kind.empty() || is_our_kind(kind)) return {std::string(kind), std::string(label.substr(colon + 2))};
  }
  std::string text = folded(label);
  std::ranges::replace(text, '-', ' ');
  std::ranges::replace(text, '/', ' ');
  Words kinds;
  const Words words = split_words(text);
  for (const std::string& word : words) {
    const auto known = std::ranges::find(kind_words, word, &KindWord::word);
    if (known != kind_words.end()) kinds.emplace_back(known->kind);
  }
  if (kinds.size() != words.size()) return {kinds.empty() ? "other" : kind_of_words(kinds), std::string(label)};
  if (kinds.size() == 1) return {kinds.front(), ""};
  return {kind_of_words(kinds), joined(kinds)};
}

std::string label_from_kind(const Kind& kind) {
  const std::string plain = kind.custom.empty() ? kind.kind : kind.custom;
  if (kind_from_label(plain) == kind) return plain;
  return kind.kind + ": " + kind.custom;
}

}  // namespace vinculo::transfer
