#include "i18n/catalogue.h"

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/json_text.h"

namespace vinculo::i18n {
namespace {

struct Catalogue {
  Language language = Language::english;
  std::map<std::string, std::vector<std::string>, std::less<>> forms;  // message id -> singular [, plural]
};

Catalogue& catalogue() {
  static Catalogue instance;
  return instance;
}

const std::vector<std::string>* forms_of(std::string_view message) {
  const auto found = catalogue().forms.find(message);
  return found == catalogue().forms.end() ? nullptr : &found->second;
}

bool is_singular(Language language, std::int64_t count) {
  return language == Language::portuguese_brazil ? count == 0 || count == 1 : count == 1;
}

}  // namespace

std::string_view tag_of(Language language) {
  switch (language) {
    case Language::portuguese_brazil: return "pt-BR";
    case Language::spanish: return "es";
    case Language::english: break;
  }
  return "en";
}

Language language_of(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find_first_of("-_"));
  if (primary == "pt") return Language::portuguese_brazil;
  if (primary == "es") return Language::spanish;
  return Language::english;
}

Status load(Language language, std::string_view json) {
  Catalogue loaded;
  loaded.language = language;
  const auto parsed = parse_json(json);
  if (!parsed.is_object()) return Error{ErrorCode::malformed, "catalogue is not an object"};
  for (const auto& [message, translation] : parsed.items()) {
    std::vector<std::string>& forms = loaded.forms[message];
    if (translation.is_string()) {
      forms.push_back(translation.get<std::string>());
    } else if (translation.is_array()) {
      for (const auto& form : translation)
        if (form.is_string()) forms.push_back(form.get<std::string>());
    }
  }
  catalogue() = std::move(loaded);
  return {};
}

Language current() { return catalogue().language; }

std::string_view tr(std::string_view message) {
  const auto* forms = forms_of(message);
  return forms && !forms->empty() && !forms->front().empty() ? std::string_view(forms->front()) : message;
}

std::string_view tr_n(std::string_view one, std::string_view other, std::int64_t count) {
  const bool singular = is_singular(current(), count);
  const auto* forms = forms_of(one);
  if (!forms || forms->size() < 2) return count == 1 ? one : other;
  return singular ? std::string_view((*forms)[0]) : std::string_view((*forms)[1]);
}

std::string fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string out;
  out.reserve(text.size() + 32);
  while (!text.empty()) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const auto close = text.find('}');
    bool replaced = false;
    if (close != std::string_view::npos) {
      for (const auto& [name, value] : values) {
        if (name != text.substr(1, close - 1)) continue;
        out += value;
        text.remove_prefix(close + 1);
        replaced = true;
        break;
      }
    }
    if (!replaced) {
      out += '{';
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string_view sentence_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::none: return {};
    case ErrorCode::invalid_argument:
      return tr("Something in the form is not right. Check the marked fields and try again.");
    case ErrorCode::not_found: return tr("This record is no longer here. It may have been moved to the trash.");
    case ErrorCode::malformed: return tr("This file cannot be read as contacts. Choose a CSV or vCard file.");
    case ErrorCode::too_large:
      return tr("This is larger than Vinculo accepts. Shorten it or split the file and try again.");
    case ErrorCode::unsupported:
      return tr("Vinculo does not know this format yet. Save it as CSV or vCard and try again.");
    case ErrorCode::newer_schema:
      return tr("This workspace was used by a newer version. Reload the page to update Vinculo; nothing is lost.");
    case ErrorCode::damaged:
      return tr(
          "The data on this device failed its check and was put aside untouched. Sign in again to get a fresh copy from the server.");
    case ErrorCode::storage_full:
      return tr(
          "This device is out of space. Your latest changes are kept in this tab: free some space and keep the tab open, or export them.");
    case ErrorCode::storage_failed:
      return tr("The browser cannot write to this device right now. Vinculo keeps trying; keep this tab open.");
    case ErrorCode::storage_refused:
      return tr(
          "This browser lets Vinculo store nothing, as some private windows do. Open Vinculo in a normal window, or allow this site to keep data.");
    case ErrorCode::storage_lost:
      return tr(
          "The browser has removed Vinculo's data from this device. Sign in again to get it back from the server; only changes that had not been sent are missing.");
    case ErrorCode::read_only: return tr("Another tab took over. Reload this tab to go on here.");
    case ErrorCode::unauthorized:
      return tr("Your session has ended. Sign in again; your changes are kept on this device.");
    case ErrorCode::forbidden: return tr("You are not permitted to do this. Ask the owner of the workspace.");
    case ErrorCode::wrong_credentials: return tr("The e-mail or the password is not right. Try again.");
    case ErrorCode::expired: return tr("This link or code has expired or was already used. Ask for a new one.");
    case ErrorCode::rate_limited: return tr("Too many tries. Wait a few minutes and try again.");
    case ErrorCode::offline:
      return tr("The server cannot be reached. Your changes are kept here and will be sent later.");
    case ErrorCode::protocol:
      return tr("The answer did not come from a Vinculo server. Check the address or your network.");
    case ErrorCode::cancelled: return tr("Cancelled. What was done so far is kept and can be undone.");
    case ErrorCode::outdated: return tr("This has changed meanwhile. Look again, then decide.");
    case ErrorCode::internal: break;
  }
  return tr("Something went wrong in Vinculo. Your data is safe; reload the page and try again.");
}

std::string_view sentence_for_account(ErrorCode code) {
  if (code == ErrorCode::offline) return tr("The server cannot be reached. Check your connection and try again.");
  return sentence_for(code);
}

}  // namespace vinculo::i18n
