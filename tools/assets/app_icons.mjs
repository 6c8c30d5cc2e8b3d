// node tools/assets/app_icons.mjs: renders shell/icons/mark.svg to the PNG sizes that the manifest names, with Chromium.
// Run it after changing the mark and commit what it writes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = fileURLToPath(new URL("../../shell/icons", import.meta.url));
const mark = readFileSync(join(folder, "mark.svg"), "utf8");
// A maskable icon fills its square; the middle 80 % are sure to be seen.
const maskable = mark.replace('rx="15"', "").replace(/<g /, '<g transform="translate(8 8) scale(.75)" ');

const browser = await chromium.launch({ executablePath: process.env.VINCULO_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [name, size, svg] of [["icon-192", 192, mark], ["icon-512", 512, mark], ["icon-maskable-512", 512, maskable]]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
