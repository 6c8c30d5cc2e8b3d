// The Store alone, without lists and search: store_bench [people] [seed]. Prints rows a second of an import, of a first
// sync, of packing the outbox and of undoing the import, and what merging costs in stored bytes. In memory, native or
// under node.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>

#include "bench/generated_people.h"
#include "change/store.h"
#include "storage/database.h"

using namespace vinculo;

namespace {

// Processor time where there is a clock for it: what else the machine does does not count.
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

template <class T>
T must(Result<T> result) {
  if (result) return std::move(result).value();
  std::printf("failed: %s %s\n", std::string(error_name(result.error().code)).c_str(), result.error().detail.c_str());
  std::exit(1);
}
void must(Status status) {
  if (!status) must(Result<int>(std::move(status).error()));
}

struct Workspace {
  std::unique_ptr<storage::Database> database = must(storage::Database::open({}));
  std::uint64_t clock_ms = 1'760'000'000'000;
  std::mt19937_64 random;
  std::unique_ptr<Store> store;

  explicit Workspace(std::uint32_t device, std::uint64_t seed) : random(seed) {
    store = must(Store::open(*database, [this] { return ++clock_ms; }, [this] { return random(); }));
    must(store->set_device(device));
  }
  std::int64_t rows() {
    std::int64_t count = 0;
    for (const Store::TableCheck& check : must(store->check())) count += static_cast<std::int64_t>(check.rows);
    return count;
  }
};

void print_rate(const char* what, std::int64_t rows, double ms) {
  std::printf("%-28s %9lld rows %8.0f ms %9.0f rows/s\n", what, static_cast<long long>(rows), ms,
              static_cast<double>(rows) / ms * 1e3);
}

void import(Workspace& workspace, std::int64_t people, std::uint64_t seed) {
  constexpr std::int64_t people_per_slice = 500;
  bench::GeneratedPeople generated(seed, people);
  const std::int64_t operation = must(workspace.store->begin_batch(OperationKind::import, "Import contacts"));
  double ms = 0;
  std::int64_t rows = 0;
  for (std::int64_t done = 0; done < people; done += people_per_slice) {
    std::vector<Edit> edits;
    for (std::int64_t i = 0; i < people_per_slice; ++i) generated.add(*workspace.store, edits);
    rows += static_cast<std::int64_t>(edits.size());
    const double start = now_ms();
    must(workspace.store->apply_more(operation, edits));
    ms += now_ms() - start;
  }
  must(workspace.store->end_batch(operation));
  print_rate("import", rows, ms);
}

// What the outbox has, as batches without bases, as the server would send them.
std::vector<Bytes> push_everything(Workspace& workspace) {
  std::vector<Bytes> pulls;
  double ms = 0;
  std::int64_t rows = 0;
  for (;;) {
    const double start = now_ms();
    auto batch = must(workspace.store->next_batch(400'000));
    if (!batch) break;
    must(workspace.store->acknowledge(batch->number, {}));
    ms += now_ms() - start;
    BatchWriter pull(Bases::absent);
    auto reader = must(BatchReader::open(batch->rows));
    while (!reader.at_end()) {
      pull.add(must(reader.next()));
    }
    rows += static_cast<std::int64_t>(pull.row_count());
    pulls.push_back(pull.take());
  }
  print_rate("outbox to batches", rows, ms);
  return pulls;
}

void first_sync(const std::vector<Bytes>& pulls, std::uint64_t seed) {
  Workspace workspace(2, seed);
  const auto apply_all = [&] {
    const double start = now_ms();
    for (std::size_t i = 0; i < pulls.size(); ++i) must(workspace.store->apply_remote(pulls[i], i + 1));
    return now_ms() - start;
  };
  const double first = apply_all();
  const double again = apply_all();
  const double start = now_ms();
  const std::int64_t rows = workspace.rows();
  const double check = now_ms() - start;
  print_rate("first sync", rows, first);
  print_rate("the same rows again", rows, again);
  print_rate("check", rows, check);
}

void undo(Workspace& workspace) {
  const std::int64_t rows = workspace.rows();
  double start = now_ms();
  while (must(workspace.store->undo()).unfinished) continue;
  print_rate("undo of the import, sent", rows, now_ms() - start);
  start = now_ms();
  while (must(workspace.store->redo()).unfinished) continue;
  print_rate("redo", rows, now_ms() - start);
}

std::int64_t vacuumed_bytes(Workspace& workspace) {
  must(workspace.database->execute("VACUUM"));
  return workspace.database->size_bytes();
}

// People made one by one, as by hand: an operation, an outbox entry and stamps each.
void print_merge_overhead(std::int64_t people, std::uint64_t seed) {
  Workspace workspace(1, seed);
  bench::GeneratedPeople generated(seed, people);
  for (std::int64_t i = 0; i < people; ++i) {
    std::vector<Edit> edits;
    generated.add(*workspace.store, edits);
    must(workspace.store->apply({OperationKind::edit, "Create person", std::move(edits)}));
  }
  const std::int64_t with = vacuumed_bytes(workspace);
  must(workspace.database->execute("DELETE FROM outbox; DELETE FROM operation; DELETE FROM operation_slice"));
  for (const TableInfo& table : all_tables()) {
    must(workspace.database->execute("UPDATE \"" + std::string(table.name) + "\" SET stamps = x''"));
  }
  const std::int64_t without = vacuumed_bytes(workspace);
  std::printf("stored bytes, %lld people created one by one: %lld with merging, %lld without: %.3f times\n",
              static_cast<long long>(people), static_cast<long long>(with), static_cast<long long>(without),
              static_cast<double>(with) / static_cast<double>(without));
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t people = argc > 1 ? std::atoll(argv[1]) : 100'000;
  const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  Workspace workspace(1, seed);
  import(workspace, people, seed);
  const std::vector<Bytes> pulls = push_everything(workspace);
  first_sync(pulls, seed);
  undo(workspace);
  print_merge_overhead(20'000, seed);
}
