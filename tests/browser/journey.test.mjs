// The whole line through every layer in Chromium: from a real file to a colleague's browser, offline, nothing lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import {
  contactsFile, createOwner, diagnostics, english, importFile, invite, joinTeam, listedNames, openPerson, search, untilSaved,
  untilSynchronised } from "../support/vinculo.mjs";

const ROWS = 2000;
const data = temporaryFolder("vinculo-data-");
const profile = temporaryFolder();
let server, ana, page, bruno, brunosPage;

before(async () => {
  server = await startServer({ data: data.path });
  ana = await startBrowser("chromium", { profile: profile.path });
  page = await ana.open(english(server.url + "/"));
});

after(async () => {
  await ana?.close();
  await bruno?.close();
  await server?.stop();
  profile.remove();
  data.remove();
});

test("the first visitor creates the owner with the code that the server printed", async () => {
  await createOwner(page, server);
  assert.match(await page.raw.title(), /People/);
});

test("a file of contacts is mapped by itself and imported; again it changes nothing", async () => {
  const file = contactsFile(ROWS);
  assert.match(await importFile(page, file), new RegExp(`Created: ${ROWS.toLocaleString("en")}\\b`));
  assert.match(await importFile(page, file), new RegExp(`Created: 0\\. Updated: 0\\. Unchanged: ${ROWS.toLocaleString("en")}`));
  await page.raw.getByRole("button", { name: "Show people" }).click();
});

test("a new person with accents is found without them, as typed", async () => {
  const raw = page.raw;
  await raw.getByRole("button", { name: "New person" }).click();
  await raw.getByRole("textbox", { name: "First name" }).fill("José");
  await raw.getByRole("textbox", { name: "Last name" }).fill("Conceição");
  await raw.getByRole("textbox", { name: "Phone", exact: true }).fill("+55 (11) 91234-5678");
  await raw.getByRole("combobox", { name: "Organisation" }).fill("Padaria Ação");
  await raw.getByRole("textbox", { name: "Job title" }).fill("Padeiro");
  await raw.getByRole("button", { name: "Save" }).click();
  await raw.getByRole("form", { name: "Person", exact: true }).waitFor();
  assert.match(new URL(raw.url()).pathname, /^\/people\/[0-9a-f-]{36}$/);
  assert.match(await raw.title(), /^Jos.* – Vinculo$/);
  await raw.goBack();
  for (const typed of ["jose conc", "912345678", "padaria acao"]) {
    await search(page, typed);
    await until(async () => (await listedNames(page)).includes("José Conceição"), `José is found by ${typed}`);
  }
  await search(page, "conceiçãox"); // a slip, and back again
  await raw.getByRole("heading", { name: "Nothing found" }).waitFor();
  await raw.keyboard.press("Backspace");
  await until(async () => (await listedNames(page)).includes("José Conceição"), "José is found after a slip");
});

test("an edit is saved, undone and done again; the address bar and Back follow", async () => {
  const raw = page.raw;
  const window = raw.viewportSize() ?? { width: 800, height: 600 };
  const open = raw.locator("[role=row] a[aria-current=page]");
  assert.equal(await open.count(), 0);
  await openPerson(page, "José Conceição");
  await raw.setViewportSize({ width: 1280, height: 800 }); // now the list stands beside the page, and shows whose it is
  assert.equal((await open.textContent()).trim(), "José Conceição");
  await raw.setViewportSize(window);
  await raw.getByRole("textbox", { name: "First name" }).fill("José Carlos");
  await raw.getByRole("button", { name: "Save" }).click();
  await raw.getByRole("heading", { name: "José Carlos Conceição" }).first().waitFor();
  await raw.getByRole("button", { name: "Undo", exact: true }).first().click();
  await raw.getByRole("heading", { name: "José Conceição", exact: true }).first().waitFor();
  await raw.getByRole("button", { name: "Redo", exact: true }).first().click();
  await raw.getByRole("heading", { name: "José Carlos Conceição" }).first().waitFor();
  await raw.getByRole("textbox", { name: "New note" }).fill("Ligar na terça às 9h");
  await raw.getByRole("button", { name: "Add note" }).click();
  await raw.getByText("Ligar na terça às 9h").waitFor();
  await raw.getByRole("combobox", { name: "Add label" }).fill("Cliente");
  await raw.getByRole("combobox", { name: "Add label" }).press("Enter");
  await raw.getByRole("button", { name: "Remove label Cliente" }).waitFor();
});

