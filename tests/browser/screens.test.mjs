// Every screen of the program as a person without eyes, with a phone or in the dark meets it, in the three languages: axe finds
// nothing, the browser's accessibility tree says what the program said, everything that reacts has an element where it is drawn,
// targets are large enough for a finger, nothing is cut off sideways, and the program's own words have room.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { audit, differences } from "../support/audit.mjs";
import { until } from "../support/browser.mjs";
import { mismatchesInChromium } from "../support/computed_roles.mjs";
import { cutSideways, smallTargets } from "../support/layout.mjs";
import { ownWords } from "../support/own_words.mjs";
import { LANGUAGES, SCREENS, atRest, startTour } from "../support/screens.mjs";
import { makeAuditedSite } from "../support/versions.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PHONE = { width: 320, height: 568, touch: true }, TABLET = { width: 820, height: 1180, touch: true }, DESK = { width: 1280, height: 800, touch: false };
// Each language in both themes, and each size with two languages and themes. The gallery's pages, which have tests of their own, in
// one look for each language.
const LOOKS = {
  en: [{ ...DESK, theme: "light" }, { ...PHONE, theme: "dark" }],
  "pt-BR": [{ ...PHONE, theme: "light" }, { ...TABLET, theme: "dark" }],
  es: [{ ...TABLET, theme: "dark" }, { ...DESK, theme: "light" }],
};
// The longest words on the smallest screen, at the sizes that LOOKS leave out.
const FOR_WORDS = { en: [TABLET], "pt-BR": [DESK], es: [PHONE] };

async function axeFinds(page) {
  await page.evaluate(axe);
  // Contrast is judged by the token test: axe sees transparent text, not the canvas.
  const { violations } = await page.evaluate(() => axe.run(document, { rules: { "color-contrast": { enabled: false } } }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
}

const cutWords = (texts, language) => texts.filter(({ isCut }) => isCut).map(({ text }) => text).filter(ownWords(language));

// In the page.
const panesOfNothing = () => [...document.querySelectorAll(".n.scrolls:not([role=rowgroup])")].filter((pane) => pane.scrollHeight > pane.clientHeight).map((pane) => {
  const ends = [...pane.querySelectorAll("input, button, span, a, textarea, h2")].map((element) => element.getBoundingClientRect().bottom);
  return Math.round(pane.scrollHeight - (Math.max(...ends) - pane.getBoundingClientRect().top + pane.scrollTop));
}).filter((height) => height >= 200);

describe("screens", () => {
  const audited = makeAuditedSite();
  let tour;
  before(async () => { tour = await startTour({ site: audited.site }); });
  after(async () => {
    await tour?.end();
    audited.remove();
  });

  const screen = (name) => SCREENS.find((one) => one.name === name);

  for (const one of SCREENS)
    test(one.name, async () => {
      const isGallery = one.place === "gallery";
      for (const language of LANGUAGES) {
        const page = await tour.show(one, language);
        for (const look of isGallery ? LOOKS[language].slice(0, 1) : LOOKS[language]) {
          await tour.look(page, look);
          const where = `${one.name}, ${language}, ${look.theme}, ${look.width} pixels`;
          assert.deepEqual(await axeFinds(page), [], where);
          assert.deepEqual(await page.evaluate(cutSideways), [], `${where}: sideways`);
          const { missing, described, texts } = await audit(page);
          assert.ok(described.length > 0, `${where}: nothing reacts`);
          assert.deepEqual(missing, [], `${where}: items without a node`);
          assert.deepEqual(await differences(page, described), [], `${where}: not where it is drawn`);
          assert.deepEqual(cutWords(texts, language), [], `${where}: no room for the words`);
          if (isGallery) continue;
          assert.deepEqual(await page.evaluate(panesOfNothing), [], `${where}: pixels of nothing to scroll to`);
          if (look.touch) assert.deepEqual(await page.evaluate(smallTargets), [], `${where}: too small for a finger`);
        }
        for (const size of isGallery ? [] : FOR_WORDS[language]) {
          await tour.look(page, { ...size, theme: "light" });
          assert.deepEqual(cutWords((await audit(page)).texts, language), [], `${one.name}, ${language}, ${size.width} pixels: no room for the words`);
        }
        if (language === "en") assert.deepEqual(await mismatchesInChromium(page), [], one.name);
      }
    });

  test("an item without a node is named in the program's own build, so that the audit of the screens says something", async () => {
    const page = await tour.show(screen("people-nothing-found"), "en"); // loaded anew after it
    await page.evaluate(() => vinculo.plant());
    await until(async () => (await audit(page)).missing.some(({ name }) => name === "page/planted"), "it is named");
  });

  test("nothing is drawn, called back or asked in 10 idle seconds", async () => {
    for (const name of ["people", "person"]) {
      const page = await tour.show(screen(name), "en");
      await tour.look(page, LOOKS.en[0]);
      await page.getByRole("textbox").or(page.getByRole("searchbox")).first().focus();
      await atRest(page);
      const figures = async () => {
        const { framesDrawn, animationCallbacks } = await page.evaluate(() => vinculo.diagnostics());
        return { framesDrawn, animationCallbacks };
      };
      const before = await figures();
      await new Promise((resolve) => setTimeout(resolve, 10_000)); // the figure is about this time
      assert.deepEqual(await figures(), before, name);
    }
  });

  test("each language has its own words everywhere", async () => {
    const titles = { en: "People", "pt-BR": "Pessoas", es: "Personas" }, words = {};
    for (const [language, title] of Object.entries(titles)) {
      const page = await tour.show(screen("people"), language);
      await until(async () => (await page.locator("h1").first().innerText()).trim() === title, `${title} in ${language}`);
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      await tour.show(screen("settings"), language);
      words[language] = await page.evaluate(() => [...document.querySelectorAll("button, label, h1, h2, nav a")].map((element) => element.textContent.trim()).filter(Boolean));
    }
    const international = new Set(["Português", "Español", "English", "Vinculo", "OK", "Normal"]);
    for (const language of ["pt-BR", "es"]) {
      const same = words[language].filter((word) => words.en.includes(word) && !international.has(word) && /\p{L}/u.test(word));
      assert.deepEqual(same, [], `English words in ${language}`);
    }
  });
});
