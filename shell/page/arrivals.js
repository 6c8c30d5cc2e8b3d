// What comes from outside of the program: files opened with it, what the system's share menu handed over. It waits (files
// here, what was shared where the service worker has put it) until the program has a workspace to take it into.
import { requestFrames } from "./frames.js";
import { wasm, withText } from "./memory.js";
import { openFiles } from "./open_files.js";

const SHARED = "vinculo-shared"; // service_worker.js
const opened = [];

// Opened from the desktop with the installed application.
export function followLaunches() {
  window.launchQueue?.setConsumer(async ({ files = [] }) => {
    const read = await Promise.allSettled(files.map((handle) => handle.getFile())); // one may have gone meanwhile
    opened.push(...read.flatMap(({ value }) => value ?? []));
    if (!opened.length) return;
    wasm._vinculo_arrival();
    requestFrames();
  });
}

function tellText(parts) {
  const [, text] = parts;
  if (/^\s*BEGIN:VCARD/i.test(text)) {
    openFiles([new File([text], "contact.vcf", { type: "text/vcard" })]);
    return;
  }
  const line = parts.map((part) => part.replaceAll("\x1F", " ")).join("\x1F");
  withText(line, (address, size) => wasm._vinculo_shared(address, size));
  requestFrames();
}

async function takeShared() {
  if (!("caches" in window) || !(await caches.has(SHARED))) return;
  const cache = await caches.open(SHARED);
  for (const request of await cache.keys()) {
    const content = await (await cache.match(request))?.blob();
    if (!content || !(await cache.delete(request))) continue; // another tab has it
    const [, , , part, name] = new URL(request.url).pathname.split("/");
    if (part === "text") tellText(JSON.parse(await content.text()));
    else openFiles([new File([content], decodeURIComponent(name))]);
  }
}

export async function takeArrivals() {
  await null; // the program asks in the middle of something else
  openFiles(opened.splice(0));
  await takeShared().catch(() => {}); // where nothing can be stored nothing was shared
}
