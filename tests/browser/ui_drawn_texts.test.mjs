// Whatever is written on the canvas can be found with the browser's own Find, and lies in the page where it is drawn, so that
// what is found is lit where people read it. Dear ImGui says what was drawn (the audit).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { audit } from "../support/audit.mjs";
import { browser, gallery, openGallery, PHONE, settled, useGallery, whyNot } from "./ui_gallery.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
useGallery();

// In the page: where Find comes to for each of the texts, one after the other from the beginning.
const findAll = (texts) => Object.fromEntries(texts.map((text) => {
  getSelection().removeAllRanges();
  const boxes = [];
  while (boxes.length < 5000 && find(text, true, false, false)) {
    const { left, top, right, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
    boxes.push({ left, top, right, bottom });
  }
  getSelection().removeAllRanges();
  return [text, boxes];
}));

/** The texts drawn in a landmark that Find does not come to, to some pixels. */
async function notFound(page, landmark = "main", atLeast = 20) {
  const around = await page.getByRole(landmark).boundingBox(), scale = await page.evaluate(() => devicePixelRatio);
  const isIn = (x, y) => x >= around.x && x < around.x + around.width && y >= around.y && y < around.y + around.height;
  const texts = (await audit(page)).texts.filter(({ x0, y0 }) => isIn(x0 / scale, y0 / scale));
  assert.ok(texts.length > atLeast, `only ${texts.length} texts were drawn`);
  const found = await page.evaluate(findAll, [...new Set(texts.map(({ text }) => text))]);
  const isAt = ({ x0, y0, y1 }) => ({ left, top, bottom }) =>
    Math.abs(left - x0 / scale) <= 2.5 && Math.abs((top + bottom) / 2 - (y0 + y1) / 2 / scale) <= 4;
  return texts.filter((one) => !found[one.text].some(isAt(one)))
    .map((one) => `"${one.text}" at ${Math.round(one.x0 / scale)}, ${Math.round(one.y0 / scale)}, found at ${found[one.text].map(({ left, top }) => `${Math.round(left)}, ${Math.round(top)}`).join("; ") || "no place"}`);
}

const SHOWN = [
  ...["month", "week", "day", "agenda"].map((view) => ({ name: `the calendar's ${view}`, path: `schedule&view=${view}` })),
  { name: "charts", path: "charts" },
  ...["month", "day", "agenda"].map((view) => ({ name: `the calendar's ${view} on a phone`, path: `schedule&view=${view}`, options: PHONE })),
  { name: "charts on a phone", path: "charts", options: PHONE },
];

describe("every drawn text is found where it is drawn:", { skip: whyNot }, () => {
  for (const { name, path, options = { viewport: { width: 1280, height: 2600 } } } of SHOWN)
    test(name, async () => {
      const { page, context } = await openGallery(browser, gallery, `/?gallery=${path}&lang=en`, options);
      assert.deepEqual(await notFound(page), []);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document, { rules: { "color-contrast": { enabled: false } } }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`), []);
      await context.close();
    });

  for (const [shape, options] of Object.entries({ "at a desk": {}, "on a tablet": { viewport: { width: 820, height: 1180 }, hasTouch: true }, "on a phone": PHONE }))
    test(`the navigation ${shape}, whose numbers are no part of a link's name`, async () => {
      const { page, context } = await openGallery(browser, gallery, "/?gallery=texts&lang=en", options);
      assert.deepEqual(await notFound(page, "navigation", 4), []);
      const link = page.getByRole("link", { name: "Values", exact: true });
      assert.equal(await link.getAttribute("aria-description"), "12");
      const number = await page.getByRole("navigation").getByText("12", { exact: true }).boundingBox();
      await page.mouse.click(number.x + number.width / 2, number.y + number.height / 2); // a press on it is one on the link
      await page.waitForFunction(() => location.search.includes("gallery=values"));
      await context.close();
    });

  test("what is said about a point of a chart", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=charts&lang=en", { viewport: { width: 1280, height: 2600 } });
    await page.getByRole("gridcell", { name: "14", exact: true }).first().focus();
    const tip = page.getByRole("tooltip", { name: /^February: Deals 14/ });
    await tip.waitFor();
    await settled(page);
    assert.deepEqual((await tip.innerText()).split(/\s+/), ["February", "Deals", "14"]);
    assert.deepEqual(await notFound(page), []);
    await context.close();
  });

  test("several choices", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=states&lang=en");
    const boxes = await page.evaluate(findAll, ["Client, Partner", "Choose…"]);
    assert.equal(boxes["Client, Partner"].length, 1);
    assert.equal((await page.getByRole("combobox", { name: "Interests", exact: true }).ariaSnapshot()).trim(), "- combobox \"Interests\": Client, Partner");
    await context.close();
  });

  test("a calendar's texts are not said beside what they stand for", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=schedule&view=day&lang=en");
    const list = page.getByRole("list", { name: "Tuesday, 3 March 2026" });
    assert.match(await list.ariaSnapshot(), /button "12:30 – 13:30, Lunch with Bruno, Café Girondino"\s*(\n|$)/);
    const words = await list.getByText("Lunch with Bruno", { exact: true }).boundingBox();
    await page.mouse.click(words.x + 5, words.y + 5);
    await page.getByRole("status").filter({ hasText: "Lunch" }).waitFor();
    await settled(page);
    await context.close();
  });
});
