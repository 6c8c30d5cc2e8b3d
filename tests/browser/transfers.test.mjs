// Imports and exports that take a while: how far they are, a way to stop them, and a word at their end wherever one is by then.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { startBrowser, until } from "../support/browser.mjs";
import { handsOn } from "../support/hands.mjs";
import { startServer } from "../support/server.mjs";
import { chooseFile, contactsFile, createOwner, diagnostics, english, OWNER, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

const PEOPLE = 20_000;

describe("imports and exports", () => {
  let server, browser, page, raw;

  before(async () => {
    server = await startServer({ flags: ["--demo", String(PEOPLE)] });
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await createOwner(page, server);
    await until(async () => (await diagnostics(page)).people >= PEOPLE, "all people");
    await untilSynchronised(page);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const bar = (where = raw) => where.getByRole("progressbar", { name: "Export" });
  const startExport = async (where = raw, label = "Export as vCard 4.0") => {
    await where.getByRole("link", { name: "Settings" }).first().click();
    await where.getByRole("button", { name: label }).click();
  };

  test("an export says how far it is, and in the end how many it wrote, whatever one looks at", async () => {
    const arrives = raw.waitForEvent("download");
    await startExport();
    await raw.locator("[role=progressbar][aria-valuetext$=' records']").waitFor();
    await raw.getByRole("link", { name: "Organisations" }).first().click();
    await raw.getByText(/^[\d,]+ records were exported\./).waitFor();
    const said = Number((await raw.getByText(/records were exported\./).innerText()).match(/^[\d,]+/)[0].replaceAll(",", ""));
    const cards = readFileSync(await (await arrives).path(), "utf8").match(/^BEGIN:VCARD/gm).length;
    assert.equal(cards, said);
    assert.ok(said >= PEOPLE, `${said} records`);
    await raw.getByRole("link", { name: "Settings" }).first().click();
    assert.equal(await bar().count(), 0);
  });

  test("an export that is stopped leaves no file and says so", async () => {
    const files = [];
    raw.on("download", (file) => files.push(file));
    await startExport();
    await bar().waitFor();
    await raw.getByRole("main").getByRole("button", { name: "Cancel" }).click();
    await raw.getByText("The export was cancelled.").waitFor();
    await bar().waitFor({ state: "detached" });
    assert.equal(files.length, 0);
  });

  test("an export whose work ended with another tab says so, and works when it is started again", async () => {
    const second = await browser.open(english(server.url + "/people"));
    await second.raw.getByRole("heading", { name: "People", level: 1 }).waitFor();
    await startExport(second.raw);
    await bar(second.raw).waitFor();
    await raw.close();
    page = second;
    raw = second.raw;
    await raw.getByText("The export stopped before its end.").waitFor();
    const arrives = raw.waitForEvent("download");
    await startExport(raw, "Export as CSV");
    await raw.getByText(/^[\d,]+ records were exported\./).waitFor();
    assert.ok((await arrives).suggestedFilename().endsWith(".csv"));
  });

  test("an import that ends while one is elsewhere says so there, and is taken back there", async () => {
    const before = (await diagnostics(page)).people;
    await chooseFile(page, contactsFile(3000));
    await raw.getByRole("button", { name: "Import", exact: true }).click();
    await raw.getByRole("link", { name: "Organisations" }).first().click();
    await raw.getByText("Import finished: 3,000 records.").waitFor();
    assert.equal((await diagnostics(page)).people, before + 3000);
    await raw.getByRole("button", { name: "Undo", exact: true }).last().click();
    await until(async () => (await diagnostics(page)).people === before, "nobody of the file is left");
    await untilSaved(page);
  });

  test("what was chosen for the columns of a file is there after a reload, and for the next file with the same columns", async () => {
    const column = raw.getByRole("combobox", { name: "Field for column city" });
    const chosen = () => column.evaluate((select) => select.selectedOptions[0].text);
    await chooseFile(page, contactsFile(20));
    const proposed = await chosen();
    assert.notEqual(proposed, "Job title");
    await column.selectOption("Job title");
    await until(async () => (await page.evaluate(() => localStorage["vinculo.import.columns"]))?.includes("title"), "it is kept");
    await page.reload();
    await chooseFile(page, contactsFile(30));
    assert.equal(await chosen(), "Job title");
    await raw.getByRole("button", { name: "Cancel" }).click();
    await raw.getByRole("button", { name: "Choose file" }).waitFor();
  });

  test("two tabs preview a file each; what the one has shown is imported, also when the core ended with the other", async () => {
    const before = (await diagnostics(page)).people;
    const other = await browser.open(english(server.url + "/import"));
    await chooseFile(other, contactsFile(30));
    await chooseFile(page, contactsFile(40));
    await other.raw.getByRole("button", { name: "Cancel" }).click();
    await chooseFile(other, contactsFile(50));
    assert.equal((await diagnostics(page)).role, "leader");
    await page.raw.close();
    page = other;
    raw = other.raw;
    await until(async () => (await diagnostics(page)).role === "leader", "the other tab has the core now");
    await raw.getByRole("button", { name: "Import", exact: true }).click();
    await raw.getByRole("heading", { name: "Import finished" }).waitFor();
    assert.equal((await diagnostics(page)).people, before + 50);
  });

  test("a file that is dropped before anybody has signed in is there afterwards", async () => {
    const other = await startBrowser("chromium");
    try {
      const tab = await other.open(english(server.url + "/"));
      await tab.raw.getByRole("button", { name: "Sign in" }).waitFor();
      await handsOn("chromium", tab).drop("contacts.csv", "First name,Last name\nIolanda,Xerxes\n");
      await tab.raw.getByText("Sign in, and you see what is in the file.").waitFor();
      await tab.raw.getByRole("textbox", { name: "E-mail" }).fill(OWNER.mail);
      await tab.raw.getByLabel("Password").fill(OWNER.password);
      await tab.raw.getByRole("button", { name: "Sign in" }).click();
      await tab.raw.getByRole("heading", { name: "This is what will be created" }).waitFor();
      await tab.raw.getByText("Iolanda Xerxes").waitFor();
    } finally {
      await other.close();
    }
  });

  test("a preview that is left says nothing, and the next file is previewed", async () => {
    await chooseFile(page, contactsFile(20));
    await raw.getByRole("button", { name: "Cancel" }).click();
    await raw.getByRole("button", { name: "Choose file" }).waitFor();
    await chooseFile(page, contactsFile(30));
    assert.equal(await raw.getByText("The import was cancelled").count(), 0);
    await raw.getByRole("button", { name: "Cancel" }).click();
  });
});
