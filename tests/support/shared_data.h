// Real files to read in tests, which are not part of the repository: the folder shared/data beside it, or the one that
// VINCULO_SHARED names. A test that needs them is skipped where they are not.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace vinculo::test {

inline std::filesystem::path shared_path(const std::string& name) {
  const char* named = std::getenv("VINCULO_SHARED");
  const std::filesystem::path repository = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
  return (named ? std::filesystem::path(named) : repository.parent_path() / "shared") / "data" / name;
}

inline std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline std::optional<std::string> read_shared(const std::string& name) { return read_file(shared_path(name)); }

}  // namespace vinculo::test
