// What the program can do, one function a command. Each takes the open workspace and its options, prints its result to
// standard output (as text, or as the boundary's JSON with --json) and progress to standard error.
#pragma once
#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "client/local_workspace.h"
#include "client/sentences.h"

namespace vinculo::client {

struct Context {
  LocalWorkspace& workspace;
  bool is_json = false;
};
using Outcome = Result<ExitCode>;

// --- accounts ---
struct SetupOptions {
  std::string url, code, workspace_name, name, mail;
};
struct LoginOptions {
  std::string url, mail;
};
struct JoinOptions {
  std::string url, secret, name, mail;
};  // url may be the invite's link; then secret may be empty
[[nodiscard]] Outcome set_up(Context& context, const SetupOptions& options);
[[nodiscard]] Outcome log_in(Context& context, const LoginOptions& options);
[[nodiscard]] Outcome join_team(Context& context, const JoinOptions& options);
[[nodiscard]] Outcome log_out(Context& context);
[[nodiscard]] Outcome invite(Context& context, const std::string& mail);

// --- files ---
struct ImportOptions {
  std::string path, rejects_path;           // rejects_path "": beside the file, NAME.rejected.csv
  std::vector<std::string> mapped_columns;  // "header=field"
  bool is_preview = false;
};
struct ExportOptions {
  std::string format = "csv", path = "-", query;
};
[[nodiscard]] Outcome import_file(Context& context, const ImportOptions& options);
[[nodiscard]] Outcome export_file(Context& context, const ExportOptions& options);

// --- lists ---
struct ListOptions {
  std::string query, sort = "name";
  bool is_organisations = false, is_descending = false;
  std::int64_t offset = 0;
  int limit = 60;
};
[[nodiscard]] Outcome list(Context& context, const ListOptions& options);

// --- records ---
struct EditOptions {
  std::string id;
  std::vector<std::string> fields;
};  // "given_name=José"
struct AddOptions {
  bool is_organisation = false;
  std::vector<std::string> fields;
};
struct LabelOptions {
  std::string id, name;
  bool is_removal = false;
};
[[nodiscard]] Outcome show(Context& context, const std::string& id);
[[nodiscard]] Outcome add(Context& context, const AddOptions& options);
[[nodiscard]] Outcome edit(Context& context, const EditOptions& options);
[[nodiscard]] Outcome add_note(Context& context, const std::string& id, const std::string& text);
[[nodiscard]] Outcome set_label(Context& context, const LabelOptions& options);
[[nodiscard]] Outcome set_deleted(Context& context, const std::string& id, bool is_deleted);
[[nodiscard]] Outcome resolve(Context& context, const std::string& conflict, const std::string& resolution);
[[nodiscard]] Outcome undo(Context& context);
[[nodiscard]] Outcome redo(Context& context);

// --- the server ---
[[nodiscard]] Outcome sync_once(Context& context);
// Synchronises the workspace in `file` every `interval_s` seconds until SIGINT or SIGTERM; opens it by itself.
[[nodiscard]] Outcome watch(const std::string& file, bool is_json, int interval_s);
[[nodiscard]] Outcome check(Context& context);
[[nodiscard]] Outcome status(Context& context);

}  // namespace vinculo::client
