// Every screen has an address. Links of ours change it without loading the page again; Back and Forward work.
//
// What lies over a screen and has no address (a menu or a calendar on a phone: state::back_closes in web/ui/node.h) has an
// entry of the history while it is open, with the address of the screen, so that Back takes it away and not the screen.
// When it closes otherwise its entry goes too, and what it leads to takes its entry's place. CloseWatcher would do the
// first, but not in all engines; where Back asks a <dialog> to close by itself (Chromium on Android) its entry goes likewise.
import { wasm, withText } from "./memory.js";
import { catchUp, figures, requestFrames } from "./frames.js";
import { dismissibles, layers } from "./mirror.js";

const SOON_MS = 400;
const LONGEST_MOVE_MS = 5000; // a browser may refuse to move
const FRAMES_UNTIL_CLOSED = 3;

const ofLocation = () => location.pathname + location.search + location.hash;
// `depth`: how many entries of ours are before it. Back closes what was opened from within the program, and must not leave
// it where somebody came by a link. `layers`: how many of them, with itself, are of what lies over its address.
const ofHistory = () => ({ depth: 0, layers: 0, ...history.state });

let entry = ofHistory(), address = ofLocation();
let isLate = false, timer = 0; // an address that is noted after a pause
let isMoving = false, arrival = 0; // on the way to an entry: what the program leads to meanwhile waits
const waiting = [];
let layersAreKnownFrom = 0; // the frame; until then what was dismissed may still be there

/** The address is written down: the page is about to be loaded again. */
export function writeLate() {
  clearTimeout(timer);
  if (isLate) history.replaceState(entry, "", address);
  isLate = false;
}

export const current = () => waiting.findLast(({ path }) => path)?.path ?? address;

export function tellRoute() {
  withText(current(), (text, size) => wasm._vinculo_route(text, size));
  requestFrames();
}

export const canGoBack = () => entry.depth > entry.layers;

function waitForLayers() {
  layersAreKnownFrom = figures.frames + FRAMES_UNTIL_CLOSED;
  requestFrames(FRAMES_UNTIL_CLOSED);
}

export function navigate(path, how) {
  if (isMoving && (how !== "replace_soon" || waiting.length)) {
    waiting.push({ path, how });
    return;
  }
  if (how === "replace_soon") {
    clearTimeout(timer);
    timer = setTimeout(writeLate, SOON_MS);
    address = path;
    isLate = true;
    return;
  }
  writeLate();
  address = path;
  if (how === "push" && entry.layers === 0) {
    entry = { depth: entry.depth + 1, layers: 0 };
    history.pushState(entry, "", path);
  } else {
    if (how === "push") entry = { ...entry, layers: 0 };
    history.replaceState(entry, "", path);
  }
  if (layers.size) waitForLayers();
}

export function back() {
  if (isMoving) {
    waiting.push({});
    return;
  }
  writeLate();
  history.go(-1 - entry.layers);
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

/** After each frame: as many entries as layers. */
export function followLayers() {
  if (isMoving || figures.frames < layersAreKnownFrom || layers.size === entry.layers) return;
  if (layers.size < entry.layers) {
    isMoving = true;
    arrival = setTimeout(arrive, LONGEST_MOVE_MS);
    history.go(layers.size - entry.layers);
    return;
  }
  clearTimeout(timer);
  isLate = false;
  history.replaceState(entry, "", address);
  while (entry.layers < layers.size) {
    entry = { depth: entry.depth + 1, layers: entry.layers + 1 };
    history.pushState(entry, "", address);
  }
}

function arrive() {
  clearTimeout(arrival);
  isMoving = false;
  for (const { path, how } of waiting.splice(0)) path ? navigate(path, how) : back();
  requestFrames();
}

function dismiss(nodes) {
  for (const node of nodes) wasm._vinculo_dismiss(node.id);
  if (nodes.length) waitForLayers();
}

function onPopState() {
  const isOurs = isMoving; // nobody pressed Back
  isMoving = true;
  catchUp(); // what was typed a moment ago belongs to the entry that was left
  const from = entry;
  entry = ofHistory();
  const isSameScreen = history.state?.layers !== undefined && from.layers !== entry.layers && from.depth - from.layers === entry.depth - entry.layers;
  clearTimeout(timer);
  isLate = false;
  if (isSameScreen) {
    if (address !== ofLocation()) history.replaceState(entry, "", address); // it has changed under a layer
    if (!isOurs) dismiss([...layers].slice(entry.layers));
  } else {
    address = ofLocation();
    dismiss([...new Set([...layers, ...dismissibles])]); // menus at a desk go with their screen
    tellRoute();
  }
  arrive();
}

export function followHistory() {
  addEventListener("popstate", onPopState);
  addEventListener("pagehide", writeLate);
}
