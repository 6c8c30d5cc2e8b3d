// Keys that mean something anywhere in the program (views/shortcuts.h). Fields keep all of theirs but Ctrl+K and Ctrl+P; the browser
// keeps what is its own. Under a dialog or a menu only Ctrl+K works.
import { drawNow, requestFrames } from "./frames.js";
import { wasm } from "./memory.js";
import { dismissibles } from "./mirror.js";

const SHORTCUT = { palette: 0, search: 1, newRecord: 2, help: 3, undo: 4, redo: 5, print: 6 }; // platform::Shortcut
const SINGLE_KEYS = { "/": SHORTCUT.search, n: SHORTCUT.newRecord, "?": SHORTCUT.help };

export const hasCommandKey = /^(Mac|iP)/.test(navigator.platform);

function shortcutOf(event) {
  const isTyping = document.activeElement?.closest("input, textarea, select"); // an earlier key may have led there just now
  const key = event.key.toLowerCase();
  const command = hasCommandKey ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (command && !event.altKey && !event.shiftKey && key === "k") return SHORTCUT.palette;
  if (document.querySelector("dialog[open]") || dismissibles.size) return undefined;
  if (command && !event.altKey && !event.shiftKey && key === "p") return SHORTCUT.print;
  if (isTyping) return undefined;
  if (command && !event.altKey && key === "z") return event.shiftKey ? SHORTCUT.redo : SHORTCUT.undo;
  const hasModifier = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
  return hasModifier ? undefined : SINGLE_KEYS[key];
}

let held = ""; // the key that was ours and is still down: its repeats are nobody's

export function followShortcuts() {
  addEventListener("keydown", (event) => {
    if (event.repeat && event.code === held) event.preventDefault();
    if (event.isComposing || event.keyCode === 229 || event.repeat || event.defaultPrevented) return;
    const shortcut = shortcutOf(event);
    if (shortcut === undefined || !wasm._vinculo_shortcut(shortcut)) return;
    event.preventDefault();
    held = event.code;
    // Who types on at once types into what the key has opened: the address changes in one frame, the field comes in the
    // next and has the focus after it.
    requestFrames(3);
    for (let i = 0; i < 3; ++i) drawNow();
  });
  addEventListener("keyup", () => { held = ""; });
}
