// An import through the boundary, slice by slice as the worker runs it: import_bench FILE. Prints the time of the
// whole, of the longest slice, and of importing the same file again. In memory, native or under node.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include "api/service.h"
#include "storage/database.h"

using namespace vinculo;

namespace {

double now_ms() {
#ifdef __EMSCRIPTEN__
  constexpr clockid_t clock = CLOCK_MONOTONIC;
#else
  constexpr clockid_t clock = CLOCK_THREAD_CPUTIME_ID;
#endif
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

class OneFile final : public api::FileHost {
 public:
  explicit OneFile(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(std::int64_t, std::int64_t offset, std::span<std::uint8_t> into) override {
    const auto start = std::min(static_cast<std::size_t>(offset), bytes_.size());
    const std::size_t count = std::min(into.size(), bytes_.size() - start);
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(start), count, into.begin());
    return count;
  }
  Result<std::int64_t> create(const std::string&, const std::string&) override { return std::int64_t{2}; }
  Status append(std::int64_t, ByteView) override { return {}; }
  Status finish(std::int64_t) override { return {}; }
  void discard(std::int64_t) override {}

 private:
  std::string bytes_;
};

struct Bench {
  std::unique_ptr<storage::Database> database;
  std::unique_ptr<Store> store;
  std::unique_ptr<api::Service> service;
  api::TaskProgress progress;
  std::int64_t next_id = 1;

  api::Envelope ask(const std::string& method, const std::string& params) {
    auto answer = api::Envelope::parse(service->handle(api::request_text(next_id++, "bench", method, params)));
    if (!answer || answer->error()) {
      std::printf("%s failed: %s\n", method.c_str(), answer ? answer->error()->detail.c_str() : "no answer");
      std::exit(1);
    }
    return std::move(*answer);
  }

  void import(std::int64_t size, const char* what) {
    const auto preview =
        ask("import.start", api::encode(api::ImportRequest{1, "contacts.csv", size})).result<api::ImportPreview>();
    ask("import.run", api::encode(api::ImportRun{preview->task, {}}));
    const double start = now_ms();
    double longest = 0;
    int slices = 0;
    while (progress.state != "done" || progress.task != preview->task) {
      const double slice = now_ms();
      if (!service->work(30)) break;
      longest = std::max(longest, now_ms() - slice);
      ++slices;
    }
    std::printf(
        "%-12s %.2f s in %d slices, longest %.0f ms; created %lld, updated %lld, unchanged %lld, rejected %lld\n", what,
        (now_ms() - start) / 1e3, slices, longest, static_cast<long long>(progress.created),
        static_cast<long long>(progress.updated), static_cast<long long>(progress.unchanged),
        static_cast<long long>(progress.rejected));
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::printf("import_bench FILE\n");
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto size = static_cast<std::int64_t>(bytes.size());
  OneFile files(std::move(bytes));
  Bench bench;
  std::mt19937_64 random(1);
  std::uint64_t now = 1'750'000'000'000;
  bench.database = storage::Database::open({}).value();
  bench.store = Store::open(*bench.database, [&] { return now += 3; }, [&] { return random(); }).value();
  if (auto status = bench.store->set_device(1); !status) return 1;
  api::Host host;
  host.files = &files;
  host.notify = [&](const std::string& text) {
    const auto notice = api::Envelope::parse(text);
    if (notice && notice->notice() == "task") bench.progress = notice->body<api::TaskProgress>().value();
  };
  host.now_ms = [&] { return now; };
  host.monotonic_ms = now_ms;
  bench.service = api::Service::open(*bench.database, *bench.store, std::move(host)).value();
  bench.import(size, "first");
  bench.import(size, "again");
  const double start = now_ms();
  int parts = 0;
  double longest = 0;
  for (bool more = true; more; ++parts) {
    const double part = now_ms();
    const auto changed = bench.ask("undo", "{}").result<api::Changed>();
    more = changed && changed->unfinished;
    longest = std::max(longest, now_ms() - part);
  }
  std::printf("%-12s %.2f s in %d parts, the longest %.0f ms\n", "undo", (now_ms() - start) / 1e3, parts, longest);
  std::printf("database: %.1f MB\n", static_cast<double>(bench.database->size_bytes()) / 1e6);
}
