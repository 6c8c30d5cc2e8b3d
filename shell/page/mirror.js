// The mirror: native elements that lie exactly over what the canvas shows, with transparent text. It is what screen
// readers, Find, selection, the password manager and the tests see, and where every click and key arrives. Built from
// the operations of web/ui/difference.h.
import { readText, wasm } from "./memory.js";
import { ROLES, STATE } from "./roles.js";
import { scale, whenScaled } from "./scale.js";

const root = document.getElementById("mirror");
const nodes = new Map(); // id -> node
const nodeOfElement = new WeakMap();
export const dismissibles = new Set(); // menus and the like that are open, the topmost last
export const layers = new Set(); // of them and of dialogs those that Back closes, in the same order

const ALIGN = ["left", "center", "right"];
// Attributes whose value "@id" names another element by its mirror id.
const REFERENCES = new Set(["aria-describedby", "aria-controls", "aria-activedescendant", "aria-labelledby"]);

export const figures = { applied: 0, words: 0, lastMs: 0 };

export function nodeOf(element) {
  while (element && element !== root) {
    const node = nodeOfElement.get(element);
    if (node) return node;
    element = element.parentNode;
  }
  return undefined;
}

export const nodeById = (id) => nodes.get(id);

const has = (node, bit) => (node.state & bit) !== 0;
export { has };

function create(id, roleNumber, level) {
  const kind = ROLES[roleNumber];
  const element = document.createElement(kind.tag === "h" ? `h${level}` : kind.tag);
  element.className = "n";
  if (kind.role) element.setAttribute("role", kind.role);
  if (kind.type) element.type = kind.type;
  if (kind.tag === "a") element.draggable = false; // a drag selects its text
  if (kind.name === "text_field" || kind.name === "combobox" || kind.name === "search_field") element.autocomplete = "off";
  const node = { id, kind, element, state: 0, first: 0, second: 0, attributes: new Map(), x: 0, y: 0, w: 0, h: 0, font: 14,
    line: 0, left: 0, right: 0, top: 0, weight: 400, align: 0, contentWidth: 0, content: 0, scrollTop: 0, scrollLeft: 0 };
  nodeOfElement.set(element, node);
  nodes.set(id, node);
  if (referred.has(id)) element.id = `n${id}`;
  if (kind.name === "dialog") prepareDialog(node);
  if (kind.name === "handle") element.setAttribute("aria-hidden", "true");
  return node;
}

let onScroll = () => {}, onDismiss = () => {};
export function listen(listeners) {
  ({ onScroll, onDismiss } = listeners);
}

function prepareDialog(node) {
  // Escape: the program decides whether it closes.
  node.element.addEventListener("cancel", (event) => {
    event.preventDefault();
    onDismiss(node.id);
  });
  // A browser may close it all the same (Escape twice); it opens again unless the program lets it go.
  node.element.addEventListener("close", () => {
    if (nodes.get(node.id) === node) onDismiss(node.id);
  });
}

function setName(node, text) {
  const { element, kind } = node;
  node.name = text;
  if (kind.name === "scroller" && text) { // a part of the page that keys can scroll
    element.tabIndex = 0;
    element.setAttribute("role", "group");
  }
  const shown = kind.text && !has(node, STATE.nameOnly);
  if (!shown) {
    if (kind.text && element.firstChild?.nodeType === Node.TEXT_NODE) element.firstChild.remove();
    if (text) element.setAttribute("aria-label", text);
    else element.removeAttribute("aria-label");
    return;
  }
  if (element.hasAttribute("aria-label") && !node.attributes.has("aria-label")) element.removeAttribute("aria-label");
  const first = element.firstChild;
  if (first?.nodeType === Node.TEXT_NODE) first.nodeValue = text;
  else if (text) element.prepend(text);
}

const setFlag = (element, name, on) => {
  if (on) element.setAttribute(name, "true");
  else element.removeAttribute(name);
};

