// A chart is a table for whoever does not see it, a tab stop for whoever has no mouse, and a picture for everybody
// else.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browser, gallery, openGallery, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const open = (options = {}) => openGallery(browser, gallery, "/?gallery=charts", options);
const figure = (page, title) => page.getByRole("figure", {name: new RegExp(`^${title}\\.`)});
const WON = [8, 14, 11, 19, 42, 37, 25, 31, 28, 33, 39, 30];
const focusedText = (page) => page.evaluate(() => document.activeElement.textContent);

describe("a chart", { skip: whyNot }, () => {
  test("is a figure with a summary and a grid whose cells are as high as the values they name", async () => {
    const { page, context } = await open();
    const chart = figure(page, "Deals won");
    assert.match(await chart.getAttribute("aria-label"), /Highest: May, 42\. Lowest: January, 8\./);
    assert.equal(await chart.getByRole("row").count(), 13);
    const months = await chart.getByRole("rowheader").allTextContents();
    assert.deepEqual([months.length, months[0], months[11]], [12, "January", "December"]);
    const cells = await chart.getByRole("gridcell").evaluateAll((all) => all.map((cell) => [Number(cell.textContent), cell.getBoundingClientRect().height]));
    assert.deepEqual(cells.map(([value]) => value), WON);
    const unit = cells[4][1] / 42;
    for (const [value, height] of cells) assert.ok(Math.abs(height - value * unit) <= 1, `${value}: ${height} instead of ${value * unit}`);
    await context.close();
  });

  test("is one tab stop: arrows move over its values, which a tooltip says until Escape", async () => {
    const { page, context } = await open();
    const chart = figure(page, "Revenue").first();
    assert.equal(await chart.locator("[role=gridcell][tabindex='0']").count(), 1);
    await chart.locator("[role=gridcell][tabindex='0']").focus();
    const tip = page.getByRole("tooltip");
    await tip.filter({ hasText: /^January/ }).waitFor();
    assert.match(await tip.getAttribute("aria-label"), /^January: New clients R\$\s?18,000.00 Known clients R\$\s?42,000.00 Lost/);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => /40,000/.test(document.activeElement.textContent));
    await settled(page);
    assert.match(await tip.getAttribute("aria-label"), /^February:/);
    await page.keyboard.press("End");
    await page.waitForFunction(() => /52,000/.test(document.activeElement.textContent));
    await page.keyboard.press("ArrowRight");  // there is nothing after the last
    await settled(page);
    assert.match(await focusedText(page), /52,000/);
    assert.equal(await tip.count(), 1);
    await page.keyboard.press("Escape");
    await tip.waitFor({ state: "detached" });
    await context.close();
  });

  test("says all values of what the mouse is on, without frames while it stays, and answers a click", async () => {
    const { page, context } = await open();
    const cell = figure(page, "Deals won").getByRole("gridcell").nth(4);
    const box = await cell.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + 20);
    await page.getByRole("tooltip").waitFor();
    assert.equal(await page.getByRole("tooltip").getAttribute("aria-label"), "May: Deals 42");
    await settled(page);  // it would never be with frames for the tooltip
    await page.mouse.move(5, 5);
    await page.getByRole("tooltip").waitFor({ state: "detached" });
    await cell.click();
    await page.getByRole("status").filter({ hasText: "May" }).waitFor();
    await context.close();
  });

  test("turns into a table with the same values, and back", async () => {
    const { page, context } = await open();
    const chart = figure(page, "Deals won");
    await chart.getByRole("button", { name: "Show as table" }).click();
    const table = chart.getByRole("table");
    await table.waitFor();
    assert.deepEqual((await table.getByRole("cell").allTextContents()).map(Number), WON);
    assert.deepEqual(await table.getByRole("columnheader").allTextContents(), ["Month", "Deals"]);
    assert.equal(await chart.getByRole("grid").count(), 0);
    await chart.getByRole("button", { name: "Show as chart" }).click();
    await chart.getByRole("grid").waitFor();
    await context.close();
  });

  test("without values says so, and shows a missing value as missing", async () => {
    const { page, context } = await open({viewport: { width: 1280, height: 2600 }});
    await figure(page, "Nothing yet").getByText("Nothing to show yet.").waitFor();
    assert.equal(await figure(page, "Nothing yet").getByRole("gridcell").count(), 0);
    assert.equal(await figure(page, "When people answer").getByRole("gridcell", { name: "–" }).count(), 1);
    assert.match(await figure(page, "Sales funnel").getByRole("gridcell").nth(1).textContent(), /^820 · 66\.1%$/);
    await context.close();
  });
});
