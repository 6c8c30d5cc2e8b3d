// The service worker: registers it, says when a new version waits, starts that version when people say so.

let waiting = null;

export async function followUpdates(whenReady) {
  if (!("serviceWorker" in navigator)) return;
  let registration;
  try {
    registration = await navigator.serviceWorker.register("/service_worker.js");
  } catch {
    return; // not offered here (a private window, a page without TLS): the program works, offline it does not start
  }
  if (!registration) return;
  const offer = (worker) => {
    waiting = worker;
    whenReady();
  };
  if (registration.waiting && registration.active) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const fresh = registration.installing;
    if (!registration.active) return; // the first version of all. (WebKit has it control the page before it says "installed".)
    fresh?.addEventListener("statechange", () => {
      if (fresh.state === "installed") offer(fresh);
    });
  });
  // Pages stay open for days: look for a new version when people come back.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) registration.update().catch(() => {});
  });
}

export function applyUpdate() {
  if (!waiting) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("activate");
}
