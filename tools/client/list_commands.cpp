#include "client/commands.h"
#include "client/terminal.h"

namespace vinculo::client {
namespace {

Result<api::WindowRequest> request_of(const ListOptions& options) {
  api::WindowRequest request;
  request.query = options.query;
  request.offset = options.offset;
  request.limit = options.limit;
  request.descending = options.is_descending;
  request.list = options.is_organisations ? api::ListKind::organisations : api::ListKind::people;
  if (options.sort == "organisation")
    request.sort = api::SortKey::organisation;
  else if (options.sort == "family_name")
    request.sort = api::SortKey::family_name;
  else if (options.sort == "changed")
    request.sort = api::SortKey::changed;
  else if (options.sort != "name")
    return Error{ErrorCode::invalid_argument, "sort by name, family_name, organisation or changed"};
  return request;
}

void print_row(const api::ListRow& row) {
  std::cout << to_string(row.id) << "  " << printable(row.name);
  for (const std::string* part : {&row.mail, &row.phone, &row.organisation, &row.city})
    if (!part->empty()) std::cout << "  |  " << printable(*part);
  if (row.has_conflict) std::cout << "  (two people wrote different things: see `show`)";
  std::cout << "\n";
}

}  // namespace

Outcome list(Context& context, const ListOptions& options) {
  context.workspace.work_until_idle();  // lists that are being made anew after an update
  auto request = request_of(options);
  if (!request) return std::move(request).error();
  auto window = context.workspace.ask<api::Window>("list.window", *request);
  if (!window) return std::move(window).error();
  if (context.is_json) {
    std::cout << api::encode(*window) << "\n";
    return ExitCode::ok;
  }
  for (const api::ListRow& row : window->rows) print_row(row);
  std::cerr << window->rows.size() << " of " << window->total << (window->total_is_exact ? "" : " or more") << "\n";
  return ExitCode::ok;
}

}  // namespace vinculo::client
