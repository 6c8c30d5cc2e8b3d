// What the address of a list says: what is searched and which label, so that a reload, Back, a bookmark and a new tab show it again.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Device } from "../client/program.mjs";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { OWNER, createOwner, english, listedNames, untilSynchronised } from "../support/vinculo.mjs";

describe("the address of a list", () => {
  const colleague = new Device(OWNER.password);
  let server, browser, page, raw;

  before(async () => {
    server = await startServer();
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await createOwner(page, server);
    await colleague.must("login", server.url, "--mail", OWNER.mail);
    for (const [name, organisation] of [["Célia", "Zeta"], ["Cecília", "Alfa"], ["Davi", "Beta"]]) await colleague.must("add", `given_name=${name}`, `organisation=${organisation}`);
    await colleague.must("sync");
    await colleague.must("label", await colleague.idOf("Davi"), "Cliente");
    await colleague.must("sync");
    await raw.goto(english(server.url + "/people"));
    await lists("Cecília", "Célia", "Davi");
  });
  after(async () => {
    colleague.remove();
    await browser?.close();
    await server?.stop();
  });

  const lists = (...names) => until(async () => `${await listedNames(page)}` === `${names}`, `${names} in the list`);
  const field = () => raw.getByRole("searchbox", { name: "Search" });
  const fragment = () => raw.evaluate(() => decodeURIComponent(location.hash));
  const addressHas = (text) => until(async () => (await fragment()) === text, `${text} in the address`);

  test("is what somebody types, without an entry of the history for each letter", async () => {
    const before = await raw.evaluate(() => history.length);
    await field().click();
    await raw.keyboard.type("céc");
    await addressHas("#search=céc");
    await lists("Cecília");
    assert.equal(await raw.evaluate(() => history.length), before);
    await page.reload();
    await lists("Cecília");
    assert.equal(await field().inputValue(), "céc");
  });

  test("stays behind a record that is opened from it, also in the moment of the last letter", async () => {
    await field().fill("cél");
    await lists("Célia");
    await field().fill("cé");
    await lists("Cecília", "Célia");
    await raw.getByRole("link", { name: "Célia" }).click();
    await raw.getByRole("heading", { name: "Célia", level: 1 }).waitFor();
    assert.equal(await fragment(), "#search=cé");
    await raw.goBack();
    await lists("Cecília", "Célia");
    assert.equal(await field().inputValue(), "cé");
    await raw.goForward();
    await raw.getByRole("heading", { name: "Célia", level: 1 }).waitFor();
    await raw.getByRole("link", { name: "Back to the list" }).click();
    await lists("Cecília", "Célia");
  });

  test("shows the same in another tab, and its records beside it", async () => {
    const address = await raw.evaluate(() => location.href);
    const other = await browser.open(address);
    await until(async () => `${await listedNames(other)}` === "Cecília,Célia", "the same list");
    await other.resize(1280, 800);
    await other.raw.getByRole("link", { name: "Cecília" }).click();
    await other.raw.getByRole("heading", { name: "Cecília", level: 1 }).waitFor();
    await other.reload();
    await other.raw.getByRole("heading", { name: "Cecília", level: 1 }).waitFor();
    await until(async () => `${await listedNames(other)}` === "Cecília,Célia", "the list beside the record");
    await other.close();
  });

  test("has the label, and nothing when all people are asked for", async () => {
    await raw.getByRole("navigation").getByRole("link", { name: "People" }).click();
    await lists("Cecília", "Célia", "Davi");
    assert.equal(await fragment(), "");
    await untilSynchronised(page);
    await raw.getByRole("button", { name: "Label", exact: true }).click();
    await raw.getByRole("menuitemradio", { name: "Cliente" }).click();
    await lists("Davi");
    await until(async () => (await fragment()).startsWith("#label="), "the label in the address");
    await page.reload();
    await lists("Davi");
    await raw.getByRole("button", { name: "Cliente", exact: true }).waitFor();
    await field().fill("zzz");
    await raw.getByRole("button", { name: "Clear search" }).click();
    await lists("Cecília", "Célia", "Davi");
    await addressHas("");
  });

  test("that nobody wrote by hand is a list all the same", async () => {
    for (const made of ["#search=%FF%FE", "#label=%00", "#search=%E0%A4&label=../..", `#search=${"a".repeat(20_000)}`]) {
      await raw.goto("about:blank");
      await raw.goto(english(server.url + "/people") + made);
      await lists("Cecília", "Célia", "Davi");
    }
  });

  test("leaves the order to the device, which keeps it", async () => {
    await raw.setViewportSize({ width: 1280, height: 800 });
    const header = raw.getByRole("columnheader", { name: "Organisation" });
    await header.click();
    await lists("Cecília", "Davi", "Célia");
    await page.reload();
    await lists("Cecília", "Davi", "Célia");
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    await header.click();
    await lists("Célia", "Davi", "Cecília");
    await page.reload();
    await lists("Célia", "Davi", "Cecília");
  });

  test("gives way to a link and to Back in the moment of the last letter", async () => {
    await raw.goto(english(server.url + "/people"));
    await until(async () => (await listedNames(page)).length > 1, "people");
    await raw.getByRole("link", { name: "Organisations" }).click();
    await raw.getByRole("heading", { name: "Organisations", level: 1 }).waitFor();
    await raw.getByRole("link", { name: "People" }).click();
    await until(async () => (await listedNames(page)).length > 1, "people");
    const settled = () => raw.evaluate(() => new Promise((resolve) => setTimeout(resolve, 700))); // longer than an address waits
    const typeAnd = (text, go) => raw.evaluate(([words, how]) => { // in one task, before anything is drawn
      document.querySelector("input[type=search]").focus();
      document.execCommand("insertText", false, words);
      if (how === "back") history.back();
      else document.querySelector(`nav a[href^="${how}"]`).click();
    }, [text, go]);
    await typeAnd("dav", "/organisations");
    await raw.getByRole("heading", { name: "Organisations", level: 1 }).waitFor();
    await settled();
    assert.match(raw.url(), /\/organisations/);
    await raw.goBack();
    await lists("Davi");
    assert.equal(await fragment(), "#search=dav");
    await typeAnd("i", "back");
    await raw.getByRole("heading", { name: "Organisations", level: 1 }).waitFor();
    await settled();
    assert.match(raw.url(), /\/organisations/);
  });

  test("is of a row beside its name too: Ctrl and the middle button open the record in a tab of its own", async () => {
    await raw.goto(english(server.url + "/people"));
    await raw.setViewportSize({ width: 1280, height: 800 });
    const cell = raw.getByRole("row", { name: /Davi/ }).getByText("Beta");
    for (const how of [{ modifiers: ["ControlOrMeta"] }, { button: "middle" }]) {
      const opened = raw.context().waitForEvent("page");
      await cell.click(how);
      const tab = await opened;
      await tab.getByRole("heading", { name: "Davi", level: 1 }).waitFor();
      await tab.close();
      assert.match(raw.url(), /\/people\?/);
    }
    await cell.click();
    await raw.getByRole("heading", { name: "Davi", level: 1 }).waitFor();
  });
});
