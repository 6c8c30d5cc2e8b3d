// The kinds of nodes in the order of Role in web/ui/node.h, and the bits of their state.
//   tag, role: the element; type: of a button or input
//   text: the name is the element's text (drawn on the canvas, transparent here); otherwise it is its aria-label
//   field: people type or choose in it; key: Enter and Space click it although it is no button; press: a click counts
const button = (role) => ({ tag: "button", type: "button", role, text: true, press: true });

export const ROLES = [
  { name: "main", tag: "main" },
  { name: "navigation", tag: "nav" },
  { name: "banner", tag: "header", role: "banner" },
  { name: "complementary", tag: "aside" },
  { name: "search", tag: "div", role: "search" },
  { name: "form", tag: "form" },
  { name: "group", tag: "div", role: "group" },
  { name: "region", tag: "section", role: "region" },
  { name: "heading", tag: "h", text: true },
  { name: "text", tag: "span", text: true },
  { name: "label", tag: "label", text: true },
  { name: "status", tag: "div", role: "status", text: true },
  { name: "alert", tag: "div", role: "alert", text: true },
  { name: "button", ...button() },
  { name: "link", tag: "a", text: true, press: true },
  { name: "checkbox", ...button("checkbox") },
  { name: "toggle", ...button("switch") },
  { name: "radio_group", tag: "div", role: "radiogroup" },
  { name: "radio", ...button("radio") },
  { name: "file_button", ...button() },
  { name: "text_field", tag: "input", field: true },
  { name: "search_field", tag: "input", type: "search", field: true },
  { name: "text_area", tag: "textarea", field: true },
  { name: "select", tag: "select", field: true },
  { name: "option", tag: "option", text: true },
  { name: "combobox", tag: "input", role: "combobox", field: true, press: true },
  { name: "listbox", tag: "div", role: "listbox" },
  { name: "suggestion", tag: "div", role: "option", text: true, press: true },
  { name: "grid", tag: "div", role: "grid" },
  { name: "row_group", tag: "div", role: "rowgroup" },
  { name: "row", tag: "div", role: "row", press: true, key: true },
  { name: "column_header", tag: "div", role: "columnheader", text: true, press: true, key: true },
  { name: "cell", tag: "div", role: "gridcell", text: true },
  { name: "list", tag: "div", role: "list" },
  { name: "list_item", tag: "div", role: "listitem", press: true, key: true },
  { name: "dialog", tag: "dialog" },
  { name: "menu", tag: "div", role: "menu" },
  { name: "menu_item", tag: "div", role: "menuitem", text: true, press: true, key: true },
  { name: "tab_list", tag: "div", role: "tablist" },
  { name: "tab", ...button("tab") },
  { name: "tab_panel", tag: "div", role: "tabpanel" },
  { name: "progress", tag: "div", role: "progressbar" },
  { name: "scroller", tag: "div" },
];

const bit = (number) => 2 ** number;
export const STATE = {
  disabled: bit(0), checked: bit(1), expanded: bit(2), selected: bit(3), live: bit(4), sortAscending: bit(5),
  sortDescending: bit(6), tabStop: bit(7), popupMenu: bit(8), popupList: bit(9), scrolls: bit(10), arrowKeys: bit(11),
  enterKey: bit(12), escapeKey: bit(13), required: bit(14), invalid: bit(15), readOnly: bit(16), pressable: bit(17),
  activatable: bit(18), nameOnly: bit(19), several: bit(20), wraps: bit(21), busy: bit(22), current: bit(23),
  dismissible: bit(24), submits: bit(25), overlay: bit(26),
};
