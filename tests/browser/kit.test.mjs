// The widget kit in Chromium, Firefox and WebKitGTK, on the gallery: what a person with a keyboard and a mouse notices, by role
// and name alone. A test is a page of the gallery and the steps that are taken on it; one that does not come true is named.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBrowser, until } from "../support/browser.mjs";
import { handsOn } from "../support/hands.mjs";
import { serveGallery, whyNot } from "./ui_gallery.mjs";

// Step by step what hands do.
const { see, gone, focus, click, fill, type, press } = Object.fromEntries(["see", "gone", "focus", "click", "fill", "type", "press"]
  .map((verb) => [verb, (...args) => (hands) => hands[verb](...args)]));
const focusIsOn = (role, name, state) => see(role, name, { ...state, isFocused: true });
/** Keys that come faster than frames are drawn. */
const hurry = (...keys) => async (hands) => { for (const key of keys) await hands.press(key); };
/** A key leads to where the focus is then. */
const leads = (key, role, name, state) => async (hands) => {
  await hands.press(key);
  await focusIsOn(role, name, state)(hands);
};
const valueIs = (name, value, role = "textbox") => see(role, name, { value });
/** Where a page has two of a name. */
const second = (role, name) => (hands) => hands.focus(role, name, 1);
const describedBy = (name, sentence) => (hands) => until(async () => (await hands.description("combobox", name)) === sentence, `"${name}" is described by "${sentence}"`);
const order = (role, ...names) => (hands) => until(async () => `${await hands.names(role)}` === `${names}`, `${role}s in the order ${names}`);
const day = (month, number) => new RegExp(`${month} ${number}\\b|\\b${number} ${month}`); // as the region writes it

