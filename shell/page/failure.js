// The program could not start: one sentence that says so and what to do, in the reader's language.

const SENTENCES = {
  en: {
    old: ["This browser is too old for Vinculo.", "Please update it, or use a current Firefox, Chrome, Edge or Safari."],
    network: ["Vinculo could not be loaded.", "Please check the connection and try again. Nothing you saved is lost."],
    again: "Try again",
  },
  pt: {
    old: ["Este navegador é antigo demais para o Vinculo.", "Atualize-o ou use uma versão atual do Firefox, Chrome, Edge ou Safari."],
    network: ["Não foi possível carregar o Vinculo.", "Verifique a conexão e tente de novo. Nada do que você salvou se perdeu."],
    again: "Tentar de novo",
  },
  es: {
    old: ["Este navegador es demasiado antiguo para Vinculo.", "Actualícelo o use una versión actual de Firefox, Chrome, Edge o Safari."],
    network: ["No se pudo cargar Vinculo.", "Compruebe la conexión e inténtelo de nuevo. No se ha perdido nada de lo guardado."],
    again: "Intentar de nuevo",
  },
};

export function showFailure(error) {
  const language = (navigator.languages ?? [navigator.language]).map((name) => name.slice(0, 2)).find((name) => name in SENTENCES) ?? "en";
  const sentences = SENTENCES[language];
  const isOld = error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError;
  const [title, advice] = isOld ? sentences.old : sentences.network;
  const box = document.createElement("main");
  box.className = "failure";
  box.setAttribute("role", "alert");
  box.lang = language;
  const heading = Object.assign(document.createElement("h1"), { textContent: title });
  const text = Object.assign(document.createElement("p"), { textContent: advice });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: sentences.again });
  button.addEventListener("click", () => location.reload());
  box.append(heading, text, button);
  document.getElementById("skeleton")?.remove();
  document.body.append(box);
}
