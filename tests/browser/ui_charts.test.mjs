// A chart is a table for whoever does not see it, a tab stop for whoever has no mouse, and a picture for everybody
// else.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browser, gallery, openGallery, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const open = (options = {}) => openGallery(browser, gallery, "/?gallery=charts", options);
const figure = (page, title) => page.getByRole("figure", {name: new RegExp(`^${title}\\.`)});
const WON = [8, 14, 11, 19, 42, 37, 25, 31, 28, 33, 39, 30];
const focusedText = (page) => page.evaluate(() => document.activeElement.textContent);

// The figure's cells, row by row: the value that each says and where it lies.
const cellsOf = (chart) => chart.getByRole("row").evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("[role=gridcell]")].map((cell) => {
  const { x, y, width, height } = cell.getBoundingClientRect();
  const number = Number(cell.textContent.split(" ")[0].replace(/[^\d.-]/g, ""));
  return { value: /\d/.test(cell.textContent) ? number : null, x, y, width, height, middle: x + width / 2, centre: y + height / 2 };
})).filter((row) => row.length > 0));

// The colours of the picture at these places, [red, green, blue] each.
async function coloursAt(page, places) {
  const png = (await page.screenshot()).toString("base64");
  return page.evaluate(async ([data, points]) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], { type: "image/png" }));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return points.map(([x, y]) => [...context.getImageData(Math.round(x), Math.round(y), 1, 1).data].slice(0, 3));
  }, [png, places]);
}
const distance = (one, other) => one.reduce((sum, part, i) => sum + Math.abs(part - other[i]), 0);

// That `position` is the same linear function of `value` for all cells.
function isLinear(cells, value, position, what) {
  const [low, high] = [cells.reduce((a, b) => (value(b) < value(a) ? b : a)), cells.reduce((a, b) => (value(b) > value(a) ? b : a))];
  const unit = (position(high) - position(low)) / (value(high) - value(low));
  for (const cell of cells) {
    const wanted = position(low) + (value(cell) - value(low)) * unit;
    assert.ok(Math.abs(position(cell) - wanted) <= 1.5, `${what}: ${value(cell)} is at ${position(cell)}, not at ${wanted}`);
  }
}

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

  describe("of every kind has its values where its cells lie, and is drawn there", () => {
    const TALL = { viewport: { width: 1280, height: 2600 } };
    let page, context;
    before(async () => ({ page, context } = await open(TALL)));
    after(() => context?.close());
    // Something is drawn at the first place of each pair, and another thing (or nothing) at the second.
    async function differ(pairs, what) {
      const colours = await coloursAt(page, pairs.flat());
      pairs.forEach(([inside], i) => assert.ok(distance(colours[2 * i], colours[2 * i + 1]) > 30, `${what}: an edge at ${inside}`));
    }

    test("bars in groups and on top of each other", async () => {
      for (const [place, isStacked] of [[0, false], [1, true]]) {
        const rows = await cellsOf(figure(page, "Revenue").nth(place));
        isLinear(rows.flat(), (cell) => cell.value, (cell) => cell.height, "height");
        if (isStacked) for (const row of rows) row.slice(1).forEach((cell, i) => assert.ok(Math.abs(cell.y + cell.height - row[i].y) <= 1.5, "they lie on one another"));
        const tops = rows.map((row) => (isStacked ? row.at(-1) : row[1]));
        await differ(tops.map((cell) => [[cell.middle, cell.y + 3], [cell.middle, cell.y - 4]]), "bars");
      }
    });

    test("bars that lie", async () => {
      const cells = (await cellsOf(figure(page, "Calls by person"))).flat();
      isLinear(cells, (cell) => cell.value, (cell) => cell.width, "width");
      await differ(cells.map((cell) => [[cell.x + cell.width - 4, cell.centre], [cell.x + cell.width + 3, cell.centre]]), "bars");
    });

    test("lines, also of hundreds of values", async () => {
      const rows = await cellsOf(figure(page, "Activities").first());
      isLinear(rows.flat(), (cell) => cell.value, (cell) => cell.centre, "height");
      const colours = await coloursAt(page, rows.flatMap((row) => row.map((cell) => [cell.middle, cell.centre])));
      const series = rows[0].length, apart = [];
      rows.forEach((row, r) => row.forEach((_, c) => apart.push(distance(colours[r * series + c], colours[c]))));
      const covered = apart.filter((one) => one >= 30).length; // where lines cross
      assert.ok(covered <= 2, `each line keeps its colour: ${apart}`);
      const many = (await cellsOf(figure(page, "People in the workspace"))).flat();
      isLinear(many, (cell) => cell.value, (cell) => cell.centre, "height");
      await differ([20, 100, 150, 200].map((i) => [[many[i].middle, many[i].centre], [many[i].middle, many[i].centre - 30]]), "a line");
    });

    test("areas on top of each other", async () => {
      const rows = await cellsOf(figure(page, "Activities").nth(1));
      for (const row of rows) row.reduce((sum, cell) => (cell.total = sum + cell.value), 0);
      isLinear(rows.flat(), (cell) => cell.total, (cell) => cell.centre, "height");
      const tops = rows.map((row) => row.at(-1));
      const peaks = tops.filter((cell, i) => cell.total >= Math.max(tops[i - 1]?.total ?? Infinity, tops[i + 1]?.total ?? Infinity));
      await differ(peaks.map((cell) => [[cell.middle, cell.centre + 6], [cell.middle, cell.centre - 12]]), "the upper edge");
    });

    test("a funnel", async () => {
      const cells = (await cellsOf(figure(page, "Sales funnel"))).flat();
      isLinear(cells, (cell) => cell.value, (cell) => cell.width, "width");
      for (const cell of cells) assert.ok(Math.abs(cell.middle - cells[0].middle) <= 1, "around one axis");
      await differ(cells.map((cell) => [[cell.x + 3, cell.centre], [cell.x - 4, cell.centre]]), "a stage");
    });

    test("heat, the darker or lighter the more", async () => {
      const cells = (await cellsOf(figure(page, "When people answer"))).flat().filter(({ value }) => value !== null);
      const colours = await coloursAt(page, cells.map((cell) => [cell.x + 4, cell.y + cell.height / 2]));
      const none = colours[cells.findIndex(({ value }) => value === 0)];
      const byValue = new Map(cells.map((cell, i) => [cell.value, distance(colours[i], none)]));
      const steps = [...byValue].sort(([one], [other]) => one - other).map(([, heat]) => heat);
      for (let i = 1; i < steps.length; ++i) assert.ok(steps[i] >= steps[i - 1], `never less heat with more: ${steps}`);
      assert.ok(new Set(steps).size >= 5, `some shades that one can tell apart: ${steps}`);
    });

    test("a histogram", async () => {
      const cells = (await cellsOf(figure(page, "Size of deals"))).flat();
      isLinear(cells, (cell) => cell.value, (cell) => cell.height, "height");
      cells.slice(1).forEach((cell, i) => assert.ok(cell.x - (cells[i].x + cells[i].width) <= 2, "its bins adjoin"));
      await differ(cells.map((cell) => [[cell.middle, cell.y + 3], [cell.middle, cell.y - 4]]), "a bin");
    });
  });
});