const TESTS = [
  ["controls", "a button answers Enter, Space and a click, and a toast undoes it", [
    focus("button", "Primary"), press("Enter"), see("any", "Presses: 1"), click("button", "Undo"), see("status", /Undone 1/), gone("any", "Presses: 1"),
    focus("button", "Primary"), press(" "), focus("button", "Undo"), press("Enter"), see("status", /Undone 2/),
    click("button", "Primary"), see("status", /Primary pressed/), see("any", "Presses: 1")]],
  ["controls", "a menu is walked by arrows, chosen from by Enter, and gives the focus back after Escape", [
    focus("button", "More"), leads("Enter", "menuitem", "Import…"), leads("ArrowDown", "menuitem", "Export as CSV"), leads("ArrowUp", "menuitem", "Import…"),
    leads("Escape", "button", "More"), gone("menuitem", "Import…"),
    click("button", "More"), focusIsOn("menuitem", "Import…"), leads("End", "menuitem", "Delete"), press("Enter"), see("status", /Delete/), gone("menuitem", "Delete")]],
  ["controls", "a dialog takes the focus, closes by Escape and gives it back; what was typed into it arrives", [
    focus("button", "Open dialog"), leads("Enter", "textbox", "Full name"), see("dialog", "New person"),
    leads("Escape", "button", "Open dialog"), gone("dialog", "New person"),
    click("button", "Open dialog"), fill("Full name", "Inês Araújo"), click("button", "Create"), see("status", /Created Inês Araújo/), gone("dialog", "New person")]],
  ["controls", "radios and tabs are chosen by arrows, boxes and switches by Space and a click", [
    focus("radio", "Everybody"), leads("ArrowDown", "radio", "My team", { "aria-checked": "true" }),
    focus("tab", "Everybody"), leads("ArrowRight", "tab", "My team", { "aria-selected": "true" }), leads("End", "tab", "Only me", { "aria-selected": "true" }),
    focus("switch", "Switch off"), press(" "), see("switch", "Switch off", { "aria-checked": "true" }),
    click("checkbox", "Newsletter"), see("checkbox", "Newsletter", { "aria-checked": "false" })]],
  ["controls", "a button that is busy does nothing until the answer has come, and then again", [
    click("button", "Save"), see("button", "Save", { "aria-busy": "true", "aria-disabled": "true" }), see("button", "Let the answer come", { "aria-disabled": null }),
    press("Enter"), click("button", "Let the answer come"), see("button", "Save", { "aria-busy": null, "aria-disabled": null }), see("status", "Saved"),
    see("button", "Let the answer come", { "aria-disabled": "true" })]],
  ["controls", "work says how far it is, as far as somebody knows, and is cancelled beside its bar", [
    see("progressbar", "Import", { "aria-valuenow": "43", "aria-valuetext": "43,000 of 100,000 contacts" }),
    see("progressbar", "Backup", { "aria-valuenow": "100" }), see("progressbar", "Search for duplicates", { "aria-valuenow": null, "aria-valuetext": "312 pairs so far" }),
    click("button", "Cancel"), see("status", "Cancelled: Import"), see("progressbar", "Import", { "aria-valuenow": "43", "aria-valuetext": "Cancelled" }),
    focus("button", "Cancel"), press("Enter"), see("status", "Cancelled: Search for duplicates"), gone("button", "Cancel")]],
  ["fields", "a text with accents stays as it was typed, and is the program's", [
    fill("First name", "José Conceição ñ ü € @"), valueIs("First name", "José Conceição ñ ü € @"), press("Enter"),
    see("status", /Sent José Conceição ñ ü € @/), valueIs("First name", "José Conceição ñ ü € @")]],
  ["fields", "a choice with search is filtered and chosen from by keys and by a click, or makes something new", [
    fill("Organisation", "In", "combobox"), see("option", /Initech/), gone("option", /Hooli/), press("ArrowDown"), press("Enter"),
    valueIs("Organisation", "Initech", "combobox"), gone("option", /Initech/),
    fill("Organisation", "H", "combobox"), click("option", /Hooli/), see("combobox", "Organisation", { value: "Hooli", isFocused: true }),
    fill("Works at", "Padaria Nova", "combobox"), see("option", /Padaria Nova/), press("ArrowDown"), press("Enter"), see("status", /Created Padaria Nova/)]],
  ["fields", "one of a list is chosen by its letters, several by their boxes", [
    focus("combobox", "Kind"), type("Par"), valueIs("Kind", "Partner", "combobox"),
    see("combobox", "Interests", { text: "Client, Partner", "aria-expanded": "false" }), focus("combobox", "Interests"), press("Enter"), see("dialog", "Interests"),
    see("combobox", "Interests", { "aria-expanded": "true" }), click("checkbox", "Supplier"), click("checkbox", "Client"),
    leads("Escape", "combobox", "Interests", { text: "Partner, Supplier", "aria-expanded": "false" }), gone("dialog", "Interests")]],
  ["form", "labels are chosen, made and taken off; where only some are allowed no others can be made, nor too many", [
    see("button", "Remove label Client"), fill("Add label", "Pre", "combobox"), see("option", "Press"), press("ArrowDown"), press("Enter"), see("button", "Remove label Press"),
    valueIs("Add label", "", "combobox"), fill("Add label", "Hospital", "combobox"), see("option", "New label “Hospital”"), press("Enter"), see("button", "Remove label Hospital"),
    focus("button", "Remove label Press"), leads("Enter", "button", "Remove label Hospital"), gone("button", "Remove label Press"),
    leads("Enter", "button", "Remove label Client"), leads("Enter", "combobox", "Add label"), gone("button", "Remove label Client"),
    second("combobox", "Add label"), type("Sup"), see("option", "Support"), press("ArrowDown"), press("Enter"), see("button", "Remove label Support"), see("any", "At most 2 labels."),
    focus("button", "Remove label Support"), press("Enter"), gone("any", "At most 2 labels."), second("combobox", "Add label"), type("Nothing like it"), press("Enter"),
    focus("button", "Remove label Sales"), press("Enter"), gone("button", "Remove label Sales"), valueIs("Add label", "Nothing like it", "combobox")]],
  ["form", "sections of one form: what is missing is said beside the fields and leads to the first; then it is saved", [
    see("heading", "Person", { level: "2" }), see("heading", "Contact", { level: "2" }), see("heading", "Labels", { level: "2" }),
    click("button", "Save"), focusIsOn("textbox", "First name", { "aria-invalid": "true" }), see("combobox", "Interests", { "aria-invalid": "true", "aria-required": "true" }),
    see("alert", /Choose at least one/), type("Ana"), see("textbox", "First name", { "aria-invalid": null }), focus("combobox", "Interests"), press("Enter"),
    click("checkbox", "Events"), leads("Escape", "combobox", "Interests", { "aria-invalid": null, text: "Events" }), click("button", "Save"), see("status", "Saved Ana")]],
  ["states", "choices that are wrong say so until they are mended, disabled ones do nothing, and one that is missing is made", [
    see("combobox", "Kind (wrong)", { "aria-invalid": "true", value: "" }), focus("combobox", "Kind (wrong)"), type("Par"), see("combobox", "Kind (wrong)", { "aria-invalid": null }),
    see("combobox", "Organisation (wrong)", { "aria-invalid": "true" }), fill("Organisation (wrong)", "Init", "combobox"), see("combobox", "Organisation (wrong)", { "aria-invalid": null }),
    see("combobox", "Interests (disabled)", { "aria-disabled": "true", text: "Prospect" }), gone("combobox", "Kind (disabled)"), // hands do not reach it
    see("combobox", "Interests (wrong)", { "aria-invalid": "true", "aria-required": "true", text: "Choose…" }), describedBy("Interests (wrong)", "Choose at least one."),
    focus("combobox", "Interests (wrong)"), press("Enter"), click("checkbox", "Supplier"), leads("Escape", "combobox", "Interests (wrong)", { "aria-invalid": null, text: "Supplier" }),
    see("textbox", "Meeting (wrong)", { "aria-invalid": "true" }), fill("Works at (wrong)", "Padaria Nova", "combobox"), click("option", /Padaria Nova/), see("status", "Created Padaria Nova")]],
  ["controls", "the sheet of shortcuts opens from its button, names keys and what they do, and gives the focus back", [
    focus("button", "Shortcuts"), press("Enter"), see("dialog", "Keyboard shortcuts"), see("list", "Keyboard shortcuts"), see("listitem", /Search all.*Ctrl\+K/),
    leads("Escape", "button", "Shortcuts"), gone("dialog", "Keyboard shortcuts")]],
  ["values", "a day is picked from the calendar by arrows and Enter, and Escape changes nothing", [
    focus("button", "Choose a date: Meeting"), leads("Enter", "gridcell", day("December", 3)), leads("ArrowDown", "gridcell", day("December", 10)),
    leads("Escape", "button", "Choose a date: Meeting"), gone("dialog", /Choose a date/),
    leads("Enter", "gridcell", day("December", 3)), leads("ArrowDown", "gridcell", day("December", 10)), leads("ArrowRight", "gridcell", day("December", 11)),
    leads("ArrowRight", "gridcell", day("December", 12)), leads("PageDown", "gridcell", day("January", 12)), leads("ArrowUp", "gridcell", day("January", 5)),
    leads("ArrowDown", "gridcell", day("January", 12)), leads("PageUp", "gridcell", day("December", 12)),
    leads("Enter", "button", "Choose a date: Meeting"), gone("dialog", /Choose a date/), valueIs("Meeting", "12/12/2026")]],
  ["values", "numbers and money are written out when the field is left; a bad value stays, with a sentence beside it", [
    fill("Value", "1234.5"), press("Tab"), valueIs("Value", "1,234.50"),
    fill("No number", "1234.5"), focus("textbox", "Value"), see("textbox", "No number", { value: "1,234.5", "aria-invalid": null }), gone("alert", /not a number/),
    fill("No number", "about six"), focus("textbox", "Value"), see("textbox", "No number", { value: "about six", "aria-invalid": "true" }), see("alert", /not a number/)]],
  ["surfaces", "a chip is switched by a click and by Space, and has a button that removes it", [
    click("button", "Filter"), see("button", "Filter", { "aria-pressed": "false" }), focus("button", "Filter"), press(" "), see("button", "Filter", { "aria-pressed": "true" }),
    click("button", "Remove label Press"), see("status", /Label removed/), gone("button", "Remove label Press"), click("button", "Undo"), see("button", "Remove label Press"),
    click("button", "Import contacts"), see("status", /Import contacts/)]],
  ["surfaces", "what loads for long says so as long as it does", [
    see("status", "Loading…"), click("button", "Let the rows come"), gone("status", "Loading…"), click("button", "Load again"), see("status", "Loading…")]],
  ["board", "a card is picked up by Space, carried by arrows and put down", [
    focus("listitem", /^Service of Acme,/), hurry(" ", "ArrowRight", "ArrowDown", " "), see("status", /Moved to Contacted/),
    focusIsOn("listitem", /^Service of Acme,/, { "aria-posinset": "3", "aria-setsize": "4" }),
    hurry(" ", "ArrowLeft", "ArrowUp", " "), see("status", /Moved to New/), focusIsOn("listitem", /^Service of Acme,/, { "aria-posinset": "2", "aria-setsize": "4" })]],
  ["table", "is sorted by the titles of its columns, with a click and with Enter", [
    see("columnheader", "Name", { "aria-sort": "ascending" }), click("columnheader", "Name"), see("columnheader", "Name", { "aria-sort": "descending" }),
    focus("columnheader", "E-mail"), press("Enter"), see("columnheader", "E-mail", { "aria-sort": "ascending" }), see("columnheader", "Name", { "aria-sort": "none" })]],
  ["table", "its rows are chosen by Space, walked by arrows, opened by Enter, and the millionth is one key away", [
    focus("row", /person1@/), press(" "), see("status", "Selected: 1"), leads("ArrowDown", "row", /person2@/), press(" "), see("status", "Selected: 2"),
    press("Enter"), see("status", /Opened Noah Oliveira 2/), leads("End", "row", /person1000000@/, { "aria-rowindex": "1000001" }), leads("Home", "row", /person1@/),
    click("checkbox", "Choose all"), see("status", "Selected: 1,000,000")]],
  ["table", "a cell is edited in place: Enter keeps, Escape takes back", [
    focus("row", /person1@/), leads("ArrowRight", "gridcell", "Bogotá"), leads("Enter", "textbox", "City", { value: "Bogotá" }), fill("City", "Ouro Preto"),
    leads("Enter", "gridcell", "Ouro Preto"), see("status", /Saved Ouro Preto/), leads("Enter", "textbox", "City"), fill("City", "Nowhere"),
    leads("Escape", "gridcell", "Ouro Preto"), click("gridcell", "Ouro Preto"), fill("City", "Évora"), click("textbox", "Search people"), see("gridcell", "Évora")]],
  ["table", "its columns are moved, hidden and made narrow from their list, and its menu goes to any row", [
    click("button", "Columns"), see("dialog", "Columns"), click("button", "Move Value to the left"), click("checkbox", "E-mail"),
    order("columnheader", "", "Name", "City", "Value", "Company"), focus("combobox", "Width of City"), type("Narrow"), valueIs("Width of City", "Narrow", "combobox"),
    (hands) => until(async () => await hands.width("columnheader", "City") === 120, "the column is narrow"),
    leads("Escape", "button", "Columns"), click("button", "Go to"), click("menuitem", "Jump to 500,000"), focusIsOn("row", /500000/, { "aria-rowindex": "500001" })]],
  ["table", "keys that come faster than frames all count", [
    focus("row", /person1@/), hurry(...Array(6).fill("ArrowDown"), "ArrowUp", " "), focusIsOn("row", /person6@/), see("checkbox", /Choose .* 6$/, { "aria-checked": "true" }),
    hurry("End", "ArrowUp", "ArrowUp"), focusIsOn("row", /person999998@/)]],
  ["groups", "rows fold under their heading by a click and by Enter", [
    see("grid", "Deals by stage", { "aria-rowcount": "100028" }), click("button", "Proposal, 3"), see("grid", "Deals by stage", { "aria-rowcount": "100025" }),
    see("button", "Proposal, 3", { "aria-expanded": "false" }), focus("button", "Proposal, 3"), press("Enter"), see("button", "Proposal, 3", { "aria-expanded": "true" })]],
  ["palette", "the command palette finds what is typed and does it, and Escape leaves it", [
    focusIsOn("combobox", "Search all"), type("Tab"), see("option", /^Table/, { "aria-selected": "true" }), gone("option", /^New person/),
    press("Enter"), see("status", "Table"), see("heading", "Controls"), click("link", "Palette"), focusIsOn("combobox", "Search all"), press("Escape"), see("heading", "Controls")]],
  ["charts", "a chart is walked by arrows, says its values, and turns into a table and back", [
    focus("gridcell", "8"), see("tooltip", "January: Deals 8"), leads("ArrowRight", "gridcell", "14"), see("tooltip", "February: Deals 14"),
    press("Escape"), gone("tooltip", /Deals/),
    click("button", "Show as table"), see("table", "Deals won"), see("cell", "42"), click("button", "Show as chart"), see("gridcell", "42"), gone("cell", "42")]],
  ["schedule", "the calendar shows a month, a week, a day and an agenda, and its days are walked by arrows", [
    focus("gridcell", day("March", 3)), leads("ArrowRight", "gridcell", day("March", 4)), leads("ArrowDown", "gridcell", day("March", 11)), see("heading", "March 2026"),
    hurry("ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft", "PageDown", "PageUp", "ArrowLeft", "ArrowDown"), focusIsOn("gridcell", day("March", 11)),
    focus("radio", "Month"), leads("ArrowRight", "radio", "Week", { "aria-checked": "true" }), see("list", day("March", 11)), see("list", day("March", 12)),
    leads("ArrowRight", "radio", "Day"), gone("list", day("March", 12)), see("list", day("March", 11)),
    leads("ArrowRight", "radio", "Agenda"), see("list", day("March", 11)), click("button", "Today"), click("button", /Sign the contract/), see("status", /Sign the contract/)]],
  ["timeline", "an entry opens in a panel beside the list; Escape closes its tooltip, then the panel, and the focus returns", [
    focus("listitem", /Noah Oliveira 2/), leads("Enter", "button", "Close"), see("complementary", /Noah Oliveira 2/), see("tooltip", "Close"),
    press("Escape"), gone("tooltip", "Close"), see("complementary", /Noah Oliveira 2/),
    leads("Escape", "listitem", /Noah Oliveira 2/), gone("complementary", /Noah Oliveira 2/)]],
];

