// Takes pictures of all screens, in three sizes, two themes and three languages, and lays those of a screen side by side.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LANGUAGES, LOOKS, SCREENS, SIZES, THEMES, startTour } from "../../tests/support/screens.mjs";
import { startBrowser } from "../../tests/support/browser.mjs";
import { build, repository } from "./steps.mjs";

const folder = join(repository, "build/pictures");
// What the repository shows, as [file, screen, look].
const SHOWN = [
  ["docs/pictures/people.png", "person", { ...SIZES[2], theme: "light" }],
  ["shell/screenshots/wide.png", "person", { ...SIZES[2], theme: "light" }],
  ["shell/screenshots/narrow.png", "people", { ...SIZES[0], theme: "light" }],
];

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true, options: { readme: { type: "boolean", default: false }, list: { type: "boolean", default: false } } });
const unknown = names.filter((name) => !SCREENS.some((screen) => screen.name === name));
if (options.list || unknown.length) {
  if (unknown.length) console.error(`no such screen: ${unknown.join(", ")}; there are:`);
  console.log(SCREENS.map(({ name }) => name).join("\n"));
  process.exit(unknown.length ? 2 : 0);
}

const nameOf = (screen, { width, theme }, language) => `${screen.name}-${width}-${theme}-${language}.png`;

async function photograph(tour, screen) {
  for (const language of LANGUAGES) {
    const page = await tour.show(screen, language);
    for (const look of LOOKS) {
      await tour.look(page, { ...look, height: screen.height ?? look.height });
      await page.screenshot({ path: join(folder, nameOf(screen, look, language)) });
    }
  }
}

// A picture of the pictures: all of a theme together, its languages beside each other.
async function laySideBySide(page, screen) {
  const figure = (look, language) => `<figure><img src="${nameOf(screen, look, language)}" width="${look.width / 2}"><figcaption>${look.width} · ${look.theme} · ${language}</figcaption></figure>`;
  const row = (looks) => `<div>${looks.flatMap((look) => LANGUAGES.map((language) => figure(look, language))).join("")}</div>`;
  const rows = THEMES.flatMap((theme) => {
    const looks = LOOKS.filter((look) => look.theme === theme);
    return [row(looks.slice(0, 2)), row(looks.slice(2))];
  });
  const html = `<!doctype html><meta charset="utf-8"><title>${screen.name}</title>
    <style>html { overflow: hidden } body { margin: 16px; width: max-content; background: #888; font: 14px sans-serif }
    div { display: flex; gap: 16px } figure { margin: 0 0 16px } img { display: block }</style>
    ${rows.join("\n")}`;
  writeFileSync(join(folder, `${screen.name}.html`), html);
  await page.goto(`file://${folder}/${screen.name}.html`);
  await page.setViewportSize(await page.evaluate(() => ({ width: document.body.offsetWidth + 32, height: document.body.offsetHeight + 16 })));
  await page.screenshot({ path: join(folder, `${screen.name}.png`) });
}

async function writeShown(tour) {
  for (const [file, name, look] of SHOWN) {
    const page = await tour.show(SCREENS.find((screen) => screen.name === name), "en");
    await tour.look(page, look);
    mkdirSync(join(repository, file, ".."), { recursive: true });
    await page.screenshot({ path: join(repository, file) });
    console.log(file);
  }
}

if (!(await build("native", ["vinculo-server", "vinculo"])) || !(await build("wasm", ["site"]))) process.exit(1);
mkdirSync(folder, { recursive: true });
const tour = await startTour();
try {
  if (options.readme) await writeShown(tour);
  else {
    const browser = await startBrowser("chromium");
    const sheet = (await browser.open("about:blank")).raw;
    for (const screen of SCREENS.filter(({ name }) => !names.length || names.includes(name))) {
      const start = Date.now();
      await photograph(tour, screen);
      await laySideBySide(sheet, screen);
      console.log(`${screen.name}: ${LANGUAGES.length * LOOKS.length} pictures, ${((Date.now() - start) / 1000).toFixed(0)} s, side by side in build/pictures/${screen.name}.png`);
    }
    await browser.close();
  }
} finally {
  await tour.end();
}
