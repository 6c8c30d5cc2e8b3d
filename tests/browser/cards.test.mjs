// What a card says of a person or an organisation in the list of a phone, where a table has no room: people choose it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Device } from "../client/program.mjs";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { OWNER, createOwner, english, untilSynchronised } from "../support/vinculo.mjs";

describe("the cards of a phone's list", () => {
  const colleague = new Device(OWNER.password);
  let server, browser, page, raw;

  before(async () => {
    server = await startServer();
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await createOwner(page, server);
    await colleague.must("login", server.url, "--mail", OWNER.mail);
    await colleague.must("add", "given_name=Davi", "organisation=Beta", "mail=davi@beta.example", "phone=+55 11 5550-0123");
    await colleague.must("add", "given_name=Célia", "mail=celia@zeta.example");
    await colleague.must("sync");
    await untilSynchronised(page);
    await page.resize(320, 568);
    await raw.goto(english(server.url + "/people"));
  });
  after(async () => {
    colleague.remove();
    await browser?.close();
    await server?.stop();
  });

  const says = (name, words) => until(async () => (await raw.getByRole("row").filter({ hasText: name }).innerText()).replace(/\s+/g, " ").replace(name, "").trim() === words, `${name}: ${words}`);
  const fields = () => raw.getByRole("dialog", { name: "Fields on each card" });
  async function openFields() {
    await raw.getByRole("button", { name: "Sort and fields" }).click();
    await raw.getByRole("menuitem", { name: "Fields on each card" }).click();
    await fields().waitFor();
  }
  async function choose(...names) {
    for (const name of names) await fields().getByRole("checkbox", { name, exact: true }).click();
  }

  test("say what says most until somebody chooses", async () => {
    await says("Davi", "Beta");
    await says("Célia", "celia@zeta.example");
  });

  test("say what was chosen, in its order, also after a reload", async () => {
    await openFields();
    assert.equal(await fields().getByRole("combobox").count(), 0); // cards have no widths
    for (const part of await fields().locator("button, [role=checkbox]").all()) {
      const { x, width, height } = await part.boundingBox();
      assert.ok(x >= 0 && x + width <= 320 && height >= 44, `${await part.innerText()}: ${x} to ${x + width}, ${height} high`);
    }
    await choose("Job title", "Phone");
    await fields().getByRole("button", { name: "Move Phone to the left" }).click();
    await fields().getByRole("button", { name: "Move Phone to the left" }).click();
    await says("Davi", "+55 11 5550-0123 · Beta");
    await says("Célia", "");
    await raw.goBack();
    await fields().waitFor({ state: "detached" });
    assert.match(raw.url(), /\/people/);
    await until(() => raw.evaluate(() => document.activeElement.getAttribute("aria-label") === "Sort and fields"), "the focus is where it was");
    await page.reload();
    await says("Davi", "+55 11 5550-0123 · Beta");
    await openFields();
    await fields().getByRole("button", { name: "As at first" }).click();
    await raw.keyboard.press("Escape");
    await says("Davi", "Beta");
    await says("Célia", "celia@zeta.example");
  });
});
