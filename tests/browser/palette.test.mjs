// The command palette and the keys that work anywhere: by keyboard alone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { createOwner, english } from "../support/vinculo.mjs";

describe("the keyboard", () => {
  let server, browser, page, raw;

  before(async () => {
    server = await startServer({ flags: ["--demo", "300"] });
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await raw.setViewportSize({ width: 1280, height: 800 });
    await createOwner(page, server);
    await raw.goto(english(server.url + "/people"));
    await raw.getByText("300 people").waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const palette = () => raw.getByRole("dialog", { name: "Search all" });
  const chosen = () => raw.getByRole("option", { selected: true });
  const at = (pattern, what) => until(() => pattern.test(new URL(raw.url()).pathname + new URL(raw.url()).search), what);
  const path = () => new URL(raw.url()).pathname;

  test("Ctrl+K finds a record without accents; Enter opens it and Back leads to where one was", async () => {
    const name = (await raw.locator("[role=row] a").nth(2).textContent()).trim();
    await raw.keyboard.press("Control+k");
    await palette().waitFor();
    await raw.keyboard.type(name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
    await until(async () => (await chosen().count()) === 1 && (await chosen().textContent()).startsWith(name), `${name} is found first`);
    await raw.keyboard.press("Enter");
    await raw.getByRole("heading", { name, level: 1 }).waitFor();
    await at(/^\/people\/[0-9a-f-]{36}/, "the record's address");
    await raw.goBack();
    await at(/^\/people\?lang=en$/, "the list");
    assert.equal(await palette().count(), 0);
  });

  test("it does things: arrows choose, the new person's form opens, and the browser's Back closes it", async () => {
    await raw.keyboard.press("Control+k");
    await palette().waitFor();
    await raw.keyboard.type("org");
    await until(async () => (await raw.getByRole("option", { name: "New organisation" }).count()) === 1, "the action");
    for (let i = 0; i < 10 && !(await chosen().textContent()).startsWith("New organisation"); ++i) {
      const before = await chosen().textContent();
      await raw.keyboard.press("ArrowDown");
      await until(async () => (await chosen().textContent()) !== before, "the next one");
    }
    await raw.keyboard.press("Enter");
    await raw.getByRole("dialog", { name: "New organisation" }).waitFor();
    await raw.goBack();
    await at(/^\/people\?lang=en$/, "the list again");
  });

  test("what the arrows chose stays chosen when the answer comes", async () => {
    await raw.keyboard.press("Control+k");
    await palette().waitFor();
    await page.evaluate(() => { // what is asked waits, like in a core that is still opening
      const post = Worker.prototype.postMessage, held = [];
      Worker.prototype.postMessage = function (...args) { held.push([this, args]); };
      globalThis.release = () => {
        Worker.prototype.postMessage = post;
        for (const [worker, args] of held.splice(0)) post.apply(worker, args);
      };
    });
    await raw.keyboard.type("new zq"); // asked by nobody before, and found nowhere
    await raw.keyboard.press("Backspace");
    await raw.keyboard.press("Backspace");
    await raw.keyboard.type("o");
    await raw.keyboard.press("ArrowDown");
    await until(async () => (await chosen().textContent()).startsWith("New organisation"), "the second of what was there");
    await page.evaluate(() => release());
    await until(async () => (await raw.getByRole("option", { name: "Settings, Go to" }).count()) === 0, "the answer");
    assert.match(await chosen().textContent(), /^New organisation/);
    await raw.keyboard.press("Enter");
    await raw.getByRole("dialog", { name: "New organisation" }).waitFor();
    await raw.goBack();
    await at(/^\/people\?lang=en$/, "the list again");
  });

  test("who types and presses Enter at once gets what was typed, not what was there before", async () => {
    const name = (await raw.locator("[role=row] a").nth(4).textContent()).trim();
    await raw.keyboard.press("Control+k");
    await raw.keyboard.type(name);
    await raw.keyboard.press("Enter");
    await raw.getByRole("heading", { name, level: 1 }).waitFor();
    await raw.goBack();
    await at(/^\/people\?lang=en$/, "the list");
    await raw.keyboard.press("Control+k");
    await palette().waitFor();
    assert.equal(await palette().getByRole("combobox").inputValue(), "");
    await raw.keyboard.press("Escape");
    await palette().waitFor({ state: "detached" });
  });

  test("what nobody is called says so, and Escape leaves everything as it was", async () => {
    await raw.keyboard.press("Control+k");
    await raw.keyboard.type("zzzzqqq");
    await palette().getByText("Nothing found").waitFor();
    await raw.keyboard.press("Escape");
    await palette().waitFor({ state: "detached" });
    await at(/^\/people\?lang=en$/, "the list");
  });

  test("single keys: / searches, N makes, ? explains; in a field they are letters, and they can be switched off", async () => {
    await raw.keyboard.press("/");
    const search = raw.getByRole("searchbox", { name: "Search" });
    await until(() => search.evaluate((field) => field === document.activeElement), "the search has the focus");
    await raw.keyboard.type("n?/");
    await until(async () => (await search.inputValue()) === "n?/", "letters");
    await search.fill("");
    await raw.getByRole("heading", { level: 1 }).click();
    await raw.keyboard.press("?");
    await raw.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await raw.keyboard.press("Escape");
    await raw.getByRole("dialog").waitFor({ state: "detached" });
    await raw.keyboard.press("n");
    await raw.getByRole("dialog", { name: "New person" }).waitFor();
    await raw.goBack();
    await raw.getByRole("dialog").waitFor({ state: "detached" });
    await raw.getByRole("link", { name: "Settings" }).click();
    await raw.getByRole("switch", { name: /single key/ }).click();
    await until(() => page.evaluate(() => localStorage["vinculo.single_keys"] === "off"), "switched off");
    await raw.keyboard.press("n");
    await raw.keyboard.press("Control+k"); // still there, and drawn after the key before it was answered
    await palette().waitFor();
    assert.equal(path(), "/settings");
    assert.equal(await raw.getByRole("dialog").count(), 1);
    await raw.keyboard.press("Escape");
    await raw.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("Ctrl+Z outside of a field undoes the last change", async () => {
    await raw.goto(english(server.url + "/people?new"));
    await raw.getByRole("textbox", { name: "First name" }).fill("Zacarias");
    await raw.keyboard.press("Enter");
    await raw.getByRole("heading", { name: "Zacarias", level: 1 }).waitFor();
    await raw.goto(english(server.url + "/people"));
    await raw.getByText("301 people").waitFor();
    await raw.keyboard.press("n"); // switched off
    await raw.getByRole("button", { name: "New person" }).click();
    await raw.getByRole("dialog", { name: "New person" }).waitFor();
    await raw.getByRole("button", { name: "More names" }).focus();
    await raw.keyboard.press("Control+z"); // not behind a form
    await raw.keyboard.press("Escape");
    await raw.getByRole("dialog").waitFor({ state: "detached" });
    await raw.getByText("301 people").waitFor();
    await raw.keyboard.press("Control+z");
    await raw.getByText("300 people").waitFor();
    await raw.keyboard.press("Control+Shift+z");
    await raw.getByText("301 people").waitFor();
  });
});
