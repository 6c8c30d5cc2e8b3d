// Keys that are the browser's: copy, cut and paste without a question, reload, find, the address, zoom. By real key events in three
// engines; browsers run in a window under the X server, and keys are pressed by the X server itself.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { BROWSERS, until } from "../support/browser.mjs";
import { focusWindow, openIn, run, strike, whyNoKeys } from "../support/real_keys.mjs";
import { isBuilt, serveGallery, whyNot } from "./ui_gallery.mjs";

describe("keys of the browser", { skip: whyNot || whyNoKeys }, () => {
  let gallery, page;
  before(async () => {
    run("setxkbmap", "us", "-variant", "");
    if (isBuilt) gallery = await serveGallery();
  });
  after(() => gallery?.close());

  const isReady = () => until(() => page.evaluate(() => performance.getEntriesByName("vinculo:interactive").length > 0).catch(() => false), "the gallery");
  const focus = (name) => page.evaluate((label) => {
    const field = document.querySelector(`input[aria-label='${label}']`);
    field.focus();
    field.select();
  }, name);
  const value = (name) => page.evaluate((label) => document.querySelector(`input[aria-label='${label}']`).value, name);
  const has = (name, text) => until(async () => (await value(name)) === text, `"${text}" in ${name}`);

  for (const kind of BROWSERS)
    describe(`in ${kind}`, () => {
      beforeEach(async () => {
        page = await openIn(kind, `${gallery.url}/?gallery=fields&lang=en`);
        await isReady();
        focusWindow();
      });
      afterEach(() => page.close());

      test("copy, cut and paste ask nothing", async () => {
        await focus("First name");
        strike("BackSpace");
        run("xdotool", "type", "--delay", "40", "Maria");
        await has("First name", "Maria");
        strike("ctrl+a", "ctrl+c");
        await focus("E-mail");
        strike("ctrl+v");
        await has("E-mail", "Maria");
        strike("ctrl+a", "ctrl+x");
        await has("E-mail", "");
        strike("ctrl+v", "ctrl+v");
        await has("E-mail", "MariaMaria");
        // What is only read can be copied as well.
        const heading = await page.evaluate(() => {
          document.activeElement.blur(); // as a press of the mouse on the text does
          const element = document.querySelector("h1");
          getSelection().selectAllChildren(element);
          return element.textContent;
        });
        strike("ctrl+c");
        await focus("First name");
        strike("ctrl+v");
        await has("First name", heading);
      });

      test("find, reload, zoom and the address are left to it while somebody types", async () => {
        const noteTakenKeys = () => page.evaluate(() => {
          globalThis.taken = [];
          addEventListener("keydown", (event) => { if (event.defaultPrevented) taken.push(event.key); });
        });
        await noteTakenKeys();
        await page.evaluate(() => { globalThis.isOldPage = true; });
        await focus("First name");
        strike("BackSpace");
        run("xdotool", "type", "--delay", "40", "Rui");
        await has("First name", "Rui");
        const ratio = await page.evaluate(() => devicePixelRatio);
        strike("ctrl+plus");
        if (kind !== "webkit") { // whose test browser has no zoom
          await until(() => page.evaluate((before) => devicePixelRatio > before, ratio), "everything is larger");
          await until(() => page.evaluate(() => document.getElementById("canvas").width >= innerWidth * devicePixelRatio - 2), "the canvas has the pixels of the screen");
        }
        strike("ctrl+0");
        await until(() => page.evaluate((before) => devicePixelRatio === before, ratio), "as it was");
        strike("ctrl+f");
        run("xdotool", "type", "--delay", "40", "x");
        strike("Escape");
        assert.deepEqual(await page.evaluate(() => taken), []);
        strike("F5");
        await until(() => page.evaluate(() => !globalThis.isOldPage).catch(() => false), "the page was loaded again");
        await isReady();
        await noteTakenKeys();
        await focus("First name");
        strike("ctrl+l");
        if (kind === "firefox") await until(() => page.evaluate(() => !document.hasFocus()), "the address has the focus"); // the others' drivers hide it
        assert.deepEqual(await page.evaluate(() => taken), []);
      });
    });
});
