// What people do with a table: arrange its columns, choose rows, edit cells in place, fold groups. By mouse and by keys.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browser, gallery, openGallery, PHONE, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const open = (name = "table", options = {}) => openGallery(browser, gallery, `/?gallery=${name}&lang=en`, options);
const grid = (page) => page.getByRole("grid");
const titles = (page) => grid(page).getByRole("columnheader").evaluateAll((all) => all.map((one) => one.firstChild?.nodeType === 3 ? one.firstChild.nodeValue : "box"));
const header = (page, name) => grid(page).getByRole("columnheader", { name, exact: true });
const cellText = (page, row, column) => page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell][aria-colindex="${column}"]`);

describe("the table", { skip: whyNot }, () => {
  test("no amount is cut in a window of 820 pixels, and nothing moves sideways for it", async () => {
    const { page, context } = await open("table", { viewport: { width: 820, height: 1180 }, hasTouch: true });
    const amounts = await page.locator("[role=row] [role=gridcell][aria-colindex='6']").evaluateAll((cells) => cells.map((cell) => [cell.textContent, cell.scrollWidth <= cell.clientWidth]));
    assert.ok(amounts.length > 10);
    assert.deepEqual(amounts.filter(([, isWhole]) => !isWhole), []);
    assert.ok(await page.locator("[role=rowgroup].scrolls").evaluate((rows) => rows.scrollWidth <= rows.clientWidth));
    await context.close();
  });

  test("columns are hidden, moved and set as at first from their list", async () => {
    const { page, context } = await open();
    await page.getByRole("button", { name: "Columns" }).click();
    const list = page.getByRole("dialog", { name: "Columns" });
    await list.getByRole("checkbox", { name: "E-mail" }).click();
    await list.getByRole("button", { name: "Move Value to the left" }).click();
    await settled(page);
    assert.deepEqual(await titles(page), ["box", "Name", "City", "Value", "Company"]);
    assert.equal(await grid(page).getAttribute("aria-colcount"), "5");
    await list.getByRole("button", { name: "As at first" }).click();
    await settled(page);
    assert.deepEqual(await titles(page), ["box", "Name", "City", "E-mail", "Company", "Value"]);
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    await context.close();
  });

  test("a column is as wide as it was dragged or chosen", async () => {
    const { page, context } = await open();
    const width = async (name) => Math.round((await header(page, name).boundingBox()).width);
    const name = await header(page, "Name").boundingBox(); // pressed elsewhere it sorts
    await page.mouse.move(name.x + name.width - 3, name.y + 18);
    await page.mouse.down();
    await page.mouse.move(name.x + 300, name.y + 18, { steps: 4 });
    await page.mouse.up();
    await settled(page);
    assert.equal(await width("Name"), 300);
    const box = await header(page, "City").boundingBox();
    await page.mouse.move(box.x + box.width - 3, box.y + 18);
    await page.mouse.down();
    await page.mouse.move(box.x + 260, box.y + 18, { steps: 6 });
    await settled(page);
    await page.mouse.up();
    await settled(page);
    assert.equal(await width("City"), 260);
    assert.equal(await header(page, "Name").getAttribute("aria-sort"), "ascending"); // nobody pressed a header
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("combobox", { name: "Width of City" }).selectOption("Narrow");
    await settled(page);
    assert.equal(await width("City"), 120);
    await context.close();
  });

  test("a column's title is dragged to another place, and is still pressed to sort", async () => {
    const { page, context } = await open();
    const titles = async () => (await page.getByRole("columnheader").allTextContents()).filter(Boolean);
    const order = await titles(), from = await header(page, "City").boundingBox(), to = await header(page, "Name").boundingBox();
    await page.mouse.move(from.x + 20, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y + 10, { steps: 4 });
    await page.mouse.move(to.x + 10, to.y + 10, { steps: 4 });
    await settled(page);
    await page.mouse.up();
    await settled(page);
    assert.deepEqual(await titles(), ["City", ...order.filter((title) => title !== "City")]);
    assert.equal(await header(page, "Name").getAttribute("aria-sort"), "ascending"); // nobody pressed a header
    await header(page, "Name").click();
    await settled(page);
    assert.equal(await header(page, "Name").getAttribute("aria-sort"), "descending");
    await context.close();
  });

  test("columns that do not fit move sideways, the header with them", async () => {
    const { page, context } = await open("table", { viewport: { width: 660, height: 700 } });
    await page.getByRole("button", { name: "Columns" }).click();
    for (const name of ["City", "E-mail", "Company"]) await page.getByRole("combobox", { name: `Width of ${name}` }).selectOption("Wide");
    await page.keyboard.press("Escape");
    await settled(page);
    const box = await grid(page).boundingBox();
    await page.mouse.move(box.x + 200, box.y + 200);
    await page.mouse.wheel(2000, 0);
    await settled(page);
    const value = await header(page, "Value").boundingBox(), cell = await cellText(page, 2, 6).boundingBox();
    assert.ok(value.x + value.width <= box.x + box.width + 14, `the header ends at ${value.x + value.width} of ${box.x + box.width}`);
    assert.ok(Math.abs(value.x - cell.x) < 0.51, `header at ${value.x}, cell at ${cell.x}`);
    await context.close();
  });

  test("on a phone a long press begins to choose rows, taps go on, and Back ends it", async () => {
    const { page, context } = await open("table", PHONE);
    const row = (number) => page.getByRole("row", { name: new RegExp(`person${number}@`) });
    const count = (number) => page.getByRole("status").filter({ hasText: new RegExp(`^Selected: ${number}$`) }).waitFor();
    const bar = page.getByRole("group", { name: "Selection" });
    assert.equal(await page.getByRole("checkbox").count(), 0);
    const devtools = await context.newCDPSession(page), { x, y } = await row(2).boundingBox();
    await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + 100, y: y + 30 }] });
    await count(1);
    await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await settled(page);
    assert.equal(await page.getByRole("checkbox", { name: /^Choose .* 2$/ }).getAttribute("aria-checked"), "true");
    await row(4).tap();
    await count(2);
    await row(2).tap();
    await count(1);
    await page.getByRole("checkbox", { name: "Choose all" }).tap();
    await count("1,000,000");
    assert.equal(await page.getByRole("status").filter({ hasText: "Opened" }).count(), 0);
    await page.evaluate(() => history.back());
    await bar.waitFor({ state: "detached" });
    await settled(page);
    assert.equal(await page.getByRole("checkbox").count(), 0);
    await row(2).tap();
    await page.getByRole("status").filter({ hasText: "Opened" }).waitFor();
    await context.close();
  });

  test("on a phone \"Select\" in the menu begins to choose rows as well, with the actions of a desk, and Escape ends it", async () => {
    const actions = async (page) => {
      const bar = page.getByRole("group", { name: "Selection" });
      await bar.waitFor();
      return (await bar.getByRole("button").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")))).sort();
    };
    const desk = await open();
    await desk.page.getByRole("checkbox", { name: /^Choose .* 2$/ }).click();
    const atADesk = await actions(desk.page);
    await desk.context.close();
    const { page, context } = await open("table", { ...PHONE, viewport: { width: 320, height: 568 } });
    const begin = async () => {
      await page.getByRole("button", { name: "Go to" }).click();
      await page.getByRole("menuitem", { name: "Select" }).click();
    };
    await begin();
    assert.deepEqual(await actions(page), atADesk);
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-label") === "End selection");
    await page.getByRole("checkbox", { name: "Choose all" }).click();
    await page.getByRole("status").filter({ hasText: "Selected: 1,000,000" }).waitFor();
    assert.ok(await page.getByRole("status").filter({ hasText: "Selected:" }).evaluate((one) => one.scrollWidth <= one.clientWidth), "the number is cut");
    await page.getByRole("checkbox", { name: "Choose all" }).click();
    await page.getByRole("status").filter({ hasText: /^Selected: 0$/ }).waitFor();
    const bar = page.getByRole("group", { name: "Selection" });
    assert.equal(await bar.getByRole("button", { name: "Move to trash" }).getAttribute("aria-disabled"), "true");
    for (const button of await bar.getByRole("button").all()) {
      const { width, height, x } = await button.boundingBox();
      assert.ok(width >= 44 && height >= 44 && x >= 0 && x + width <= 320, `${await button.getAttribute("aria-label")}: ${width} by ${height} at ${x}`);
    }
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-label") === "Go to");
    await begin();
    await page.getByRole("row", { name: /person4@/ }).click();
    await bar.getByRole("button", { name: "Move to trash" }).click();
    await page.getByRole("status").filter({ hasText: "Move to trash: 1" }).waitFor();
    await bar.waitFor({ state: "detached" });
    await context.close();
  });

  test("rows are chosen by their boxes, by Space, and all of a million at once", async () => {
    const { page, context } = await open();
    await page.getByRole("checkbox", { name: /^Choose .* 2$/ }).click();
    await page.getByRole("status").filter({ hasText: "Selected: 1" }).waitFor();
    await page.getByRole("row").nth(4).focus();
    await page.keyboard.press("Space");
    await page.getByRole("status").filter({ hasText: "Selected: 2" }).waitFor();
    await page.getByRole("checkbox", { name: "Choose all" }).click();
    await page.getByRole("status").filter({ hasText: "Selected: 1,000,000" }).waitFor();
    await page.getByRole("checkbox", { name: /^Choose .* 2$/ }).click();
    await page.getByRole("status").filter({ hasText: "Selected: 999,999" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("group", { name: "Selection" }).waitFor({ state: "detached" });
    assert.equal(await page.getByRole("status").filter({ hasText: "Opened" }).count(), 0);
    await context.close();
  });

  test("a cell is edited in place: Enter keeps, Escape takes back, leaving keeps", async () => {
    const { page, context } = await open();
    const city = cellText(page, 1, 3), field = page.getByRole("textbox", { name: "City" });
    const before = await city.textContent();
    await city.click();
    await field.waitFor();
    assert.equal(await field.inputValue(), before);
    await field.fill("Ouro Preto");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Saved Ouro Preto" }).waitFor();
    await city.filter({ hasText: "Ouro Preto" }).waitFor();
    await page.waitForFunction(() => document.activeElement.textContent === "Ouro Preto"); // the focus is back on the cell
    await page.keyboard.press("Enter");
    await field.fill("Nowhere");
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    assert.equal(await city.textContent(), "Ouro Preto");
    await city.click();
    await field.fill("Évora");
    await page.getByRole("searchbox", { name: "Search people" }).click();
    await city.filter({ hasText: "Évora" }).waitFor();
    await context.close();
  });

  test("arrows lead from the row into its cells, down the column and back", async () => {
    const { page, context } = await open();
    await page.getByRole("row").nth(1).focus();
    const focused = () => page.evaluate(() => [document.activeElement.getAttribute("role"), document.activeElement.closest("[role=row]")?.getAttribute("aria-rowindex")].join(" "));
    for (const [key, place] of [["ArrowRight", "gridcell 2"], ["ArrowDown", "gridcell 3"], ["ArrowDown", "gridcell 4"], ["ArrowUp", "gridcell 3"]]) {
      await page.keyboard.press(key);
      await settled(page);
      assert.equal(await focused(), place, key);
    }
    await context.close();
  });

  test("the totals are a row of their own at the lower end", async () => {
    const { page, context } = await open();
    const totals = page.locator('[role=row][aria-rowindex="1000002"]');
    assert.match(await totals.textContent(), /In all.*R\$ 45,9 M/);
    assert.equal(await grid(page).getAttribute("aria-rowcount"), "1000002");
    await context.close();
  });

  test("groups fold by mouse and keys, and their rows go", async () => {
    const { page, context } = await open("groups");
    const count = async () => Number(await grid(page).getAttribute("aria-rowcount")) - 1;
    const all = await count();
    const heading = page.getByRole("button", { name: "Won, 100,000" });
    assert.equal(await heading.getAttribute("aria-expanded"), "true");
    await heading.click();
    await settled(page);
    assert.equal(await count(), all - 100_000);
    assert.equal(await heading.getAttribute("aria-expanded"), "false");
    await page.getByRole("row").nth(1).focus(); // the first heading
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await count(), all - 100_008);
    await context.close();
  });
});
