// The size of the canvas in device pixels, safe areas, the on-screen keyboard, colours and motion that people prefer.
import { wasm } from "./memory.js";
import { requestFrames } from "./frames.js";
import { scale, whenScaled } from "./scale.js";

const app = document.getElementById("app");
const canvas = document.getElementById("canvas");
const edges = document.getElementById("safe-area");

let pending = null; // [width, height] in device pixels, set on the canvas right before the next frame
let whenSized;
const sized = new Promise((resolve) => { whenSized = resolve; });

function measure(entry) {
  const ratio = devicePixelRatio, css = entry.contentRect;
  if (css.width === 0 || css.height === 0) return; // a window that is being hidden
  const exact = entry.devicePixelContentBoxSize?.[0];
  // Browsers report the exact box; under an emulated ratio it is wrong, and then ours is right.
  const usable = exact && Math.abs(exact.inlineSize / (css.width * ratio) - 1) < 0.02;
  pending = usable ? [exact.inlineSize, exact.blockSize] : [Math.round(css.width * ratio), Math.round(css.height * ratio)];
  whenSized();
  requestFrames(3);
}

export function applySize() {
  if (!pending) return;
  const [width, height] = pending;
  pending = null;
  if (canvas.width !== width) canvas.width = width; // setting it anew clears the picture and waits for the graphics process
  if (canvas.height !== height) canvas.height = height;
  const inset = getComputedStyle(edges);
  const own = (side) => (Number.parseFloat(inset[`padding${side}`]) || 0) / scale;
  wasm._vinculo_resize(width, height, devicePixelRatio * scale, scale, own("Top"), own("Right"), own("Bottom"), own("Left"), coarse.matches);
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const stronger = matchMedia("(prefers-contrast: more)");
const coarse = matchMedia("(pointer: coarse)");
let theme = "auto", wantsContrast = false;

function applyPreferences() {
  const isDark = theme === "dark" || (theme === "auto" && dark.matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = isDark ? "#0B1220" : "#F1F5F9";
  const hasContrast = wantsContrast || stronger.matches;
  document.documentElement.dataset.contrast = hasContrast ? "more" : "normal";
  if (wasm) wasm._vinculo_preferences(isDark, hasContrast, still.matches);
  requestFrames();
}

export function setTheme(name) {
  theme = name;
  applyPreferences();
}

export function setContrast(more) {
  wantsContrast = more;
  applyPreferences();
}

// A phone's keyboard covers the page where the browser does not shrink it: then the application shrinks itself.
function followKeyboard() {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const apply = () => {
    const covered = innerHeight - viewport.height * viewport.scale;
    app.style.height = covered > 120 && viewport.scale === 1 ? `${viewport.height}px` : "";
    if (covered > 120) requestAnimationFrame(() => document.activeElement?.scrollIntoView?.({ block: "nearest" }));
  };
  viewport.addEventListener("resize", apply);
}

// The ratio changes when the window moves to another screen or people zoom; the size in CSS pixels may stay.
function followRatio(observer) {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => {
    observer.unobserve(canvas);
    observe(observer);
    followRatio(observer);
  }, { once: true });
}

function observe(observer) {
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(canvas);
  }
}

// Resolves when the canvas has its size, which it needs before anything draws on it: later is slower.
export async function sizeCanvas() {
  const observer = new ResizeObserver((entries) => measure(entries[entries.length - 1]));
  observe(observer);
  followRatio(observer);
  await sized;
  [canvas.width, canvas.height] = pending;
}

export function followWindow() {
  followKeyboard();
  for (const preference of [dark, still, stronger]) preference.addEventListener("change", applyPreferences);
  const again = () => {
    pending ??= [canvas.width, canvas.height];
    requestFrames(3);
  };
  coarse.addEventListener("change", again);
  whenScaled(again);
  applyPreferences();
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    wasm._vinculo_context_lost();
  });
  canvas.addEventListener("webglcontextrestored", () => {
    showPlain(!wasm._vinculo_context_restored());
    requestFrames();
  });
}

// Without WebGL2 the mirror itself is what people see.
export function showPlain(plain) {
  document.documentElement.classList.toggle("plain", plain);
}