// What each page has to have; opened one after the other from the navigation.
const PAGES = {
  Controls: [["Buttons", "Links and menus", "Choices", "Progress"], ["button", "checkbox", "switch", "radiogroup", "tablist", "tabpanel", "progressbar"]],
  Fields: [[], ["form", "textbox", "combobox", "alert"]],
  Form: [["Person", "Contact", "Labels"], ["form", "textbox", "combobox", "group"]],
  States: [[], ["combobox", "textbox", "alert"]],
  Values: [[], ["form", "textbox", "alert"]],
  Surfaces: [["Ana Conceição", "Job title", "No people yet", "Drop a file here"], ["status", "group", "link"]],
  Texts: [["Heading of level 2"], ["heading"]],
  Board: [["New", "Contacted", "Proposal", "Negotiation", "Won"], ["list", "listitem"]],
  Table: [[], ["grid", "columnheader", "row", "gridcell"]],
  Groups: [[], ["grid", "row", "gridcell"]],
  Charts: [["Deals won", "Revenue"], ["figure", "grid", "rowheader", "gridcell"]],
  Calendar: [["March 2026"], ["radiogroup", "grid", "columnheader", "gridcell"]],
  Timeline: [[day("March", 3)], ["list", "listitem"]],
  Palette: [[], ["dialog", "combobox", "listbox", "option"]],
};

