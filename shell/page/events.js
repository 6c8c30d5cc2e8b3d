// What people do, told to the program: clicks (the only way anything is activated), typed text, keys, focus, scrolling,
// selected text. The mouse's position only tells what is hovered. Ids are those of the mirror.
import { wasm, withText } from "./memory.js";
import { catchUp, drawNow, figures, noteClick, noteInput, requestFrames } from "./frames.js";
import { STATE } from "./roles.js";
import * as mirror from "./mirror.js";
import { follow } from "./address.js";
import { chooseFiles } from "./open_files.js";
import { scale } from "./scale.js";

const app = document.getElementById("app");
const { has, nodeOf, dismissibles, layers } = mirror;

const KEYS = { ArrowUp: 0, ArrowDown: 1, ArrowLeft: 2, ArrowRight: 3, Home: 4, End: 5, PageUp: 6, PageDown: 7, Enter: 8, Escape: 9, " ": 10 };

const isRow = (node) => node.kind.name === "row" || node.kind.name === "list_item";
const isTyped = (node) => node.kind.field && node.kind.name !== "select";

function ancestor(node, matches) {
  while (node && !matches(node)) node = nodeOf(node.element.parentNode);
  return node;
}
const rowOf = (node) => ancestor(node, (one) => isRow(one) && has(one, STATE.activatable));

// --- pointer: hover and pressed look ---

function point(event) {
  wasm._vinculo_pointer(event.clientX / scale, event.clientY / scale);
}
const leave = () => wasm._vinculo_pointer(-1, -1);

let isDown = false, isFinger = false;
function onPointerDown(event) {
  point(event);
  isFinger = event.pointerType === "touch";
  isDown = true;
  wasm._vinculo_pointer_button(true);
  dismissOutside(event);
  requestFrames();
}

function onPointerUp(event) {
  isDown = false;
  wasm._vinculo_pointer_button(false);
  if (event.pointerType === "touch") leave(); // nothing stays hovered under a finger that is gone
  requestFrames();
}

function followPointer() {
  app.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    point(event);
    requestFrames();
  });
  app.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    point(event);
    if (isDown && !event.buttons) onPointerUp(event); // it was released outside of the window
    if (event.buttons) requestFrames(1);
  }, { passive: true });
  app.addEventListener("pointerleave", () => {
    leave();
    requestFrames();
  });
  app.addEventListener("pointerdown", onPointerDown);
  addEventListener("pointerup", onPointerUp);
  addEventListener("pointercancel", (event) => {
    leave();
    onPointerUp(event);
  });
  // Choosing a suggestion must not take the focus from its field before the click arrives.
  app.addEventListener("mousedown", (event) => {
    if (event.target.closest?.("[role=listbox], [role=menu]")) event.preventDefault();
  });
}

// --- popups ---

function topPopup() {
  return [...dismissibles].pop();
}
function dismiss(node) {
  wasm._vinculo_dismiss(node.id);
  requestFrames();
}
function dismissOutside({ target, clientX, clientY }) {
  const popup = topPopup();
  if (!popup) return;
  const box = popup.element.getBoundingClientRect();
  const isOnIt = clientX >= box.left && clientX < box.right && clientY >= box.top && clientY < box.bottom;
  // A press beside an open dialog lands on the dialog: its backdrop is part of it.
  if (target === popup.element ? isOnIt : popup.element.contains(target)) return;
  const owner = mirror.nodeById(popup.first);
  if (owner && !has(owner, STATE.contextMenu) && owner.element.contains(target)) return; // its own button decides
  dismiss(popup);
}

// --- context menus ---

const LONG_PRESS_MS = 500, LONG_PRESS_MOVE_PX = 10;

// Opens the menu of the row or card that `target` is in; `x` below 0: by a key, at the thing itself. False when there is none.
function askForMenu(target, x, y) {
  const node = ancestor(nodeOf(target), (one) => has(one, STATE.contextMenu));
  if (!node) return false;
  wasm._vinculo_ask_menu(node.id, x, y);
  requestFrames();
  return true;
}

// The browser's own menu is better where there is text to copy or paste, and with Ctrl on a link.
function wantsBrowsersMenu(event) {
  const selection = getSelection();
  if (nodeOf(event.target)?.kind.field || (event.ctrlKey && event.target.closest?.("a"))) return true;
  return selection && !selection.isCollapsed && selection.containsNode(event.target, true);
}

let press; // a finger that lies still: its timer and where it came down
let isLongPress = false; // the click of the finger that opened a menu is no click

function forgetPress() {
  clearTimeout(press?.timer);
  press = undefined;
}

function onContextMenu(event) {
  forgetPress();
  if (isLongPress) return event.preventDefault(); // ours was quicker
  if (wantsBrowsersMenu(event)) return undefined;
  if (!askForMenu(event.target, event.clientX, event.clientY)) return undefined;
  isLongPress = event.pointerType === "touch";
  return event.preventDefault();
}

