// Before everything else: the core's worker has the longest way to the first rows, so it starts while the page's own
// program is still on its way. What it says until then waits here for page/worker_link.js. The gallery has no core.
const query = new URLSearchParams(location.search);
if (!query.has("gallery")) {
  const worker = new Worker("/worker.js", { type: "module", name: "vinculo-core" }), early = [];
  worker.onmessage = worker.onerror = (event) => early.push(event);
  globalThis.vinculoCore = { worker, early };
}

// The words until the program has its own (page.css shows one of the three), by what it will ask: web/app/app.cpp.
let chosen = null;
try {
  chosen = localStorage.getItem("vinculo.language");
} catch {} // a browser that stores nothing
document.documentElement.dataset.tongue = (query.get("lang") || chosen || navigator.languages?.[0] || "").slice(0, 2).toLowerCase();
