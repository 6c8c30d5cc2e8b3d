// The line to the core worker. Texts that arrive before the program is there wait for it.
//   to the worker: {request: text}, {file: {handle, file}}, {diagnose: id}, {persisted: boolean}
//   from it:       {response: text}, {notice: text}, {download: {name, type, blob}}, {diagnostics: {id, ...}}, {persist: true}

const DIAGNOSTICS_LIMIT_MS = 3000;

let worker = null; // the gallery has none
let hasAnswered = false;
let receive = null; // set when the program is there
const early = [];
const asked = new Map(); // number of a question for diagnostics -> who waits
let lastQuestion = 0;

// The first record is saved: from now on the browser should not throw the data away by itself.
async function keepStorage() {
  const persisted = await navigator.storage?.persist?.().catch(() => false);
  toWorker({ persisted: Boolean(persisted) });
}

function take({ data }) {
  if (data.response && !hasAnswered) {
    hasAnswered = true;
    performance.mark("vinculo:core");
  }
  if (data.persist) keepStorage();
  else if (data.diagnostics) asked.get(data.diagnostics.id)?.(data.diagnostics);
  else if (receive) receive(data);
  else early.push(data);
}

// Takes over the worker that start.js has started. `failed` hears why it cannot run.
export function followWorker(failed) {
  if (!globalThis.vinculoCore) throw new Error("the core's worker was not started");
  const { worker: started, early: events } = globalThis.vinculoCore;
  worker = started;
  worker.onmessage = take;
  worker.onerror = (event) => failed(`${event.message ?? "the worker could not be loaded"} ${event.filename ?? ""}:${event.lineno ?? ""}`);
  for (const event of events) (event.type === "message" ? worker.onmessage : worker.onerror)(event);
}

// A page that the browser keeps asleep for Back must not keep the workspace from the next one.
addEventListener("pagehide", ({ persisted }) => {
  if (persisted) worker?.terminate();
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});

export function toWorker(message) {
  worker?.postMessage(message);
}

export function deliverTo(receiver) {
  receive = receiver;
  for (const message of early.splice(0)) receive(message);
}

// What the worker says about itself; nothing when there is none or it does not answer.
export async function askWorker() {
  if (!worker) return {};
  const number = ++lastQuestion;
  const answer = new Promise((resolve) => { asked.set(number, resolve); });
  toWorker({ diagnose: number });
  const { id, ...figures } = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, DIAGNOSTICS_LIMIT_MS, { worker: "silent" }))]);
  asked.delete(number);
  return figures;
}
