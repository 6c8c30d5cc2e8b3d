// Accents by real key events on the keyboards people have, in three engines: ´a ~o ^e ç @ € arrive as typed. Browsers run
// in a window under the X server, and keys are pressed by the X server itself.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";
import { startBrowser, until } from "../support/browser.mjs";
import { isBuilt, serveGallery, whyNot } from "./ui_gallery.mjs";

const tool = (program) => {
  try {
    return execFileSync("which", [program]).toString().trim();
  } catch {
    return "";
  }
};
const skip = whyNot || (!process.env.DISPLAY && "no X server in DISPLAY") || (!tool("xdotool") && "xdotool is not installed") ||
  (!tool("setxkbmap") && "setxkbmap is not installed");

// Keys by their names in X; what the layout has as dead keys is pressed as such.
const LAYOUTS = {
  br: [["dead_acute", "a"], ["dead_tilde", "o"], ["dead_circumflex", "e"], ["ccedilla"], ["at"]],
  pt: [["dead_acute", "a"], ["dead_tilde", "o"], ["dead_circumflex", "e"], ["ccedilla"], ["at"], ["EuroSign"]],
  es: [["dead_acute", "a"], ["dead_circumflex", "e"], ["dead_diaeresis", "u"], ["ntilde"], ["ccedilla"], ["at"], ["EuroSign"]],
  "us -variant intl": [["dead_acute", "a"], ["dead_tilde", "o"], ["dead_circumflex", "e"], ["dead_diaeresis", "u"], ["dead_tilde", "n"], ["ccedilla"], ["at"], ["EuroSign"]],
};
const TYPED = { br: "áõêç@", pt: "áõêç@€", es: "áêüñç@€", "us -variant intl": "áõêüñç@€" };

const run = (program, ...args) => execFileSync(program, args, { stdio: ["ignore", "pipe", "pipe"] }).toString();

async function openIn(kind, url) {
  if (kind !== "chromium") {
    // Firefox under a driver believes that it has the focus, and then composes no dead keys: here it has it really.
    const browser = await startBrowser(kind, kind === "firefox" ? { preferences: { "focusmanager.testmode": false } } : {});
    const page = await browser.open(url);
    return { evaluate: page.evaluate, close: browser.close };
  }
  const browser = await chromium.launch({ executablePath: process.env.VINCULO_CHROMIUM ?? "/usr/bin/chromium", headless: false,
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--window-position=0,0"] });
  const page = await browser.newPage();
  await page.goto(url);
  return { evaluate: (work, ...args) => page.evaluate(`(${work})(...${JSON.stringify(args)})`), close: () => browser.close() };
}

// Without a window manager nobody gives a window the keyboard: the largest one gets it, behind the screen's own.
function focusWindow() {
  const screen = run("xdotool", "search", "--maxdepth", "0", "--name", ".*").trim();
  const windows = run("xdotool", "search", "--onlyvisible", "--name", ".*").trim().split("\n").filter((id) => id && id !== screen);
  const area = (id) => {
    const [, width, height] = run("xdotool", "getwindowgeometry", id).match(/Geometry: (\d+)x(\d+)/) ?? [0, 0, 0];
    return width * height;
  };
  const largest = windows.sort((a, b) => area(b) - area(a))[0];
  run("xdotool", "windowfocus", largest);
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
        for (const [layout, keys] of Object.entries(LAYOUTS)) {
          run("setxkbmap", ...layout.split(" "));
          await page.evaluate(() => {
            const field = document.querySelector("input[aria-label='First name']");
            field.focus();
            field.select();
          });
          run("xdotool", "key", "--delay", "60", "BackSpace");
          for (const chord of keys) run("xdotool", "key", "--delay", "60", ...chord);
          const wanted = TYPED[layout];
          const shown = () => page.evaluate(() => document.querySelector("input[aria-label='First name']").value);
          await until(async () => (await shown()).length >= wanted.length, `${layout}: ${await shown()}`, 20_000).catch(() => {});
          assert.equal(await shown(), wanted, `${kind}, ${layout}`);
          // The program has it too: it says so when the form is sent.
          run("xdotool", "key", "Return");
          await until(() => page.evaluate((text) => [...document.querySelectorAll("[role=status]")].some((one) => one.textContent.includes(`Sent ${text}`)), wanted), `${kind}, ${layout}: the program's value`);
        }
      } finally {
        await page.close();
      }
    });
});
