// Frames are drawn only when something changed, and the picture survives what browsers do to it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browser, gallery, openGallery, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const figures = (page) => page.evaluate(() => vinculo.diagnostics());
const pause = (page, ms) => page.evaluate((time) => new Promise((done) => setTimeout(done, time)), ms);

describe("frames", { skip: whyNot }, () => {
  test("nothing is drawn, called back or changed in 10 idle seconds, also with a field focused", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields");
    await page.getByRole("textbox", { name: "First name" }).click();
    await settled(page);
    await page.evaluate(() => {
      globalThis.mutations = 0;
      new MutationObserver((list) => { mutations += list.length; }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    const before = await figures(page);
    await pause(page, 10_000);
    const now = await figures(page);
    assert.equal(now.frames - before.frames, 0, "frames");
    assert.equal(now.animationCallbacks - before.animationCallbacks, 0, "animation callbacks");
    assert.equal(await page.evaluate(() => mutations), 0, "mutations");
    await context.close();
  });

  test("one click costs at most 4 frames", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    const box = page.getByRole("checkbox", { name: "Newsletter" });
    await box.hover();
    await settled(page);
    const before = await figures(page);
    await box.click();
    await settled(page);
    const now = await figures(page);
    assert.equal(await box.getAttribute("aria-checked"), "false");
    assert.ok(now.frames - before.frames <= 4, `${now.frames - before.frames} frames`);
    await context.close();
  });

  test("a letter costs one frame, where it is searched for as many as there are to show", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields");
    const field = page.getByRole("textbox", { name: "First name" });
    await field.fill("An");
    await settled(page);
    const before = await figures(page);
    await page.keyboard.press("a");
    await settled(page);
    const now = await figures(page);
    assert.equal(await field.inputValue(), "Ana");
    assert.equal(now.frames - before.frames, 1, "frames");
    await page.getByRole("combobox", { name: "Organisation" }).fill("Pad");
    const found = page.getByRole("listbox");
    await found.getByRole("option", { name: "Padaria" }).first().waitFor();
    await page.keyboard.press("x");
    await found.waitFor({ state: "detached" });
    await context.close();
  });

  test("a frame that looks like the last one is not painted; one that does not, is", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    await page.emulateMedia({ reducedMotion: "reduce" }); // or a bar moves
    await page.getByRole("checkbox", { name: "Newsletter" }).hover();
    await settled(page);
    const before = await figures(page), shown = await page.screenshot();
    await page.evaluate(() => gallery.requestFrames(3));
    await settled(page);
    const same = await figures(page);
    assert.ok(same.frames >= before.frames + 3, "the frames were drawn");
    assert.equal(same.framesPainted, before.framesPainted);
    assert.ok(shown.equals(await page.screenshot()), "the canvas keeps its picture");
    await page.getByRole("checkbox", { name: "Newsletter" }).click();
    await settled(page);
    assert.ok((await figures(page)).framesPainted > same.framesPainted);
    assert.ok(!shown.equals(await page.screenshot()), "the check mark is gone");
    await context.close();
  });

  test("a bar of which nobody knows how much is left moves while it is seen, and not for who wants no motion", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls&lang=en");
    const bar = page.getByRole("progressbar", { name: "Search for duplicates" });
    const frames = async () => (await figures(page)).frames;
    const moves = async () => {
      const before = await frames();
      await page.waitForFunction(async (count) => (await vinculo.diagnostics()).frames > count + 5, before);
    };
    await bar.scrollIntoViewIfNeeded();
    await moves();
    await page.getByRole("button", { name: "Primary", exact: true }).scrollIntoViewIfNeeded();
    await settled(page); // out of its pane
    await bar.scrollIntoViewIfNeeded();
    await moves();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await settled(page);
    await context.close();
  });

  test("what loads is said when it takes longer than half a second, once, and what is quick is not", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=surfaces&lang=en");
    const press = (name) => page.evaluate((label) => [...document.querySelectorAll("button")].find((one) => one.textContent === label).click(), name);
    const button = (name) => page.getByRole("button", { name }).waitFor();
    await press("Let the rows come");
    await button("Load again");
    await page.evaluate(() => {
      globalThis.said = [];
      const isLoading = () => [...document.querySelectorAll("[role=status]")].some((one) => one.textContent === "Loading…");
      new MutationObserver(() => { if (isLoading() !== Boolean(said.length % 2)) said.push(performance.now()); })
        .observe(document.getElementById("mirror"), { subtree: true, childList: true, characterData: true });
    });
    const start = await page.evaluate(() => performance.now());
    await press("Load again");
    await button("Let the rows come");
    await page.waitForFunction(() => said.length === 1);
    assert.ok(await page.evaluate(() => said[0]) - start >= 500, "after half a second");
    await settled(page);
    await press("Let the rows come");
    await page.waitForFunction(() => said.length === 2); // it is gone
    await button("Load again");
    const quick = await page.evaluate(async () => {
      const load = [...document.querySelectorAll("button")].find((one) => one.textContent === "Load again");
      load.click();
      while (load.textContent === "Load again") await new Promise(requestAnimationFrame);
      load.click();
      return performance.now();
    });
    await button("Load again");
    await page.waitForFunction((time) => performance.now() > time + 900, quick);
    assert.equal(await page.evaluate(() => said.length), 2, "nothing was said of what came at once");
    await context.close();
  });

  test("a hidden tab draws nothing, and is up to date when it is seen again", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    const show = (visible) => page.evaluate((now) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => !now });
      document.dispatchEvent(new Event("visibilitychange"));
    }, visible);
    await show(false);
    const before = await figures(page);
    await page.evaluate(() => [...document.querySelectorAll("[role=checkbox]")].find((box) => box.textContent === "Newsletter").click());
    await pause(page, 1500);
    assert.equal((await figures(page)).frames, before.frames);
    await show(true);
    await page.getByRole("checkbox", { name: "Newsletter", checked: false }).waitFor();
    await context.close();
  });

  test("the picture is the same after the browser took the WebGL context away and gave it back", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=surfaces");
    const before = await page.screenshot();
    await page.evaluate(async () => {
      const lose = document.getElementById("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
      lose.loseContext();
      await new Promise((done) => setTimeout(done, 300));
      lose.restoreContext();
      await new Promise((done) => setTimeout(done, 300));
    });
    await settled(page);
    assert.ok(before.equals(await page.screenshot()), "another picture");
    await context.close();
  });

  test("typing works while the context is lost, and the text is drawn after", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields");
    await page.evaluate(() => {
      globalThis.lose = document.getElementById("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
      lose.loseContext();
    });
    const field = page.getByRole("textbox", { name: "Phone" });
    await field.fill("+351 21 000");
    await page.evaluate(() => lose.restoreContext());
    await settled(page);
    await page.getByRole("button", { name: "Save" }).focus();
    await settled(page);
    assert.equal(await field.inputValue(), "+351 21 000");
    await context.close();
  });

  test("without WebGL2 the mirror is shown and works", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith("webgl") ? null : real.call(this, kind, ...rest); };
    });
    await page.goto(`${gallery.url}/?gallery=controls`);
    await page.locator("html.plain").waitFor({ state: "attached" });
    const box = page.getByRole("checkbox", { name: "Newsletter" });
    await box.click();
    await page.getByRole("checkbox", { name: "Newsletter", checked: false }).waitFor();
    const colour = await box.evaluate((element) => getComputedStyle(element).color);
    assert.notEqual(colour, "rgba(0, 0, 0, 0)");
    await context.close();
  });

  test("the colours follow the system live, and people's own choice comes first", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    assert.equal(await theme(), "light");
    await page.emulateMedia({ colorScheme: "dark" });
    await settled(page);
    assert.equal(await theme(), "dark");
    await page.getByRole("button", { name: "Looks" }).click();
    await page.getByRole("menuitemradio", { name: "Light" }).click();
    await settled(page);
    assert.equal(await theme(), "light");
    await context.close();
  });
});
