// Back closes what lies uppermost. On a phone, where it is the system's gesture, that is also what has no address: menus,
// calendars, lists of choices, a panel. At a desk it is the browser's button and leaves the screen.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Device } from "../client/program.mjs";
import { startBrowser, until } from "../support/browser.mjs";
import { handsOn } from "../support/hands.mjs";
import { startServer } from "../support/server.mjs";
import { OWNER, createOwner, english, listedNames, untilSynchronised } from "../support/vinculo.mjs";
import { serveGallery, whyNot } from "./ui_gallery.mjs";

const PHONE = [390, 844], DESK = [1280, 800];
const SORT = /^Sort/; // a phone has the fields of a card in the same menu

// In the page. What an entry of the history leads to comes a moment after it was asked for.
const goBack = () => history.back();
const place = () => location.pathname + location.search.replace(/[?&]lang=en/, "") + decodeURIComponent(location.hash);
const rest = () => new Promise((resolve) => { setTimeout(resolve, 300); });

describe("Back in the lists and forms", () => {
  const colleague = new Device(OWNER.password);
  let server, browser, page, raw, hands;

  before(async () => {
    server = await startServer();
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    hands = handsOn("chromium", page);
    await createOwner(page, server);
    await colleague.must("login", server.url, "--mail", OWNER.mail);
    await colleague.must("add", "given_name=Davi", "birthday=1985-03-04");
    await colleague.must("add", "given_name=Célia");
    await colleague.must("sync");
    await colleague.must("label", await colleague.idOf("Davi"), "Cliente");
    await colleague.must("sync");
    await untilSynchronised(page);
    await page.resize(...PHONE);
  });
  after(async () => {
    colleague.remove();
    await browser?.close();
    await server?.stop();
  });

  const isAt = (path) => until(async () => (await page.evaluate(place)) === path, `${path} is the address`);
  // Somebody who came from the settings to the list, and is there long enough.
  async function comeToTheList() {
    await raw.goto(english(server.url + "/settings"));
    await hands.see("heading", "Settings", { level: "1" });
    await hands.click("link", "People");
    await until(async () => (await listedNames(page)).length > 1, "people");
    await page.evaluate(rest);
  }
  async function back(path) {
    await page.evaluate(goBack);
    await isAt(path);
    await page.evaluate(rest);
    assert.equal(await page.evaluate(place), path);
  }

  test("takes a menu away and leaves the list where it is, then leads to where one was", async () => {
    await comeToTheList();
    await hands.click("button", SORT);
    await hands.see("menu", SORT);
    await page.evaluate(rest);
    await back("/people");
    await hands.gone("menu", SORT);
    await back("/settings");
  });

  test("leads to where one was after ten menus that were closed otherwise", async () => {
    await comeToTheList();
    const before = await page.evaluate(() => history.length);
    for (let i = 0; i < 10; ++i) {
      await hands.click("button", SORT);
      await hands.see("menu", SORT);
      if (i % 2) await hands.press("Escape");
      else await hands.click("menuitemradio", i % 4 ? "First name" : "Last name");
      await hands.gone("menu", SORT);
    }
    await page.evaluate(rest);
    assert.ok(await page.evaluate(() => history.length) <= before + 1);
    await back("/settings");
  });

  test("leads to where one was after a menu that was open while the page was loaded again", async () => {
    await comeToTheList();
    await hands.click("button", SORT);
    await hands.see("menu", SORT);
    await page.evaluate(rest);
    await page.reload();
    await until(async () => (await listedNames(page)).length > 1, "people");
    await page.evaluate(rest);
    await back("/settings");
  });

  test("after a menu that filtered leads to where one was, and Forward to the filtered list", async () => {
    await comeToTheList();
    await hands.click("button", "Label");
    await hands.click("menuitemradio", "Cliente");
    await until(async () => `${await listedNames(page)}` === "Davi", "who has the label");
    await until(async () => (await page.evaluate(place)).includes("#label="), "the label in the address");
    await page.evaluate(rest);
    await back("/settings");
    await raw.goForward();
    await until(async () => `${await listedNames(page)}` === "Davi", "who has the label, again");
  });

  test("keeps what was typed just before a menu was opened", async () => {
    await comeToTheList();
    await hands.fill("Search", "Cél");
    await hands.click("button", SORT);
    await hands.see("menu", SORT);
    await page.evaluate(rest);
    await back("/people#search=Cél");
    await hands.see("textbox", "Search", { value: "Cél" });
  });

  test("takes a form's calendar away and keeps what was typed", async () => {
    await comeToTheList();
    await hands.click("link", "Davi");
    await hands.fill("First name", "Davide");
    await page.evaluate(rest);
    const record = await page.evaluate(place);
    await hands.click("button", "Choose a date: Birthday");
    await hands.see("dialog", /Birthday/);
    await page.evaluate(rest);
    await back(record);
    await hands.gone("dialog", /Birthday/);
    await hands.see("textbox", "First name", { value: "Davide" });
    await back("/people");
    await hands.click("link", "Davi");
    await hands.see("textbox", "First name", { value: "Davide" });
    await hands.click("button", "Discard");
    await back("/people");
    await back("/settings");
  });

  test("at a desk leaves the screen, and the menu goes with it", async () => {
    await page.resize(...DESK);
    await comeToTheList();
    await hands.click("link", "Davi");
    await hands.see("heading", "Davi", { level: "1" });
    await hands.click("button", SORT);
    await hands.see("menu", SORT);
    await page.evaluate(rest);
    await back("/people");
    await hands.gone("menu", SORT);
    await back("/settings");
    await page.resize(...PHONE);
  });
});

