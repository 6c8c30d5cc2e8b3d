#include "server/app/options.h"

#include <toml++/toml.h>
#include <CLI/CLI.hpp>
#include <iostream>

#include "server/app/version.h"
#include "server/http/client_address.h"

namespace vinculo::server {
namespace {

constexpr const char* description =
    "The Vinculo server: keeps a team's contacts, gives browsers the application and keeps their devices equal.";

constexpr const char* footer = R"(
The first start prints a setup code; open the address it prints and enter the code to become the owner.

Examples
  Try it out with 500 made-up people:
    vinculo-server --site build/site --data /tmp/vinculo --demo 500
  For a team, behind a proxy that speaks TLS on the same machine:
    vinculo-server --site /usr/share/vinculo --data /var/lib/vinculo \
                   --public-url https://crm.example.org --trusted-proxy 127.0.0.1
  Everything in a file (see server/vinculo-server.example.toml):
    vinculo-server --config /etc/vinculo-server.toml

Every option can be set in the environment, too: VINCULO_PORT, VINCULO_DATA and so on. The command line wins over the
environment, the environment over the file. TERM or Ctrl+C lets running requests finish, then stops.)";

// Puts the file's values where neither the command line nor the environment said anything.
class FileReader {
 public:
  FileReader(const toml::table& table, CLI::App& app) : table_(table), app_(app) {}

  template <class T>
  void take(const char* key, const char* option, T& into) {
    known_.emplace_back(key);
    const toml::node* node = table_.get(key);
    if (!node || app_.count(option) != 0) return;
    if (const auto value = node->value_exact<T>())
      into = *value;
    else
      mistakes_.push_back(std::string(key) + " has the wrong type");
  }
  void take_number(const char* key, const char* option, std::int64_t most, std::size_t& into) {
    std::int64_t value = static_cast<std::int64_t>(into);
    take(key, option, value);
    if (value < 0 || value > most)
      mistakes_.push_back(std::string(key) + " is out of range");
    else
      into = static_cast<std::size_t>(value);
  }
  void take_list(const char* key, const char* option, std::vector<std::string>& into) {
    known_.emplace_back(key);
    const toml::array* items = table_[key].as_array();
    if (!table_.contains(key) || app_.count(option) != 0) return;
    if (!items || !items->is_homogeneous(toml::node_type::string)) {
      mistakes_.push_back(std::string(key) + " must be a list of texts");
      return;
    }
    into.clear();
    for (const toml::node& item : *items) into.push_back(item.value_or(std::string()));
  }
  // A word with a spelling mistake must not be read as "not set".
  std::vector<std::string> mistakes() {
    for (const auto& [key, node] : table_)
      if (std::find(known_.begin(), known_.end(), key.str()) == known_.end())
        mistakes_.push_back(std::string(key.str()) + " is not known");
    return mistakes_;
  }

 private:
  const toml::table& table_;
  CLI::App& app_;
  std::vector<std::string> known_, mistakes_;
};

Status read_file(const std::string& path, CLI::App& app, Options& options) {
  try {
    const toml::table table = toml::parse_file(path);
    FileReader reader(table, app);
    std::size_t port = options.port;
    reader.take_number("port", "--port", 65535, port);
    options.port = static_cast<std::uint16_t>(port);
    reader.take("address", "--address", options.address);
    reader.take("data", "--data", options.data);
    reader.take("site", "--site", options.site);
    reader.take("public_url", "--public-url", options.public_url);
    reader.take_list("trusted_proxies", "--trusted-proxy", options.trusted_proxies);
    reader.take_number("demo", "--demo", 1'000'000, options.demo_people);
    reader.take("log_level", "--log-level", options.log_level);
    const auto mistakes = reader.mistakes();
    if (!mistakes.empty()) return Error{ErrorCode::invalid_argument, path + ": " + mistakes.front()};
    return {};
  } catch (const toml::parse_error& error) {
    return Error{ErrorCode::malformed, path + ": " + std::string(error.description()) + " in line " +
                                           std::to_string(error.source().begin.line)};
  }
}

Status check(const Options& options) {
  if (!parse_address(options.address))
    return Error{ErrorCode::invalid_argument, "--address takes a numeric address, such as 127.0.0.1 or ::"};
  for (const std::string& proxy : options.trusted_proxies)
    if (!parse_network(proxy))
      return Error{ErrorCode::invalid_argument, "--trusted-proxy takes addresses or networks: " + proxy};
  if (!options.public_url.empty() && !origin_of(options.public_url))
    return Error{ErrorCode::invalid_argument, "--public-url takes an address such as https://crm.example.org"};
  for (const char* level : {"debug", "info", "warn", "error", "off"})
    if (options.log_level == level) return {};
  return Error{ErrorCode::invalid_argument, "--log-level is one of debug, info, warn, error, off"};
}

}  // namespace

ParsedOptions parse_options(int argument_count, const char* const* arguments) {
  Options options;
  std::string config;
  CLI::App app(description, "vinculo-server");
  app.footer(footer);
  app.set_version_flag("--version", "vinculo-server " + std::string(version));
  app.add_option("--port", options.port, "Port to listen on, 0 for any free one")
      ->envname("VINCULO_PORT")
      ->capture_default_str();
  app.add_option("--address", options.address, "Address to listen on")
      ->envname("VINCULO_ADDRESS")
      ->capture_default_str();
  app.add_option("--data", options.data, "Folder with all that is kept; made when missing")
      ->envname("VINCULO_DATA")
      ->capture_default_str();
  app.add_option("--site", options.site, "Folder with the built web application (build/site)")->envname("VINCULO_SITE");
  app.add_option("--public-url", options.public_url,
                 "Where people reach this server, when that is not where it listens")
      ->envname("VINCULO_PUBLIC_URL");
  app.add_option("--trusted-proxy", options.trusted_proxies, "Proxy whose X-Forwarded-For is believed; may be repeated")
      ->envname("VINCULO_TRUSTED_PROXY")
      ->delimiter(',');
  app.add_option("--demo", options.demo_people, "Fill an empty workspace with so many made-up people")
      ->envname("VINCULO_DEMO")
      ->check(CLI::Range(0, 1'000'000));
  app.add_option("--log-level", options.log_level, "debug, info, warn, error or off")
      ->envname("VINCULO_LOG_LEVEL")
      ->capture_default_str();
  app.add_option("--config", config, "Configuration file in TOML")->envname("VINCULO_CONFIG");
  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::ParseError& error) {
    return {.options = std::nullopt, .exit_code = app.exit(error)};
  }
  Status status = config.empty() ? Status() : read_file(config, app, options);
  if (status) status = check(options);
  if (!status) {
    std::cerr << "vinculo-server: " << status.error().detail << "\n";
    return {.options = std::nullopt, .exit_code = 2};
  }
  return {.options = std::move(options), .exit_code = 0};
}

std::optional<std::string> origin_of(const std::string& url) {
  std::string_view rest = url;
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const std::string origin(rest);
  const std::size_t scheme_end = rest.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  const std::string_view scheme = rest.substr(0, scheme_end);
  rest.remove_prefix(scheme_end + 3);
  if ((scheme != "http" && scheme != "https") || rest.empty()) return std::nullopt;
  const auto is_host = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':' || c == '[' || c == ']';
  };
  return std::all_of(rest.begin(), rest.end(), is_host) ? std::optional(origin) : std::nullopt;
}

}  // namespace vinculo::server
