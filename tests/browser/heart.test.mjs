// The heart of the journey in Chromium, Firefox and WebKitGTK, by role and name alone: sign in, type with accents, give a phone
// and a label, take that off again, undo, import, reload without the server, sync, and move a card on a board.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { handsOn } from "../support/hands.mjs";
import { startServer } from "../support/server.mjs";
import { contactsFile, diagnostics, english, listedNames, OWNER, setupCode, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

const ROWS = 100;

const PHONE = [390, 780]; // CSS pixels; WebKitGTK's window stays at 447, a phone's screen still
// Without WebGL2 nothing is drawn on the canvas: the mirror is what people see.
const ENGINES = [...BROWSERS.map((kind) => ({ kind, name: kind })), { kind: "chromium", name: "chromium without WebGL2", flags: ["--disable-3d-apis"] },
  ...BROWSERS.map((kind) => ({ kind, name: `${kind}, as narrow as a phone`, size: PHONE }))];

for (const { kind, name, flags, size } of ENGINES)
  describe(`in ${name}`, () => {
    const data = temporaryFolder("vinculo-data-");
    let server, browser, page, hands;

    before(async () => {
      server = await startServer({ data: data.path });
      browser = await startBrowser(kind, { flags });
      page = await browser.open(english(server.url + "/"));
      hands = handsOn(kind, page);
      if (!size) return;
      await page.resize(...size);
      await until(() => page.evaluate(() => innerWidth < 480), "it is narrow");
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
      data.remove();
    });

    test("the owner signs up", async () => {
      const isPlain = await until(() => page.evaluate(() => performance.getEntriesByName("vinculo:interactive").length > 0), "the first screen") &&
        await page.evaluate(() => document.documentElement.classList.contains("plain"));
      assert.equal(isPlain, Boolean(flags), "what people see is the mirror itself");
      await hands.fill("Setup code", setupCode(server));
      await hands.fill("Workspace name", "Padaria São João");
      await hands.fill("Your name", OWNER.name);
      await hands.fill("E-mail", OWNER.mail);
      await hands.fill("Password", OWNER.password);
      await hands.click("button", "Create workspace");
      await hands.see("heading", "People");
    });

    test("a person with accents is typed, and found without them", async () => {
      await hands.click("button", "New person");
      await hands.fill("First name", "José");
      await hands.fill("Last name", "Conceição");
      await hands.fill("Phone", "+55 (11) 91234-5678");
      await hands.click("button", "Save");
      await until(() => page.evaluate(() => /^\/people\/[0-9a-f-]{36}$/.test(location.pathname)), "the new person's address");
      await hands.see("heading", "José Conceição");
      await hands.fill("Add label", "Cliente", "combobox");
      await hands.press("Enter");
      await hands.click("button", "Remove label Cliente");
      await hands.gone("button", "Remove label Cliente");
      await hands.click("link", "People");
      for (const typed of ["jose conc", "nobody", "912345678"]) {
        await hands.fill("Search", typed);
        await until(async () => (await listedNames(page)).includes("José Conceição") === (typed !== "nobody"), `the list for ${typed}`);
      }
    });

    test("an edit is undone", async () => {
      await hands.click("link", "José Conceição");
      await hands.fill("First name", "João");
      await hands.click("button", "Save");
      await hands.see("heading", "João Conceição");
      await hands.click("button", "Undo");
      await hands.see("heading", "José Conceição");
      const stored = () => page.evaluate(() => document.querySelector("input[aria-label='First name']")?.value);
      await until(async () => (await stored()) === "José", "the field shows it too");
    });

    test("a file that is dropped on the page is imported", async () => {
      await hands.drop("contacts.csv", readFileSync(contactsFile(ROWS), "utf8"));
      await hands.see("heading", "This is what will be created"); // before it the list is still there, which has an Import too
      await hands.click("button", "Import");
      await hands.see("heading", "Import finished");
      await hands.see("any", new RegExp(`Created: ${ROWS}\\.`));
    });

    test("without the server it opens again with everything, and edits work and wait", async () => {
      await untilSynchronised(page);
      await untilSaved(page);
      await until(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).active)), "installed for offline use", 60_000);
      assert.ok(!(await page.evaluate(() => document.body.textContent)).includes("A new version is ready"), "the first version is no update");
      await server.stop();
      await page.goto(english(server.url + "/people"));
      await hands.fill("Search", "jose conc");
      await hands.click("link", "José Conceição");
      await hands.fill("New note", "Ligar na terça às 9h");
      await hands.click("button", "Add note");
      await hands.see("any", /Offline · 1 change waits/);
      await untilSaved(page);
    });

    test("when the server is back the changes go out by themselves", async () => {
      server = await startServer({ data: data.path, port: server.port });
      await untilSynchronised(page);
      assert.equal((await diagnostics(page)).app.pending, 0);
      await hands.see("any", "Ligar na terça às 9h");
    });

    test("a card goes to another column", async () => {
      await page.goto(english(server.url + "/?gallery=board"));
      const cards = async (column) => (await hands.items(column)).map((name) => name.split(",")[0]);
      const [first, ...others] = await until(async () => { const found = await cards("New"); return found.length && found; }, "cards");
      await hands.click("button", `Move ${first}`);
      await hands.click("menuitem", "To Won");
      await until(async () => (await cards("Won"))[0] === first, "it is there");
      assert.deepEqual(await cards("New"), others);
      await hands.see("any", "Moved to Won");
    });
  });
