// The translations. English is in the program.
import { wasm, withText } from "./memory.js";
import { requestFrames } from "./frames.js";

const CATALOGUES = { "pt-BR": "/locale-pt-BR.json", es: "/locale-es.json" };

let loading = Promise.resolve();

/** Resolves when what was asked for last is there, or cannot be had. */
export const catalogueLoaded = () => loading;

export function loadCatalogue(language, number) {
  loading = load(language, number);
}

// Answers with an empty text when there is no such language or it cannot be had now.
async function load(language, number) {
  let text = "";
  try {
    const response = await fetch(CATALOGUES[language]);
    if (response.ok) text = await response.text();
  } catch {
    // offline before it was ever loaded: the texts stay as they are
  }
  withText(text, (address, size) => wasm._vinculo_catalogue(number, address, size));
  requestFrames();
}