// Safari on phones has no event for it.
function onFingerDown(event) {
  isLongPress = false;
  forgetPress();
  if (event.pointerType !== "touch" || !event.isPrimary) return;
  const { target, clientX: x, clientY: y } = event;
  press = { x, y, timer: setTimeout(() => { isLongPress = askForMenu(target, x, y); }, LONG_PRESS_MS) };
}
function onFingerMove({ clientX, clientY }) {
  if (press && Math.hypot(clientX - press.x, clientY - press.y) > LONG_PRESS_MOVE_PX) forgetPress();
}

function followMenus() {
  app.addEventListener("contextmenu", onContextMenu);
  app.addEventListener("pointerdown", onFingerDown);
  app.addEventListener("pointermove", onFingerMove, { passive: true });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, forgetPress);
  app.addEventListener("click", (event) => {
    if (!isLongPress) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  }, { capture: true });
}

// --- activation ---

function pressed(target) {
  return ancestor(nodeOf(target), (node) => node.kind.press && (!isRow(node) || has(node, STATE.activatable)));
}

function hasSelectedText(event) {
  const selection = getSelection();
  return event.detail > 0 && selection && !selection.isCollapsed && selection.toString().trim() !== "";
}

// With Ctrl, or the middle button, a row leads where its link leads: into a tab of its own.
function openBeside(event, node) {
  const link = (event.ctrlKey || event.metaKey || event.button === 1) && isRow(node) && node.element.querySelector("a[href^='/']");
  if (!link || link.contains(event.target)) return false;
  open(link.href, "_blank", "noopener");
  return true;
}
function onMiddleClick(event) {
  const node = event.button === 1 && pressed(event.target);
  if (node && openBeside(event, node)) event.preventDefault();
}

function onClick(event) {
  const node = pressed(event.target);
  if (!node || has(node, STATE.disabled) || openBeside(event, node)) return;
  const selects = isRow(node) || node.kind.name === "link";
  if (selects && hasSelectedText(event)) {
    event.preventDefault();
    return;
  }
  if (node.kind.name === "link" && !follow(event, node.element)) return;
  if (node.kind.name === "file_button") chooseFiles(node);
  wasm._vinculo_click(node.id);
  noteClick();
  requestFrames();
  if (isFinger) catchUp(); // a phone opens its keyboard only for a field that is focused while the tap is handled
}

// --- typing ---

// A browser cuts what a field has no room for, without a word. Here it is all or nothing, and the program says so.
function refuseWhatIsTooLong(event, text) {
  const node = nodeOf(event.target), field = event.target;
  if (!text || !event.cancelable || !node || !isTyped(node) || field.maxLength < 0) return;
  const hasLines = node.kind.name === "text_area";
  const length = text.replaceAll(/\r?\n/g, hasLines ? "\n" : "").length;
  // Fields for mails do not say what is selected: all of it may be.
  const kept = field.selectionStart === null ? 0 : field.value.length - (field.selectionEnd - field.selectionStart);
  if (length <= field.maxLength - kept) return;
  event.preventDefault();
  wasm._vinculo_text_refused(field.maxLength);
  requestFrames();
}

function onBeforeInput(event) {
  if (event.inputType === "insertFromDrop") return; // asked about in onDrop: by now it is gone from where it was
  refuseWhatIsTooLong(event, event.data ?? event.dataTransfer?.getData("text/plain"));
}
function onDrop(event) {
  refuseWhatIsTooLong(event, event.dataTransfer?.getData("text/plain"));
}

function onInput(event) {
  const node = nodeOf(event.target);
  if (!node?.kind.field) return;
  const text = node.kind.name === "select" ? String(node.element.selectedIndex) : node.element.value;
  withText(text, (address, size) => wasm._vinculo_type(node.id, address, size));
  noteInput();
  requestFrames(1); // the program asks for another where a letter changes more than its field
}

// --- keys ---

const MOVES = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// Menus, radio groups and tabs: arrows move the focus among their parts; radios and tabs are chosen by it.
function moveInGroup(event, node) {
  const { name } = node.kind;
  if (name !== "menu_item" && name !== "radio" && name !== "tab") return false;
  const parts = [...node.element.parentNode.children].filter((element) => nodeOf(element)?.kind === node.kind);
  const at = parts.indexOf(node.element);
  const to = event.key === "Home" ? 0 : event.key === "End" ? parts.length - 1 : MOVES[event.key] ? (at + MOVES[event.key] + parts.length) % parts.length : -1;
  if (to < 0) return false;
  parts[to].focus();
  if (name !== "menu_item") parts[to].click();
  return true;
}

function sendKey(node, key) {
  wasm._vinculo_key(node.id, KEYS[key]);
  noteInput();
  requestFrames();
  return true;
}

