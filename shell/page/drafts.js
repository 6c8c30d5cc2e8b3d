// What somebody is typing and has not saved survives a reload, a crash and an update: each page writes it to
// localStorage under a name of its own, half a second after it has last drawn something new, every two seconds while that
// goes on, and whenever it is hidden. localStorage counts, for it can be written while a page goes; a copy on the disk
// (draft_copies.js) mends it after the browser itself was killed.
//
// A page's name stays with its tab (sessionStorage), so that after a reload every tab has its own words again. A page
// that never comes back leaves them to another: a Web Lock says which names are in use.
import { copyDraft, draftCopies, forgetCopies, tidyCopies } from "./draft_copies.js";
import { requestFrames } from "./frames.js";
import { takeText, wasm, withText } from "./memory.js";

const PREFIX = "vinculo.drafts.";
const PAUSE_MS = 500, LONGEST_MS = 2000;
const RETRY_MS = 5000; // after there was no room
const LOST_AFTER_MS = 15_000; // a page that was hidden so long ago and has no lock is not merely being reloaded
const TWIN_MS = 3000; // a page that is being reloaded gives up its lock sooner

let name = null; // where this page writes; null until it is its own, and where nothing can be kept
let written = ""; // null after there was no room
let timer = 0, retry = 0;
let firstDrawn = 0, lastDrawn = 0; // of what is not written yet
let isKept = true; // as far as the program has been told
let stamped = 0; // of this page's last draft, by a clock that never goes back

function tellKept(kept) {
  if (kept === isKept) return;
  isKept = kept;
  wasm._vinculo_unsaved_kept(kept);
  requestFrames();
}

const stamp = () => (stamped = Math.max(Date.now(), stamped + 1));

// Throws when there is no room for the text.
function store(page, text) {
  const at = stamp();
  copyDraft(page, at, text);
  if (text) localStorage.setItem(PREFIX + page, JSON.stringify({ at, text }));
  else localStorage.removeItem(PREFIX + page);
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
    store(name, text);
    written = text;
    tellKept(true);
  } catch { // no room: the words are only here, and perhaps in the copy
    written = null;
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
    forgetCopies(stamp());
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

// What a page that is gone, or this one, had kept: { at, text }, null when there is nothing. localStorage is out of date
// after the browser was killed.
function lastKept(page, { of, forgottenAt }, kept = stored(PREFIX + page)) {
  const copy = of.get(page);
  const newest = (copy?.at ?? 0) > (kept?.at ?? 0) ? copy : kept;
  return newest?.text && newest.at > forgottenAt ? newest : null;
}

// The words of pages that are gone for good. One page at a time looks for them.
async function adopt() {
  await navigator.locks?.request("vinculo.adopt", async () => {
    const copies = await draftCopies();
    const { held } = await navigator.locks.query();
    const inUse = new Set(held.map((lock) => lock.name.slice(lockOf("").length)));
    if (!write()) return;
    const gone = [...new Set([...draftKeys().map((key) => key.slice(PREFIX.length)), ...copies.of.keys()])].filter((page) => !inUse.has(page));
    tidyCopies(copies, gone);
    for (const page of gone) {
      const kept = lastKept(page, copies);
      if (!kept) {
        localStorage.removeItem(PREFIX + page);
        continue;
      }
      if (Math.abs(Date.now() - kept.at) < LOST_AFTER_MS) {
        setTimeout(tryToAdopt, LOST_AFTER_MS);
        continue;
      }
      takeBack(kept.text);
      write(); // under our name before the other goes
      stamped = Math.max(stamped, kept.at);
      store(page, "");
      write(); // there may have been no room for both
    }
  });
}
const tryToAdopt = () => void adopt().catch(() => {});

// Resolves with what this page had kept, empty when nothing.
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
  const copies = isFirst ? null : draftCopies(); // as they are before this page writes its first
  if (kept) await copies; // it may be out of date, or forgotten: words are taken back once
  written = kept?.text ?? "";
  stamped = kept?.at ?? 0;
  name = page;
  keepDrafts(); // what was typed meanwhile
  return (copies && lastKept(page, await copies, kept)?.text) ?? "";
}

export function followDrafts() {
  begin().catch(() => "").then(takeBack); // a window that keeps nothing has none
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) writeDrafts();
    else tryToAdopt();
  });
  setTimeout(tryToAdopt, 1000);
  setTimeout(tryToAdopt, LOST_AFTER_MS + 2000);
}
