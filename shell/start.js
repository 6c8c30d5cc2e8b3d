// Before everything else: the core's worker has the longest way to the first rows, so it starts while the page's own
// program is still on its way. What it says until then waits here for page/worker_link.js. The gallery has no core.
if (!new URLSearchParams(location.search).has("gallery")) {
  const worker = new Worker("/worker.js", { type: "module", name: "vinculo-core" }), early = [];
  worker.onmessage = worker.onerror = (event) => early.push(event);
  globalThis.vinculoCore = { worker, early };
}
