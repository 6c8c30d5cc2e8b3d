// Starts everything at once, the main module and its fonts, and connects them with the core's worker. What cannot start
// says so in a sentence.
import { current, followHistory, followLayers } from "./page/address.js";
import { ask } from "./page/answers.js";
import { showFailure } from "./page/failure.js";
import { catalogueLoaded } from "./page/catalogues.js";
import { followLaunches } from "./page/arrivals.js";
import { download, followDrops, save } from "./page/open_files.js";
import * as frames from "./page/frames.js";
import { glyph, metrics, photo } from "./page/glyphs.js";
import { attach, readText, takeText, wasm, withText } from "./page/memory.js";
import { figures, mirror, nodeOf } from "./page/mirror.js";
import { followDrafts, keepDrafts } from "./page/drafts.js";
import { followPeople } from "./page/events.js";
import { followPrinting } from "./page/print.js";
import { followShortcuts } from "./page/shortcuts.js";
import { followUpdates } from "./page/updates.js";
import { applySize, followWindow, setContrast, setTheme, showPlain, sizeCanvas } from "./page/window.js";
import { setScale } from "./page/scale.js";
import { askWorker, deliverTo, followWorker, toWorker } from "./page/worker_link.js";

const FONTS = [["/fonts/inter-400.ttf", "400"], ["/fonts/inter-500.ttf", "500"], ["/fonts/inter-600.ttf", "600"], ["/fonts/icons.ttf"]];

// The canvas and the mirror use the same bytes, so both show the same letters or none.
async function loadFont([url, weight]) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (weight) document.fonts.add(await new FontFace("Inter", bytes, { weight }).load());
  return new Uint8Array(bytes);
}

// The calls of web/platform/page_calls.js.
const page = {
  mirror, glyph, metrics, photo, ask, download,
  postToWorker: (text, size) => toWorker({ request: readText(text, size) }),
  requestFrame: () => frames.requestFrames(1),
};

function addFonts(files) {
  files.forEach((bytes, slot) => {
    const address = wasm._malloc(bytes.length);
    wasm.HEAPU8.set(bytes, address);
    wasm._vinculo_add_font(slot, address, bytes.length);
  });
}

function tellWorkerText(text) {
  withText(text, (address, size) => wasm._vinculo_worker_text(address, size));
  frames.requestFrames();
}
function receive(message) {
  if (message.response ?? message.notice) tellWorkerText(message.response ?? message.notice);
  if (message.download) save(message.download.name, message.download.blob);
}

function followNetwork() {
  const tell = () => {
    wasm._vinculo_online(navigator.onLine);
    frames.requestFrames();
  };
  addEventListener("online", tell);
  addEventListener("offline", tell);
  if (!navigator.onLine) tell();
}

let workerFailure = null, hasStarted = false;
function tellWorkerFailure() {
  if (!hasStarted || !workerFailure) return;
  withText(workerFailure, (address, size) => wasm._vinculo_worker_failed(address, size));
  frames.requestFrames();
}

// For tests and for people who report a problem: no personal data. Whoever asks early waits for the program.
let tellRunning; // true, or false when the program could not start
const running = new Promise((resolve) => { tellRunning = resolve; });
async function diagnostics() {
  const isRunning = await running;
  const core = await askWorker();
  if (!isRunning) return { version: document.documentElement.dataset.version, userAgent: navigator.userAgent, ...core };
  const program = JSON.parse(takeText(wasm._vinculo_diagnostics()));
  return { version: document.documentElement.dataset.version, userAgent: navigator.userAgent, devicePixelRatio, ...core, ...program, wasmBytes: wasm.HEAPU8.byteLength,
    animationCallbacks: frames.figures.callbacks, framesDrawn: frames.figures.frames, mirror: { ...figures } };
}

// Between the long steps of a start whatever else waits has its turn: a slow phone does not stand still.
const turn = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => { setTimeout(resolve); });

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
const LONGEST_WAIT_FOR_WORDS_MS = 1000;

// `loadProgram` imports the main module; the gallery's has no core.
export async function boot(loadProgram, { hasCore }) {
  try {
    performance.mark("vinculo:boot");
    globalThis.vinculo = { diagnostics, audit: () => takeText(wasm._vinculo_audit()), plant: () => wasm._vinculo_plant?.(), nodeOf };
    setContrast(remembered("contrast") === "more");
    setScale(remembered("text_size") || 100);
    setTheme(remembered("theme") || "auto");
    if (hasCore) followWorker((detail) => { workerFailure = detail; tellWorkerFailure(); });
    const [module, fonts] = await Promise.all([
      loadProgram().then(({ default: create }) => create({ page })),
      Promise.all(FONTS.map(loadFont)),
      sizeCanvas(),
    ]);
    await turn();
    attach(module);
    addFonts(fonts);
    followWindow();
    await turn();
    showPlain(!wasm._vinculo_start_renderer());
    await turn();
    followHistory();
    withText(current(), (address, size) => wasm._vinculo_start(address, size));
    hasStarted = true;
    setTheme(remembered("theme") || "auto");
    followPeople();
    followShortcuts();
    followPrinting();
    followDrops();
    followNetwork();
    tellRunning(true);
    if (hasCore) followDrafts();
    await Promise.race([catalogueLoaded(), pause(LONGEST_WAIT_FOR_WORDS_MS)]); // nobody sees another language first
    frames.start({ beforeFrame: applySize, afterFrame });
    deliverTo(receive);
    followLaunches();
    tellWorkerFailure();
    followUpdates(() => {
      wasm._vinculo_update_ready();
      frames.requestFrames();
    });
  } catch (error) {
    console.error(error);
    tellRunning(false);
    showFailure(error);
  }
}

// The program says it again when it runs; before that the page should not flash in the wrong colours.
function remembered(name) {
  try {
    return localStorage.getItem(`vinculo.${name}`) ?? "";
  } catch {
    return "";
  }
}

let skeleton = document.getElementById("skeleton");
function afterFrame() {
  skeleton?.remove();
  skeleton = null;
  followLayers();
  keepDrafts();
}
