#include "server/http/router.h"

namespace vinculo::server {

const Route* Router::find(Method method, std::string_view path, std::string& allow) const {
  const Method wanted = method == Method::head ? Method::get : method;
  bool path_is_known = false;
  for (const Route& route : routes_) {
    if (route.path != path) continue;
    if (route.method == wanted) return &route;
    path_is_known = true;
    if (!allow.empty()) allow += ", ";
    allow += route.method == Method::post ? "POST" : "GET, HEAD";
  }
  if (path_is_known) return nullptr;
  if (wanted == Method::get && fallback_.handler) return &fallback_;
  return nullptr;
}

}  // namespace vinculo::server
