// The functions of page_calls.js.
#pragma once
#include <cstddef>
#include <cstdint>

extern "C" {
void vinculo_page_mirror(const std::uint32_t* words, std::size_t count, const char* strings);
unsigned char* vinculo_page_glyph(const char* text, std::size_t size, float pixels, int weight, float* out);
void vinculo_page_metrics(float pixels, int weight, float* out);
void vinculo_page_photo(unsigned number, const char* url, std::size_t size, int width, int height);
char* vinculo_page_ask(const char* text, std::size_t size, std::size_t* out);
void vinculo_page_post(const char* text, std::size_t size);
void vinculo_page_download(const char* name, std::size_t name_size, const char* type, std::size_t type_size,
                           const char* bytes, std::size_t size);
void vinculo_page_request_frame(void);
}
