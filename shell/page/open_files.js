// Files come in through a chooser, by dropping them on the page, or from outside (arrivals.js); the worker gets them, the
// program hears of them. Files go out as downloads.
import { readText, wasm, withText } from "./memory.js";
import { requestFrames } from "./frames.js";
import { takePicture } from "./pictures.js";
import { STATE } from "./roles.js";
import { toWorker } from "./worker_link.js";

let lastHandle = 0;

export function openFiles(files, source = 0) {
  const lines = [...files].map((file) => {
    const handle = ++lastHandle;
    toWorker({ file: { handle, file } });
    return [handle, file.name, file.type, file.size].join("\x1F");
  });
  if (!lines.length) return;
  withText(lines.join("\x1E"), (address, size) => wasm._vinculo_files(source, address, size));
  requestFrames();
}

// Only a real click may open the chooser, so this runs inside of it.
export function chooseFiles(node) {
  const input = document.createElement("input");
  input.type = "file";
  input.hidden = true;
  input.accept = node.attributes.get("data-accept") ?? "";
  input.multiple = (node.state & STATE.several) !== 0;
  const { id } = node, purpose = node.attributes.get("data-picture");
  input.addEventListener("change", () => {
    if (purpose) takePicture(input.files[0], purpose);
    else openFiles(input.files, id);
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

export function followDrops() {
  let over = false;
  const tell = (now) => {
    if (over === now) return;
    over = now;
    wasm._vinculo_file_drag(now);
    requestFrames();
  };
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    tell(true);
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) tell(false);
  });
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    tell(false);
    openFiles(event.dataTransfer.files);
  });
}

export function save(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function download(name, nameSize, type, typeSize, bytes, size) {
  save(readText(name, nameSize), new Blob([wasm.HEAPU8.slice(bytes, bytes + size)], { type: readText(type, typeSize) }));
}
