#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "client/commands.h"
#include "client/terminal.h"
#include "transfer/mapping.h"

namespace vinculo::client {
namespace {

// Runs the task to its end with a line of progress at a terminal.
Result<api::TaskProgress> finish_task(Context& context, std::int64_t task) {
  std::optional<api::TaskProgress> last;
  const bool is_shown = isatty(STDERR_FILENO) && !context.is_json;
  context.workspace.work_until_idle([&](const api::TaskProgress& progress) {
    if (progress.task != task) return;
    last = progress;
    if (is_shown && progress.total_bytes > 0)
      std::cerr << "\r" << progress.done_bytes * 100 / progress.total_bytes << " %, " << progress.created
                << " created, " << progress.updated << " updated " << std::flush;
  });
  if (is_shown) std::cerr << "\r\033[K";
  if (!last) return Error{ErrorCode::internal, "the task told nothing"};
  if (last->state == "failed") return Error{error_from_name(last->error), ""};
  return *last;
}

// The planned fields with the user's "header=field" in them; empty when nothing was said.
Result<std::vector<std::string>> fields_of(const api::ImportPreview& preview, const std::vector<std::string>& mapped) {
  std::vector<std::string> fields;
  if (mapped.empty()) return fields;
  for (const api::ImportColumn& column : preview.columns) fields.push_back(column.field);
  for (const std::string& text : mapped) {
    const std::size_t equals = text.rfind('=');
    const std::string header = text.substr(0, equals),
                      field = equals == std::string::npos ? "" : text.substr(equals + 1);
    const auto column = std::ranges::find(preview.columns, header, &api::ImportColumn::header);
    if (equals == std::string::npos || column == preview.columns.end())
      return Error{ErrorCode::invalid_argument, "there is no column \"" + header + "\""};
    if (!field.empty() && !transfer::parse_field(field))
      return Error{ErrorCode::invalid_argument, "there is no field \"" + field + "\""};
    fields[static_cast<std::size_t>(column - preview.columns.begin())] = field;
  }
  return fields;
}

void print_preview(const api::ImportPreview& preview) {
  std::cout << preview.format << ", " << preview.encoding << ", about " << preview.records_about << " records\n";
  for (const api::ImportColumn& column : preview.columns) {
    std::cout << "  " << printable(column.header) << " -> "
              << (column.field.empty() ? "(kept as a property)" : column.field);
    if (!column.samples.empty()) std::cout << "   e.g. " << printable(column.samples.front());
    std::cout << "\n";
  }
  for (const api::ListRow& row : preview.sample)
    std::cout << "  + " << printable(row.name + "  " + row.mail + "  " + row.phone) << "\n";
}

}  // namespace

Outcome import_file(Context& context, const ImportOptions& options) {
  auto chosen = context.workspace.files().choose(options.path);
  if (!chosen) {
    const Error& error = chosen.error();
    return Error{error.code == ErrorCode::not_found ? ErrorCode::invalid_argument : error.code, error.detail};
  }
  const std::string name = std::filesystem::path(options.path).filename().string();
  const std::string rejects = options.rejects_path.empty() ? options.path + ".rejected.csv" : options.rejects_path;
  context.workspace.files().set_place([rejects](const std::string&) { return rejects; });
  auto preview = context.workspace.ask<api::ImportPreview>(
      "import.start", api::ImportRequest{chosen->handle, name, chosen->size_bytes});
  if (!preview) return std::move(preview).error();
  if (options.is_preview) {
    if (context.is_json)
      std::cout << api::encode(*preview) << "\n";
    else
      print_preview(*preview);
    return ExitCode::ok;
  }
  auto fields = fields_of(*preview, options.mapped_columns);
  if (!fields) return std::move(fields).error();
  if (auto begun = context.workspace.tell("import.run", api::ImportRun{preview->task, std::move(*fields)}); !begun)
    return std::move(begun).error();
  auto done = finish_task(context, preview->task);
  if (!done) return std::move(done).error();
  if (context.is_json) {
    std::cout << api::encode(*done) << "\n";
    return ExitCode::ok;
  }
  std::cout << done->created << " created, " << done->updated << " updated, " << done->unchanged << " unchanged, "
            << done->rejected << " rejected.\n";
  if (done->rejects_file != 0) std::cout << "What could not be imported, with the reason: " << rejects << "\n";
  return ExitCode::ok;
}

Outcome export_file(Context& context, const ExportOptions& options) {
  context.workspace.files().set_place([path = options.path](const std::string&) { return path; });
  auto ready =
      context.workspace.ask<api::ExportReady>("export.start", api::ExportRequest{options.format, options.query, {}});
  if (!ready) return std::move(ready).error();
  auto done = finish_task(context, ready->task);
  if (!done) return std::move(done).error();
  if (options.path == "-") return ExitCode::ok;
  if (context.is_json)
    std::cout << api::encode(*ready) << "\n";
  else
    std::cout << "Written: " << options.path << "\n";
  return ExitCode::ok;
}

}  // namespace vinculo::client
