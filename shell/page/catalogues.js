// The texts of the other languages, files of the application like any other.
import { requestFrames } from "./frames.js";
import { wasm, withText } from "./memory.js";

const FILES = { "pt-BR": "/locale-pt-BR.json", es: "/locale-es.json" };

// Without the file (offline before it was ever kept) the program goes on in the language that it has.
export async function loadCatalogue(language, number) {
  const json = await fetch(FILES[language]).then((response) => (response.ok ? response.text() : ""), () => "");
  withText(json, (address, size) => wasm._vinculo_catalogue(number, address, size));
  requestFrames();
}
