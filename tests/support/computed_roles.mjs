// Compares what browsers tell a screen reader about an element of the mirror, its computed role, name and (in Chromium) states, with
// what the program said of the node.
import { STATE } from "../../shell/page/roles.js";

// The computed role of each Role of web/ui/node.h, by its name in shell/page/roles.js. Texts, labels and panes that scroll have
// none of their own: `text`.
const ROLES = {
  radio_group: "radiogroup", toggle: "switch", file_button: "button", text_field: "textbox", search_field: "searchbox", text_area: "textbox",
  select: "combobox", suggestion: "option", row_group: "rowgroup", column_header: "columnheader", row_header: "rowheader", cell: "gridcell", list_item: "listitem",
  active_cell: "gridcell", menu_item: "menuitem", tab_list: "tablist", tab_panel: "tabpanel", choices: "combobox", progress: "progressbar", scroller: "text", label: "text", handle: "text",
};

/** In the page: the nodes of the mirror in the order of the document. A modal dialog hides the others from screen readers. */
export function describeNodes() {
  const dialogs = document.querySelectorAll("dialog[open]");
  const host = dialogs[dialogs.length - 1] ?? document;
  return [...document.querySelectorAll(".n")].map((element) => {
    const { id, kind, name = "", state } = vinculo.nodeOf(element);
    // A widget may spell out what it draws short: "S" is Sunday.
    const isRadio = element.getAttribute("role") === "menuitemradio"; // a menu item that says whether it is chosen
    return { id, kind: isRadio ? "menuitemradio" : kind.name, isField: Boolean(kind.field), isOff: kind.name === "option" && element.parentNode.disabled, state, name: element.getAttribute("aria-label") ?? name, isReachable: host.contains(element) };
  });
}

const words = (text) => text.replace(/\s+/g, " ").trim();
// Roles of elements without one, as browsers call them.
const PLAIN = new Set(["generic", "none", "text", "statictext", "labeltext", "label", "paragraph", "group", ""]);

// What has a name of ours but none of the browser's: its text is read as content.
const READ_AS_CONTENT = {
  chromium: new Set(["status", "alert"]),
  webkit: new Set(["status", "alert", "cell", "active_cell", "column_header", "row_header", "option", "tooltip"]),
};
// WebKitGTK calls a native select a button that opens a menu.
const OWN_WORDS = { chromium: {}, webkit: { select: "button" } };

/** What differs between our node and what the browser says of its element; null: nothing. */
export function mismatch(engine, node, computed) {
  const wanted = OWN_WORDS[engine][node.kind] ?? ROLES[node.kind] ?? node.kind, role = computed.role.toLowerCase();
  if (wanted === "text" ? !PLAIN.has(role) : role !== wanted) return `${node.kind} "${node.name}" is ${computed.role}`;
  const isContent = wanted === "text" || READ_AS_CONTENT[engine].has(node.kind);
  if (!node.name || (isContent && computed.name === "")) return null;
  return words(computed.name) === words(node.name) ? null : `${node.kind} "${node.name}" is called "${computed.name}"`;
}

// The states by their names in DevTools' accessibility tree, as the node's bits say them.
function statesOf({ kind, isField, isOff, state }) {
  const has = (bit) => (state & bit) !== 0;
  const states = { disabled: has(STATE.disabled) || isOff }; // with their list
  if (["checkbox", "toggle", "radio", "menuitemradio"].includes(kind)) states.checked = has(STATE.checked);
  if (kind === "button" && has(STATE.pressable)) states.pressed = has(STATE.checked);
  if (["combobox", "choices"].includes(kind) || (kind === "button" && has(STATE.popupMenu))) states.expanded = has(STATE.expanded);
  if (["tab", "suggestion", "row", "active_cell"].includes(kind)) states.selected = has(STATE.selected);
  if (kind === "choices") Object.assign(states, { invalid: has(STATE.invalid), required: has(STATE.required) });
  if (isField && kind !== "select") states.required = has(STATE.required); // Chromium does not say it of a native list
  if (isField) Object.assign(states, { invalid: has(STATE.invalid), readonly: kind !== "select" && has(STATE.readOnly) });
  return states;
}

// What is not said is "no".
const wrongStates = (node, properties = []) => {
  const said = Object.fromEntries(properties.map(({ name, value }) => [name, String(value.value)]));
  return Object.entries(statesOf(node)).filter(([name, wanted]) => String(wanted) !== (said[name] ?? "false"))
    .map(([name, wanted]) => `${node.kind} "${node.name}" should have ${name} ${wanted} and has ${said[name]}`);
};

/** Of all that a screen reader can reach on a playwright page in Chromium. */
export async function mismatchesInChromium(page) {
  let found = [];
  for (let look = 0; look < 3; ++look) { // the page may change between the questions: what remains is one
    found = await differencesInChromium(page);
    if (!found.length) break;
  }
  return found;
}

async function differencesInChromium(page) {
  const devtools = await page.context().newCDPSession(page);
  try {
    const nodes = await page.evaluate(describeNodes), elements = mirrorElements((await devtools.send("DOM.getDocument", { depth: -1 })).root);
    if (nodes.length !== elements.length) return ["the screen is not at rest"];
    const { nodes: tree } = await devtools.send("Accessibility.getFullAXTree");
    const computed = new Map(tree.map((one) => [one.backendDOMNodeId, one]));
    return nodes.flatMap((node, i) => {
      const one = computed.get(elements[i]);
      if (!node.isReachable) return [];
      if (!one || one.ignored) return (ROLES[node.kind] ?? node.kind) === "text" ? [] : [`${node.kind} "${node.name}" is not in the tree`];
      return [mismatch("chromium", node, { role: one.role.value, name: one.name?.value ?? "" }) ?? [], wrongStates(node, one.properties)].flat();
    });
  } finally {
    await devtools.detach();
  }
}

// The elements of the mirror by DevTools' numbers, in the order of the document.
function mirrorElements({ attributes = [], backendNodeId, children = [] }) {
  const classes = attributes[attributes.indexOf("class") + 1] ?? "";
  const isOurs = attributes.includes("class") && classes.split(" ").includes("n");
  return [...(isOurs ? [backendNodeId] : []), ...children.flatMap(mirrorElements)];
}
