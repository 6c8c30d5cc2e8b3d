// People and texts that the gallery's pages show.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace vinculo::gallery {

struct Person {
  std::string name, mail, company, city;
};
// The same person for the same number, so that a million of them need no memory.
[[nodiscard]] Person person(std::int64_t index);

inline constexpr std::array companies{
    "Acme", "Padaria São João", "Globex", "Initech", "Umbrella", "Hooli", "Soylent Foods and Beverages International"};

inline constexpr std::string_view long_text =
    "Ana asked for the new price list and wants to talk again in March, when the budget of the hospital is decided. She "
    "prefers WhatsApp to calls.\nConhece o João da padaria; a próxima visita é na terça-feira. Ж 漢字 한국어 🦀 שלום עולם.";

// Everybody's photo: a picture of four colours, so that a test can tell that it was drawn.
inline constexpr std::string_view photo =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVQI12P4z8DA8J+BgYHh////DAAf9QP9MlR0rgAAAABJRU5ErkJggg==";

}  // namespace vinculo::gallery