function onEnter(node) {
  if (has(node, STATE.enterKey)) return sendKey(node, "Enter");
  if (node.kind.key) {
    node.element.click();
    return true;
  }
  if (!isTyped(node) || node.kind.name === "text_area") return false;
  wasm._vinculo_submit(node.id);
  const form = nodeOf(node.element.closest("form"));
  if (form) wasm._vinculo_submit(form.id);
  requestFrames();
  return true;
}

function onEscape(node) {
  if (node && has(node, STATE.escapeKey)) return sendKey(node, "Escape");
  const popup = topPopup();
  if (!popup) {
    const around = ancestor(node, (one) => has(one, STATE.escapeKey)); // a side panel
    if (around) return sendKey(around, "Escape");
    const mode = document.querySelector("dialog[open]") ? undefined : [...layers].pop() ?? nodeOf(document.querySelector("[data-escape]")); // rows that are being chosen
    if (mode) dismiss(mode);
    return Boolean(mode);
  }
  dismiss(popup);
  return true;
}

// True when the key was ours and the browser must not act on it.
function answerKey(event, node) {
  const { key } = event;
  if (key === "Escape") return onEscape(node);
  if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) return !node?.kind.field && askForMenu(document.activeElement, -1, -1);
  if (!node) return false;
  if (key === "Enter") return onEnter(node);
  if (key === " " && has(node, STATE.spaceKey)) return sendKey(node, " ");
  if (key === " " && node.kind.key) {
    node.element.click();
    return true;
  }
  if (key === "Tab" && node.kind.name === "menu_item") {
    dismiss(topPopup() ?? node);
    return true;
  }
  if (has(node, STATE.arrowKeys) && key in KEYS) {
    if (isTyped(node) && key !== "ArrowUp" && key !== "ArrowDown") return false; // the caret's own
    return sendKey(node, key);
  }
  return moveInGroup(event, node);
}

function onKeyDown(event) {
  // While text is composed its keys belong to the input method; with Ctrl, Alt and Meta to the browser.
  // WebKit ends a composition before the key that confirms it: only the code 229 tells (UI Events, section 7.3.2).
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
  catchUp();
  // Not the event's target: the key before this one may have led the focus on in the frame that was just drawn.
  if (answerKey(event, nodeOf(document.activeElement))) event.preventDefault();
}

// --- focus, selection, copying ---

// A list learns where the focused row and the row with selected text are while they are in view; who scrolls at once
// must not be faster.
let frameOfLastRow = -1;
function learnRows() {
  if (frameOfLastRow === figures.frames) drawNow();
}

function tellFocus(node) {
  wasm._vinculo_focus(node?.id ?? 0, node ? rowOf(node)?.id ?? 0 : 0, Boolean(node?.element.matches(":focus-visible")));
  frameOfLastRow = figures.frames;
  noteInput(); // a list answers the keys of the row that it knows
  mirror.noteFocus(Boolean(node));
  requestFrames(3);
}

let selectedRow = 0;
function onSelectionChange() {
  const selection = getSelection();
  const inside = selection && !selection.isCollapsed ? nodeOf(selection.anchorNode) : undefined;
  const row = (inside && rowOf(inside)?.id) ?? 0;
  if (row === selectedRow) return;
  selectedRow = row;
  wasm._vinculo_select(row);
  frameOfLastRow = figures.frames;
  requestFrames(1);
}

// Lines that were broken to fit are one line again (see page_lines in web/ui/text.cpp).
function onCopy(event) {
  if (nodeOf(event.target)?.kind.field) return;
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return;
  event.clipboardData.setData("text/plain", selection.toString().replace(/ \n/g, " ").replace(/\u200B\n?/g, ""));
  event.preventDefault();
}

export function followPeople() {
  mirror.listen({
    onScroll(id, top, left) {
      learnRows();
      wasm._vinculo_scroll(id, top, left);
      requestFrames(1);
    },
    onDismiss(id) {
      wasm._vinculo_dismiss(id);
      requestFrames();
      setTimeout(() => requestAnimationFrame(mirror.reopenDialogs), 50);
    },
  });
  mirror.whenFocusIsLost(() => tellFocus(undefined));
  followPointer();
  followMenus();
  app.addEventListener("click", onClick);
  app.addEventListener("auxclick", onMiddleClick);
  app.addEventListener("beforeinput", onBeforeInput);
  app.addEventListener("drop", onDrop);
  app.addEventListener("input", onInput);
  app.addEventListener("change", onInput); // autofill of some browsers
  app.addEventListener("keydown", onKeyDown);
  app.addEventListener("submit", (event) => event.preventDefault());
  app.addEventListener("focusin", (event) => {
    tellFocus(event.target.matches("h1") ? undefined : nodeOf(event.target)); // a heading has it for those who listen (screen_name.js)
  });
  app.addEventListener("focusout", (event) => {
    if (!event.relatedTarget) tellFocus(undefined);
  });
  app.addEventListener("copy", onCopy);
  document.addEventListener("selectionchange", onSelectionChange);
}
