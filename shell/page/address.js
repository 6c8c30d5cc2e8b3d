// Every screen has an address. Links of ours change it without loading the page again; Back and Forward work.
import { wasm, withText } from "./memory.js";
import { catchUp, requestFrames } from "./frames.js";

const SOON_MS = 400;
let late = null, timer = 0; // an address that is noted after a pause

/** The address is written down: the page is about to be loaded again. */
export function writeLate() {
  clearTimeout(timer);
  if (late !== null) history.replaceState({ depth: depth() }, "", late);
  late = null;
}

export const current = () => late ?? location.pathname + location.search + location.hash;

export function tellRoute() {
  withText(current(), (address, size) => wasm._vinculo_route(address, size));
  requestFrames();
}

// The history's entries know how many of ours are before them: Back closes what was opened from within the program, and
// must not leave it where somebody came by a link.
const depth = () => history.state?.depth ?? 0;
export const canGoBack = () => depth() > 0;

export function navigate(path, how) {
  if (how === "replace_soon") {
    clearTimeout(timer);
    timer = setTimeout(writeLate, SOON_MS);
    late = path;
    return;
  }
  writeLate();
  if (how === "replace") history.replaceState({ depth: depth() }, "", path);
  else history.pushState({ depth: depth() + 1 }, "", path);
}

export function back() {
  writeLate();
  history.back();
}

// A click on a link. True when the program follows it, false when the browser does.
export function follow(event, link) {
  const href = link.getAttribute("href") ?? "";
  const isOurs = href.startsWith("/") && !href.startsWith("//");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!isOurs || !isPlain) return false;
  event.preventDefault();
  catchUp(); // what was typed a moment ago belongs to the screen that is left
  if (href !== current()) {
    navigate(href, "push");
    tellRoute();
  }
  return true;
}

export function followHistory() {
  addEventListener("popstate", () => {
    catchUp();
    clearTimeout(timer);
    late = null; // of the entry that was left
    tellRoute();
  });
  addEventListener("pagehide", writeLate);
}
