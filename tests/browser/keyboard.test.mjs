// Everything by the keyboard alone in Chromium, Firefox and WebKitGTK: what one goes to is reached with Tab and arrows, is in the window
// and shows the focus. No mouse, no script gives the focus.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBrowser, until } from "../support/browser.mjs";
import { handsOn } from "../support/hands.mjs";
import { startServer } from "../support/server.mjs";
import { english, OWNER, setupCode } from "../support/vinculo.mjs";

const MOST_TABS = 60;

// In the page: what has the focus, as somebody hears it, and whether it can be seen.
function focused() {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const role = element.getAttribute("role") ?? { a: "link", input: "textbox", textarea: "textbox" }[element.localName] ?? element.localName;
  const isAway = !document.hasFocus(); // a driver's Firefox believes so once Tab has been through its own bars
  return { role, name: (element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent).replace(/ \*$/, "").trim(),
    shows: isAway || element.matches(":focus-visible"), isInWindow: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight };
}

for (const kind of BROWSERS)
  describe(`the keyboard alone in ${kind}`, () => {
    let server, browser, page, hands;
    before(async () => {
      server = await startServer({ flags: ["--demo", "30"] });
      browser = await startBrowser(kind);
      page = await browser.open(english(server.url + "/"));
      hands = handsOn(kind, page);
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    /** Goes on with Tab until the focus is on it. */
    async function tabTo(role, name) {
      const seen = [];
      for (let i = 0; i < MOST_TABS; ++i) {
        const now = await page.evaluate(focused);
        if (now.role === role && (name instanceof RegExp ? name.test(now.name) : now.name === name)) {
          assert.ok(now.isInWindow, `${now.role} "${now.name}" has the focus outside of the window`);
          assert.ok(now.shows, `${now.role} "${now.name}" does not show the focus`);
          return;
        }
        seen.push(`${now.role} "${now.name}"`);
        await hands.press("Tab");
      }
      assert.fail(`no way by Tab to ${role} "${name}": ${seen.join(", ")}`);
    }
    const focusIs = (role, name) => until(async () => {
      const now = await page.evaluate(focused);
      return now.role === role && now.name === name;
    }, `the focus on ${role} "${name}"`);
    // The heading of a screen that took the place of what had the focus has it; the name of one beside it is said.
    const isHeard = (screen) => until(async () => {
      const now = await page.evaluate(focused), said = await page.evaluate(() => document.getElementById("announcements").textContent);
      return (now.role === "h1" && now.name === screen) || (said === screen && now.role !== "body");
    }, `the name of the screen ${screen} is heard`);

    test("a workspace is made", async () => {
      await hands.see("textbox", "Setup code");
      const answers = { "Setup code": setupCode(server), "Workspace name": "Padaria", "Your name": OWNER.name, "E-mail": OWNER.mail, Password: OWNER.password };
      for (const [name, answer] of Object.entries(answers)) {
        await tabTo("textbox", name);
        await hands.type(answer);
      }
      await hands.press("Enter");
      await isHeard("People");
    });

    test("a person is added, with phone and label", async () => {
      await tabTo("button", "New person");
      await hands.press("Enter");
      await focusIs("textbox", "First name");
      await hands.type("Zilda");
      await tabTo("textbox", "Phone");
      await hands.type("+55 11 91234-5678");
      await tabTo("button", "Save");
      await hands.press("Enter");
      await isHeard("Zilda");
      await tabTo("combobox", "Add label");
      await hands.type("Cliente");
      await hands.press("Enter");
      await hands.see("button", "Remove label Cliente");
    });

    test("a change is saved and undone", async () => {
      await tabTo("textbox", "Last name");
      await hands.type("Prado");
      await hands.press("Enter");
      await hands.see("heading", "Zilda Prado");
      await hands.gone("any", "Not saved yet");
      await tabTo("button", "Undo");
      await hands.press("Enter");
      await hands.see("heading", "Zilda");
    });

    test("people are searched, walked through and opened", async () => {
      await tabTo("link", "People");
      await hands.press("Enter");
      await isHeard("People");
      await focusIs("link", "People");
      await tabTo("textbox", "Search");
      await hands.type("zild");
      await hands.see("link", "Zilda");
      await tabTo("row", /Zilda/);
      await hands.press("Enter");
      await isHeard("Zilda");
    });

    test("settings are changed", async () => {
      await tabTo("link", "Settings");
      await hands.press("Enter");
      await hands.see("heading", "Settings", { level: "1" });
      await tabTo("radio", "Automatic"); // what is chosen is what Tab reaches
      await hands.press("ArrowRight");
      await focusIs("radio", "Light");
      await until(() => page.evaluate(() => document.activeElement.getAttribute("aria-checked") === "true"), "it is chosen");
    });

    test("a card goes to another column", async () => {
      await page.goto(english(server.url + "/?gallery=board"));
      await hands.see("heading", "Board");
      await tabTo("button", /^Move /);
      await hands.press("Enter");
      await until(async () => (await page.evaluate(focused)).role === "menuitem", "the menu has the focus");
      for (let i = 0; i < 10 && (await page.evaluate(focused)).name !== "To Won"; ++i) await hands.press("ArrowDown");
      await focusIs("menuitem", "To Won");
      await hands.press("Enter");
      await hands.see("any", "Moved to Won");
    });
  });
