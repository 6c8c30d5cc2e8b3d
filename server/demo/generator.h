// Makes up a workspace: people of four countries with companies, phones, mails, addresses, labels and notes. The same
// seed, count and time give the same rows. No I/O, one thread.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "base/stamp.h"
#include "change/row_patch.h"
#include "server/demo/country.h"

namespace vinculo::server::demo {

class Generator {
 public:
  struct Settings {
    std::size_t people = 0;
    std::uint64_t now_ms = 0;  // people came in the two years before
    std::uint32_t device = 0;  // that the rows are written by
    std::uint64_t seed = 20'240'229;
  };
  using RowSink = std::function<void(const RowPatch& row)>;

  Generator(Settings settings, RowSink sink);
  void make_labels_and_companies();
  void make_person();

 private:
  struct Company {
    Uuid id;
    const Country* country;
    std::string domain;
    const City* city;
  };

  std::uint64_t random();
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random() % limit); }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <class T>
  const T& pick(std::span<const T> items) {
    return items[below(items.size())];
  }
  [[nodiscard]] Uuid new_id();
  [[nodiscard]] std::string filled(std::string_view pattern);
  [[nodiscard]] const Country& pick_country();
  void add(Table table, const Uuid& id, std::vector<std::pair<Column, Value>> values);

  void make_company(const Country& country);
  void add_phone(const Uuid& owner, std::string_view kind, std::string_view pattern, std::int64_t position);
  void add_mail(const Uuid& owner, std::string_view kind, std::string address, std::int64_t position);
  void add_address(const Uuid& owner, std::string_view kind, const Country& country, const City& city);
  void add_labels(const Uuid& subject, unsigned percent);
  void add_note(const Uuid& owner, const Country& country, std::string_view given_name);

  Settings settings_;
  RowSink sink_;
  std::uint64_t state_;
  Stamp stamp_;
  std::uint64_t created_ms_ = 0;  // of the record being made
  std::vector<Uuid> labels_;
  std::vector<Company> companies_;
};

}  // namespace vinculo::server::demo
