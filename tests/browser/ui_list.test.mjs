// A list of a million rows is one list: any place at once, by scrollbar, wheel and keys, with few elements.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browser, gallery, openGallery, PHONE, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const rows = (page) => page.evaluate(() => {
  const view = document.querySelector("[role=rowgroup]").getBoundingClientRect();
  return [...document.querySelectorAll("[role=rowgroup] [role=row]")].map((row) => ({ index: Number(row.getAttribute("aria-rowindex")) - 2,
    text: row.textContent, top: row.getBoundingClientRect().top - view.top, bottom: row.getBoundingClientRect().bottom - view.top, view: view.height }));
});
const visible = async (page) => (await rows(page)).filter((row) => row.top > -1 && row.bottom < row.view + 1);
const scrollTo = (page, share) => page.evaluate((where) => {
  const list = document.querySelector("[role=rowgroup]");
  list.scrollTop = (list.scrollHeight - list.clientHeight) * where;
}, share);

describe("a list of 1,000,000 rows", { skip: whyNot }, () => {
  test("says how many rows there are and describes few of them", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), "1000002"); // with header and totals
    assert.ok((await rows(page)).length < 40);
    await context.close();
  });

  test("its scrollbar reaches the first and the last row and the middle", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    await scrollTo(page, 1);
    await settled(page);
    assert.equal((await visible(page)).at(-1).index, 999_999);
    await scrollTo(page, 0.5);
    await settled(page);
    assert.ok(Math.abs((await visible(page))[0].index - 500_000) < 2_000);
    await scrollTo(page, 0);
    await settled(page);
    const first = (await visible(page))[0];
    assert.equal(first.index, 0);
    assert.ok(Math.abs(first.top) < 1);
    await context.close();
  });

  test("the wheel moves it pixel by pixel in the middle, and its rows stay whole", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    await scrollTo(page, 0.5);
    await settled(page);
    const before = (await visible(page))[0];
    await page.mouse.move(800, 500);
    await page.mouse.wheel(0, 440);
    await settled(page);
    const now = (await visible(page))[0];
    assert.ok(Math.abs((now.index - before.index) * 44 + (before.top - now.top) - 440) <= 2, `${before.index} at ${before.top}, then ${now.index} at ${now.top}`);
    await context.close();
  });

  test("it is walked by keys: End, Home, pages, single rows, and Enter opens the row", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    await page.locator("[role=row][tabindex='0']").focus();
    const at = () => page.evaluate(() => Number(document.activeElement.getAttribute("aria-rowindex")) - 2);
    const press = async (key, index) => {
      await page.keyboard.press(key);
      await page.waitForFunction((wanted) => Number(document.activeElement.getAttribute("aria-rowindex")) - 2 === wanted, index, { timeout: 20_000 });
      const row = (await visible(page)).find((one) => one.index === index);
      assert.ok(row, `row ${index} is not in view after ${key}`);
    };
    assert.equal(await at(), 0);
    await press("ArrowDown", 1);
    await press("End", 999_999);
    await press("ArrowUp", 999_998);
    await press("Home", 0);
    await page.keyboard.press("PageDown");
    await page.waitForFunction(() => Number(document.activeElement.getAttribute("aria-rowindex")) > 8);
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Opened" }).waitFor();
    await context.close();
  });

  test("the focused row stays where it is when it is scrolled out, and the keys go on from it", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    await page.locator("[role=row][tabindex='0']").focus();
    await scrollTo(page, 0.3);
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-rowindex")), "2");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-rowindex") === "3");
    await settled(page);
    assert.ok((await visible(page)).some((row) => row.index === 1));
    await context.close();
  });

  test("the focused row stays where it is, however soon after the focus somebody scrolls", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    await page.evaluate(() => {
      document.querySelector("[role=row][tabindex='0']").focus();
      const list = document.querySelector("[role=rowgroup]");
      list.scrollTop = list.scrollHeight * 0.3;
      list.dispatchEvent(new Event("scroll"));
    });
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-rowindex")), "2");
    await context.close();
  });

  test("who goes to another row before the next frame goes on from there", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    await page.evaluate(() => {
      const row = (number) => document.querySelector(`[role=row][aria-rowindex="${number}"]`);
      const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      row(2).focus();
      press("ArrowDown");
      press("Shift"); // what the key before it did is drawn
      row(6).focus();
    });
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-rowindex") === "7", null, { timeout: 20_000 });
    await context.close();
  });

  test("scrolling gives elements to other rows but never changes what is selected", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    await page.evaluate(() => getSelection().selectAllChildren([...document.querySelectorAll("[role=gridcell]")].find((cell) => cell.textContent === "person4@example.com")));
    await settled(page);
    await scrollTo(page, 0.2);
    await settled(page);
    assert.equal(await page.evaluate(() => getSelection().toString()), "person4@example.com");
    const made = await page.evaluate(async () => {
      let added = 0;
      const observer = new MutationObserver((list) => list.forEach((change) => { added += [...change.addedNodes].filter((node) => node.nodeType === 1).length; }));
      const list = document.querySelector("[role=rowgroup]");
      observer.observe(list, { subtree: true, childList: true });
      for (let i = 0; i < 10; ++i) {
        list.scrollTop += 88;
        await new Promise((done) => setTimeout(done, 120));
      }
      observer.disconnect();
      return added;
    });
    assert.ok(made < 60, `${made} elements were made for 20 rows`);
    await context.close();
  });

  test("a row opens by a click, a tap and the link of its name", async () => {
    for (const options of [{}, PHONE]) {
      const { page, context } = await openGallery(browser, gallery, "/?gallery=table", options);
      const row = page.getByRole("row").filter({ hasText: "person4@" });
      if (options.hasTouch) await row.tap({ position: { x: 300, y: 20 } });
      else await row.click({ position: { x: 560, y: 20 } }); // beside the cell that is edited by a click
      await page.getByRole("status").filter({ hasText: "Opened" }).waitFor();
      assert.match(await page.getByRole("row").filter({ hasText: "person4@" }).getByRole("link").getAttribute("href"), /^\/people\/4$/);
      await context.close();
    }
  });

  test("headers sort and say so", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    const header = page.getByRole("columnheader", { name: "Name" });
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    await header.click();
    await settled(page);
    assert.equal(await header.getAttribute("aria-sort"), "descending");
    assert.match((await visible(page))[0].text, / 1000000/);
    await context.close();
  });

  test("scrolling costs the main thread little: wasm and DOM together", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=table");
    const times = await page.evaluate(async () => {
      const list = document.querySelector("[role=rowgroup]"), samples = [];
      for (let i = 0; i < 60; ++i) {
        list.scrollTop += 150;
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const now = await vinculo.diagnostics();
        samples.push(now.frameMs + now.mirror.lastMs);
      }
      return samples.sort((a, b) => a - b);
    });
    const p95 = times[Math.floor(times.length * 0.95)];
    console.log(`scrolled frame: median ${times[30].toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`);
    // The figure to reach is 3 ms (tools/bench); a busy test machine gets some slack.
    assert.ok(p95 < 30, `p95 ${p95} ms`);
    await context.close();
  });
});