// What a role's state looks like to the page, for the roles where it is more than the common flags.
const STATE_OF_ROLE = {
  checkbox: (node) => node.element.setAttribute("aria-checked", String(has(node, STATE.checked))),
  toggle: (node) => node.element.setAttribute("aria-checked", String(has(node, STATE.checked))),
  radio(node) {
    node.element.setAttribute("aria-checked", String(has(node, STATE.checked)));
    node.element.tabIndex = has(node, STATE.tabStop) ? 0 : -1;
  },
  tab(node) {
    node.element.setAttribute("aria-selected", String(has(node, STATE.selected)));
    node.element.tabIndex = has(node, STATE.tabStop) ? 0 : -1;
  },
  button(node) {
    if (has(node, STATE.pressable)) node.element.setAttribute("aria-pressed", String(has(node, STATE.checked)));
    if (has(node, STATE.popupMenu)) {
      node.element.setAttribute("aria-haspopup", "menu");
      node.element.setAttribute("aria-expanded", String(has(node, STATE.expanded)));
    }
  },
  combobox(node) {
    node.element.setAttribute("aria-expanded", String(has(node, STATE.expanded)));
    node.element.setAttribute("aria-haspopup", "listbox");
  },
  choices(node) {
    const { element } = node;
    element.setAttribute("aria-expanded", String(has(node, STATE.expanded)));
    setFlag(element, "aria-required", has(node, STATE.required));
    setFlag(element, "aria-invalid", has(node, STATE.invalid));
    if (element.id === "") element.id = `n${node.id}`; // its label refers to it
  },
  suggestion: (node) => node.element.setAttribute("aria-selected", String(has(node, STATE.selected))),
  menu_item(node) {
    node.element.tabIndex = has(node, STATE.tabStop) ? 0 : -1;
    if (!has(node, STATE.pressable)) return;
    node.element.setAttribute("role", "menuitemradio");
    node.element.setAttribute("aria-checked", String(has(node, STATE.checked)));
  },
  link(node) {
    if (has(node, STATE.current)) node.element.setAttribute("aria-current", "page");
    else node.element.removeAttribute("aria-current");
  },
  label(node) {
    node.element.htmlFor = `n${node.first}`;
  },
  grid(node) {
    node.element.setAttribute("aria-rowcount", node.first);
    node.element.setAttribute("aria-colcount", node.second);
  },
  table: (node) => STATE_OF_ROLE.grid(node),
  table_cell: (node) => STATE_OF_ROLE.cell(node),
  row(node) {
    node.element.setAttribute("aria-rowindex", node.first);
    if (has(node, STATE.activatable)) node.element.tabIndex = has(node, STATE.tabStop) ? 0 : -1;
    setFlag(node.element, "aria-selected", has(node, STATE.selected));
  },
  list_item(node) {
    if (node.second) { // only some of the list's items are here
      node.element.setAttribute("aria-posinset", node.first);
      node.element.setAttribute("aria-setsize", node.second);
    }
    if (has(node, STATE.activatable)) node.element.tabIndex = has(node, STATE.tabStop) ? 0 : -1;
  },
  column_header(node) {
    node.element.setAttribute("aria-colindex", node.first);
    if (!has(node, STATE.activatable)) return;
    node.element.tabIndex = 0;
    const sort = has(node, STATE.sortAscending) ? "ascending" : has(node, STATE.sortDescending) ? "descending" : "none";
    node.element.setAttribute("aria-sort", sort);
  },
  cell: (node) => node.element.setAttribute("aria-colindex", node.first),
  row_header: (node) => node.element.setAttribute("aria-colindex", node.first),
  active_cell(node) {
    node.element.setAttribute("aria-colindex", node.first);
    node.element.tabIndex = has(node, STATE.tabStop) ? 0 : -1;
    setFlag(node.element, "aria-selected", has(node, STATE.selected));
  },
};

function setState(node, state, first, second) {
  const { element, kind } = node;
  const nameMoved = ((node.state ^ state) & STATE.nameOnly) !== 0 && node.name !== undefined;
  Object.assign(node, { state, first, second });
  if (kind.field) {
    element.classList.toggle("live", has(node, STATE.live));
    element.required = has(node, STATE.required);
    element.disabled = has(node, STATE.disabled);
    if (kind.name !== "select") element.readOnly = has(node, STATE.readOnly);
    setFlag(element, "aria-invalid", has(node, STATE.invalid));
    if (element.id === "") element.id = `n${node.id}`;
  } else {
    setFlag(element, "aria-disabled", has(node, STATE.disabled));
    setFlag(element, "aria-busy", has(node, STATE.busy));
  }
  element.classList.toggle("wraps", has(node, STATE.wraps));
  element.classList.toggle("overlay", has(node, STATE.overlay));
  element.classList.toggle("scrolls", has(node, STATE.scrolls));
  if (has(node, STATE.scrolls) && !node.watched) {
    node.watched = true;
    element.addEventListener("scroll", () => {
      node.scrollTop = element.scrollTop;
      node.scrollLeft = element.scrollLeft;
      onScroll(node.id, element.scrollTop / scale, element.scrollLeft / scale);
    }, { passive: true });
  }
  if (has(node, STATE.dismissible)) dismissibles.add(node);
  if (has(node, STATE.backCloses)) layers.add(node);
  else layers.delete(node); // the window has become wide
  STATE_OF_ROLE[kind.name]?.(node);
  if (nameMoved) setName(node, node.name);
}

