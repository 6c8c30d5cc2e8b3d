// Frames on demand: nothing runs without a reason. An event asks for a few frames, an animation or a timer for a time.
import { wasm } from "./memory.js";

export const figures = { frames: 0, callbacks: 0 };

let wanted = 0, scheduled = 0, timer = 0, running = false;
let beforeFrame = () => {}, afterFrame = () => {};

export function start(hooks) {
  ({ beforeFrame, afterFrame } = hooks);
  running = true;
  requestFrames(3);
}

// Dear ImGui knows what is hovered one frame late, so most events need two.
export function requestFrames(count = 2) {
  wanted = Math.max(wanted, count);
  if (scheduled || !running || document.hidden) return;
  scheduled = requestAnimationFrame(draw);
  figures.callbacks += 1;
}

function draw() {
  scheduled = 0;
  wanted -= 1;
  const now = performance.now();
  let next = 0;
  try {
    beforeFrame();
    next = wasm._vinculo_frame(now);
  } finally { // a defect in one frame must not be the last of all
    figures.frames += 1;
    clearTimeout(timer);
    if (wanted > 0) requestFrames(wanted);
    else if (next > 0 && next <= now) requestFrames(1);
    else if (next > 0) timer = setTimeout(() => requestFrames(1), Math.max(1, next - now));
  }
  afterFrame();
}

// Draws the frame that is asked for at once, without waiting for the screen.
export function drawNow() {
  if (!scheduled) return;
  cancelAnimationFrame(scheduled);
  draw();
}

// What a key or another address means depends on what the program made of the text typed before it, so that is drawn first
// when somebody is faster than the screen: Enter in a list of suggestions, Back in a form.
let frameOfLastInput = -1;
export function noteInput() {
  frameOfLastInput = figures.frames;
}
export function catchUp() {
  if (frameOfLastInput === figures.frames) drawNow();
  while (scheduled && figures.frames < framesUntilFocus) drawNow();
}

// What a click opens is there after the next frame and has the focus after the one behind it: letters that are typed
// before belong there.
let framesUntilFocus = 0;
export function noteClick() {
  framesUntilFocus = figures.frames + 2;
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    drawNow(); // what was typed last belongs to what is kept of this page
    if (running) wasm._vinculo_leave();
  } else if (running) {
    wasm._vinculo_shown_again(); // a browser may let go of the picture of a page that nobody sees
    requestFrames();
  }
});
