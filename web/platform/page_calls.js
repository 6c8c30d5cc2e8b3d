// The imports of the main module: calls from C++ to the page's modules (shell/page), which boot.js hands over as
// Module.page. Texts are a pointer and a size in bytes of UTF-8.
addToLibrary({
  vinculo_page_mirror: (words, count, strings) => { Module.page.mirror(words, count, strings); },
  vinculo_page_glyph: (text, size, pixels, weight, out) => Module.page.glyph(text, size, pixels, weight, out),
  vinculo_page_metrics: (pixels, weight, out) => { Module.page.metrics(pixels, weight, out); },
  vinculo_page_photo: (number, url, size, width, height) => { Module.page.photo(number, url, size, width, height); },
  // Answers with memory from malloc, its size in *out.
  vinculo_page_ask: (text, size, out) => Module.page.ask(text, size, out),
  vinculo_page_post: (text, size) => { Module.page.postToWorker(text, size); },
  vinculo_page_download: (name, nameSize, type, typeSize, bytes, size) => {
    Module.page.download(name, nameSize, type, typeSize, bytes, size);
  },
  vinculo_page_request_frame: () => { Module.page.requestFrame(); },
});
