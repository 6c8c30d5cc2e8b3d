// Sync without a network: sync_bench [people] [folder]. Two engines and the server's store (a file in `folder`, the
// system's temporary one by default) in one process. Prints how fast a device sends an import, how fast a new device
// gets everything, where its time goes, and how long one edit takes from device to device. Writes the figures as JSON
// to the file that VINCULO_BENCH_RESULT names.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/generated_people.h"
#include "server/store/sqlite_store.h"
#include "storage/database.h"
#include "sync/engine.h"

using namespace vinculo;

namespace {

constexpr Uuid workspace = {{7}};
constexpr Uuid member = {{8}};

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
std::uint64_t unix_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

template <class T>
T must(Result<T> result) {
  if (result) return std::move(result).value();
  std::printf("failed: %s %s\n", std::string(error_name(result.error().code)).c_str(), result.error().detail.c_str());
  std::exit(1);
}
void must(const Status& status) {
  if (status) return;
  std::printf("failed: %s %s\n", std::string(error_name(status.error().code)).c_str(), status.error().detail.c_str());
  std::exit(1);
}

template <class T, class Start>
T wait_for(Start start) {
  std::promise<Result<T>> answer;
  start([&answer](Result<T> result) { answer.set_value(std::move(result)); });
  return must(answer.get_future().get());
}

class Server {
 public:
  explicit Server(const std::string& path)
      : store_(must(server::open_sqlite_store({path, [] { return std::uint64_t{42}; }, 1}))) {
    std::promise<Result<void>> coded;
    store_->set_setup_code({}, [&](Result<void> done) { coded.set_value(std::move(done)); });
    must(coded.get_future().get());
    wait_for<server::SignedIn>([&](auto done) {
      store_->create_workspace({}, workspace, "W", {member, "Ana", "ana@example.org", "hash"}, {{}, 0, 1}, done);
    });
  }
  std::uint32_t new_device() {
    return wait_for<std::uint32_t>([&](auto done) { store_->reserve_device(workspace, 0, done); });
  }
  Bytes answer(std::uint32_t device, const Bytes& request) {
    auto message = must(sync::decode(request));
    if (std::get_if<sync::Hello>(&message)) return sync::encode(must(store_->welcome(workspace, device, unix_ms())));
    if (auto* pull = std::get_if<sync::Pull>(&message)) return sync::encode(must(store_->pull(workspace, *pull)));
    if (auto* push = std::get_if<sync::Push>(&message)) {
      return sync::encode(wait_for<sync::Pushed>(
          [&](auto done) { store_->push(workspace, device, std::move(*push), unix_ms(), done); }));
    }
    std::printf("a request that the bench does not know\n");
    std::exit(1);
  }

 private:
  std::unique_ptr<server::ServerStore> store_;
};

class Device {
 public:
  explicit Device(Server& server)
      : server_(server),
        database_(must(storage::Database::open({}))),
        store_(must(Store::open(*database_, unix_ms, [this] { return random_(); }))),
        engine_(*store_, unix_ms),
        number_(server.new_device()),
        random_(number_) {
    must(store_->set_device(number_));
  }
  void talk(std::optional<Bytes> request) {
    while (request) {
      const double start = now_s();
      const Bytes answer = server_.answer(number_, *request);
      server_s += now_s() - start;
      bytes += request->size() + answer.size();
      ++messages;
      request = std::move(must(engine_.receive(answer)).send);
    }
  }
  void sync() { talk(must(engine_.connected("token"))); }
  Store& store() { return *store_; }
  sync::Engine& engine() { return engine_; }

  double server_s = 0;
  std::size_t bytes = 0, messages = 0;

 private:
  Server& server_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<Store> store_;
  sync::Engine engine_;
  std::uint32_t number_;
  std::mt19937_64 random_;
};

void import_people(Store& store, std::int64_t people) {
  bench::GeneratedPeople generated(1, people);
  const std::int64_t operation = must(store.begin_batch(OperationKind::import, "Import"));
  std::vector<Edit> edits;
  for (std::int64_t i = 1; i <= people; ++i) {
    generated.add(store, edits);
    if (i % 500 != 0 && i != people) continue;
    must(store.apply_more(operation, edits));
    edits.clear();
  }
  must(store.end_batch(operation));
}

struct Transfer {
  double seconds = 0, rows_per_s = 0;
};

Transfer measure_sync(const char* what, Device& device, std::int64_t rows) {
  const double start = now_s();
  device.sync();
  const double seconds = now_s() - start;
  std::printf("%-28s %8.2f s  %8.0f rows/s  %6.1f MB in %zu messages, server and codec %.2f s\n", what, seconds,
              static_cast<double>(rows) / seconds, static_cast<double>(device.bytes) / 1e6, device.messages,
              device.server_s);
  return {seconds, static_cast<double>(rows) / seconds};
}

// One edit on one device until the other has it: apply, push, durable on the server, notice, pull, applied.
std::vector<double> measure_edits(Device& from, Device& to, int count) {
  std::vector<double> ms;
  const Uuid person = from.store().new_id();
  for (int edit = 0; edit < count; ++edit) {
    const double start = now_s();
    must(from.store().apply(
        {OperationKind::edit, "Edit", {{Table::person, person, {{person::nickname, std::to_string(edit)}}}}}));
    from.talk(must(from.engine().changed()));
    to.talk(std::move(must(to.engine().receive(sync::encode(sync::Notice{from.store().revision()}))).send));
    ms.push_back((now_s() - start) * 1e3);
    if (to.store().revision() != from.store().revision()) std::printf("the devices are not equal\n");
  }
  std::ranges::sort(ms);
  return ms;
}

}  // namespace

int main(int count, char** arguments) {
  const std::int64_t people = count > 1 ? std::atoll(arguments[1]) : 100'000;
  const std::filesystem::path folder = count > 2 ? arguments[2] : std::filesystem::temp_directory_path();
  const std::filesystem::path file = folder / "vinculo_sync_bench.sqlite";
  const auto remove_files = [&] {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
  };
  remove_files();
  {
    Server server(file.string());
    Device first(server), second(server);
    import_people(first.store(), people);
    const std::int64_t rows = must(first.store().outbox_state()).rows_waiting;
    std::printf("%lld people, %lld rows\n", static_cast<long long>(people), static_cast<long long>(rows));
    const Transfer sent = measure_sync("sending the import", first, rows);
    const Transfer received = measure_sync("a new device", second, rows);
    const std::vector<double> edits = measure_edits(first, second, 300);
    const auto at = [&](double share) {
      return edits[static_cast<std::size_t>(share * static_cast<double>(edits.size() - 1))];
    };
    std::printf("%-28s p50 %.2f  p95 %.2f  max %.2f ms\n", "an edit, device to device", at(.5), at(.95), at(1));
    if (const char* result = std::getenv("VINCULO_BENCH_RESULT")) {
      std::ofstream(result) << "{\"people\":" << people << ",\"rows\":" << rows << ",\"send_s\":" << sent.seconds
                            << ",\"send_rows_per_s\":" << sent.rows_per_s << ",\"receive_s\":" << received.seconds
                            << ",\"receive_rows_per_s\":" << received.rows_per_s << ",\"edit_p50_ms\":" << at(.5)
                            << ",\"edit_p95_ms\":" << at(.95) << "}\n";
    }
  }
  remove_files();
  return 0;
}
