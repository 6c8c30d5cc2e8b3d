#include "api/handlers.h"

namespace vinculo::api {
namespace {

constexpr std::size_t max_setting_name_bytes = 100;
constexpr std::size_t max_setting_bytes = 10'000;

// Settings whose names begin so belong to the program around the service: the session is not the screen's business.
constexpr std::string_view private_prefix = "session.";

std::string setting_or_empty(Context& context, std::string_view name) {
  auto value = context.store.find_setting(name);
  return value && *value ? std::move(**value) : std::string();
}

// Whose address a team has among its people is mostly there with a photo.
Status read_member(Context& context, StatusReport& report) {
  if (report.member_mail.empty()) return {};
  auto owners = find_contact(context, {report.member_mail, {}});
  if (!owners) return std::move(owners).error();
  std::erase_if(owners->items, [](const ContactOwner& owner) { return owner.list != ListKind::people; });
  if (owners->items.size() != 1) return {};
  auto photo = find_photo(context, owners->items[0].id);
  if (!photo) return std::move(photo).error();
  report.member_person = owners->items[0].id;
  report.member_photo_version = photo->version;
  return {};
}

Status check_name(const std::string& name) {
  if (name.empty() || name.size() > max_setting_name_bytes || name.starts_with(private_prefix)) {
    return Error{ErrorCode::invalid_argument, "setting"};
  }
  return {};
}

}  // namespace

Result<StatusReport> status_report(Context& context) {
  StatusReport report;
  report.version = context.host.version;
  auto people = context.search.count(search::List::people);
  if (!people) return std::move(people).error();
  auto organisations = context.search.count(search::List::organisations);
  if (!organisations) return std::move(organisations).error();
  auto undo = context.store.undo_state();
  if (!undo) return std::move(undo).error();
  auto conflicts = count_open_conflicts(context);
  if (!conflicts) return std::move(conflicts).error();
  report.conflicts = *conflicts;
  report.people = *people;
  report.organisations = *organisations;
  report.database_bytes = context.database.size_bytes();
  if (context.host.saved) report.saved = context.host.saved();
  if (context.host.sync) report.sync = context.host.sync();
  report.undo_title = std::move(undo->undo_title);
  report.redo_title = std::move(undo->redo_title);
  report.member_name = setting_or_empty(context, session_setting::member_name);
  report.member_mail = setting_or_empty(context, session_setting::member_mail);
  report.workspace_name = setting_or_empty(context, session_setting::workspace_name);
  report.role = setting_or_empty(context, session_setting::role);
  if (auto status = read_member(context, report); !status) return status.error();
  return report;
}

Result<Setting> get_setting(Context& context, const Setting& request) {
  if (auto status = check_name(request.name); !status) return status.error();
  auto value = context.store.find_setting(request.name);
  if (!value) return std::move(value).error();
  return Setting{request.name, std::move(*value)};
}

Result<Setting> set_setting(Context& context, const Setting& request) {
  if (auto status = check_name(request.name); !status) return status.error();
  if (request.value && request.value->size() > max_setting_bytes) return Error{ErrorCode::too_large, request.name};
  std::optional<std::string_view> value;
  if (request.value) value = *request.value;
  if (auto status = context.store.set_setting(request.name, value); !status) return status.error();
  return request;
}

}  // namespace vinculo::api
