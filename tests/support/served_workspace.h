// A workspace in memory behind the boundary, as a screen uses it: requests go in as texts, responses and notices come
// out. Real database, store, search and service; only the clock, the random numbers and the files are the test's.
#pragma once
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "api/service.h"
#include "storage/database.h"

namespace vinculo::test {

class MemoryFiles final : public api::FileHost {
 public:
  struct File {
    std::string name, media_type, bytes;
    bool is_finished = false;
  };
  std::map<std::int64_t, File> files;
  std::int64_t fail_from_offset = -1;  // reads from here on fail

  std::int64_t add(std::string name, std::string bytes) {
    files[next_] = {std::move(name), {}, std::move(bytes), true};
    return next_++;
  }
  Result<std::size_t> read(std::int64_t file, std::int64_t offset, std::span<std::uint8_t> into) override {
    const auto found = files.find(file);
    if (found == files.end()) return Error{ErrorCode::not_found, "file"};
    if (fail_from_offset >= 0 && offset >= fail_from_offset) return Error{ErrorCode::storage_failed, "read"};
    const std::string& bytes = found->second.bytes;
    const auto start = std::min(static_cast<std::size_t>(offset), bytes.size());
    const std::size_t count = std::min(into.size(), bytes.size() - start);
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(start), count, into.begin());
    return count;
  }
  Result<std::int64_t> create(const std::string& name, const std::string& media_type) override {
    files[next_] = {name, media_type, {}, false};
    return next_++;
  }
  Status append(std::int64_t file, ByteView bytes) override {
    files.at(file).bytes += as_text(bytes);
    return {};
  }
  Status finish(std::int64_t file) override {
    files.at(file).is_finished = true;
    return {};
  }
  void discard(std::int64_t file) override { files.erase(file); }

 private:
  std::int64_t next_ = 1;
};

class ServedWorkspace {
 public:
  explicit ServedWorkspace(std::uint64_t seed = 1) : random_(seed) {
    database = storage::Database::open({}).value();
    store = Store::open(*database, [this] { return now_ms += 1; }, [this] { return random_(); }).value();
    REQUIRE(store->set_device(7));
    open_service();
  }

  void open_service() {
    service.reset();
    api::Host host;
    host.files = &files;
    host.notify = [this](std::string text) { notices.push_back(api::Envelope::parse(text).value()); };
    host.now_ms = [this] { return now_ms; };
    host.monotonic_ms = [this] { return monotonic_ms += 0.01; };
    host.version = "test";
    service = api::Service::open(*database, *store, std::move(host)).value();
  }

  // The answer to a request with the next id.
  template <class Answer, class Params>
  Result<Answer> ask(const std::string& method, const Params& params) {
    return ask_as<Answer>(next_id_++, "tab-1", method, params);
  }
  template <class Answer, class Params>
  Result<Answer> ask_as(std::int64_t id, const std::string& client, const std::string& method, const Params& params) {
    const auto answer =
        api::Envelope::parse(service->handle(api::request_text(id, client, method, api::encode(params))));
    REQUIRE(answer);
    CHECK(answer->id() == id);
    if (answer->error()) return *answer->error();
    return answer->template result<Answer>();
  }
  template <class Answer, class Params>
  Answer must(const std::string& method, const Params& params) {
    auto answer = ask<Answer>(method, params);
    if (!answer) FAIL(method << ": " << error_name(answer.error().code) << " " << answer.error().detail);
    return std::move(*answer);
  }

  api::Window window(const std::string& query = {}, std::int64_t offset = 0, int limit = api::max_window_rows) {
    api::WindowRequest request;
    request.query = query;
    request.offset = offset;
    request.limit = limit;
    return must<api::Window>("list.window", request);
  }
  std::vector<std::string> names(const std::string& query = {}) {
    std::vector<std::string> names;
    for (const api::ListRow& row : window(query).rows) names.push_back(row.name);
    return names;
  }

  std::vector<Uuid> ids() {
    std::vector<Uuid> ids;
    for (const api::ListRow& row : window().rows) ids.push_back(row.id);
    return ids;
  }

  // One person with what is given, made through the boundary.
  Uuid add_person(const std::string& given, const std::string& family, const std::string& mail = {},
                  const std::string& phone = {}) {
    const Uuid id = store->new_id();
    api::EditRequest request{"New person", {{"person", id, {{"given_name", given}, {"family_name", family}}}}};
    if (!mail.empty()) {
      request.edits.push_back({"mail", store->new_id(), {{"owner", value_of(id)}, {"address", mail}}});
    }
    if (!phone.empty()) {
      request.edits.push_back({"phone", store->new_id(), {{"owner", value_of(id)}, {"number", phone}}});
    }
    must<api::Changed>("edit", request);
    return id;
  }
  Uuid add_organisation(const std::string& name) {
    const Uuid id = store->new_id();
    must<api::Changed>("edit", api::EditRequest{"New organisation", {{"organisation", id, {{"name", name}}}}});
    return id;
  }

  void work_until_idle() {
    while (service->work(20)) {
    }
  }
  // Imports a file to its end and answers its last progress.
  api::TaskProgress import(const std::string& name, const std::string& bytes, std::vector<std::string> fields = {}) {
    const std::int64_t file = files.add(name, bytes);
    const auto preview = must<api::ImportPreview>(
        "import.start", api::ImportRequest{file, name, static_cast<std::int64_t>(bytes.size())});
    must<api::LabelList>("import.run", api::ImportRun{preview.task, std::move(fields)});
    work_until_idle();
    return last_progress();
  }
  api::TaskProgress last_progress() {
    for (auto notice = notices.rbegin(); notice != notices.rend(); ++notice) {
      if (notice->notice() == "task") return notice->body<api::TaskProgress>().value();
    }
    FAIL("no progress was told");
    return {};
  }
  std::string export_all(const std::string& format) {
    const auto ready = must<api::ExportReady>("export.start", api::ExportRequest{format, {}, {}});
    work_until_idle();
    CHECK(last_progress().state == "done");
    CHECK(files.files.at(ready.file).is_finished);
    return files.files.at(ready.file).bytes;
  }

  std::uint64_t now_ms = 1'750'000'000'000;
  double monotonic_ms = 0;
  MemoryFiles files;
  std::vector<api::Envelope> notices;
  std::unique_ptr<storage::Database> database;
  std::unique_ptr<Store> store;
  std::unique_ptr<api::Service> service;

 private:
  std::mt19937_64 random_;
  std::int64_t next_id_ = 1;
};

}  // namespace vinculo::test