// In the page.
const isOpen = () => performance.getEntriesByName("vinculo:interactive").length > 0;
const watch = () => {
  globalThis.problems = [];
  addEventListener("error", (event) => problems.push(event.message));
  addEventListener("unhandledrejection", (event) => problems.push(String(event.reason)));
  for (const kind of ["error", "warn"]) console[kind] = (...words) => problems.push(words.join(" "));
};

for (const kind of BROWSERS)
  describe(`the kit in ${kind}`, { skip: whyNot }, () => {
    let gallery, browser, page, hands;
    const open = async (name) => {
      await page.goto(`${gallery.url}/?gallery=${name}&lang=en`);
      await page.waitFor(isOpen);
      await page.evaluate(watch);
    };
    const nothingBroke = async () => assert.deepEqual(await page.evaluate(() => problems), []);

    before(async () => {
      gallery = await serveGallery();
      browser = await startBrowser(kind);
      page = await browser.open("about:blank");
      await page.resize(1280, 900);
      hands = handsOn(kind, page);
    });
    after(async () => {
      await browser?.close();
      await gallery?.close();
    });

    test("every page opens, has its headings and parts, and complains of nothing", async () => {
      await open("controls");
      for (const [title, [headings, roles]] of Object.entries(PAGES)) {
        await hands.click("link", title);
        await hands.see("heading", title, { level: "1" });
        for (const heading of headings) await hands.see("heading", heading, { level: "2" });
        for (const role of roles) await hands.see(role, /^/);
        await nothingBroke();
      }
    });

    for (const [name, sentence, steps] of TESTS)
      test(`${name}: ${sentence}`, async () => {
        await open(name);
        for (const step of steps) await step(hands);
        await nothingBroke();
      });
  });
