#include <algorithm>

#include "api/handlers.h"

namespace vinculo::api {
namespace {

// Of the ids that were named, sorted; those that are not there are left out.
Result<std::vector<std::int64_t>> named_keys(Context& context, const Selection& selection) {
  std::vector<std::int64_t> keys;
  for (const Uuid& id : selection.ids) {
    auto key = context.search.find_key(searched_list(selection.list), id);
    if (!key) return std::move(key).error();
    if (*key) keys.push_back(**key);
  }
  std::ranges::sort(keys);
  const auto repeated = std::ranges::unique(keys);
  keys.erase(repeated.begin(), repeated.end());
  return keys;
}

}  // namespace

search::List searched_list(ListKind list) {
  return list == ListKind::people ? search::List::people : search::List::organisations;
}

Result<std::vector<std::int64_t>> selected_keys(Context& context, const Selection& selection) {
  if (selection.ids.size() > max_selected_ids) return Error{ErrorCode::too_large, "ids"};
  auto named = named_keys(context, selection);
  const bool shows_everything = selection.query.empty() && !selection.label;
  if (!named || (!selection.all && shows_everything)) return named;
  search::Question shown;
  shown.list = searched_list(selection.list);
  shown.query = selection.query;
  shown.label = selection.label;
  auto keys = context.search.all_keys(shown);
  if (!keys) return keys;
  std::erase_if(*keys, [&](std::int64_t key) { return std::ranges::binary_search(*named, key) == selection.all; });
  return keys;
}

Result<Selected> selected(Context& context, const Selection& selection) {
  auto keys = selected_keys(context, selection);
  if (!keys) return std::move(keys).error();
  Selected answer{static_cast<std::int64_t>(keys->size()), {}};
  if (selection.all) return answer;
  for (const std::int64_t key : *keys) {
    auto id = context.search.find_id(searched_list(selection.list), key);
    if (!id) return std::move(id).error();
    if (*id) answer.ids.push_back(**id);
  }
  return answer;
}

}  // namespace vinculo::api
