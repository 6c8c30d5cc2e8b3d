// The program vinculo: reads the command line, opens the workspace's file, runs one command.
#include <curl/curl.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <functional>
#include <optional>

#include "client/commands.h"

namespace vinculo::client {
namespace {

using Run = std::function<Outcome(Context&)>;

struct Invocation {
  std::string file = "vinculo.db";
  bool is_json = false;
  Run run;
  std::optional<int> watch_interval_s;  // set: watch() instead
};

// Each adds its subcommands; the options live as long as the closure that reads them.
template <class Options>
std::shared_ptr<Options> options_of(CLI::App& command, Invocation& invocation,
                                    Outcome (*run)(Context&, const Options&)) {
  auto options = std::make_shared<Options>();
  command.callback(
      [&invocation, options, run] { invocation.run = [=](Context& context) { return run(context, *options); }; });
  return options;
}

void add_simple(CLI::App& app, Invocation& invocation, const char* name, const char* says, Outcome (*run)(Context&)) {
  app.add_subcommand(name, says)->callback([&invocation, run] { invocation.run = run; });
}

void add_account_commands(CLI::App& app, Invocation& invocation) {
  auto* command = app.add_subcommand("setup", "Create the owner's account on a new server");
  auto setup = options_of(*command, invocation, set_up);
  command->add_option("url", setup->url, "The server's address")->required();
  command->add_option("--code", setup->code, "The setup code that the server printed")->required();
  command->add_option("--workspace", setup->workspace_name, "The team's name")->required();
  command->add_option("--name", setup->name, "Your name")->required();
  command->add_option("--mail", setup->mail, "Your mail address")->required();

  command =
      app.add_subcommand("login", "Sign in; the password comes from VINCULO_PASSWORD, the terminal or standard input");
  auto login = options_of(*command, invocation, log_in);
  command->add_option("url", login->url, "The server's address")->required();
  command->add_option("--mail", login->mail, "Your mail address")->required();

  command = app.add_subcommand("join", "Accept an invite");
  auto join = options_of(*command, invocation, join_team);
  command->add_option("url", join->url, "The invite's link, or the server's address")->required();
  command->add_option("--secret", join->secret, "The invite's secret, when the address is not the link");
  command->add_option("--name", join->name, "Your name")->required();
  command->add_option("--mail", join->mail, "Your mail address")->required();

  add_simple(app, invocation, "logout", "End the session; the records stay in the file", log_out);
  command = app.add_subcommand("invite", "Make an invite link for a colleague");
  auto mail = std::make_shared<std::string>();
  command->add_option("mail", *mail, "The colleague's mail address")->required();
  command->callback([&invocation, mail] { invocation.run = [=](Context& context) { return invite(context, *mail); }; });
}

void add_file_commands(CLI::App& app, Invocation& invocation) {
  auto* command = app.add_subcommand("import", "Import a CSV or vCard file");
  auto from = options_of(*command, invocation, import_file);
  command->add_option("path", from->path, "The file")->required();
  command->add_option("--map", from->mapped_columns, "HEADER=FIELD: what a column holds, where the guess is wrong");
  command->add_option("--rejects", from->rejects_path, "Where rows that cannot be read go (else PATH.rejected.csv)");
  command->add_flag("--preview", from->is_preview, "Only say what would be done");

  command = app.add_subcommand("export", "Export people and organisations");
  auto to = options_of(*command, invocation, export_file);
  command->add_option("--format", to->format, "csv, vcard3 or vcard4")
      ->check(CLI::IsMember({"csv", "vcard3", "vcard4"}))
      ->required();
  command->add_option("--out", to->path, "The file (else standard output)");
  command->add_option("--query", to->query, "Only what a search for this finds");
}

void add_list_commands(CLI::App& app, Invocation& invocation) {
  for (const bool is_search : {true, false}) {
    auto* command = is_search ? app.add_subcommand("search", "Find people by parts of names, mails, phones, companies")
                              : app.add_subcommand("list", "List people");
    auto options = options_of(*command, invocation, list);
    if (is_search) command->add_option("text", options->query, "What to find")->required();
    command->add_flag("--organisations", options->is_organisations, "Organisations instead of people");
    command->add_option("--sort", options->sort, "name, family_name, organisation or changed");
    command->add_flag("--descending", options->is_descending, "From the end");
    command->add_option("--offset", options->offset, "Rows to pass over");
    command->add_option("--limit", options->limit, "Rows to show")->check(CLI::Range(1, api::max_window_rows));
  }
}

// A command that takes the id of a record and perhaps one more text.
void add_record_command(CLI::App& app, Invocation& invocation, const char* name, const char* says, const char* second,
                        std::function<Outcome(Context&, const std::string&, const std::string&)> run) {
  auto* command = app.add_subcommand(name, says);
  auto texts = std::make_shared<std::pair<std::string, std::string>>();
  command->add_option("id", texts->first, "The record's id")->required();
  if (second) command->add_option(second, texts->second)->required();
  command->callback([&invocation, texts, run = std::move(run)] {
    invocation.run = [=](Context& context) { return run(context, texts->first, texts->second); };
  });
}

void add_record_commands(CLI::App& app, Invocation& invocation) {
  using Text = const std::string&;
  add_record_command(app, invocation, "show", "Show a person or an organisation", nullptr,
                     [](Context& context, Text id, Text) { return show(context, id); });
  add_record_command(app, invocation, "note", "Add a note", "text", add_note);
  add_record_command(app, invocation, "delete", "Put a record in the trash", nullptr,
                     [](Context& context, Text id, Text) { return set_deleted(context, id, true); });
  add_record_command(app, invocation, "restore", "Take a record out of the trash", nullptr,
                     [](Context& context, Text id, Text) { return set_deleted(context, id, false); });
  add_record_command(app, invocation, "resolve", "Settle a conflict: keep, take or dismiss the value that lost",
                     "resolution", resolve);

  auto* command = app.add_subcommand("add", "Add a person: add given_name=José mail=work:jose@example.org");
  auto adding = options_of(*command, invocation, add);
  command->add_option("fields", adding->fields, "FIELD=VALUE")->required();
  command->add_flag("--organisation", adding->is_organisation, "An organisation instead of a person");

  command = app.add_subcommand("edit", "Change fields: edit ID given_name=José");
  auto editing = options_of(*command, invocation, edit);
  command->add_option("id", editing->id, "The record's id")->required();
  command->add_option("fields", editing->fields, "FIELD=VALUE")->required();

  command = app.add_subcommand("label", "Put a label on a record");
  auto labelling = options_of(*command, invocation, set_label);
  command->add_option("id", labelling->id, "The record's id")->required();
  command->add_option("name", labelling->name, "The label; made when there is none of that name")->required();
  command->add_flag("--remove", labelling->is_removal, "Take it off");

  add_simple(app, invocation, "undo", "Take back the last change of this file", undo);
  add_simple(app, invocation, "redo", "Do again what was taken back", redo);
}

void add_server_commands(CLI::App& app, Invocation& invocation) {
  auto* command = app.add_subcommand("sync", "Send and receive changes");
  auto is_watching = std::make_shared<bool>(false);
  auto interval_s = std::make_shared<int>(5);
  command->add_flag("--watch", *is_watching, "Go on until stopped");
  command->add_option("--interval", *interval_s, "Seconds between two looks when watching")->check(CLI::Range(1, 3600));
  command->callback([&invocation, is_watching, interval_s] {
    invocation.run = sync_once;
    if (*is_watching) invocation.watch_interval_s = *interval_s;
  });
  add_simple(app, invocation, "check", "Compare this file with the server and repair differences", check);
  add_simple(app, invocation, "status", "What is in this file and what waits", status);
}

Outcome outcome_of(const Invocation& invocation) {
  if (invocation.watch_interval_s) return watch(invocation.file, invocation.is_json, *invocation.watch_interval_s);
  auto workspace = LocalWorkspace::open(invocation.file);
  if (!workspace) return std::move(workspace).error();
  Context context{**workspace, invocation.is_json};
  Outcome outcome = invocation.run(context);
  std::cout << std::flush;
  return outcome;
}

int run_command(const Invocation& invocation) {
  const Outcome outcome = outcome_of(invocation);
  if (outcome) return static_cast<int>(*outcome);
  if (invocation.is_json) std::cout << api::error_text(0, outcome.error()) << "\n";
  std::cerr << sentence_of(outcome.error()) << "\n";
  return static_cast<int>(exit_code_of(outcome.error().code));
}

int run(int argument_count, char** arguments) {
  CLI::App app{
      "Vinculo without a screen: the team's people and organisations in a file on this computer, kept equal with a server.\n"
      "Everything works offline; `sync` sends and receives."};
  Invocation invocation;
  app.set_version_flag("--version", VINCULO_VERSION);
  app.add_option("--file", invocation.file, "The workspace's file (else VINCULO_FILE, else vinculo.db)")
      ->envname("VINCULO_FILE");
  app.add_flag("--json", invocation.is_json, "Results as JSON");
  app.require_subcommand(1);
  app.fallthrough();
  add_account_commands(app, invocation);
  add_file_commands(app, invocation);
  add_list_commands(app, invocation);
  add_record_commands(app, invocation);
  add_server_commands(app, invocation);
  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::usage);
  }
  umask(0077);  // the session is in the file
  std::signal(SIGPIPE, SIG_IGN);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  const int code = run_command(invocation);
  curl_global_cleanup();
  return code;
}

}  // namespace
}  // namespace vinculo::client

int main(int argument_count, char** arguments) { return vinculo::client::run(argument_count, arguments); }
