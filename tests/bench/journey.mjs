// What a person waits for in the browser, in Chromium with the real server on loopback: first load, import of the 100,000
// contacts, warm start, a search, a new device, an edit seen by a colleague, ten idle seconds. Prints a table.
//   VINCULO_BENCH_ROWS=100000   how many contacts (up to 100,000 of the shared sample)
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { site, startServer } from "../support/server.mjs";
import { chooseFile, contactsFile, createOwner, diagnostics, english, invite, joinTeam, openPerson, runImport, search, listedNames, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

const rows = Number(process.env.VINCULO_BENCH_ROWS ?? 100_000);
const results = [];
const note = (what, value, unit, figure) => {
  results.push({ what, value: Math.round(value * 100) / 100, unit, figure });
  console.log(`${what.padEnd(52)} ${String(Math.round(value * 100) / 100).padStart(10)} ${unit.padEnd(6)} ${figure ?? ""}`);
};
const interactive = (page) => page.evaluate(() => performance.getEntriesByName("vinculo:interactive")[0]?.startTime ?? null);
const untilAnswered = (page) => until(() => page.evaluate(() => performance.getEntriesByName("vinculo:core")[0]?.startTime ?? null), "the core's first answer");
const untilInteractive = (page) => until(() => interactive(page), "interactive");

const data = temporaryFolder("vinculo-data-"), profile = temporaryFolder();
const server = await startServer({ data: data.path });
let ana = await startBrowser("chromium", { profile: profile.path });
let page = await ana.open(english(server.url + "/"));
note("first load, interactive (sign-in form)", await untilInteractive(page), "ms", "<= 800");
const manifest = JSON.parse(readFileSync(join(site, "site.json"), "utf8"));
const size = new Map(manifest.files.map((file) => [`/${file.path}`, file.transferBytes]));
note("first load, all that an offline start needs", manifest.precache.reduce((sum, path) => sum + size.get(path === "/" ? "/index.html" : path), 0) / 1000, "kB", "<= 800");
await createOwner(page, server);

const file = contactsFile(rows);
let start = performance.now();
await chooseFile(page, file);
note("file chosen to preview (most of it the driver's)", (performance.now() - start) / 1000, "s");
await page.evaluate(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
});
start = performance.now();
await runImport(page);
note(`import of ${rows} contacts`, (performance.now() - start) / 1000, "s", "<= 30");
note("longest task of the main thread meanwhile", Math.max(0, ...(await page.evaluate(() => longTasks))), "ms", "<= 50");
await untilSaved(page);
start = performance.now();
await untilSynchronised(page);
note("sending them to the server afterwards", (performance.now() - start) / 1000, "s");
await page.raw.getByRole("button", { name: "Show people" }).click();

const link = await invite(page);
await page.evaluate(() => vinculo.diagnostics()).then((figures) => note("database", figures.databaseBytes / 1e6, "MB"));
await ana.close();
ana = await startBrowser("chromium", { profile: profile.path });
page = await ana.open(english(server.url + "/people"));
note("warm start, rows on screen", await untilInteractive(page), "ms", "<= 400");
note("warm start, the core's first answer", await untilAnswered(page), "ms");
await page.reload();
note("warm start again (reload)", await untilInteractive(page), "ms", "<= 400");
note("the core's first answer then", await untilAnswered(page), "ms");

start = performance.now();
await search(page, "mar");
await until(async () => (await listedNames(page)).some((name) => /mar/i.test(name)), "search");
note("search typed to rows on screen", performance.now() - start, "ms");

const bruno = await startBrowser("chromium");
const brunosPage = await bruno.open(english(server.url + "/"));
start = performance.now();
await joinTeam(brunosPage, link);
await brunosPage.raw.locator("[role=row] a").first().waitFor();
note("new device, first rows on screen", (performance.now() - start) / 1000, "s", "<= 3");
await until(async () => (await diagnostics(brunosPage)).people >= rows, "all people", 600_000);
note("new device, complete", (performance.now() - start) / 1000, "s", "<= 20");

await untilSynchronised(page);
const name = (await listedNames(page))[0];
await openPerson(page, name);
await brunosPage.goto(page.raw.url());
await page.evaluate(() => { addEventListener("click", () => { globalThis.clickedAt = Date.now(); }, true); });
const seen = [];
for (let i = 0; i < 40; ++i) {
  await page.raw.getByRole("textbox", { name: "Last name" }).fill(`Teste ${i}`);
  const shown = brunosPage.evaluate((expected) => new Promise((resolve) => { // in the page's own time: a driver's answers take long
    const look = () => ([...document.querySelectorAll("input")].some((input) => input.value === expected) ? resolve(Date.now()) : setTimeout(look, 2));
    look();
  }), `Teste ${i}`);
  await page.raw.getByRole("button", { name: "Save" }).click();
  seen.push((await shown) - (await page.evaluate(() => clickedAt)));
}
seen.sort((a, b) => a - b);
note("edit on one device seen on the other, median", seen[20], "ms");
note("edit on one device seen on the other, p95", seen[37], "ms", "<= 300");

await page.goto(english(server.url + "/people")); // no toast is left there
await untilInteractive(page);
await until(async () => { // still since a second
  const { framesDrawn } = await diagnostics(page);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return (await diagnostics(page)).framesDrawn === framesDrawn;
}, "the page rests");
const before = await diagnostics(page);
await new Promise((resolve) => setTimeout(resolve, 10_000)); // the figure is ten idle seconds
const after = await diagnostics(page);
note("frames in 10 idle seconds", after.framesDrawn - before.framesDrawn, "", "0");
note("animation callbacks in 10 idle seconds", after.animationCallbacks - before.animationCallbacks, "", "0");

await bruno.close();
await ana.close();
await server.stop();
profile.remove();
data.remove();
if (process.env.VINCULO_BENCH_RESULT) (await import("node:fs")).writeFileSync(process.env.VINCULO_BENCH_RESULT, JSON.stringify(results, null, 1));
