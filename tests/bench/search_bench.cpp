// Lists and search at a size: search_bench [people] [seed]. Prints what filling costs a person, the time of queries as
// they are typed, and of jumping to any place of the sorted list. In memory, native or under node.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>

#include "bench/generated_people.h"
#include "change/store.h"
#include "search/search_index.h"
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
double ms_since(double start) { return now_ms() - start; }

template <class T>
T must(Result<T> result) {
  if (result) return std::move(result).value();
  std::printf("failed: %s %s\n", std::string(error_name(result.error().code)).c_str(), result.error().detail.c_str());
  std::exit(1);
}
void must(Status status) {
  if (status) return;
  std::printf("failed: %s %s\n", std::string(error_name(status.error().code)).c_str(), status.error().detail.c_str());
  std::exit(1);
}

// Passes changes on and measures what the index does with them.
class MeasuredListener final : public ChangeListener {
 public:
  explicit MeasuredListener(ChangeListener& next) : next_(next) {}
  Status rows_changed(std::span<const RowChange> rows) override {
    const auto start = now_ms();
    Status status = next_.rows_changed(rows);
    total_ms += ms_since(start);
    return status;
  }
  double total_ms = 0;

 private:
  ChangeListener& next_;
};

struct Times {
  std::vector<double> ms;
  void print(const char* what) {
    std::ranges::sort(ms);
    const auto at = [&](double share) {
      return ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))];
    };
    std::printf("%-34s p50 %7.3f  p95 %7.3f  max %7.3f ms  (%zu)\n", what, at(.5), at(.95), at(1), ms.size());
  }
};

void fill(Store& store, std::int64_t people, bench::GeneratedPeople& generated, MeasuredListener& listener) {
  const auto start = now_ms();
  const std::int64_t operation = must(store.begin_batch(OperationKind::import, "Import"));
  std::vector<Edit> edits;
  for (std::int64_t i = 1; i <= people; ++i) {
    generated.add(store, edits);
    if (i % 500 != 0 && i != people) continue;
    must(store.apply_more(operation, edits));
    edits.clear();
  }
  must(store.end_batch(operation));
  const double count = static_cast<double>(people);
  std::printf("filling: %.1f us a person, of which lists and search %.1f us\n", ms_since(start) * 1000 / count,
              listener.total_ms * 1000 / count);
}

search::Window ask(search::SearchIndex& index, const std::string& query, Times& times) {
  search::Question question;
  question.query = query;
  const auto start = now_ms();
  search::Window window = must(index.window(question));
  times.ms.push_back(ms_since(start));
  return window;
}

// A text as people type it: every beginning of it is asked.
void type(search::SearchIndex& index, const std::string& text, Times& times, bool is_shown) {
  Times own;
  for (std::size_t length = 1; length <= text.size(); ++length) {
    if ((static_cast<unsigned char>(text[length - 1]) & 0x80) && length < text.size()) continue;
    const search::Window window = ask(index, text.substr(0, length), own);
    if (is_shown) {
      std::printf("  %-26s %5lld%s  %7.3f ms\n", text.substr(0, length).c_str(), static_cast<long long>(window.total),
                  window.total_is_exact ? " " : "+", own.ms.back());
    }
  }
  times.ms.insert(times.ms.end(), own.ms.begin(), own.ms.end());
}

