// Cards are moved with the mouse, by keys, and by role and name alone.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { until } from "../support/browser.mjs";
import { browser, gallery, openGallery, PHONE, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const open = (options, more = "") => openGallery(browser, gallery, `/?gallery=board&lang=en${more}`, options);
const titles = (page, column) => page.getByRole("list", { name: column, exact: true }).getByRole("listitem")
  .evaluateAll((items) => items.map((item) => item.getAttribute("aria-label").split(",")[0]));
const card = (page, column, number) => page.getByRole("list", { name: column, exact: true }).getByRole("listitem").nth(number);
const said = (page, text) => page.waitForFunction((wanted) => document.getElementById("announcements").textContent.includes(wanted), text);
const focusIsOn = (page, title) => page.waitForFunction((wanted) => document.activeElement.getAttribute("aria-label")?.startsWith(wanted), title);

describe("the board", { skip: whyNot }, () => {
  test("a card is moved by role and name alone", async () => {
    const { page, context } = await open();
    const [first, ...others] = await titles(page, "New");
    await page.getByRole("button", { name: `Move ${first}` }).click();
    await page.getByRole("menuitem", { name: "To Won" }).click();
    await settled(page);
    assert.deepEqual(await titles(page, "New"), others);
    assert.equal((await titles(page, "Won"))[0], first);
    await page.getByRole("status").filter({ hasText: "Moved to Won" }).waitFor();
    await context.close();
  });

  test("Space picks a card up, arrows carry it, and every place is said", async () => {
    const { page, context } = await open();
    const [first, second] = await titles(page, "New");
    await card(page, "New", 1).focus();
    await page.keyboard.press("Space");
    await said(page, "Picked up");
    await page.keyboard.press("ArrowUp");
    await said(page, "New, 1 of 4");
    await page.keyboard.press("ArrowRight");
    await said(page, "Contacted, 1 of 4");
    await page.keyboard.press("ArrowDown");
    await said(page, "Contacted, 2 of 4");
    await focusIsOn(page, second);
    await page.keyboard.press("Space");
    await said(page, "Put down");
    await settled(page);
    assert.equal((await titles(page, "Contacted"))[1], second);
    assert.equal((await titles(page, "New"))[0], first);
    await focusIsOn(page, second);
    await context.close();
  });

  test("a card is carried to a column beyond the window, which comes into view", async () => {
    const { page, context } = await open({ viewport: { width: 700, height: 700 } });
    const [first] = await titles(page, "New");
    await card(page, "New", 0).focus();
    await page.keyboard.press("Space");
    await said(page, "Picked up");
    for (const column of ["Contacted", "Proposal", "Negotiation", "Won"]) {
      await page.keyboard.press("ArrowRight");
      await said(page, `${column}, 1 of`);
      await settled(page);
    }
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal((await titles(page, "Won"))[0], first);
    const box = await card(page, "Won", 0).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 700, `the card is at ${box.x}`);
    await context.close();
  });

  test("Escape puts a card back", async () => {
    const { page, context } = await open();
    const before = await titles(page, "New");
    await card(page, "New", 0).focus();
    await page.keyboard.press("Space");
    await said(page, "Picked up");
    await page.keyboard.press("ArrowRight");
    await said(page, "Contacted, 1 of 4");
    await page.keyboard.press("Escape");
    await said(page, "Put back");
    await settled(page);
    assert.deepEqual(await titles(page, "New"), before);
    await focusIsOn(page, before[0]);
    await context.close();
  });

  test("arrows go from card to card and from column to column, Enter opens", async () => {
    const { page, context } = await open();
    await card(page, "Contacted", 2).focus();
    await page.keyboard.press("ArrowRight"); // into a longer one
    await focusIsOn(page, (await titles(page, "Proposal"))[2]);
    await page.keyboard.press("ArrowRight"); // over the empty one
    const [, last] = await titles(page, "Won");
    await focusIsOn(page, last);
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: `Opened ${last}` }).waitFor();
    await context.close();
  });

  test("a card is dragged with the mouse, and a drag opens nothing", async () => {
    const { page, context } = await open();
    const [first] = await titles(page, "New");
    const from = await card(page, "New", 0).boundingBox(), to = await card(page, "Proposal", 2).boundingBox();
    await page.mouse.move(from.x + 40, from.y + 40);
    await page.mouse.down();
    await page.mouse.move(from.x + 80, from.y + 60, { steps: 4 });
    await page.mouse.move(to.x + 60, to.y + 30, { steps: 8 });
    await settled(page);
    await page.mouse.up();
    await settled(page);
    assert.equal((await titles(page, "Proposal"))[2], first);
    assert.equal(await page.getByRole("status").filter({ hasText: "Opened" }).count(), 0);
    assert.equal(await page.evaluate(() => getSelection().toString()), "");
    await context.close();
  });

  test("a card that is held at the end of a column's view goes on through the column, and back", async () => {
    const { page, context } = await open({}, "&cards=200");
    const list = page.getByRole("list", { name: "New", exact: true });
    const [first, second] = await titles(page, "New");
    const from = await card(page, "New", 0).boundingBox();
    await page.mouse.move(from.x + 40, from.y + 40);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 90, { steps: 4 });
    await page.mouse.move(from.x + 60, page.viewportSize().height - 30, { steps: 4 });
    await list.locator("[aria-posinset='25']").waitFor();
    await list.locator("[aria-posinset='4']").waitFor({ state: "detached" });
    await page.mouse.move(from.x + 60, from.y + 20, { steps: 4 });
    await until(async () => Math.abs((await list.locator("[aria-posinset='1']").boundingBox().catch(() => null))?.y - from.y) < 2, "the first is in its place");
    await page.mouse.up();
    await settled(page);
    assert.deepEqual((await titles(page, "New")).slice(0, 2), [first, second]);
    await context.close();
  });

  test("a drag that ends where it began opens nothing either, a click does", async () => {
    const { page, context } = await open();
    const [first] = await titles(page, "New");
    const box = await card(page, "New", 0).boundingBox();
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + 60, { steps: 4 });
    await page.mouse.move(box.x + 41, box.y + 41, { steps: 4 });
    await page.mouse.up();
    await settled(page);
    assert.equal(await page.getByRole("status").filter({ hasText: "Opened" }).count(), 0);
    await page.mouse.click(box.x + 40, box.y + 60);
    await page.getByRole("status").filter({ hasText: `Opened ${first}` }).waitFor();
    await context.close();
  });

  test("on a phone the menu moves a card, and its button is large enough for a finger", async () => {
    const { page, context } = await open(PHONE);
    const [first] = await titles(page, "New");
    const button = page.getByRole("button", { name: `Move ${first}` });
    const box = await button.boundingBox();
    assert.ok(box.width >= 44 && box.height >= 44, `${box.width} x ${box.height}`);
    await button.tap();
    await page.getByRole("menuitem", { name: "To Contacted" }).tap();
    await settled(page);
    assert.equal((await titles(page, "Contacted"))[0], first);
    await context.close();
  });

  test("a column of 10,000 cards has only some of them in the page", async () => {
    const { page, context } = await open({}, "&cards=10000");
    const items = page.getByRole("list", { name: "New", exact: true }).getByRole("listitem");
    assert.ok((await items.count()) < 40);
    assert.equal(await items.first().getAttribute("aria-setsize"), "10000");
    await context.close();
  });
});
