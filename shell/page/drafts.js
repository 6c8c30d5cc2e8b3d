// What somebody is typing and has not saved survives a reload, a crash and an update: each page writes it to
// localStorage under a name of its own, half a second after it has drawn something new and whenever it is hidden.
//
// A page's name stays with its tab (sessionStorage), so that after a reload every tab has its own words again. A page
// that never comes back leaves them to another: a Web Lock says which names are in use.
import { requestFrames } from "./frames.js";
import { takeText, wasm, withText } from "./memory.js";

const PREFIX = "vinculo.drafts.";
const PAUSE_MS = 500;
const LOST_AFTER_MS = 15_000; // a page that has written nothing for so long and has no lock is not merely being reloaded

let name = null; // where this page writes; null where nothing can be kept
let written = "";
let timer = 0;

// False while the program cannot say yet what there is.
function write() {
  clearTimeout(timer);
  timer = 0;
  const address = wasm._vinculo_unsaved();
  if (!address) return false;
  const text = takeText(address);
  if (text === written) return true;
  try {
    if (text) localStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), text }));
    else localStorage.removeItem(PREFIX + name);
    written = text;
  } catch { /* no room: the words are only here */ }
  return true;
}

export function keepDrafts() {
  if (name) timer ||= setTimeout(write, PAUSE_MS);
}

const stored = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? null;
  } catch {
    return null;
  }
};

function takeBack(text) {
  withText(text, (address, size) => wasm._vinculo_take_back(address, size));
  requestFrames();
}

const lockOf = (page) => `vinculo.page.${page}`;
const holdLock = (page, options) => navigator.locks.request(lockOf(page), options, (lock) => lock ? new Promise(() => {}) : null);

// The words of pages that are gone for good.
async function adopt() {
  const { held } = await navigator.locks.query();
  if (!write()) return;
  const inUse = new Set(held.map((lock) => PREFIX + lock.name.slice(lockOf("").length)));
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX) && !inUse.has(each))) {
    const kept = stored(key);
    if (!kept?.text || Date.now() - kept.at < LOST_AFTER_MS) continue;
    takeBack(kept.text);
    write(); // under our name before the other goes
    localStorage.removeItem(key);
  }
}

export function followDrafts() {
  try {
    name = sessionStorage.getItem("vinculo.page");
    const kept = name && stored(PREFIX + name);
    name ??= Math.random().toString(36).slice(2);
    sessionStorage.setItem("vinculo.page", name);
    written = kept?.text ?? "";
    if (written) takeBack(written);
  } catch {
    name = null; // nothing can be kept in this window
    return;
  }
  document.addEventListener("visibilitychange", () => void (document.hidden && write()));
  if (!navigator.locks) return;
  holdLock(name, { signal: AbortSignal.timeout(3000) }).catch(() => { // a tab that was duplicated has its twin's name
    name = Math.random().toString(36).slice(2);
    sessionStorage.setItem("vinculo.page", name);
    holdLock(name, {});
  });
  setTimeout(() => adopt().catch(() => {}), 1000);
  setTimeout(() => adopt().catch(() => {}), LOST_AFTER_MS + 2000);
}
