// The mirror lies exactly over the drawing, describes everything that reacts, and is accessible. Run on the gallery, where
// every widget is in every state.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { audit, differences } from "../support/audit.mjs";
import { cutSideways, smallTargets } from "../support/layout.mjs";
import { browser, gallery, openGallery, PAGES, PHONE, settled, useGallery, whyNot } from "./ui_gallery.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
useGallery();

// Where the ink of a piece of the screenshot begins and ends, in device pixels; how much there is; how steep its edges are.
async function ink(page, clip) {
  const png = (await page.screenshot({ clip })).toString("base64");
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data: pixels, width, height } = context.getImageData(0, 0, image.width, image.height);
    const box = { left: width, top: height, right: 0, bottom: 0, amount: 0, steepness: 0 };
    let strongest = 0;
    const difference = (one, other) => [0, 1, 2].reduce((sum, part) => sum + Math.abs(pixels[one + part] - pixels[other + part]), 0);
    for (let y = 0; y < height; ++y)
      for (let x = 0; x < width; ++x) {
        const at = (y * width + x) * 4, here = difference(at, 0);
        box.amount += here;
        strongest = Math.max(strongest, here);
        if (x > 0) box.steepness += difference(at, at - 4) ** 2;
        if (here < 200) continue;
        box.left = Math.min(box.left, x), box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y), box.bottom = Math.max(box.bottom, y);
      }
    box.steepness /= box.amount * strongest; // the colour does not count
    box.amount /= strongest;
    return box;
  }, png);
}

describe("the mirror", { skip: whyNot }, () => {
  for (const ratio of [1, 1.5, 2, 3])
    test(`lies within half a device pixel of everything that reacts, at ratio ${ratio}`, async () => {
      for (const name of PAGES) {
        const { page, context, problems } = await openGallery(browser, gallery, `/?gallery=${name}`, { deviceScaleFactor: ratio });
        const { missing, described } = await audit(page);
        assert.deepEqual(missing, [], `${name}: items without a node`);
        assert.ok(described.length > 5, `${name}: only ${described.length} items`);
        assert.deepEqual(await differences(page, described), [], name);
        assert.deepEqual(problems, [], name);
        await context.close();
      }
    });

  test("is audited by something that can find: a widget that is drawn without a node is named", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    await page.evaluate(() => vinculo.plant());
    await settled(page);
    const { missing, described } = await audit(page);
    assert.deepEqual(missing.map(({ name }) => name), ["page/planted"]);
    assert.ok(described.length > 5, "all others have one");
    await context.close();
  });

  test("a toast takes no clicks beside what is seen of it", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls&lang=en");
    await page.getByRole("button", { name: "Primary", exact: true }).click();
    const toast = page.getByRole("status").filter({ hasText: "Primary pressed" });
    await toast.waitFor();
    await settled(page);
    assert.deepEqual(await toast.evaluate((element) => {
      const { left, right, top, height } = element.getBoundingClientRect();
      return [left - 30, right + 30].filter((x) => element.contains(document.elementFromPoint(x, top + height / 2)));
    }), []);
    await context.close();
  });

  for (const size of [115, 150])
    test(`lies exactly over everything at a text size of ${size} % too, and answers`, async () => {
      for (const name of ["fields", "values", "board", "table"]) {
        const prepare = (page) => page.addInitScript((percent) => localStorage.setItem("vinculo.text_size", percent), String(size));
        const { page, context } = await openGallery(browser, gallery, `/?gallery=${name}`, { prepare });
        const { described } = await audit(page);
        assert.deepEqual(await differences(page, described), [], name);
        if (name === "table") {
          const box = await page.getByRole("grid").boundingBox();
          await page.mouse.move(box.x + 200, box.y + 200);
          await page.mouse.wheel(0, 5000);
          await settled(page);
          assert.deepEqual(await differences(page, (await audit(page)).described), [], "the table when it was scrolled");
          await page.getByRole("button", { name: "Columns" }).click();
          await page.getByRole("checkbox", { name: "E-mail" }).click();
          await page.getByRole("columnheader", { name: "E-mail" }).waitFor({ state: "detached" });
        }
        await context.close();
      }
    });

  // The ratio of a browser's zoom of 50 % to 400 %, and of screens.
  for (const ratio of [0.5, 0.75, 1, 1.25, 2, 4])
    test(`has its transparent text within one CSS pixel of the drawn text, which is as sharp, at ratio ${ratio}`, async () => {
      const { page, context } = await openGallery(browser, gallery, "/?gallery=texts", { deviceScaleFactor: ratio, viewport: { width: 900, height: 1400 } });
      const texts = page.locator("h2, h3, span").filter({ hasText: /Heading of level|Ana asked|At the end|A line that|Ж/ });
      let seen = 0;
      for (const locator of await texts.all()) {
        const clip = await locator.boundingBox();
        if (!clip || clip.y + clip.height > 1380) continue;
        const drawn = await ink(page, clip);
        await page.evaluate(() => {
          document.getElementById("canvas").style.visibility = "hidden";
          document.documentElement.classList.add("plain");
        });
        const shown = await ink(page, clip);
        await page.evaluate(() => {
          document.getElementById("canvas").style.visibility = "";
          document.documentElement.classList.remove("plain");
        });
        const label = (await locator.textContent()).slice(0, 30);
        for (const side of ["left", "top", "bottom"])
          assert.ok(Math.abs(drawn[side] - shown[side]) <= Math.max(1, ratio), `${label}: ${side} ${drawn[side]} drawn, ${shown[side]} in the mirror`);
        assert.ok(Math.abs(drawn.amount / shown.amount - 1) < 0.15, `${label}: ${Math.round(100 * drawn.amount / shown.amount)} % of the ink`);
        const leastSteep = label.includes("Ж") ? 0.45 : 0.6; // the browser fits letters of other fonts to the pixels where it can
        assert.ok(drawn.steepness > leastSteep * shown.steepness, `${label}: edges of ${Math.round(100 * drawn.steepness / shown.steepness)} %`);
        ++seen;
      }
      assert.ok(seen > 5, `only ${seen} texts`);
      await context.close();
    });

  for (const [name, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", PHONE]])
    test(`has no violations that axe knows of (${name})`, async () => {
      for (const pageName of PAGES) {
        const { page, context } = await openGallery(browser, gallery, `/?gallery=${pageName}`, options);
        await page.evaluate(axe);
        // Contrast is judged by the token test: axe sees transparent text, not the canvas.
        const { violations } = await page.evaluate(() => axe.run(document, { rules: { "color-contrast": { enabled: false } } }));
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`), [], pageName);
        await context.close();
      }
    });

  test("has no violations with a dialog, a menu or suggestions open", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    await page.evaluate(axe);
    const check = async (what) => {
      await settled(page);
      const { violations } = await page.evaluate(() => axe.run(document, { rules: { "color-contrast": { enabled: false } } }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], what);
    };
    await page.getByRole("button", { name: "More" }).click();
    await check("menu");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Open dialog" }).click();
    await check("dialog");
    await page.getByRole("combobox", { name: "Organisation" }).fill("a");
    await page.keyboard.press("ArrowDown");
    await check("suggestions");
    await context.close();
  });

  test("has targets of at least 44 pixels and no sideways scroll on a phone of 320 x 568", async () => {
    for (const name of PAGES) {
      const { page, context } = await openGallery(browser, gallery, `/?gallery=${name}`, { ...PHONE, viewport: { width: 320, height: 568 } });
      assert.deepEqual(await page.evaluate(smallTargets), [], name);
      assert.deepEqual(await page.evaluate(cutSideways), [], name);
      await context.close();
    }
  });
});