test("without the server and after closing the browser everything is there, edits work and wait", async () => {
  await untilSynchronised(page);
  await untilSaved(page);
  const address = page.raw.url();
  await server.stop();
  await ana.close();
  ana = await startBrowser("chromium", { profile: profile.path });
  page = await ana.open(address);
  const raw = page.raw;
  await raw.getByRole("heading", { name: "José Carlos Conceição" }).first().waitFor();
  await raw.getByText("Ligar na terça às 9h").waitFor();
  await raw.getByRole("textbox", { name: "Job title" }).fill("Mestre padeiro");
  await raw.getByRole("button", { name: "Save" }).click();
  await raw.getByText(/Offline · 1 change waits/).waitFor();
  await untilSaved(page);
});

test("when the server is back the changes go out by themselves", async () => {
  server = await startServer({ data: data.path, port: server.port });
  await untilSynchronised(page);
});

test("an invited colleague has all of it in another browser", async () => {
  const address = page.raw.url();
  const link = await invite(page);
  bruno = await startBrowser("chromium");
  brunosPage = await bruno.open(english(server.url + "/"));
  await joinTeam(brunosPage, link);
  await until(async () => (await diagnostics(brunosPage)).people === ROWS + 1, "all people have arrived");
  await search(brunosPage, "jose carlos");
  await openPerson(brunosPage, "José Carlos Conceição");
  assert.equal(await brunosPage.raw.getByRole("textbox", { name: "Job title" }).inputValue(), "Mestre padeiro");
  await page.goto(address);
});

test("both edit the same field while one is offline: equal afterwards, and the value that lost is shown", async () => {
  await page.raw.getByRole("form", { name: "Person", exact: true }).waitFor();
  await server.stop();
  for (const [who, title] of [[page, "Sócio"], [brunosPage, "Diretor"]]) {
    await who.raw.getByRole("textbox", { name: "Job title" }).fill(title);
    await who.raw.getByRole("button", { name: "Save" }).click();
    await until(async () => (await diagnostics(who)).app.pending === 1, "the change waits");
  }
  server = await startServer({ data: data.path, port: server.port });
  await untilSynchronised(page);
  await untilSynchronised(brunosPage);
  for (const who of [page, brunosPage]) {
    await who.raw.getByRole("button", { name: "Take the other" }).waitFor();
    await until(async () => (await who.raw.getByRole("textbox", { name: "Job title" }).inputValue()) === "Diretor", "the later value is there");
  }
  await page.raw.getByRole("button", { name: "Take the other" }).click();
  await until(async () => (await brunosPage.raw.getByRole("textbox", { name: "Job title" }).inputValue()) === "Sócio", "the choice arrived");
  await brunosPage.raw.getByRole("button", { name: "Take the other" }).waitFor({ state: "detached" });
});

test("two tabs work at once, and the second goes on when the first is closed", async () => {
  const second = await ana.open(english(server.url + "/people"));
  await second.raw.getByRole("heading", { name: "People", exact: true, level: 1 }).waitFor();
  await page.raw.getByRole("textbox", { name: "First name" }).fill("Zé");
  await page.raw.getByRole("button", { name: "Save" }).click();
  await search(second, "ze conceicao");
  await until(async () => (await listedNames(second)).includes("Zé Conceição"), "the other tab sees the edit");
  await page.close();
  page = second;
  await openPerson(page, "Zé Conceição");
  await page.raw.getByRole("textbox", { name: "First name" }).fill("José");
  await page.raw.getByRole("button", { name: "Save" }).click();
  await page.raw.getByRole("heading", { name: "José Conceição" }).first().waitFor();
  await untilSynchronised(page);
});
