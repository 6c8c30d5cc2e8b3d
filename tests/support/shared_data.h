// Real files to read in tests, which are not part of the repository: data in the folder shared beside it (or above the
// folder the test runs in), or in the one that VINCULO_SHARED names. A test that needs them is skipped where they are
// not.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace vinculo::test {

// Where there is no such folder, the path answered does not exist.
inline std::filesystem::path shared_path(const std::string& name) {
  namespace fs = std::filesystem;
  if (const char* named = std::getenv("VINCULO_SHARED")) return fs::path(named) / "data" / name;
  for (fs::path folder = fs::current_path(); folder != folder.parent_path(); folder = folder.parent_path())
    if (fs::exists(folder / "shared" / "data")) return folder / "shared" / "data" / name;
  return fs::path("shared") / "data" / name;
}

inline std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline std::optional<std::string> read_shared(const std::string& name) { return read_file(shared_path(name)); }

}  // namespace vinculo::test
