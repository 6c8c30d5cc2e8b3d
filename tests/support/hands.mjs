// What a person does with keyboard, mouse and files, by role and English name, the same in three engines: real key events
// and clicks of the engine's own driver.
import { until } from "./browser.mjs";

const SELECTOR = {
  button: "button, [role=button]", link: "a[href], [role=link]", heading: "h1, h2, h3, [role=heading]",
  textbox: "input:not([type=checkbox]), textarea, [role=textbox]", combobox: "[role=combobox], select", menuitem: "[role=menuitem]", row: "[role=row]", any: "*" };

// In the page: marks the one visible element of that role and name, and says whether there is one.
function mark(selector, name, exact) {
  const nameOf = (element) => (element.getAttribute("aria-label") ?? document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.textContent ?? element.textContent).trim();
  document.querySelector("[data-found]")?.removeAttribute("data-found");
  const fits = (element) => exact ? nameOf(element) === name : nameOf(element).includes(name);
  const found = [...document.querySelectorAll(selector)].find((element) => fits(element) && !element.disabled && element.getClientRects().length > 0);
  found?.setAttribute("data-found", "");
  found?.scrollIntoView({ block: "nearest" });
  return Boolean(found);
}

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
    const keys = { Enter: "\uE007" };
    const send = async (text) => page.raw("POST", `/element/${Object.values(await page.raw("GET", "/element/active"))[0]}/value`, { text });
    return {
      click: async () => page.raw("POST", `/element/${await element("/element", { using: "css selector", value: "[data-found]" })}/click`),
      type: send,
      press: (key) => send(keys[key]),
    };
  },
};

/** @param {"chromium"|"firefox"|"webkit"} kind @param page as startBrowser's open() gives it */
export function handsOn(kind, page) {
  const driver = drivers[kind](page);
  const see = (role, name, { exact = true, limit_ms = 60_000 } = {}) =>
    until(() => page.evaluate(mark, SELECTOR[role], name, exact), `${role} "${name}"`, limit_ms);
  return {
    see,
    /** Again when the screen changed between finding and clicking. */
    click: (role, name, options) => until(async () => {
      await see(role, name, options);
      return driver.click().then(() => true, (error) => {
        if (!/no such element|stale element|failed to find element|not clickable/i.test(error.message)) throw error;
      });
    }, `clicked ${role} "${name}"`, 60_000),
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
    press: driver.press,
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
