#include "server/app/site.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "base/bytes.h"
#include "base/sha256.h"
#include "server/http/error_response.h"

namespace vinculo::server {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_site_bytes = 64 * 1024 * 1024;
constexpr std::size_t name_hash_characters = 16;  // as tools/assets/site.mjs writes them: app.0123456789abcdef.wasm

constexpr std::pair<std::string_view, std::string_view> media_types[] = {
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
};

std::string media_type_of(std::string_view path) {
  const auto found = std::ranges::find_if(media_types, [&](const auto& entry) { return path.ends_with(entry.first); });
  return std::string(found == std::end(media_types) ? "application/octet-stream" : found->second);
}

bool is_hash_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

bool has_hash_in_name(std::string_view path) {
  const std::size_t extension = path.rfind('.');
  if (extension == std::string_view::npos || extension < name_hash_characters + 1) return false;
  const std::string_view digits = path.substr(extension - name_hash_characters, name_hash_characters);
  return path[extension - name_hash_characters - 1] == '.' && std::ranges::all_of(digits, is_hash_digit);
}

std::string entity_tag_of(const std::string& content) {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto hash = sha256(as_bytes(content));
  std::string tag = "\"";
  for (std::size_t i = 0; i < 8; ++i) (tag += hex[hash[i] >> 4]) += hex[hash[i] & 15];
  return tag + '"';
}

std::shared_ptr<const std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return nullptr;
  return std::make_shared<const std::string>(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

// "br" in Accept-Encoding, unless refused with q=0 (RFC 9110 section 12.5.3).
bool accepts_brotli(std::string_view header) {
  while (!header.empty()) {
    const std::size_t comma = header.find(',');
    std::string item;
    for (const char c : header.substr(0, comma))
      if (c != ' ' && c != '\t') item += c;
    if (item == "br") return true;
    if (item.starts_with("br;q=")) return item.find_first_of("123456789") != std::string::npos;
    header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
  }
  return false;
}

// What the application may use as an address: plain segments, nothing to decode and nothing that looks like a file.
bool is_application_address(std::string_view path) {
  if (path.starts_with("/api/") || path == "/api") return false;
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path.find("//") == std::string_view::npos && std::ranges::all_of(path, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
                  c == '_';
         });
}

}  // namespace

Result<Site> Site::load(const std::string& folder) {
  std::error_code error;
  Site site;
  std::uintmax_t total_bytes = 0;
  for (auto entry = fs::recursive_directory_iterator(folder, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.filename().native().starts_with('.')) {
      entry.disable_recursion_pending();
      continue;
    }
    if (entry->symlink_status(error).type() != fs::file_type::regular || path.extension() == ".br") continue;
    File file{
        .plain = read_file(path), .brotli = nullptr, .media_type = media_type_of(path.native()), .entity_tag = {}};
    if (!file.plain) return Error{ErrorCode::storage_failed, "cannot read " + path.string()};
    if (fs::exists(path.string() + ".br", error)) file.brotli = read_file(path.string() + ".br");
    total_bytes += file.plain->size();
    if (total_bytes > max_site_bytes) return Error{ErrorCode::too_large, folder};
    file.entity_tag = entity_tag_of(*file.plain);
    std::string name = '/' + fs::relative(path, folder, error).generic_string();
    file.is_immutable = has_hash_in_name(name);
    site.files_.emplace(std::move(name), std::move(file));
  }
  if (error) return Error{ErrorCode::not_found, folder + ": " + error.message()};
  if (!site.files_.contains("/index.html")) return Error{ErrorCode::not_found, folder + " has no index.html"};
  return site;
}

Response Site::answer(const Request& request) const {
  auto found = files_.find(request.path);
  if (found == files_.end() && is_application_address(request.path)) found = files_.find("/index.html");
  if (found == files_.end()) return error_response(ErrorCode::not_found);
  const File& file = found->second;
  Response response;
  response.headers = {{"Cache-Control", file.is_immutable ? "public, max-age=31536000, immutable" : "no-cache"},
                      {"ETag", file.entity_tag},
                      {"Vary", "Accept-Encoding"}};
  if (request.header("if-none-match").find(file.entity_tag) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  response.headers.push_back({"Content-Type", file.media_type});
  const bool use_brotli = file.brotli && accepts_brotli(request.header("accept-encoding"));
  if (use_brotli) response.headers.push_back({"Content-Encoding", "br"});
  response.shared_body = use_brotli ? file.brotli : file.plain;
  return response;
}

}  // namespace vinculo::server
