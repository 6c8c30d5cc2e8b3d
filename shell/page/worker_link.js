// The line to the core worker. Texts that arrive before the program is there wait for it.
//   to the worker: {request: text}, {file: {handle, file}}
//   from it:       {response: text}, {notice: text}, {download: {name, type, blob}}

let worker = null;
let receive = null; // set when the program is there
const early = [];

export function startWorker(url, failed) {
  worker = new Worker(url, { type: "module", name: "vinculo-core" });
  worker.onmessage = ({ data }) => (receive ? receive(data) : early.push(data));
  worker.onerror = (event) => failed(`${event.message ?? "the worker could not be loaded"} ${event.filename ?? ""}:${event.lineno ?? ""}`);
}

export function toWorker(message) {
  worker?.postMessage(message);
}

export function deliverTo(receiver) {
  receive = receiver;
  for (const message of early.splice(0)) receive(message);
}
