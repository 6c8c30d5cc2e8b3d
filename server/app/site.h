// The web application's files, read into memory at start and served from there: a request can only name what is in the
// map, so no path reaches the disk. Read-only after load(); any thread.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "base/error.h"
#include "server/http/message.h"

namespace vinculo::server {

class Site {
 public:
  // Every regular file below `folder`, with its brotli copy NAME.br when there is one. Names that begin with a dot and
  // links are left out. not_found: no such folder or no index.html in it; too_large: over 64 MiB; storage_failed.
  [[nodiscard]] static Result<Site> load(const std::string& folder);

  // A file, the page for addresses of the single-page application ("/people/0192..."), 304 or 404.
  [[nodiscard]] Response answer(const Request& request) const;

 private:
  struct File {
    std::shared_ptr<const std::string> plain, brotli;  // brotli: null when there is none
    std::string media_type, entity_tag;
    bool is_immutable = false;  // its name carries the hash of its content
  };

  std::map<std::string, File, std::less<>> files_;  // by path with a leading slash
};

}  // namespace vinculo::server
