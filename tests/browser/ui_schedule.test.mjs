// The calendar is walked by keys, says what is on each day, and its events lie where their times are.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { audit } from "../support/audit.mjs";
import { browser, gallery, openGallery, PHONE, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const open = (view, options = {}) => openGallery(browser, gallery, `/?gallery=schedule&view=${view}`, options);
const focusedDay = (page, name) => page.waitForFunction((start) => document.activeElement.getAttribute("aria-label")?.startsWith(start), name);

describe("the calendar", { skip: whyNot }, () => {
  test("names every day of six weeks with what is on it, and marks today", async () => {
    const { page, context } = await open("month");
    const grid = page.getByRole("grid", { name: "March 2026" });
    assert.equal(await grid.getByRole("gridcell").count(), 42);
    assert.equal(await grid.locator("[role=gridcell][aria-current='date']").getAttribute("aria-label"), "Tuesday, 3 March 2026, 7 events");
    await grid.getByRole("gridcell", { name: "Monday, 9 March 2026", exact: true }).waitFor();
    assert.deepEqual(
      await grid.getByRole("columnheader").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label"))),
      ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]);
    await context.close();
  });

  test("shows every day's number where a person's own colours replace the drawing", async () => {
    const { page, context } = await open("month", { forcedColors: "active" });
    const numbers = await page.getByRole("main").locator("[data-over='']").evaluateAll((all) => all.filter((one) => getComputedStyle(one).color === "rgb(0, 0, 0)").map((one) => Number(one.textContent)));
    assert.deepEqual(numbers.slice(0, 9), [23, 24, 25, 26, 27, 28, 1, 2, 3]);
    assert.equal(await page.locator("#canvas").evaluate((canvas) => getComputedStyle(canvas).visibility), "hidden");
    await context.close();
  });

  test("is one tab stop in the month: arrows, Home, End and pages move the day, Enter opens it", async () => {
    const { page, context } = await open("month");
    assert.equal(await page.locator("[role=grid] [tabindex='0']").count(), 1);
    await page.locator("[role=gridcell][tabindex='0']").focus();
    for (const [key, name] of [
           ["ArrowRight", "Wednesday, 4 March"], ["ArrowDown", "Wednesday, 11 March"], ["Home", "Monday, 9 March"], ["End", "Sunday, 15 March"],
           ["PageDown", "Wednesday, 15 April"], ["PageUp", "Sunday, 15 March"], ["ArrowUp", "Sunday, 8 March"]]) {
      await page.keyboard.press(key);
      await focusedDay(page, name);
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Sunday, 8 March 2026" }).waitFor();
    await context.close();
  });

  test("an event over several days is one bar, and its whole length opens it", async () => {
    const { page, context } = await open("month");
    const fair = page.getByRole("button", { name: "All day, Trade fair in Lisbon" });
    assert.equal(await fair.count(), 1);
    const bar = await fair.boundingBox(), day = await page.getByRole("gridcell", { name: /^Monday, 2 March/ }).boundingBox();
    assert.ok(bar.width > 3.9 * day.width, `${bar.width} for four days of ${day.width}`);
    await page.mouse.click(bar.x + 3.5 * day.width, bar.y + bar.height / 2);
    await page.getByRole("status").filter({ hasText: "Trade fair" }).waitFor();
    await context.close();
  });

  test("what has no room in a day is behind a button that opens the day", async () => {
    const { page, context } = await open("month");
    const more = page.getByRole("gridcell", { name: /^Tuesday, 3 March/ }).getByRole("button", { name: /more$/ });
    const hidden = Number((await more.getAttribute("aria-label")).match(/^\d+/));
    const shown = await page.getByRole("gridcell", { name: /^Tuesday, 3 March/ }).getByRole("button").count() - 1;
    assert.equal(shown + hidden + 1, 7);  // and the bar that begins a day before
    await more.click();
    await page.getByRole("heading", { name: "Tuesday, 3 March 2026" }).waitFor();
    await context.close();
  });

  test("in a day overlapping events lie side by side at their hours, and one over midnight goes to its end", async () => {
    const { page, context } = await open("day");
    const box = (name) => page.getByRole("button", { name }).boundingBox();
    const meeting = await box(/Team meeting/), call = await box(/Call Ana/), lunch = await box(/Lunch/);
    assert.ok(call.x >= meeting.x + meeting.width, "side by side");
    assert.ok(call.y > meeting.y && call.y < meeting.y + meeting.height);
    const hour = (lunch.y - meeting.y) / 3.5;
    assert.ok(Math.abs(call.y - meeting.y - hour / 2) <= 1.5, `half an hour later is ${call.y - meeting.y} of ${hour}`);
    const move = await box(/Server move/), list = await page.getByRole("list", { name: "Tuesday, 3 March 2026" }).boundingBox();
    assert.ok(Math.abs(move.y + move.height - list.y - list.height) <= 2);
    const { missing } = await audit(page);
    assert.deepEqual(missing, []);
    await context.close();
  });

  test("the bar goes to the next week, the views and back to today", async () => {
    const { page, context } = await open("week");
    await page.getByRole("heading", { name: /^2\s?–\s?8 March 2026$/ }).waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("heading", { name: /^9\s?–\s?15 March 2026$/ }).waitFor();
    for (let week = 0; week < 3; ++week) await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("heading", { name: /^30 March\s–\s5 April 2026$/ }).waitFor();
    for (let week = 0; week < 3; ++week) await page.getByRole("button", { name: "Previous" }).click();
    await page.getByRole("radio", { name: "Agenda" }).click();
    await page.getByRole("list", { name: "Wednesday, 11 March 2026" }).waitFor();
    await page.getByRole("button", { name: "Today" }).click();
    await page.getByRole("list", { name: "Tuesday, 3 March 2026" }).getByRole("button", { name: /Sign the contract/ }).click();
    await page.getByRole("status").filter({ hasText: "Sign the contract" }).waitFor();
    await context.close();
  });

  test("on a phone the month has the agenda of the chosen day below it", async () => {
    const { page, context } = await open("month", PHONE);
    await page.getByRole("list", { name: "Tuesday, 3 March 2026" }).waitFor();
    await page.getByRole("gridcell", { name: /^Friday, 6 March/ }).tap();
    await page.getByRole("list", { name: "Friday, 6 March 2026" }).getByRole("button", { name: /^15:00 – 16:00, Call Ana/ }).waitFor();
    await page.getByRole("gridcell", { name: /^Saturday, 7 March/ }).tap();
    await page.getByText("Nothing is planned.").waitFor();
    await settled(page);
    await context.close();
  });
});
