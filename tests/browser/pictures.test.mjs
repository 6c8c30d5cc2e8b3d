// The kit looks as it did: a few of the gallery's pages beside small pictures of how they were (tests/pictures). A picture is
// kept as the mean colours of blocks, and a block may differ a little: letters that another machine smooths otherwise are
// no finding, a colour, a size or a place is. On a difference the page and where it differs are in build/pictures.
//
// VINCULO_NEW_PICTURES=1 takes new pictures of what looks otherwise now.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { repository } from "../support/server.mjs";
import { browser, gallery, openGallery, settled, useGallery, whyNot } from "./ui_gallery.mjs";

const BLOCK = 5; // pixels
const STEP = 4; // colours are kept in steps of this
const MOST_DIFFERENCE = 8; // of 255, in a colour of a block
const MOST_BLOCKS = 3; // that may differ more
const SCROLLED = 616; // whole rows, of 44 and of 56

const DESK = { viewport: { width: 1280, height: 800 }, colorScheme: "light" };
const PHONE = { viewport: { width: 360, height: 720 }, colorScheme: "dark", hasTouch: true, isMobile: true };
const PICTURES = [
  ...["controls", "fields", "table", "board", "charts", "schedule"].map((page) => ({ name: page, page, look: DESK })),
  ...["fields", "table"].map((page) => ({ name: `${page}-phone-dark`, page, look: PHONE }))];

useGallery();

// In a page of the browser, which reads and writes PNG: a small picture of `shot`, and where it differs from `kept`.
async function compare({ shot, kept, block, step, most }) {
  const decode = async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return context;
  };
  const encode = async (context) => {
    const bytes = new Uint8Array(await (await context.canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
  };
  const pixelsOf = (context) => context.getImageData(0, 0, context.canvas.width, context.canvas.height).data;
  const page = await decode(shot), width = page.canvas.width / block, height = page.canvas.height / block;
  const pixels = pixelsOf(page), means = new Float32Array(width * height * 4);
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x)
      for (let colour = 0; colour < 4; ++colour) {
        let sum = 0;
        for (let i = 0; i < block * block; ++i)
          sum += pixels[((y * block + Math.floor(i / block)) * width * block + x * block + i % block) * 4 + colour];
        means[(y * width + x) * 4 + colour] = sum / block / block;
      }
  const picture = new OffscreenCanvas(width, height).getContext("2d");
  picture.putImageData(new ImageData(Uint8ClampedArray.from(means, (mean) => Math.round(mean / step) * step), width, height), 0, 0);
  const result = { picture: await encode(picture), differs: 0 };
  if (!kept) return result;
  const before = await decode(kept);
  if (before.canvas.width !== width || before.canvas.height !== height) return { ...result, differs: width * height };
  const old = pixelsOf(before);
  page.fillStyle = "rgb(255 0 0 / 50%)";
  for (let i = 0; i < width * height; ++i) {
    const difference = Math.max(...[0, 1, 2].map((colour) => Math.abs(means[i * 4 + colour] - old[i * 4 + colour])));
    if (difference <= most) continue;
    ++result.differs;
    page.fillRect(i % width * block, Math.floor(i / width) * block, block, block);
  }
  return { ...result, difference: await encode(page) };
}

describe("the kit looks as it did:", { skip: whyNot }, () => {
  for (const { name, page: path, look } of PICTURES)
    test(name, async () => {
      const { page, context } = await openGallery(browser, gallery, `/?gallery=${path}&lang=en`, { ...look, reducedMotion: "reduce", timezoneId: "UTC" });
      // Some of the first rows need fonts that not every machine has.
      await page.evaluate((y) => { for (const rows of document.querySelectorAll("[role=rowgroup].scrolls")) rows.scrollTop = y; }, SCROLLED);
      await settled(page);
      const shot = await page.screenshot();
      await context.close();
      const file = join(repository, "tests/pictures", `${name}.png`);
      const kept = existsSync(file) ? readFileSync(file).toString("base64") : null;
      const desk = await browser.newPage();
      const { picture, difference, differs } = await desk.evaluate(compare, { shot: shot.toString("base64"), kept, block: BLOCK, step: STEP, most: MOST_DIFFERENCE });
      await desk.close();
      if (kept && differs <= MOST_BLOCKS) return;
      if (process.env.VINCULO_NEW_PICTURES) {
        writeFileSync(file, Buffer.from(picture, "base64"));
        return;
      }
      const folder = join(repository, "build/pictures");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${name}.png`), shot);
      if (difference) writeFileSync(join(folder, `${name}-difference.png`), Buffer.from(difference, "base64"));
      assert.fail(kept ? `${differs} blocks differ: see build/pictures/${name}-difference.png` : `there is no tests/pictures/${name}.png`);
    });
});