function setValue(node, text) {
  const { element } = node;
  if (node.kind.name === "select") node.choice = Number(text); // its options may come later
  else if (node.kind.field) {
    if (element.value !== text) element.value = text;
  } else element.setAttribute("aria-valuetext", text);
}

function setAttributes(node, text, references) {
  const now = new Map();
  for (const pair of text.split("\x1E")) {
    const at = pair.indexOf("\x1F");
    if (at > 0) now.set(pair.slice(0, at), pair.slice(at + 1));
  }
  for (const key of node.attributes.keys()) if (!now.has(key)) node.element.removeAttribute(key);
  for (const [key, value] of now) {
    if (node.attributes.get(key) === value) continue;
    if (REFERENCES.has(key)) references.push([node, key, Number(value.slice(1))]);
    else node.element.setAttribute(key, value);
  }
  node.attributes = now;
}

// Elements get an id of the page only when something refers to them. What refers stays when what it refers to goes and
// comes again, perhaps as another kind of element: a hint becomes an error.
const referred = new Set();
function refer([node, key, id]) {
  referred.add(id);
  const target = nodes.get(id);
  if (target) target.element.id = `n${id}`;
  node.element.setAttribute(key, `n${id}`);
}

function remove(id) {
  const node = nodes.get(id);
  if (!node) return;
  nodes.delete(id);
  dismissibles.delete(node);
  layers.delete(node);
  if (node.kind.name === "dialog" && node.element.open) node.element.close();
  node.element.remove();
}

// Puts the children into their order by moving as few as possible, and never the one that has the focus: moving an
// element takes the focus away and its scroll position.
function order(parent, ids) {
  const focused = document.activeElement;
  let next = null;
  for (let i = ids.length - 1; i >= 0; --i) {
    const node = nodes.get(ids[i]);
    if (!node) continue;
    const { element } = node;
    if (element.parentNode !== parent) parent.insertBefore(element, next);
    else if (element.nextSibling !== next && element !== focused && !element.contains(focused)) {
      parent.insertBefore(element, next);
      restoreScroll(element);
    }
    next = element;
  }
}

function restoreScroll(element) {
  for (const scroller of [element, ...element.querySelectorAll(".scrolls")]) {
    const node = nodeOfElement.get(scroller);
    if (node?.scrollTop) scroller.scrollTop = node.scrollTop;
    if (node?.scrollLeft) scroller.scrollLeft = node.scrollLeft;
  }
}

function place(node, x, y, w, h, restyled) {
  const onlyMoved = node.x === x && node.w === w && node.h === h;
  Object.assign(node, { x, y, w, h });
  if (onlyMoved && !restyled.has(node)) node.element.style.top = `${y * scale}px`;
  else restyled.add(node);
}

function applyStyle(node) {
  const { element } = node;
  if (node.kind.name === "option") return;
  const px = (own) => `${own * scale}px`;
  element.style.cssText = `left:${px(node.x)};top:${px(node.y)};width:${px(node.w)};height:${px(node.h)};` +
    `line-height:${px(node.line || node.h)};font-size:${px(node.font)};font-weight:${node.weight};text-align:${ALIGN[node.align]};` +
    `padding:${px(node.top)} ${px(node.right)} 0 ${px(node.left)}${node.content ? `;--content:${px(node.content)}` : ""}` +
    `${node.contentWidth ? `;--content-width:${px(node.contentWidth)}` : ""}`;
}

whenScaled(() => {
  for (const node of nodes.values()) applyStyle(node);
});

const speech = document.getElementById("announcements");
export function announce(text) {
  // Inside an open dialog everything else is inert and silent.
  const dialogs = document.querySelectorAll("dialog[open]");
  const host = dialogs.length ? dialogs[dialogs.length - 1] : document.body;
  if (speech.parentNode !== host) host.append(speech);
  speech.textContent = "";
  requestAnimationFrame(() => { speech.textContent = text; });
}

// --- operations ---

// Reads the words of one frame's operations.
class Reader {
  constructor(words, count, strings) {
    this.unsigned = wasm.HEAPU32;
    this.signed = new Int32Array(this.unsigned.buffer);
    this.float = wasm.HEAPF32;
    this.at = words >> 2;
    this.end = this.at + count;
    this.strings = strings;
  }
  get isAtEnd() { return this.at >= this.end; }
  word() { return this.unsigned[this.at++]; }
  pixels() { return this.signed[this.at++] / 64; }
  number() { return this.float[this.at++]; }
  text() {
    const start = this.strings + this.word();
    return readText(start, this.word());
  }
  words(count) {
    this.at += count;
    return this.unsigned.subarray(this.at - count, this.at);
  }
}

