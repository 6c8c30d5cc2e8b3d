// The service worker: registers it, says when a new version waits, starts that version when people say so.
import { writeLate } from "./address.js";
import { writeDrafts } from "./drafts.js";
import { drawNow } from "./frames.js";

let registration = null;

// Another version has taken over, because of this tab or another one. What is typed here comes back with the drafts.
navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  if (!data?.version || data.version === document.documentElement.dataset.version) return;
  drawNow(); // what was typed last is in the program after a frame
  writeDrafts();
  writeLate();
  location.reload();
});

function watch(worker, whenReady) {
  if (!registration.active) return; // the first version of all. (WebKit has it control the page before it says "installed".)
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed") whenReady();
  });
}

export async function followUpdates(whenReady) {
  if (!("serviceWorker" in navigator)) return;
  try {
    registration = await navigator.serviceWorker.register("/service_worker.js");
  } catch {
    return; // not offered here (a private window, a page without TLS): the program works, offline it does not start
  }
  if (!registration) return;
  if (registration.waiting && registration.active) whenReady();
  watch(registration.installing, whenReady);
  registration.addEventListener("updatefound", () => watch(registration.installing, whenReady));
  // Pages stay open for days: look for a new version when people come back.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) registration.update().catch(() => {});
  });
}

export function applyUpdate() {
  if (registration?.waiting) registration.waiting.postMessage("activate");
  else location.reload();
}
