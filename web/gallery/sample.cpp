#include "gallery/sample.h"

namespace vinculo::gallery {

namespace {

constexpr std::array first_names{"Ana",    "José", "María",  "João",  "Chloé",  "Zoë",  "Bruno", "Ñusta",
                                 "Mateus", "Inês", "Łukasz", "Жанна", "Olivia", "Noah", "Grace", "Ada"};
constexpr std::array last_names{"Silva",    "Núñez",     "Conceição", "García", "Lovelace", "Hopper", "Müller",
                                "Oliveira", "Fernández", "Araújo",    "Smith",  "Kowalski", "Costa",  "Ibáñez"};
constexpr std::array cities{"São Paulo", "Lisboa", "Madrid", "Bogotá", "New York", "Kraków"};

}  // namespace

Person person(std::int64_t index) {
  auto seed = static_cast<std::uint64_t>(index) * 0x9E3779B97F4A7C15ull + 7;
  const auto pick = [&seed](const auto& from) {
    seed ^= seed >> 29;
    seed *= 0xBF58476D1CE4E5B9ull;
    return std::string(from[(seed >> 33) % from.size()]);
  };
  Person result{pick(first_names) + " " + pick(last_names) + " " + std::to_string(index + 1),
                "person" + std::to_string(index + 1) + "@example.com", pick(companies), pick(cities)};
  if (index == 2) result.name = "漢字 Tanaka 3";
  if (index == 4) result.name = "שלום Levi 5";
  if (index == 6) result.company = "Rust 🦀 Labs";
  return result;
}

}  // namespace vinculo::gallery