// What has to wait until all operations of a frame are done.
class Later {
  restyled = new Set();
  selects = new Set();
  dialogs = [];
  references = [];
  scrolls = [];
  focus = 0;

  finish() {
    for (const node of this.restyled) applyStyle(node);
    for (const { element, choice = -1 } of this.selects) element.selectedIndex = choice;
    this.references.forEach(refer);
    for (const { element } of this.dialogs) if (element.isConnected && !element.open) element.showModal();
    for (const [node, top, left] of this.scrolls) {
      Object.assign(node.element, { scrollTop: top * scale, scrollLeft: left * scale });
      node.scrollTop = node.element.scrollTop;
      node.scrollLeft = node.element.scrollLeft;
      // There is less to scroll than there was: no event tells the program where the element stands now.
      if (Math.abs(node.scrollTop - top * scale) > 1 || Math.abs(node.scrollLeft - left * scale) > 1)
        onScroll(node.id, node.scrollTop / scale, node.scrollLeft / scale);
    }
    if (this.focus) moveFocus(nodes.get(this.focus));
    noteLostFocus();
  }
}

// By number, as Op in web/ui/difference.h: (node, reader, later, id).
const OPERATIONS = {
  1: function make(_node, reader, later, id) { // `order` puts it into its parent
    const parent = nodes.get(reader.word());
    const node = create(id, reader.word(), reader.word());
    if (node.kind.name === "dialog") later.dialogs.push(node);
    if (node.kind.name === "select") later.selects.add(node);
    if (parent?.kind.name === "select") later.selects.add(parent);
    later.restyled.add(node);
  },
  2: (node, reader, later) => place(node, reader.pixels(), reader.pixels(), reader.pixels(), reader.pixels(), later.restyled),
  3: (node, reader) => setName(node, reader.text()),
  4: (node, reader) => setState(node, reader.word(), reader.word(), reader.word()),
  5: function value(node, reader, later) {
    setValue(node, reader.text());
    if (node.kind.name === "select") later.selects.add(node);
  },
  6: (_node, _reader, _later, id) => remove(id),
  7: (node, reader) => order(node?.element ?? root, reader.words(reader.word())),
  8: function style(node, reader, later) {
    node.font = reader.number();
    node.line = reader.number();
    node.left = reader.number();
    node.right = reader.number();
    node.top = reader.number();
    node.weight = reader.word();
    node.align = reader.word();
    later.restyled.add(node);
  },
  9: function content(node, reader, later) {
    node.contentWidth = reader.pixels();
    node.content = reader.pixels();
    node.element.classList.toggle("wide", node.contentWidth > 0);
    later.restyled.add(node);
  },
  10: function scroll(node, reader, later) {
    const top = reader.pixels(), left = reader.pixels();
    if (node) later.scrolls.push([node, top, left]);
  },
  11: function focus(_node, _reader, later, id) {
    later.focus = id;
  },
  12: function rebind(node, reader, _later, id) {
    nodes.delete(id);
    node.id = reader.word();
    nodes.set(node.id, node);
    if (node.element.id || referred.has(node.id)) node.element.id = `n${node.id}`;
  },
  13: (node, reader, later) => setAttributes(node, reader.text(), later.references),
};
const ANNOUNCE = 14; // the one without an id

// Applies one frame's operations: `words` and `strings` are addresses in the module's memory.
export function mirror(words, count, strings) {
  const start = performance.now();
  const reader = new Reader(words, count, strings), later = new Later();
  while (!reader.isAtEnd) {
    const operation = reader.word();
    if (operation === ANNOUNCE) {
      announce(reader.text());
      continue;
    }
    const id = reader.word();
    OPERATIONS[operation](nodes.get(id), reader, later, id);
  }
  later.finish();
  figures.applied += 1;
  figures.words += count;
  figures.lastMs = performance.now() - start;
}

function moveFocus(node) {
  // A virtual list has brought its row into view itself; the browser does it for everything else.
  node?.element.focus({ preventScroll: node.kind.name === "row" || node.kind.name === "list_item" });
}

let hadFocus = false;
let onFocusLost = () => {};
export const whenFocusIsLost = (call) => { onFocusLost = call; };
// Browsers disagree on whether an element that is removed says goodbye to the focus.
function noteLostFocus() {
  const hasFocus = document.activeElement !== document.body && document.activeElement !== null;
  if (hadFocus && !hasFocus) onFocusLost();
  hadFocus = hasFocus;
}
export const noteFocus = (has) => { hadFocus = has; };

// Dialogs that the browser closed by itself and the program did not.
export function reopenDialogs() {
  for (const node of nodes.values())
    if (node.kind.name === "dialog" && node.element.isConnected && !node.element.open) node.element.showModal();
}
