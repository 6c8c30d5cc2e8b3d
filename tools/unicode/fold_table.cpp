// Writes core/base/folding.cpp's table as a C++ header: fold_table > fold_table.h. It runs once, when the third-party
// libraries are built (tools/toolchain/third_party.sh), and takes everything from utf8proc. The table holds only what
// folding needs, as streams of small numbers that compress well: a twelfth of utf8proc's own tables.
#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <vector>

namespace {

constexpr std::int32_t end_of_unicode = 0x11'0000;
constexpr std::int32_t first_hangul = 0xAC00, last_hangul = 0xD7A3;  // taken apart by arithmetic

using Stream = std::vector<std::uint8_t>;

void add(Stream& stream, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7) stream.push_back(static_cast<std::uint8_t>(number | 0x80));
  stream.push_back(static_cast<std::uint8_t>(number));
}

void add_signed(Stream& stream, std::int32_t number) {
  add(stream, number < 0 ? static_cast<std::uint32_t>(-number) * 2 - 1 : static_cast<std::uint32_t>(number) * 2);
}

// The numbers of CharacterClass in core/base/folding.h.
std::uint32_t class_of(std::int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_CO: return 1;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return 2;
    default: return 0;
  }
}

void print(std::string_view name, const Stream& stream) {
  std::printf("inline constexpr std::uint8_t %.*s[] = {", static_cast<int>(name.size()), name.data());
  for (std::size_t i = 0; i < stream.size(); ++i) std::printf("%s%u,", i % 24 == 0 ? "\n  " : "", unsigned{stream[i]});
  std::printf("\n};\n");
}

}  // namespace

int main() {
  Stream classes;  // for each run of one class: its length * 4 + the class
  std::int32_t run_start = 0;
  for (std::int32_t at = 1; at <= end_of_unicode; ++at) {
    if (at < end_of_unicode && class_of(at) == class_of(run_start)) continue;
    add(classes, static_cast<std::uint32_t>(at - run_start) * 4 + class_of(run_start));
    run_start = at;
  }

  // For each character that is not its own folded form: distance from the one before, how many it becomes, the first
  // as it differs from where the character before leads, the others as they differ from the one before them.
  Stream gaps, counts, firsts, others;
  std::int32_t previous = 0, previous_first = 0;
  for (std::int32_t at = 0; at < end_of_unicode; ++at) {
    if ((at >= first_hangul && at <= last_hangul) || (at >= 0xD800 && at <= 0xDFFF)) continue;
    std::array<utf8proc_int32_t, 32> parts{};
    int boundary = 0;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                                        UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    const auto count = utf8proc_decompose_char(at, parts.data(), parts.size(), options, &boundary);
    if (count < 0) return 1;
    if ((count == 1 && parts[0] == at) || (count == 0 && class_of(at) == 2)) continue;
    add(gaps, static_cast<std::uint32_t>(at - previous));
    add(counts, static_cast<std::uint32_t>(count));
    if (count > 0) {
      add_signed(firsts, parts[0] - (previous_first + at - previous));
      previous_first = parts[0];
    }
    for (std::size_t i = 1; i < static_cast<std::size_t>(count); ++i) add_signed(others, parts[i] - parts[i - 1]);
    if (count == 0) previous_first += at - previous;
    previous = at;
  }

  std::printf("// Written by tools/unicode/fold_table.cpp, Unicode %s.\n#pragma once\n#include <cstdint>\n\n",
              utf8proc_unicode_version());
  std::printf("namespace vinculo::fold_table {\n\n");
  print("classes", classes);
  print("gaps", gaps);
  print("counts", counts);
  print("firsts", firsts);
  print("others", others);
  std::printf("\n}  // namespace vinculo::fold_table\n");
}
