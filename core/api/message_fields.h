// The members of every boundary message by their JSON names, once for reading and for writing. Only messages.cpp
// includes this. A visitor is called as visit("name", member).
#pragma once
#include "api/messages.h"

namespace vinculo::api {

template <class V>
void fields(V& v, WindowRequest& m) {
  v("list", m.list);
  v("sort", m.sort);
  v("descending", m.descending);
  v("query", m.query);
  v("label", m.label);
  v("offset", m.offset);
  v("limit", m.limit);
}
template <class V>
void fields(V& v, ListRow& m) {
  v("id", m.id);
  v("name", m.name);
  v("mail", m.mail);
  v("phone", m.phone);
  v("organisation", m.organisation);
  v("title", m.title);
  v("city", m.city);
  v("people", m.people);
  v("has_conflict", m.has_conflict);
  v("photo_version", m.photo_version);
}
template <class V>
void fields(V& v, Window& m) {
  v("total", m.total);
  v("total_is_exact", m.total_is_exact);
  v("offset", m.offset);
  v("rows", m.rows);
}
template <class V>
void fields(V& v, Selection& m) {
  v("list", m.list);
  v("query", m.query);
  v("label", m.label);
  v("all", m.all);
  v("ids", m.ids);
}
template <class V>
void fields(V& v, Selected& m) {
  v("count", m.count);
  v("ids", m.ids);
}
template <class V>
void fields(V& v, ListBeginning& m) {
  v("request", m.request);
  v("window", m.window);
}
template <class V>
void fields(V& v, ListBeginnings& m) {
  v("lists", m.lists);
}
template <class V>
void fields(V& v, RecordRequest& m) {
  v("id", m.id);
}
template <class V>
void fields(V& v, Detail& m) {
  v("id", m.id);
  v("table", m.table);
  v("kind", m.kind);
  v("custom_kind", m.custom_kind);
  v("text", m.text);
  v("position", m.position);
  v("parts", m.parts);
}
template <class V>
void fields(V& v, Affiliation& m) {
  v("id", m.id);
  v("person", m.person);
  v("organisation", m.organisation);
  v("person_name", m.person_name);
  v("organisation_name", m.organisation_name);
  v("title", m.title);
  v("department", m.department);
  v("position", m.position);
  v("photo_version", m.photo_version);
}
template <class V>
void fields(V& v, LabelItem& m) {
  v("id", m.id);
  v("name", m.name);
  v("colour", m.colour);
  v("records", m.records);
}
template <class V>
void fields(V& v, NoteItem& m) {
  v("id", m.id);
  v("body", m.body);
  v("author", m.author);
  v("created_ms", m.created_ms);
}
template <class V>
void fields(V& v, KeptItem& m) {
  v("name", m.name);
  v("value", m.value);
}
template <class V>
void fields(V& v, ConflictItem& m) {
  v("id", m.id);
  v("table", m.table);
  v("row", m.row);
  v("column", m.column);
  v("kept_text", m.kept_text);
  v("lost_text", m.lost_text);
  v("lost_is_mine", m.lost_is_mine);
  v("lost_at_ms", m.lost_at_ms);
}
template <class V>
void fields(V& v, ConflictedRecord& m) {
  v("list", m.list);
  v("id", m.id);
  v("name", m.name);
  v("conflicts", m.conflicts);
}
template <class V>
void fields(V& v, ConflictedRecords& m) {
  v("items", m.items);
}
template <class V>
void fields(V& v, RefusedItem& m) {
  v("number", m.number);
  v("list", m.list);
  v("record", m.record);
  v("name", m.name);
  v("table", m.table);
  v("fields", m.fields);
  v("is_deletion", m.is_deletion);
  v("reason", m.reason);
  v("at_ms", m.at_ms);
}
template <class V>
void fields(V& v, RefusedItems& m) {
  v("items", m.items);
}
template <class V>
void fields(V& v, DismissRequest& m) {
  v("number", m.number);
}
template <class V>
void fields(V& v, PersonPage& m) {
  v("id", m.id);
  v("fields", m.fields);
  v("display_name", m.display_name);
  v("phones", m.phones);
  v("mails", m.mails);
  v("addresses", m.addresses);
  v("links", m.links);
  v("affiliations", m.affiliations);
  v("labels", m.labels);
  v("notes", m.notes);
  v("kept", m.kept);
  v("conflicts", m.conflicts);
  v("photo", m.photo);
  v("photo_version", m.photo_version);
  v("created_ms", m.created_ms);
  v("changed_ms", m.changed_ms);
  v("is_deleted", m.is_deleted);
}
template <class V>
void fields(V& v, PersonPhoto& m) {
  v("version", m.version);
  v("data_url", m.data_url);
}
template <class V>
void fields(V& v, OrganisationPage& m) {
  v("id", m.id);
  v("fields", m.fields);
  v("display_name", m.display_name);
  v("phones", m.phones);
  v("mails", m.mails);
  v("addresses", m.addresses);
  v("links", m.links);
  v("people", m.people);
  v("people_total", m.people_total);
  v("labels", m.labels);
  v("notes", m.notes);
  v("kept", m.kept);
  v("conflicts", m.conflicts);
  v("created_ms", m.created_ms);
  v("changed_ms", m.changed_ms);
  v("is_deleted", m.is_deleted);
}
template <class V>
void fields(V& v, SuggestRequest& m) {
  v("text", m.text);
  v("limit", m.limit);
}
template <class V>
void fields(V& v, Suggestion& m) {
  v("id", m.id);
  v("name", m.name);
  v("detail", m.detail);
}
template <class V>
void fields(V& v, Suggestions& m) {
  v("items", m.items);
}
template <class V>
void fields(V& v, ContactRequest& m) {
  v("mail", m.mail);
  v("phone", m.phone);
}
template <class V>
void fields(V& v, ContactOwner& m) {
  v("list", m.list);
  v("id", m.id);
}
template <class V>
void fields(V& v, ContactOwners& m) {
  v("items", m.items);
}
template <class V>
void fields(V& v, LabelList& m) {
  v("items", m.items);
}
template <class V>
void fields(V& v, RowEdit& m) {
  v("table", m.table);
  v("row", m.row);
  v("set", m.set);
}
template <class V>
void fields(V& v, EditRequest& m) {
  v("title", m.title);
  v("edits", m.edits);
}
template <class V>
void fields(V& v, Changed& m) {
  v("units", m.units);
  v("labels", m.labels);
  v("everything", m.everything);
  v("operation", m.operation);
  v("undo_title", m.undo_title);
  v("redo_title", m.redo_title);
  v("unfinished", m.unfinished);
}
template <class V>
void fields(V& v, BulkRequest& m) {
  v("action", m.action);
  v("selection", m.selection);
  v("expected", m.expected);
  v("label", m.label);
}
template <class V>
void fields(V& v, TaskStarted& m) {
  v("task", m.task);
}
template <class V>
void fields(V& v, ResolveRequest& m) {
  v("conflict", m.conflict);
  v("resolution", m.resolution);
}
template <class V>
void fields(V& v, ImportRequest& m) {
  v("file", m.file);
  v("name", m.name);
  v("size_bytes", m.size_bytes);
}
template <class V>
void fields(V& v, ImportColumn& m) {
  v("header", m.header);
  v("field", m.field);
  v("samples", m.samples);
}
template <class V>
void fields(V& v, ImportPreview& m) {
  v("task", m.task);
  v("format", m.format);
  v("encoding", m.encoding);
  v("separator", m.separator);
  v("columns", m.columns);
  v("sample", m.sample);
  v("records_about", m.records_about);
  v("fields", m.fields);
}
template <class V>
void fields(V& v, ImportRun& m) {
  v("task", m.task);
  v("fields", m.fields);
}
template <class V>
void fields(V& v, TaskRequest& m) {
  v("task", m.task);
}
template <class V>
void fields(V& v, TaskProgress& m) {
  v("task", m.task);
  v("kind", m.kind);
  v("state", m.state);
  v("done_bytes", m.done_bytes);
  v("total_bytes", m.total_bytes);
  v("created", m.created);
  v("updated", m.updated);
  v("unchanged", m.unchanged);
  v("rejected", m.rejected);
  v("rejects_file", m.rejects_file);
  v("error", m.error);
}
template <class V>
void fields(V& v, ExportRequest& m) {
  v("format", m.format);
  v("query", m.query);
  v("record", m.record);
  v("selection", m.selection);
}
template <class V>
void fields(V& v, ExportReady& m) {
  v("task", m.task);
  v("file", m.file);
  v("name", m.name);
  v("media_type", m.media_type);
}
template <class V>
void fields(V& v, SavedState& m) {
  v("state", m.state);
  v("commits_waiting", m.commits_waiting);
  v("reason", m.reason);
}
template <class V>
void fields(V& v, SyncState& m) {
  v("state", m.state);
  v("rows_waiting", m.rows_waiting);
  v("refused", m.refused);
  v("last_sync_ms", m.last_sync_ms);
  v("received_rows", m.received_rows);
  v("expected_rows", m.expected_rows);
  v("clock_warning", m.clock_warning);
}
template <class V>
void fields(V& v, StatusReport& m) {
  v("version", m.version);
  v("people", m.people);
  v("organisations", m.organisations);
  v("conflicts", m.conflicts);
  v("database_bytes", m.database_bytes);
  v("saved", m.saved);
  v("sync", m.sync);
  v("undo_title", m.undo_title);
  v("redo_title", m.redo_title);
  v("member_name", m.member_name);
  v("member_mail", m.member_mail);
  v("workspace_name", m.workspace_name);
  v("role", m.role);
  v("member_person", m.member_person);
  v("member_photo_version", m.member_photo_version);
}
template <class V>
void fields(V& v, Setting& m) {
  v("name", m.name);
  v("value", m.value);
}
template <class V>
void fields(V& v, LanguageRequest& m) {
  v("language", m.language);
}
template <class V>
void fields(V& v, CheckRow& m) {
  v("table", m.table);
  v("device_rows", m.device_rows);
  v("server_rows", m.server_rows);
  v("equal", m.equal);
}
template <class V>
void fields(V& v, CheckReport& m) {
  v("tables", m.tables);
  v("equal", m.equal);
  v("repaired_rows", m.repaired_rows);
}
template <class V>
void fields(V& v, AccountState& m) {
  v("initialised", m.initialised);
  v("version", m.version);
  v("workspace_name", m.workspace_name);
}
template <class V>
void fields(V& v, SetupRequest& m) {
  v("code", m.code);
  v("workspace_name", m.workspace_name);
  v("name", m.name);
  v("mail", m.mail);
  v("password", m.password);
}
template <class V>
void fields(V& v, LoginRequest& m) {
  v("mail", m.mail);
  v("password", m.password);
}
template <class V>
void fields(V& v, JoinRequest& m) {
  v("secret", m.secret);
  v("name", m.name);
  v("mail", m.mail);
  v("password", m.password);
}
template <class V>
void fields(V& v, Session& m) {
  v("token", m.token);
  v("device", m.device);
  v("workspace", m.workspace);
  v("member", m.member);
  v("workspace_name", m.workspace_name);
  v("member_name", m.member_name);
  v("member_mail", m.member_mail);
  v("role", m.role);
}
template <class V>
void fields(V& v, Member& m) {
  v("name", m.name);
  v("mail", m.mail);
  v("role", m.role);
  v("workspace_name", m.workspace_name);
}
template <class V>
void fields(V& v, RenameRequest& m) {
  v("name", m.name);
}
template <class V>
void fields(V& v, PasswordRequest& m) {
  v("current", m.current);
  v("password", m.password);
}
template <class V>
void fields(V& v, SessionNotice& m) {
  v("state", m.state);
}
template <class V>
void fields(V& v, InviteRequest& m) {
  v("mail", m.mail);
}
template <class V>
void fields(V& v, Invite& m) {
  v("secret", m.secret);
  v("expires_ms", m.expires_ms);
}

}  // namespace vinculo::api
