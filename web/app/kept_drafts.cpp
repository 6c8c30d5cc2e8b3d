#include "app/kept_drafts.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"

namespace vinculo::app {
namespace {

using nlohmann::json;
using views::AffiliationDraft, views::DetailDraft, views::KeptDraft, views::RecordDraft, views::RecordKind;
using Texts = std::map<std::string, std::string>;

// --- writing ---

json json_of(const DetailDraft& detail) {
  return {{"id", to_string(detail.id)}, {"table", table_info(detail.table).name},
          {"kind", detail.kind},        {"text", detail.text},
          {"parts", detail.parts},      {"position", detail.position},
          {"new", detail.is_new},       {"removed", detail.is_removed}};
}

json json_of(const AffiliationDraft& job) {
  return {{"id", to_string(job.id)},
          {"organisation", job.organisation.is_nil() ? std::string() : to_string(job.organisation)},
          {"name", job.organisation_name},
          {"title", job.title},
          {"department", job.department},
          {"position", job.position},
          {"new", job.is_new},
          {"removed", job.is_removed}};
}

json json_of(const RecordDraft& draft) {
  json details = json::array(), affiliations = json::array(), labels = json::array();
  for (const auto& detail : draft.details) details.push_back(json_of(detail));
  for (const auto& job : draft.affiliations) affiliations.push_back(json_of(job));
  for (const auto& label : draft.labels) labels.push_back(to_string(label));
  return {{"kind", draft.kind == RecordKind::person ? "person" : "organisation"},
          {"id", to_string(draft.id)},
          {"new", draft.is_new},
          {"fields", draft.fields},
          {"details", std::move(details)},
          {"affiliations", std::move(affiliations)},
          {"labels", std::move(labels)},
          {"note", draft.note},
          {"note_id", to_string(draft.note_id)}};
}

// --- reading ---

const json& member(const json& object, const char* name) {
  static const json nothing;
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found == object.end() ? nothing : *found;
}
std::string text(const json& object, const char* name) {
  const json& value = member(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}
bool flag(const json& object, const char* name) { return member(object, name) == json(true); }
std::int64_t number(const json& object, const char* name) {
  const json& value = member(object, name);
  return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}
Uuid id(const json& object, const char* name) { return parse_uuid(text(object, name)).value_or(Uuid{}); }
Texts texts(const json& object, const char* name) {
  Texts result;
  if (const json& value = member(object, name); value.is_object())
    for (const auto& [key, part] : value.items())
      if (part.is_string()) result[key] = part.get<std::string>();
  return result;
}

template <class Read>
void each(const json& object, const char* name, const Read& read) {
  if (const json& list = member(object, name); list.is_array())
    for (const json& item : list) read(item);
}

RecordDraft draft_from(const json& value) {
  RecordDraft draft;
  draft.kind = text(value, "kind") == "organisation" ? RecordKind::organisation : RecordKind::person;
  draft.id = id(value, "id");
  draft.is_new = flag(value, "new");
  draft.fields = texts(value, "fields");
  draft.note = text(value, "note");
  draft.note_id = id(value, "note_id");
  each(value, "details", [&](const json& item) {
    const TableInfo* table = find_table(text(item, "table"));
    if (!table || id(item, "id").is_nil()) return;
    draft.details.push_back({id(item, "id"), table->table, text(item, "kind"), text(item, "text"), texts(item, "parts"),
                             number(item, "position"), flag(item, "new"), flag(item, "removed")});
  });
  each(value, "affiliations", [&](const json& item) {
    if (id(item, "id").is_nil()) return;
    draft.affiliations.push_back({id(item, "id"), id(item, "organisation"), text(item, "name"), text(item, "title"),
                                  text(item, "department"), number(item, "position"), flag(item, "new"),
                                  flag(item, "removed")});
  });
  each(value, "labels", [&](const json& item) {
    if (const auto label = item.is_string() ? parse_uuid(item.get<std::string>()) : std::nullopt)
      draft.labels.push_back(*label);
  });
  return draft;
}

}  // namespace

std::string text_of(const std::vector<KeptDraft>& drafts, std::string_view member) {
  if (drafts.empty()) return {};
  json list = json::array();
  for (const auto& kept : drafts)
    list.push_back({{"draft", json_of(kept.draft)}, {"base", json_of(kept.base)}, {"note", kept.note}});
  const json all = {{"member", member}, {"drafts", std::move(list)}};
  return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<KeptDraft> drafts_from(std::string_view text_to_read, std::string_view member_mail) {
  std::vector<KeptDraft> drafts;
  const json all = parse_json(text_to_read);
  if (text(all, "member") != member_mail) return drafts;
  each(all, "drafts", [&](const json& item) {
    KeptDraft kept{draft_from(member(item, "draft")), draft_from(member(item, "base")), text(item, "note")};
    if (!kept.draft.id.is_nil()) drafts.push_back(std::move(kept));
  });
  return drafts;
}

}  // namespace vinculo::app