void measure_search(search::SearchIndex& index, bench::GeneratedPeople& generated, const char* when) {
  Times letters, words, typed;
  for (char first = 'a'; first <= 'z'; ++first) {
    ask(index, std::string(1, first), letters);
    for (char second = 'a'; second <= 'z'; second = static_cast<char>(second + 3)) ask(index, {first, second}, letters);
  }
  for (int i = 0; i < 200; ++i) {
    type(index, generated.given_name(generated.below(3'000)), typed, false);
    ask(index, generated.given_name(generated.below(20)) + " " + generated.family_name(generated.below(200)), words);
    ask(index,
        generated.given_name(generated.below(20)) + " " + generated.family_name(generated.below(20)).substr(0, 2),
        words);
  }
  std::printf("-- search, %s\n", when);
  letters.print("one and two letters");
  typed.print("names letter by letter");
  words.print("two words");
  Times all;
  const bool is_shown = std::getenv("SHOW") != nullptr;
  for (const char* text :
       {"josé silva", "maria.silva1@gmail.com", "recruitment manager", "brasil gmail", "+55 11 98765-4321",
        "11987654321", "98765432", "4321", "example.org", "ana brasil manager gmail"}) {
    type(index, text, all, is_shown);
  }
  all.print("sentences letter by letter");
  Times together;
  for (const Times* each : {&letters, &typed, &words, &all})
    together.ms.insert(together.ms.end(), each->ms.begin(), each->ms.end());
  together.print("all of these");
}

void measure_positions(search::SearchIndex& index, bench::GeneratedPeople& generated, std::int64_t people) {
  for (const search::Sort sort :
       {search::Sort::name, search::Sort::family_name, search::Sort::organisation, search::Sort::changed}) {
    Times times;
    for (int i = 0; i < 500; ++i) {
      search::Question question;
      question.sort = sort;
      question.descending = i % 2 == 1;
      question.offset = static_cast<std::int64_t>(generated.below(static_cast<std::uint64_t>(people)));
      question.limit = 100;
      const auto start = now_ms();
      must(index.window(question));
      times.ms.push_back(ms_since(start));
    }
    times.print(sort == search::Sort::name          ? "jump, by name"
                : sort == search::Sort::family_name ? "jump, by last name"
                : sort == search::Sort::changed     ? "jump, by change"
                                                    : "jump, by organisation");
  }
}

// Another language of the page: every key is looked at, those with ñ are written.
void measure_other_order(search::SearchIndex& index) {
  for (const auto& [name, collation] : {std::pair("order of names to Spanish's", search::Collation::spanish),
                                        std::pair("and back", search::Collation::root)}) {
    const auto start = now_ms();
    must(index.set_collation(collation));
    std::printf("%s: %.0f ms\n", name, ms_since(start));
  }
}

void print_sizes(storage::Database& database) {
  const double bytes = static_cast<double>(database.size_bytes());
  std::printf("database: %.1f MB\n", bytes / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t people = argc > 1 ? std::atoll(argv[1]) : 100'000;
  const std::uint64_t seed = argc > 2 ? static_cast<std::uint64_t>(std::atoll(argv[2])) : 1;
  std::printf("%lld people, seed %llu\n", static_cast<long long>(people), static_cast<unsigned long long>(seed));
  auto database = must(storage::Database::open({}));
  std::uint64_t now = 1'700'000'000'000;
  std::mt19937_64 random(seed);
  auto store = must(Store::open(*database, [&] { return now += 3; }, [&] { return random(); }));
  must(store->set_device(1));
  auto index = must(search::SearchIndex::open(*database));
  MeasuredListener listener(*index);
  store->set_listener(&listener);
  bench::GeneratedPeople generated(seed, people);
  fill(*store, people, generated, listener);
  print_sizes(*database);
  if (std::getenv("FILL_ONLY") != nullptr) return 0;
  measure_search(*index, generated, "as filled");
  const auto start = now_ms();
  double longest = 0;
  int steps = 0;
  for (;; ++steps) {
    const auto step = now_ms();
    if (must(index->work_step(200)) == search::SearchIndex::Work::nothing) break;
    longest = std::max(longest, ms_since(step));
  }
  std::printf("tidying: %d steps, %.0f ms, longest %.1f ms\n", steps, ms_since(start), longest);
  measure_search(*index, generated, "tidy");
  measure_positions(*index, generated, people);
  measure_other_order(*index);
  print_sizes(*database);
}
