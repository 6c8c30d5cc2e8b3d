// Accents by real key events on the keyboards people have, in three engines: ´a ~o ^e ¨u ñ ç @ € arrive as typed. Browsers run
// in a window under the X server, and keys are pressed by the X server itself.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { until } from "../support/browser.mjs";
import { focusWindow, openIn, run, strike, whyNoKeys } from "../support/real_keys.mjs";
import { isBuilt, serveGallery, whyNot } from "./ui_gallery.mjs";

const skip = whyNot || whyNoKeys;

// How each is typed, by the names of keys in X; the first way is taken for which the layout has the keys.
const WAYS = {
  á: [["dead_acute", "a"]], õ: [["dead_tilde", "o"]], ê: [["dead_circumflex", "e"]], ü: [["dead_diaeresis", "u"]],
  ñ: [["ntilde"], ["dead_tilde", "n"]], ç: [["ccedilla"]], "@": [["at"]], "€": [["EuroSign"]] };
const MISSING = { pt: "", br: "€", es: "", "us -variant intl": "" }; // what cannot be typed on a layout

// A key that is not there xdotool would put on a key of its own, and prove nothing.
function keysFor(layout) {
  run("setxkbmap", ...layout.split(" "));
  const symbols = run("xkbcomp", "-xkb", process.env.DISPLAY, "-").split("xkb_symbols")[1];
  const has = (key) => key.length === 1 || new RegExp(`\\b${key}\\b`).test(symbols);
  const ways = Object.entries(WAYS).map(([sign, all]) => [sign, all.find((keys) => keys.every(has))]);
  assert.equal(ways.filter(([, keys]) => !keys).map(([sign]) => sign).join(""), MISSING[layout], `what ${layout} has not`);
  return ways.filter(([, keys]) => keys);
}

describe("accents typed on real keyboards", { skip }, () => {
  let gallery;
  before(async () => {
    if (isBuilt) gallery = await serveGallery();
  });
  after(async () => {
    if (!skip) run("setxkbmap", "us", "-variant", "");
    await gallery?.close();
  });

  for (const kind of ["chromium", "firefox", "webkit"])
    test(`arrive in ${kind}`, async () => {
      const page = await openIn(kind, `${gallery.url}/?gallery=fields`);
      try {
        await until(() => page.evaluate(() => performance.getEntriesByName("vinculo:interactive").length > 0), "the gallery");
        focusWindow();
        for (const layout of Object.keys(MISSING)) {
          const ways = keysFor(layout);
          await page.evaluate(() => {
            const field = document.querySelector("input[aria-label='First name']");
            field.focus();
            field.select();
          });
          strike("BackSpace");
          strike(...ways.flatMap(([, keys]) => keys));
          const wanted = ways.map(([sign]) => sign).join("");
          const shown = () => page.evaluate(() => document.querySelector("input[aria-label='First name']").value);
          await until(async () => (await shown()).length >= wanted.length, `${layout}: ${await shown()}`, 20_000).catch(() => {});
          assert.equal(await shown(), wanted, `${kind}, ${layout}`);
          // The program has it too: it says so when the form is sent.
          strike("Return");
          await until(() => page.evaluate((text) => [...document.querySelectorAll("[role=status]")].some((one) => one.textContent.includes(`Sent ${text}`)), wanted), `${kind}, ${layout}: the program's value`);
        }
      } finally {
        await page.close();
      }
    });
});
