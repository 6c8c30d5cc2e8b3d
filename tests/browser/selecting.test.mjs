// Rows of the lists that are chosen, and what is done with all of them at once: moved to the trash, labelled, exported. At a
// desk by their boxes, on a phone by a long press or the menu, and all that a search shows.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Device } from "../client/program.mjs";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { OWNER, createOwner, english, search, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

const DESK = [1280, 800], PHONE = [390, 844];

describe("choosing rows", () => {
  const colleague = new Device(OWNER.password);
  let server, browser, page, raw;

  // Everybody of a group has the same family name, by which the group is searched.
  async function addGroup(family, size) {
    const rows = Array.from({ length: size }, (_, i) => `${family[0]}${String(i).padStart(4, "0")},${family},${family}${i}@example.org`);
    const path = join(colleague.folder.path, `${family}.csv`);
    writeFileSync(path, ["First Name,Last Name,E-mail", ...rows].join("\n"));
    await colleague.must("import", path);
  }

  before(async () => {
    server = await startServer();
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await createOwner(page, server);
    await colleague.must("login", server.url, "--mail", OWNER.mail);
    for (const name of ["Ana", "Bia", "Caio", "Davi"]) await colleague.must("add", `given_name=${name}`, "family_name=Souza", `organisation=Padaria ${name}`);
    await addGroup("Reis", 120);
    await addGroup("Lima", 700);
    await colleague.must("sync");
    await untilSynchronised(page);
    await page.resize(...DESK);
  });
  after(async () => {
    colleague.remove();
    await browser?.close();
    await server?.stop();
  });

  const bar = () => raw.getByRole("group", { name: "Selection" });
  const action = (name) => bar().getByRole("button", { name }).click();
  const box = (name) => raw.getByRole("checkbox", { name: `Choose ${name}`, exact: true });
  const everybody = () => raw.getByRole("checkbox", { name: "Choose all" });
  const selected = (count) => bar().getByRole("status").filter({ hasText: new RegExp(`^Selected: ${count}$`) }).waitFor();
  const nothingSelected = () => bar().waitFor({ state: "detached" });
  const says = (text) => raw.getByRole("status").filter({ hasText: text }).first().waitFor();
  const counts = (text) => raw.getByText(text, { exact: true }).first().waitFor(); // below the heading
  const dialog = (name) => raw.getByRole("dialog").filter({ hasText: name });
  const focused = () => raw.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);
  const isFocused = (name) => until(async () => (await focused()) === name, `the focus is on ${name}`).catch(async (error) => assert.fail(`${error.message}, not on ${await focused()}`));
  const undo = () => raw.getByRole("button", { name: "Undo" }).last().click();
  /** The list of those that a search finds, anew. */
  async function show(query, count, place = "people") {
    await until(() => raw.evaluate(() => !history.state?.layers), "a dialog that closed has left the history");
    await raw.goto(english(`${server.url}/${place}`));
    await raw.getByRole("searchbox", { name: "Search" }).waitFor();
    if (query) await search(page, query);
    await counts(count);
  }
  const tell = () => colleague.must("sync");

  test("some are moved to the trash and come back by one Undo", async () => {
    await show("souza", "4 people");
    await box("Ana Souza").click();
    await box("Caio Souza").click();
    await selected(2);
    await action("Move to trash");
    await says("2 people moved to the trash.");
    await counts("2 people");
    await nothingSelected();
    await isFocused("Sort");
    await undo();
    await counts("4 people");
    await raw.getByRole("row", { name: /Ana Souza/ }).waitFor();
  });

  test("everything can be done by keys, and Escape leaves it", async () => {
    await show("souza", "4 people");
    await raw.getByRole("row", { name: /Bia Souza/ }).focus();
    await raw.keyboard.press("Space");
    await raw.keyboard.press("ArrowDown");
    await raw.keyboard.press("Space");
    await selected(2);
    await raw.keyboard.press("Escape");
    await nothingSelected();
    assert.equal(await raw.locator("[role=rowgroup] [aria-checked=true]").count(), 0);
    await raw.keyboard.press("Space");
    await selected(1);
    await bar().getByRole("button", { name: "Move to trash" }).focus();
    await raw.keyboard.press("Enter");
    await says("1 person moved to the trash.");
    await isFocused("Sort");
    await raw.keyboard.press("Control+z");
    await counts("4 people");
  });

  test("a row that is opened stays chosen, with boxes beside its page", async () => {
    await show("souza", "4 people");
    await box("Ana Souza").click();
    await raw.getByRole("link", { name: "Bia Souza" }).click();
    await raw.getByRole("form", { name: "Person", exact: true }).waitFor();
    await selected(1);
    await box("Bia Souza").click();
    await selected(2);
    await bar().getByRole("button", { name: "End selection" }).click();
    await nothingSelected();
    assert.equal(await everybody().count(), 0);
  });

  test("a label, made with it or there already, goes to those who lack it", async () => {
    await show("souza", "4 people");
    await box("Ana Souza").click();
    await action("Add label");
    await dialog("1 person").getByRole("combobox", { name: "Add label" }).fill("Cliente");
    await raw.keyboard.press("Enter");
    await says("1 person has the label “Cliente” now.");
    await nothingSelected();
    await everybody().click();
    await selected(4);
    await action("Add label");
    await dialog("4 people").getByRole("combobox", { name: "Add label" }).fill("cli");
    await raw.getByRole("option", { name: "Cliente" }).click();
    await says("4 people have the label “Cliente” now.");
    await raw.getByRole("button", { name: "Label", exact: true }).click();
    await raw.getByRole("menuitemradio", { name: "Cliente" }).or(raw.getByRole("menuitem", { name: "Cliente" })).first().click();
    await raw.getByRole("menu").waitFor({ state: "detached" });
    await until(() => raw.url().includes("label="), "the list of the label");
    await counts("4 people");
    await raw.keyboard.press("Control+z");
    await counts("1 person");
  });

  test("the whole of a search is chosen; another order keeps it, another search does not", async () => {
    await show("reis", "120 people");
    await everybody().click();
    await selected(120);
    await box("R0118 Reis").click();
    await selected(119);
    await search(page, "souza");
    await nothingSelected();
    await show("", "824 people");
    await box("Ana Souza").click();
    await raw.getByRole("columnheader", { name: "Name" }).click();
    await until(() => raw.getByRole("row", { name: /R0119 Reis/ }).isVisible(), "the other order");
    await selected(1);
  });

  test("a hundred and more are asked about with their number, which follows the list", async () => {
    await show("reis", "120 people");
    await everybody().click();
    await action("Move to trash");
    await dialog("Move 120 people to the trash?").waitFor();
    await isFocused("Cancel");
    await raw.keyboard.press("Enter");
    await dialog(/to the trash/).waitFor({ state: "detached" });
    await selected(120);
    await action("Move to trash");
    await colleague.must("delete", await colleague.idOf("R0117"));
    await tell();
    await dialog("Move 119 people to the trash?").getByRole("button", { name: "Move to trash" }).click();
    await says("119 people moved to the trash.");
    await raw.getByText("Nothing found").waitFor();
    await undo();
    await counts("119 people");
  });

  test("who is moved to the trash elsewhere is not chosen any more", async () => {
    await show("reis", "119 people");
    await box("R0116 Reis").click();
    await box("R0115 Reis").click();
    await selected(2);
    await colleague.must("delete", await colleague.idOf("R0116"));
    await tell();
    await selected(1);
    await raw.keyboard.press("Escape");
  });

  test("many hundreds say how far they are, and are one Undo", async () => {
    await show("lima", "700 people");
    await everybody().click();
    await action("Add label");
    await raw.getByRole("combobox", { name: "Add label" }).fill("Lista");
    await raw.keyboard.press("Enter");
    await dialog("Add the label “Lista” to 700 people?").getByRole("button", { name: "Add label" }).click();
    await says("700 people have the label “Lista” now.");
    await everybody().click();
    await action("Move to trash");
    await dialog("Move 700 people to the trash?").getByRole("button", { name: "Move to trash" }).click();
    await says("700 people moved to the trash.");
    await raw.getByText("Nothing found").waitFor();
    await undo();
    await counts("700 people");
    assert.equal(await raw.getByRole("progressbar").count(), 0);
  });

  test("the file of those who are chosen has nobody else", async () => {
    await show("souza", "4 people");
    await box("Davi Souza").click();
    await action("Export…");
    const arrives = raw.waitForEvent("download");
    await dialog("1 person").getByRole("button", { name: "Export as vCard 4.0" }).click();
    const cards = readFileSync(await (await arrives).path(), "utf8");
    assert.deepEqual(cards.match(/^FN:.*$/gm).map((line) => line.trim()), ["FN:Davi Souza"]);
    await selected(1);
  });

  test("organisations have it too", async () => {
    await show("padaria", "4 organisations", "organisations");
    await box("Padaria Ana").click();
    await box("Padaria Bia").click();
    await action("Move to trash");
    await says("2 organisations moved to the trash.");
    await counts("2 organisations");
    await undo();
    await counts("4 organisations");
  });

  test("it works without a network, a reload ends the choosing and not what was done", async () => {
    await show("souza", "4 people");
    await raw.context().setOffline(true);
    await box("Davi Souza").click();
    await action("Move to trash");
    await says("1 person moved to the trash.");
    await box("Caio Souza").click();
    await selected(1);
    await untilSaved(page);
    await page.reload();
    await counts("3 people");
    assert.equal(await bar().count(), 0);
    await raw.context().setOffline(false);
    await untilSynchronised(page);
    await tell();
    assert.deepEqual((await colleague.names("souza")).sort(), ["Ana Souza", "Bia Souza", "Caio Souza"]);
    await raw.keyboard.press("Control+z");
    await counts("4 people");
  });

  test("on a phone a long press begins, taps go on, and Back ends it", async () => {
    await page.resize(...PHONE);
    await show("souza", "4 people");
    const devtools = await raw.context().newCDPSession(raw);
    await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: true });
    assert.equal(await raw.getByRole("checkbox").count(), 0);
    const { x, y } = await raw.getByRole("row", { name: /Ana Souza/ }).boundingBox();
    await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + 150, y: y + 30 }] });
    await selected(1);
    await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await raw.getByRole("row", { name: /Bia Souza/ }).click();
    await selected(2);
    await raw.getByRole("row", { name: /Ana Souza/ }).click();
    await selected(1);
    for (const button of await bar().getByRole("button").all()) {
      const place = await button.boundingBox();
      assert.ok(place.width >= 44 && place.height >= 44 && place.x >= 0 && place.x + place.width <= PHONE[0], `${await button.getAttribute("aria-label")} at ${place.x}`);
    }
    await raw.goBack();
    await nothingSelected();
    assert.match(raw.url(), /\/people/);
    assert.equal(await raw.getByRole("checkbox").count(), 0);
    await raw.getByRole("button", { name: "Sort and fields" }).click();
    await raw.getByRole("menuitem", { name: "Select" }).click();
    await isFocused("End selection");
    await raw.getByRole("row", { name: /Caio Souza/ }).click();
    await action("Move to trash");
    await says("1 person moved to the trash.");
    await isFocused("Sort and fields");
    await undo();
    await counts("4 people");
  });
});
