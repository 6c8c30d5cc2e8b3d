#include <algorithm>

#include "api/handlers.h"

namespace vinculo::api {
namespace {

constexpr int max_suggestions = 50;

search::Sort sort_of(SortKey key) {
  switch (key) {
    case SortKey::name: return search::Sort::name;
    case SortKey::organisation: return search::Sort::organisation;
    case SortKey::changed: return search::Sort::changed;
    case SortKey::family_name: return search::Sort::family_name;
  }
  return search::Sort::name;
}

Result<Suggestions> suggest(Context& context, search::List list, const SuggestRequest& request) {
  search::Question question;
  question.list = list;
  question.query = request.text;
  question.limit = std::clamp(request.limit, 0, max_suggestions);
  auto window = context.search.window(question);
  if (!window) return std::move(window).error();
  Suggestions suggestions;
  for (search::Entry& entry : window->rows) {
    std::string detail = !entry.organisation.empty() ? std::move(entry.organisation)
                         : !entry.mail.empty()       ? std::move(entry.mail)
                                                     : std::move(entry.city);
    suggestions.items.push_back({entry.id, std::move(entry.name), std::move(detail)});
  }
  return suggestions;
}

}  // namespace

ListRow row_of(search::Entry entry) {
  return {entry.id,
          std::move(entry.name),
          std::move(entry.mail),
          std::move(entry.phone),
          std::move(entry.organisation),
          std::move(entry.title),
          std::move(entry.city),
          entry.people,
          entry.has_conflict,
          0};
}

Result<Window> list_window(Context& context, const WindowRequest& request) {
  if (request.offset < 0 || request.limit < 0 || request.limit > max_window_rows) {
    return Error{ErrorCode::invalid_argument, "offset or limit"};
  }
  search::Question question;
  question.list = searched_list(request.list);
  question.sort = sort_of(request.sort);
  question.descending = request.descending;
  question.query = request.query;
  question.label = request.label;
  question.offset = request.offset;
  question.limit = request.limit;
  auto found = context.search.window(question);
  if (!found) return std::move(found).error();
  Window window{found->total, found->total_is_exact, request.offset, {}};
  window.rows.reserve(found->rows.size());
  for (search::Entry& entry : found->rows) {
    window.rows.push_back(row_of(std::move(entry)));
    if (request.list != ListKind::people) continue;
    auto photo = find_photo(context, window.rows.back().id);
    if (!photo) return std::move(photo).error();
    window.rows.back().photo_version = photo->version;
  }
  return window;
}

Result<Suggestions> suggest_people(Context& context, const SuggestRequest& request) {
  return suggest(context, search::List::people, request);
}

Result<Suggestions> suggest_organisations(Context& context, const SuggestRequest& request) {
  return suggest(context, search::List::organisations, request);
}

}  // namespace vinculo::api
