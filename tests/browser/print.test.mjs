// What comes out of a printer: the browser's own PDF of it. Only its dialog, which no test can answer, is not opened.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { createOwner, english, listedNames } from "../support/vinculo.mjs";

const PEOPLE = 520; // more than a list prints

describe("printing", () => {
  let server, browser, page, raw;

  before(async () => {
    server = await startServer({ flags: ["--demo", String(PEOPLE)] });
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await raw.addInitScript(() => {
      window.printed = 0;
      window.print = () => { window.printed += 1; };
    });
    await raw.setViewportSize({ width: 1280, height: 800 });
    await createOwner(page, server);
    await raw.goto(english(server.url + "/people"));
    await raw.getByText(`${PEOPLE} people`).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  // What stands on the paper, and how many sheets it needs.
  async function printed(times) {
    await until(() => raw.evaluate((count) => window.printed === count, times), "it is printed");
    await raw.emulateMedia({ media: "print" });
    const paper = raw.locator("#paper");
    const result = {
      title: await paper.locator("h1").innerText(), text: await paper.innerText(), rows: await paper.locator("tbody tr").count(),
      others: await raw.locator("body > :not(#paper):visible").count(), sheets: (await raw.pdf()).toString("latin1").match(/\/Type \/Page\b/g).length };
    await raw.emulateMedia({ media: "screen" });
    return result;
  }

  test("a list: every row that was found, in its order, on as many sheets as it needs", async () => {
    await raw.getByRole("searchbox", { name: "Search" }).fill("mar");
    await raw.getByText(/^\d+ people$/).waitFor();
    await until(async () => !(await raw.getByText(`${PEOPLE} people`).count()), "the search is answered");
    const found = Number.parseInt(await raw.getByText(/^\d+ people$/).innerText(), 10), names = await listedNames(page);
    await raw.getByRole("button", { name: "Print" }).click();
    const { title, text, rows, others } = await printed(1);
    assert.equal(title, "People");
    assert.equal(rows, found);
    assert.equal(others, 0);
    let place = 0;
    for (const name of names) assert.ok((place = text.indexOf(name, place)) >= 0, `${name} in its place`);
  });

  test("a long list: Ctrl+P from anywhere, the first 500, and where the others are", async () => {
    await raw.getByRole("searchbox", { name: "Search" }).fill("");
    await raw.getByText(`${PEOPLE} people`).waitFor();
    await raw.keyboard.press("Control+p");
    const { text, rows, sheets } = await printed(2);
    assert.equal(rows, 500);
    assert.match(text, /The first 500 of 520\./);
    assert.ok(sheets > 5 && sheets < 40, `${sheets} sheets`);
  });

  test("a list with one label says which", async () => {
    await raw.getByRole("button", { name: "Label", exact: true }).click();
    const label = raw.getByRole("menuitemradio").nth(1);
    const name = (await label.innerText()).trim();
    await label.click();
    await until(async () => !(await raw.getByText(`${PEOPLE} people`).count()), "the label's people");
    await raw.keyboard.press("Control+p");
    const { text } = await printed(3);
    assert.ok(text.includes(`Label: ${name}`), text.slice(0, 200));
    await raw.getByRole("button", { name, exact: true }).click();
    await raw.getByText("All labels").click();
    await raw.getByText(`${PEOPLE} people`).waitFor();
  });

  test("a record: all that is stored, and no markup out of it", async () => {
    await raw.getByRole("button", { name: "New person" }).click();
    await raw.getByRole("textbox", { name: "First name" }).fill("<b>Ana</b>");
    await raw.getByRole("textbox", { name: "Phone" }).first().fill("+55 11 98765-4321");
    await raw.getByRole("button", { name: "Save" }).click();
    await raw.getByRole("heading", { name: "<b>Ana</b>", level: 1 }).waitFor();
    await raw.getByRole("textbox", { name: "Last name" }).fill("not saved");
    await raw.getByRole("button", { name: "More", exact: true }).click();
    await raw.getByRole("menuitem", { name: "Print" }).click();
    const { title, text, sheets } = await printed(4);
    assert.equal(title, "<b>Ana</b>");
    assert.match(text, /\+55 11 98765-4321/);
    assert.doesNotMatch(text, /not saved/);
    assert.equal(sheets, 1);
    await raw.getByRole("button", { name: "Discard" }).click();
  });

  test("a record: its address, from the keyboard", async () => {
    await raw.goto(english(server.url + "/people"));
    await raw.getByText(`${PEOPLE + 1} people`).waitFor();
    const row = raw.locator("[role=row]").filter({ has: raw.locator("[role=gridcell]:nth-child(5)", { hasText: /\w/ }) }).first();
    const city = await row.locator("[role=gridcell]:nth-child(5)").textContent();
    await row.locator("a").click();
    await raw.getByRole("form", { name: "Person", exact: true }).waitFor();
    await raw.keyboard.press("Control+p");
    assert.ok((await printed(1)).text.includes(city), city);
  });

  test("the browser's own Print prints what is on the screen", async () => {
    await raw.goto(english(server.url + "/settings"));
    await raw.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    await raw.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const { title, text } = await printed(0);
    assert.equal(title, "Settings");
    assert.match(text, /Language and appearance/);
    await raw.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await raw.locator("#paper").count(), 0);
  });

  test("no password stands on paper", async () => {
    await raw.getByRole("button", { name: "Sign out" }).click();
    await raw.getByLabel("Password").fill("correct horse battery");
    await raw.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const text = await raw.locator("#paper").evaluate((paper) => paper.textContent);
    assert.ok(text.length > 0);
    assert.doesNotMatch(text, /horse/);
  });
});
