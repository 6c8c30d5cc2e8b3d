#include "worker/saved_pages.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace vinculo::worker {

bool SavedPages::save(std::uint32_t number, const std::uint8_t* bytes) {
  try {
    const std::size_t slab = pages_.size() / pages_per_slab;
    if (slab == slabs_.size()) {
      slabs_.push_back(std::make_unique_for_overwrite<std::uint8_t[]>(pages_per_slab * saved_page_bytes));
    }
    std::uint8_t* copy = slabs_[slab].get() + pages_.size() % pages_per_slab * saved_page_bytes;
    pages_.reserve(pages_.size() + 1 > pages_.capacity() ? pages_.size() * 2 + 16 : 0);
    numbers_.insert(number);
    std::memcpy(copy, bytes, saved_page_bytes);
    pages_.push_back({number, copy});
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

const std::vector<SavedPages::Page>& SavedPages::sorted() {
  std::sort(pages_.begin(), pages_.end(), [](const Page& a, const Page& b) { return a.number < b.number; });
  return pages_;
}

void SavedPages::clear() {
  pages_.clear();
  numbers_.clear();
  if (slabs_.size() > kept_slabs) slabs_.resize(kept_slabs);
}

}  // namespace vinculo::worker
