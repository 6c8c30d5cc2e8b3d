// The pages of the open transaction as they were before it, so that the commit can say exactly which bytes changed and
// a rollback leaves nothing behind. Memory is taken when a page is saved and never later. One thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_set>
#include <vector>

namespace vinculo::worker {

inline constexpr std::uint32_t saved_page_bytes = 4096;

class SavedPages {
 public:
  struct Page {
    std::uint32_t number;
    const std::uint8_t* before;  // saved_page_bytes
  };

  [[nodiscard]] bool empty() const { return pages_.empty(); }
  [[nodiscard]] bool contains(std::uint32_t number) const { return numbers_.contains(number); }
  // Copies the page; false when there is no memory for it (nothing was changed).
  [[nodiscard]] bool save(std::uint32_t number, const std::uint8_t* bytes);
  // In ascending order of number.
  [[nodiscard]] const std::vector<Page>& sorted();
  void clear();

 private:
  static constexpr std::size_t pages_per_slab = 16;
  static constexpr std::size_t kept_slabs = 32;  // 2 MiB stay for the next transaction

  std::vector<Page> pages_;
  std::unordered_set<std::uint32_t> numbers_;
  std::vector<std::unique_ptr<std::uint8_t[]>> slabs_;
};

}  // namespace vinculo::worker
