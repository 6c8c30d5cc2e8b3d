// The web application's files: what is served, with which headers, and what no path can reach.
#include "server/app/site.h"
#include "catch_amalgamated.hpp"
#include "support/test_server.h"

using namespace vinculo;
using namespace vinculo::test;

namespace {

// A folder that looks like build/site, with things beside it that must stay out of reach.
struct SiteFolder {
  TemporaryFolder outside;
  std::string site = (outside.path() / "site").string();
  SiteFolder() {
    outside.write("secret.txt", "secret");
    outside.write("site/index.html", "<!doctype html>the page");
    outside.write("site/index.html.br", "brotli of the page");
    outside.write("site/app.0123456789abcdef.wasm", "wasm");
    outside.write("site/app.0123456789abcdef.mjs", "module");
    outside.write("site/service_worker.js", "worker");
    outside.write("site/manifest.webmanifest", "{}");
    outside.write("site/fonts/inter.0123456789abcdef.ttf", "font");
    outside.write("site/.hidden", "hidden");
    outside.write("site/.git/config", "hidden");
    std::filesystem::create_symlink(outside.path() / "secret.txt", outside.path() / "site/link.txt");
  }
};

}  // namespace

TEST_CASE("files are served with their type and how long they may be kept") {
  const SiteFolder folder;
  const TestServer server([&](auto& settings) { settings.site_folder = folder.site; });
  struct Expected {
    const char *path, *body, *type, *cache;
  };
  const char* const forever = "public, max-age=31536000, immutable";
  for (const Expected& file : std::initializer_list<Expected>{
           {"/", "<!doctype html>the page", "text/html; charset=utf-8", "no-cache"},
           {"/index.html", "<!doctype html>the page", "text/html; charset=utf-8", "no-cache"},
           {"/?lang=es", "<!doctype html>the page", "text/html; charset=utf-8", "no-cache"},
           {"/app.0123456789abcdef.wasm", "wasm", "application/wasm", forever},
           {"/app.0123456789abcdef.mjs", "module", "text/javascript; charset=utf-8", forever},
           {"/fonts/inter.0123456789abcdef.ttf", "font", "font/ttf", forever},
           {"/service_worker.js", "worker", "text/javascript; charset=utf-8", "no-cache"},
           {"/manifest.webmanifest", "{}", "application/manifest+json", "no-cache"}}) {
    INFO(file.path);
    const auto response = server.get(file.path);
    CHECK(response.status == 200);
    CHECK(response.body == file.body);
    CHECK(response.header("content-type") == file.type);
    CHECK(response.header("cache-control") == file.cache);
    CHECK_FALSE(response.header("etag").empty());
  }
}

TEST_CASE("the application's own addresses get the page") {
  const SiteFolder folder;
  const TestServer server([&](auto& settings) { settings.site_folder = folder.site; });
  for (const char* path :
       {"/people", "/people/", "/people/01920000-0000-7000-8000-000000000000", "/settings", "/join"}) {
    INFO(path);
    const auto response = server.get(path);
    CHECK(response.status == 200);
    CHECK(response.body == "<!doctype html>the page");
    CHECK(response.header("cache-control") == "no-cache");
  }
}

TEST_CASE("no path reaches anything but the application's files") {
  const SiteFolder folder;
  const TestServer server([&](auto& settings) { settings.site_folder = folder.site; });
  for (const std::string& path : {"/../secret.txt",
                                  "/../secret",
                                  "/..",
                                  "/.",
                                  "/./index.html",
                                  "/fonts/../index.html",
                                  "/%2e%2e/secret.txt",
                                  "/%2e%2e%2fsecret.txt",
                                  "/..%2fsecret.txt",
                                  "/..%5csecret.txt",
                                  "/..\\secret.txt",
                                  "/\\..\\secret",
                                  "/index.html%00",
                                  "/people%00",
                                  "/people%2f..",
                                  "//index.html",
                                  "//etc/passwd",
                                  "/people//x",
                                  "/etc/passwd.txt",
                                  "/.hidden",
                                  "/.git/config",
                                  "/link.txt",
                                  "/index.html.br",
                                  "/fonts",
                                  "/app.wasm",
                                  "/INDEX.HTML",
                                  "/index.html/",
                                  "/index.html;x",
                                  "/api",
                                  "/api/",
                                  "/api/people",
                                  "/people.json",
                                  "/~root",
                                  "/people/*"}) {
    INFO(path);
    const auto response = server.get(path);
    CHECK((response.status == 404 || (path == "/fonts" && response.body == "<!doctype html>the page")));
    CHECK(response.body.find("secret") == std::string::npos);
  }
}