for (const kind of ["chromium", "webkit"])
  describe(`Back on the kit in ${kind}`, { skip: whyNot }, () => {
    let gallery, browser, page, hands;

    before(async () => {
      gallery = await serveGallery();
      browser = await startBrowser(kind);
      page = await browser.open("about:blank");
      await page.resize(...PHONE);
      hands = handsOn(kind, page);
    });
    after(async () => {
      await browser?.close();
      await gallery?.close();
    });

    const isOn = (name) => until(() => page.evaluate((wanted) => new URLSearchParams(location.search).get("gallery") === wanted, name), `the page ${name}`);
    async function open(name) {
      await page.goto(`${gallery.url}/?gallery=texts&lang=en`);
      await page.waitFor(() => performance.getEntriesByName("vinculo:interactive").length > 0);
      await hands.click("button", "Pages"); // an item of this menu is an address
      await hands.click("menuitem", name);
      await isOn(name.toLowerCase());
    }
    const back = () => page.evaluate(goBack).then(() => page.evaluate(rest));

    test("takes a menu away, and what is chosen in one may open a dialog", async () => {
      await open("Controls");
      await hands.click("button", "More");
      await hands.see("menuitem", "Import…");
      await page.evaluate(rest);
      await back();
      await hands.gone("menuitem", "Import…");
      await hands.click("button", "More");
      await hands.click("menuitem", "Delete");
      await hands.gone("menuitem", "Delete");
      await hands.click("button", "Open dialog");
      await hands.see("dialog", "New person");
      await page.evaluate(rest);
      await back();
      await hands.gone("dialog", "New person");
      await isOn("controls");
      await back();
      await isOn("texts");
    });

    test("takes a panel away, once for each that is open", async () => {
      await open("Timeline");
      await hands.click("listitem", /Noah Oliveira 2/);
      await hands.see("dialog", /Noah Oliveira 2/);
      await page.evaluate(rest);
      await back();
      await hands.gone("dialog", /Noah Oliveira 2/);
      await isOn("timeline");
      for (let i = 0; i < 10; ++i) {
        await hands.click("listitem", /Noah Oliveira 2/);
        await hands.click("button", "Close");
        await hands.gone("dialog", /Noah Oliveira 2/);
      }
      await page.evaluate(rest);
      await back();
      await isOn("texts");
    });
  });
