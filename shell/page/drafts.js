// What somebody is typing and has not saved survives a reload, a crash and an update: each page writes it to
// localStorage under a name of its own, half a second after it has last drawn something new, every two seconds while that
// goes on, and whenever it is hidden.
//
// A page's name stays with its tab (sessionStorage), so that after a reload every tab has its own words again. A page
// that never comes back leaves them to another: a Web Lock says which names are in use.
import { requestFrames } from "./frames.js";
import { takeText, wasm, withText } from "./memory.js";

const PREFIX = "vinculo.drafts.";
const PAUSE_MS = 500, LONGEST_MS = 2000;
const RETRY_MS = 5000; // after there was no room
const LOST_AFTER_MS = 15_000; // a page that was hidden so long ago and has no lock is not merely being reloaded
const TWIN_MS = 3000; // a page that is being reloaded gives up its lock sooner

let name = null; // where this page writes; null until it is its own, and where nothing can be kept
let written = "";
let timer = 0, retry = 0;
let firstDrawn = 0, lastDrawn = 0; // of what is not written yet
let isKept = true; // as far as the program has been told

function tellKept(kept) {
  if (kept === isKept) return;
  isKept = kept;
  wasm._vinculo_unsaved_kept(kept);
  requestFrames();
}

// False while the program cannot say yet what there is.
function write({ again = false } = {}) {
  clearTimeout(timer);
  clearTimeout(retry);
  timer = 0;
  const address = name && wasm._vinculo_unsaved();
  if (!address) return false;
  const text = takeText(address);
  if (text === written && !(again && text)) {
    tellKept(true);
    return true;
  }
  try {
    if (text) localStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), text }));
    else localStorage.removeItem(PREFIX + name);
    written = text;
    tellKept(true);
  } catch { // no room: the words are only here
    tellKept(false);
    retry = setTimeout(write, RETRY_MS);
  }
  return true;
}

// At once: the page is about to go.
export const writeDrafts = () => void write({ again: true });

function writeAfterPause() {
  const left = Math.min(lastDrawn + PAUSE_MS, firstDrawn + LONGEST_MS) - performance.now();
  if (left > 0) timer = setTimeout(writeAfterPause, left);
  else write();
}

export function keepDrafts() {
  if (!name) return;
  lastDrawn = performance.now();
  if (timer) return;
  firstDrawn = lastDrawn;
  timer = setTimeout(writeAfterPause, PAUSE_MS);
}

const draftKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/** Whether other pages of this browser keep words that nobody has saved. */
export function othersHaveDrafts() {
  try {
    const own = PREFIX + (name ?? sessionStorage.getItem("vinculo.page"));
    return draftKeys().some((key) => key !== own);
  } catch {
    return false;
  }
}

export function forgetDrafts() {
  try {
    for (const key of draftKeys()) localStorage.removeItem(key);
    written = "";
  } catch { /* nothing was kept */ }
}

const randomName = () => Math.random().toString(36).slice(2);

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

// Resolves when the name is this page's own, for as long as the page lives.
function own(page, options = {}) {
  if (!navigator.locks) return Promise.resolve();
  return new Promise((resolve, reject) => {
    navigator.locks.request(lockOf(page), options, () => {
      resolve();
      return new Promise(() => {});
    }).catch(reject);
  });
}

// The words of pages that are gone for good. One page at a time looks for them.
async function adopt() {
  await navigator.locks?.request("vinculo.adopt", async () => {
    const { held } = await navigator.locks.query();
    const inUse = new Set(held.map((lock) => PREFIX + lock.name.slice(lockOf("").length)));
    if (!write()) return;
    for (const key of draftKeys().filter((each) => !inUse.has(each))) {
      const kept = stored(key);
      if (kept?.text && Date.now() - kept.at < LOST_AFTER_MS) {
        setTimeout(tryToAdopt, LOST_AFTER_MS);
        continue;
      }
      if (!kept?.text) {
        localStorage.removeItem(key);
        continue;
      }
      takeBack(kept.text);
      write(); // under our name before the other goes
      localStorage.removeItem(key);
      write(); // there may have been no room for both
    }
  });
}
const tryToAdopt = () => void adopt().catch(() => {});

async function begin() {
  let page = sessionStorage.getItem("vinculo.page");
  const isFirst = !page;
  page ??= randomName();
  sessionStorage.setItem("vinculo.page", page);
  try {
    await own(page, { signal: AbortSignal.timeout(TWIN_MS) });
  } catch { // a tab that was duplicated: the words are its twin's
    page = randomName();
    sessionStorage.setItem("vinculo.page", page);
    await own(page);
  }
  const kept = isFirst ? null : stored(PREFIX + page);
  written = kept?.text ?? "";
  if (written) takeBack(written);
  name = page;
}

export function followDrafts() {
  begin().catch(() => {}); // a window that keeps nothing
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) writeDrafts();
    else tryToAdopt();
  });
  setTimeout(tryToAdopt, 1000);
  setTimeout(tryToAdopt, LOST_AFTER_MS + 2000);
}