TEST_CASE("brotli is sent to those who accept it") {
  const SiteFolder folder;
  const TestServer server([&](auto& settings) { settings.site_folder = folder.site; });
  const auto encoding = [&](const std::string& accept) {
    return server.get("/", "Accept-Encoding: " + accept + "\r\n").header("content-encoding");
  };
  CHECK(encoding("gzip, deflate, br, zstd") == "br");
  CHECK(encoding("br;q=0.5") == "br");
  CHECK(encoding("gzip").empty());
  CHECK(encoding("br;q=0, gzip").empty());
  CHECK(encoding("brx").empty());
  CHECK(server.get("/", "Accept-Encoding: br\r\n").body == "brotli of the page");
  CHECK(server.get("/").header("vary") == "Accept-Encoding");
}

TEST_CASE("a share that no service worker took leads to the page that says so, from anywhere and of any size") {
  const SiteFolder folder;
  const TestServer server([&](auto& settings) { settings.site_folder = folder.site; });
  const auto size = GENERATE(std::size_t{0}, std::size_t{3}, std::size_t{5'000'000});
  const std::string headers = "Origin: null\r\nContent-Type: multipart/form-data; boundary=x\r\n";
  const auto response = ask(server.port(), request_text("POST", "/share", headers, std::string(size, 'x')));
  CHECK(response.status == 303);
  CHECK(response.header("location") == "/people?share=missed");
  CHECK(response.header("cache-control") == "no-store");
}

TEST_CASE("a page that is known already is not sent again") {
  const SiteFolder folder;
  const TestServer server([&](auto& settings) { settings.site_folder = folder.site; });
  const std::string tag = server.get("/").header("etag");
  const auto response = server.get("/", "If-None-Match: " + tag + "\r\n");
  CHECK(response.status == 304);
  CHECK(response.body.empty());
  CHECK(server.get("/", "If-None-Match: \"other\"\r\n").status == 200);
}

TEST_CASE("every answer carries the security headers") {
  const SiteFolder folder;
  const bool is_secure = GENERATE(false, true);
  const TestServer server([&](auto& settings) {
    settings.site_folder = folder.site;
    settings.is_secure = is_secure;
  });
  for (const std::string& request :
       {request_text("GET", "/", "", ""), request_text("GET", "/people", "", ""),
        request_text("GET", "/api/state", "", ""), request_text("GET", "/nothing.txt", "", ""),
        request_text("POST", "/api/login", "", "x"), request_text("DELETE", "/api/login", "", ""),
        std::string("nonsense\r\n\r\n")}) {
    INFO(request);
    const auto response = ask(server.port(), request);
    CHECK(response.header("content-security-policy") ==
          "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
          "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
          "frame-ancestors 'none'");
    CHECK(response.header("x-content-type-options") == "nosniff");
    CHECK(response.header("cross-origin-resource-policy") == "same-origin");
    CHECK(response.header("strict-transport-security").empty() == !is_secure);
  }
  CHECK(server.get("/api/state").header("cache-control") == "no-store");
}

TEST_CASE("a folder without the application is refused at start") {
  const TemporaryFolder empty;
  CHECK(server::Site::load(empty.path().string()).error().code == ErrorCode::not_found);
  CHECK(server::Site::load((empty.path() / "missing").string()).error().code == ErrorCode::not_found);
}
