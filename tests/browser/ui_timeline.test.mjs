// Ten thousand entries of a timeline, the panel beside them, the menu of an entry, and tooltips.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browser, gallery, openGallery, PHONE, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const open = (options = {}) => openGallery(browser, gallery, "/?gallery=timeline", options);
const entry = (page, number) => page.locator(`[role=listitem][aria-posinset='${number}']`);
const focusIsIn = (page, selector) => page.waitForFunction((where) => document.activeElement?.closest(where), selector);

describe("the timeline", { skip: whyNot }, () => {
  test("is a list that knows how long it is, with a heading where a day begins, and few elements", async () => {
    const { page, context } = await open();
    assert.equal(await entry(page, 1).getAttribute("aria-setsize"), "10001");
    assert.ok(await page.getByRole("list", { name: "What happened" }).getByRole("listitem").count() < 40);
    assert.equal(await entry(page, 1).getByRole("heading", { level: 2 }).textContent(), "3 March");
    assert.equal(await entry(page, 2).getByRole("heading").count(), 0);
    assert.equal(await entry(page, 5).getByRole("heading").textContent(), "2 March");
    await context.close();
  });

  test("its end has a button that loads older entries", async () => {
    const { page, context } = await open();
    await page.locator("[role=listitem][tabindex='0']").focus();
    await settled(page);
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.activeElement.textContent === "Load older entries");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("[role=listitem]").getAttribute("aria-setsize") === "10051");
    await context.close();
  });

  test("opens an entry in a panel beside it, where the focus goes, and from where Escape brings it back", async () => {
    const { page, context } = await open();
    await entry(page, 2).focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("complementary");
    await panel.getByRole("heading", { level: 2 }).waitFor();
    await focusIsIn(page, "aside");
    assert.ok(await entry(page, 3).isVisible(), "the list goes on beside it");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await focusIsIn(page, "[aria-posinset='2']");
    await context.close();
  });

  test("on a phone the panel is a dialog over the whole screen", async () => {
    const { page, context } = await open(PHONE);
    await page.getByRole("heading", { name: "Tuesday, 3 March 2026" }).waitFor();
    await entry(page, 1).tap();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    assert.equal((await dialog.boundingBox()).width, 390);
    await dialog.getByRole("button", { name: "Close" }).tap();
    await dialog.waitFor({ state: "detached" });
    await context.close();
  });
});

describe("a context menu", { skip: whyNot }, () => {
  test("opens where the right button was pressed, and gives the focus back to its entry", async () => {
    const { page, context } = await open();
    const box = await entry(page, 3).boundingBox();
    await page.mouse.click(box.x + 300, box.y + 20, { button: "right" });
    const menu = page.getByRole("menu", { name: "Actions" });
    const place = await menu.boundingBox();
    assert.ok(Math.abs(place.x - box.x - 300) <= 2 && Math.abs(place.y - box.y - 20) <= 8, `at ${place.x}, ${place.y}`);
    await focusIsIn(page, "[role=menuitem]");
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await focusIsIn(page, "[aria-posinset='3']");
    await context.close();
  });

  test("moves to another entry with the next right click, and its choice is for that one", async () => {
    const { page, context } = await open();
    await entry(page, 1).click({button: "right", position: { x: 300, y: 20 }});
    await page.getByRole("menu").waitFor();
    await entry(page, 5).click({button: "right", position: { x: 400, y: 70 }});
    await settled(page);
    assert.equal(await page.getByRole("menu").count(), 1);
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await page.getByRole("status").filter({ hasText: "Edit 5" }).waitFor();
    await context.close();
  });

  test("opens with Shift+F10 and with the menu key on the focused entry", async () => {
    const { page, context } = await open();
    for (const key of ["Shift+F10", "ContextMenu"]) {
      await entry(page, 2).focus();
      await page.keyboard.press(key);
      await page.getByRole("menu", { name: "Actions" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
    }
    await context.close();
  });

  test("opens under a finger that rests, which is then no tap", async () => {
    const { page, context } = await open(PHONE);
    const devtools = await context.newCDPSession(page);
    const box = await entry(page, 2).boundingBox();
    await devtools.send("Input.dispatchTouchEvent", {type: "touchStart", touchPoints: [{ x: box.x + 150, y: box.y + 40 }]});
    await page.getByRole("menu", { name: "Actions" }).waitFor();
    await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await settled(page);
    assert.equal(await page.getByRole("menu").count(), 1);
    assert.equal(await page.getByRole("dialog").count(), 0);
    await context.close();
  });

  test("leaves the browser's own menu to selected text and to fields", async () => {
    const { page, context } = await open();
    await page.evaluate(() => {
      addEventListener("contextmenu", (event) => {
        globalThis.wasOurs = event.defaultPrevented;
      });
    });
    const text = entry(page, 2).locator("span").first();
    await text.evaluate((element) => getSelection().selectAllChildren(element));
    await text.click({ button: "right" });
    await page.waitForFunction(() => globalThis.wasOurs === false);
    assert.equal(await page.getByRole("menu").count(), 0);
    await context.close();
  });
});

describe("a tooltip", { skip: whyNot }, () => {
  test("says the name of an icon button half a second after the mouse came, stays under it, and goes with Escape", async () => {
    const { page, context } = await open();
    await entry(page, 2).click();
    const button = page.getByRole("complementary").getByRole("button", { name: "Close" });
    await page.mouse.move(400, 700);
    await settled(page);
    await button.hover();
    const tip = page.getByRole("tooltip", { name: "Close" });
    assert.equal(await tip.count(), 0);
    await tip.waitFor();
    await settled(page);  // no frames while it stays
    const box = await tip.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await settled(page);
    assert.equal(await tip.count(), 1, "it can be pointed at");
    await page.keyboard.press("Escape");
    await tip.waitFor({ state: "detached" });
    assert.equal(await page.getByRole("complementary").count(), 1, "Escape was the tooltip's");
    await context.close();
  });

  test("comes with the focus of the keyboard, and not with a click", async () => {
    const { page, context } = await open();
    await entry(page, 2).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("tooltip", { name: "Close" }).waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("tooltip").waitFor({ state: "detached" });
    await context.close();
  });

  test("has all of a text that was cut", async () => {
    const { page, context } = await open();
    await entry(page, 2).click();
    await page.getByText("a.very.long.address").hover();
    await page.getByRole("tooltip", { name: /company-name\.example\.com$/ }).waitFor();
    await context.close();
  });
});
