// What a person does with keyboard, mouse and files, by role and English name, the same in three engines: real key events
// and clicks of the engine's own driver.
import { until } from "./browser.mjs";

const PATIENCE_MS = 60_000;

const SELECTOR = {
  button: "button:not([role]), [role=button]", link: "a[href], [role=link]", heading: "h1, h2, h3, [role=heading]",
  textbox: "input:not([type=checkbox]), textarea, [role=textbox]", combobox: "[role=combobox], select", dialog: "dialog[open]", complementary: "aside",
  form: "form", navigation: "nav", any: "*" }; // the others are told by their attribute

const selectorOf = (role) => SELECTOR[role] ?? `[role=${role}]`;

// In the page: marks the one visible element of that role, name (all of it, or what the pattern finds) and state, and says
// whether there is one.
function mark(selector, name, pattern, state, place) {
  const nameOf = (element) => (element.getAttribute("aria-label") ?? document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.textContent ?? element.textContent).trim();
  const read = (element, key) => key === "value" ? element.value : key === "level" ? element.localName.slice(1)
    : key === "text" ? element.textContent : key === "isFocused" ? element === document.activeElement : element.getAttribute(key);
  document.querySelector("[data-found]")?.removeAttribute("data-found");
  const fits = (element) => (pattern ? new RegExp(pattern).test(nameOf(element)) : nameOf(element) === name) &&
    Object.entries(state).every(([key, value]) => read(element, key) === value);
  const found = [...document.querySelectorAll(selector)].filter((element) => fits(element) && !element.disabled && element.getClientRects().length > 0)[place];
  found?.setAttribute("data-found", "");
  found?.scrollIntoView({ block: "nearest" });
  return Boolean(found);
}

// In the page: where it is.
const place = () => {
  const { left, top, right, bottom } = document.querySelector("[data-found]")?.getBoundingClientRect() ?? {};
  return `${left} ${top} ${right} ${bottom}`;
};

// playwright and puppeteer say it alike.
const ownKeyboard = (page) => ({
  click: () => page.raw.click("[data-found]"),
  type: (text) => page.raw.keyboard.type(text),
  press: (key) => page.raw.keyboard.press(key),
});

const drivers = {
  chromium: ownKeyboard,
  firefox: ownKeyboard,
  webkit: (page) => {
    const element = async (path, body) => Object.values(await page.raw("POST", path, body))[0];
    const keys = { Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", PageUp: "\uE00E", PageDown: "\uE00F", End: "\uE010", Home: "\uE011", ArrowLeft: "\uE012",
      ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015" }; // https://www.w3.org/TR/webdriver2/#keyboard-actions
    // Not the keys of an element, which take the focus back to it when it has moved on.
    const strike = (keys) => page.raw("POST", "/actions", { actions: [{ type: "key", id: "keyboard",
      actions: keys.flatMap((value) => ["keyDown", "keyUp"].map((type) => ({ type, value }))) }] });
    return {
      click: async () => page.raw("POST", `/element/${await element("/element", { using: "css selector", value: "[data-found]" })}/click`),
      type: (text) => strike([...text]),
      press: (key) => strike([keys[key] ?? key]),
    };
  },
};

/** @param {"chromium"|"firefox"|"webkit"} kind @param page as startBrowser's open() gives it */
export function handsOn(kind, page) {
  const driver = drivers[kind](page);
  const find = (role, name, state, place = 0) =>
    page.evaluate(mark, selectorOf(role), `${name}`, name instanceof RegExp ? name.source : "", state, place);
  const told = (role, name, state) => `${role} "${name}" ${Object.keys(state).length ? JSON.stringify(state) : ""}`;
  const see = (role, name, state = {}, place = 0) => until(() => find(role, name, state, place), told(role, name, state), PATIENCE_MS);
  return {
    /** Waits for it. `name`: all of it, or a pattern; `state`: attributes, `value`, `text`, a heading's `level`, `isFocused`. */
    see,
    gone: (role, name, state = {}) => until(async () => !(await find(role, name, state)), `no ${told(role, name, state)}`, PATIENCE_MS),
    /** By script, as if somebody had come there with Tab. `place`: 1 is the second of that name. */
    async focus(role, name, place = 0) {
      await see(role, name, {}, place);
      await page.evaluate(() => document.querySelector("[data-found]").focus());
    },
    /** Where it stays, as eyes do; again when the screen changed between finding and clicking. */
    click: (role, name) => until(async () => {
      await see(role, name);
      let before;
      await until(async () => before === (before = await page.evaluate(place)), told(role, name, { isStill: true }), PATIENCE_MS);
      return driver.click().then(() => true, (error) => {
        if (!/no such element|stale element|failed to find element|not clickable/i.test(error.message)) throw error;
      });
    }, `clicked ${role} "${name}"`, PATIENCE_MS),
    /** Replaces what the field holds, key by key. */
    async fill(name, text, role = "textbox") {
      await see(role, name);
      await page.evaluate(() => {
        const field = document.querySelector("[data-found]");
        field.focus();
        field.select();
      });
      await driver.type(text);
    },
    type: driver.type,
    press: driver.press,
    /** The names of all of a role, in their order. */
    names: (role) => page.evaluate((selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent.trim()), selectorOf(role)),
    /** What its aria-describedby says. */
    async description(role, name) {
      await see(role, name);
      return page.evaluate(() => document.getElementById(document.querySelector("[data-found]").getAttribute("aria-describedby"))?.textContent);
    },
    async width(role, name) {
      await see(role, name);
      return page.evaluate(() => Math.round(document.querySelector("[data-found]").getBoundingClientRect().width));
    },
    /** The names of a list's items. */
    items: (name) => page.evaluate((wanted) => [...document.querySelectorAll("[role=list]")].filter((list) => list.getAttribute("aria-label") === wanted)
      .flatMap((list) => [...list.querySelectorAll("[role=listitem]")].map((item) => item.getAttribute("aria-label") ?? item.textContent.trim())), name),
    /** Drops a file on the page, as from a folder's window. */
    drop: (name, text) => page.evaluate((fileName, content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName, { type: "text/csv" }));
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }, name, text),
  };
}
