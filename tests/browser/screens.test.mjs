// Every screen of the program as a person without eyes, with a phone or in the dark meets it: axe finds nothing, targets are
// large enough for a finger, nothing is cut off sideways, in the three languages. Leaves pictures in
// build/test-results/screens.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { repository, startServer } from "../support/server.mjs";
import { contactsFile, createOwner, importFile } from "../support/vinculo.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = join(repository, "build/test-results/screens");
mkdirSync(pictures, { recursive: true });

const LOOKS = {
  desktop: { width: 1280, height: 800, colorScheme: "light" },
  dark: { width: 1280, height: 800, colorScheme: "dark" },
  phone: { width: 360, height: 740, colorScheme: "light", touch: true },
};
const LANGUAGES = { en: "People", "pt-BR": "Pessoas", es: "Personas" };

describe("screens", () => {
  const data = temporaryFolder("vinculo-data-");
  const addresses = { people: "/people", organisations: "/organisations", import: "/import", settings: "/settings" };
  let server, browser, page, raw, devtools;

  async function look({ width, height, colorScheme, touch = false }) {
    await raw.setViewportSize({ width, height });
    await raw.emulateMedia({ colorScheme });
    devtools ??= await raw.context().newCDPSession(raw);
    await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: touch });
  }

  async function open(path, language = "en") {
    await raw.goto(`${server.url}${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
    await until(() => page.evaluate(() => performance.getEntriesByName("vinculo:interactive").length > 0), path, 30_000);
    await raw.locator("h1").first().waitFor();
    await settled();
  }

  // Nothing more is drawn, asked or loaded.
  const settled = () => until(async () => {
    const frames = () => page.evaluate(async () => (await vinculo.diagnostics()).framesDrawn);
    const start = await frames();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return await frames() === start;
  }, "the screen has settled", 30_000);

  async function check(name, look_name) {
    await raw.evaluate(axe);
    // Contrast is judged by the token test: axe sees transparent text, not the canvas.
    const { violations } = await raw.evaluate(() => axe.run(document, { rules: { "color-contrast": { enabled: false } } }));
    await raw.screenshot({ path: join(pictures, `${name}-${look_name}.png`) });
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`), [], `${name}, ${look_name}`);
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), true, `${name}, ${look_name}: sideways`);
    const empty = await page.evaluate(() => [...document.querySelectorAll(".n.scrolls:not([role=rowgroup])")].filter((pane) => pane.scrollHeight > pane.clientHeight).map((pane) => {
      const ends = [...pane.querySelectorAll("input, button, span, a, textarea, h2")].map((element) => element.getBoundingClientRect().bottom);
      return Math.round(pane.scrollHeight - (Math.max(...ends) - pane.getBoundingClientRect().top + pane.scrollTop));
    }));
    assert.ok(empty.every((height) => height < 200), `${name}, ${look_name}: ${empty} pixels of nothing to scroll to`);
    if (!LOOKS[look_name].touch) return;
    const small = await page.evaluate(() => [...document.querySelectorAll("button, input, select, textarea, nav a, [role=row][tabindex]")]
      .map((element) => [element.getAttribute("aria-label") ?? element.textContent, element.getBoundingClientRect()])
      .filter(([, box]) => box.height > 0 && (box.height < 43.5 || box.width < 43.5)).map(([label, box]) => `${label} ${box.width} x ${box.height}`));
    assert.deepEqual(small, [], `${name}, ${look_name}: too small for a finger`);
  }

  before(async () => {
    server = await startServer({ data: data.path });
    browser = await startBrowser("chromium");
    page = await browser.open("about:blank");
    raw = page.raw;
    await open("/");
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    data.remove();
  });

  test("before anybody signed in", async () => {
    for (const [name, options] of Object.entries(LOOKS)) {
      await look(options);
      await settled();
      await check("first-run", name);
    }
    await look(LOOKS.desktop);
    await createOwner(page, server);
    await importFile(page, contactsFile(300));
    await raw.getByRole("button", { name: "Show people" }).click();
    addresses.person = new URL(await raw.locator("[role=row] a").nth(3).evaluate((link) => link.href)).pathname;
    await open("/organisations");
    addresses.organisation = new URL(await raw.locator("[role=row] a").nth(2).evaluate((link) => link.href)).pathname;
  });

  for (const [name, options] of Object.entries(LOOKS))
    test(`the lists, records, import and settings (${name})`, async () => {
      await look(options);
      for (const [screen, path] of Object.entries(addresses)) {
        await open(path);
        await check(screen, name);
      }
    });

  test("a new record, an open menu and the dialogs", async () => {
    for (const [name, options] of Object.entries(LOOKS)) {
      await look(options);
      await open("/people");
      await raw.getByRole("button", { name: "New person" }).first().click();
      await raw.getByRole("textbox", { name: "First name" }).waitFor();
      await settled();
      await check("new-person", name);
      await open(addresses.person);
      await raw.getByRole("button", { name: "More" }).first().click();
      await settled();
      await check("menu", name);
      await open("/people?find");
      await check("palette", name);
      await open("/people?keys");
      await check("shortcuts", name);
    }
  });

  test("nothing is drawn, called back or asked in 10 idle seconds", async () => {
    await look(LOOKS.desktop);
    for (const path of [addresses.people, addresses.person]) {
      await open(path);
      await raw.getByRole("textbox").or(raw.getByRole("searchbox")).first().focus();
      await settled();
      const figures = async () => {
        const { framesDrawn, animationCallbacks } = await page.evaluate(() => vinculo.diagnostics());
        return { framesDrawn, animationCallbacks };
      };
      const before = await figures();
      await new Promise((resolve) => setTimeout(resolve, 10_000)); // the figure is about this time
      assert.deepEqual(await figures(), before, path);
    }
  });

  test("each language has its own words everywhere", async () => {
    await look(LOOKS.desktop);
    const words = {};
    for (const [language, title] of Object.entries(LANGUAGES)) {
      await open("/people", language);
      await until(async () => (await raw.locator("h1").first().innerText()).trim() === title, `${title} in ${language}`);
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      await raw.screenshot({ path: join(pictures, `people-${language}.png`) });
      await open("/settings", language);
      await raw.screenshot({ path: join(pictures, `settings-${language}.png`) });
      words[language] = await page.evaluate(() => [...document.querySelectorAll("button, label, h1, h2, nav a")].map((element) => element.textContent.trim()).filter(Boolean));
    }
    const international = new Set(["Português", "Español", "English", "Vinculo", "OK"]);
    for (const language of ["pt-BR", "es"]) {
      const same = words[language].filter((word) => words.en.includes(word) && !international.has(word));
      assert.deepEqual(same, [], `English words in ${language}`);
    }
  });
});
