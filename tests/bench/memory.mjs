// Whether memory grows while somebody works: a script of what people do all day (search, open, edit, undo, new person, sorting,
// the palette, settings) goes round and round in Chromium with 5,000 demo people, and after each round memory is looked at,
// with the garbage collected. Prints the start, the middle and the end, and the growth from the middle on.
//   VINCULO_BENCH_MINUTES=5   how long (the figure is about 60)
import { writeFileSync } from "node:fs";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { createOwner, diagnostics, english, search, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

const minutes = Number(process.env.VINCULO_BENCH_MINUTES ?? 5);
const PEOPLE = 5_000;
const MEASURES = { heapMB: "JavaScript of the page", pageWasmMB: "wasm of the page", coreWasmMB: "wasm of the core's worker", nodes: "DOM nodes", listeners: "event listeners" };
const NAMES = ["mar", "silva", "jose", "ana c", "garcia", "lon", "example.com", "9"];

const server = await startServer({ flags: ["--demo", String(PEOPLE)] });
const browser = await startBrowser("chromium");

// The address changes as by a link of the program: nothing is loaded again.
const goTo = (page, path) => page.evaluate((to) => {
  history.pushState(null, "", to);
  dispatchEvent(new PopStateEvent("popstate"));
}, english(path));

async function round(page, number) {
  const { raw } = page;
  await goTo(page, "/people");
  for (const name of NAMES) {
    await search(page, name);
    await raw.locator("[role=row] a").first().waitFor();
  }
  await search(page, "");
  await raw.getByRole("columnheader", { name: "Name" }).click();
  await raw.locator("[role=rowgroup]").first().hover();
  for (let i = 0; i < 20; ++i) await raw.mouse.wheel(0, 900);
  await raw.locator("[role=row] a").nth(5).click();
  await raw.getByRole("form", { name: "Person", exact: true }).waitFor();
  const first = raw.getByRole("textbox", { name: "First name" });
  await first.fill(`Rosa ${number % 7} ${number}`);
  await raw.getByRole("button", { name: "Save" }).click();
  await raw.getByText("Not saved yet").waitFor({ state: "detached" });
  await untilSaved(page);
  await raw.getByRole("heading", { level: 1 }).first().click(); // out of the field, where Ctrl+Z is the browser's
  await raw.keyboard.press("Control+z");
  await goTo(page, "/people?new");
  await raw.getByRole("dialog").getByRole("textbox", { name: "First name" }).fill("Zoë");
  await raw.getByRole("button", { name: "Cancel" }).click();
  await raw.getByRole("dialog").waitFor({ state: "detached" });
  await goTo(page, "/people?find");
  await raw.getByRole("combobox", { name: "Search all" }).fill(NAMES[number % NAMES.length]);
  await raw.getByRole("option").first().waitFor();
  for (const path of ["/organisations", "/settings", "/import", "/people"]) {
    await goTo(page, path);
    await raw.getByRole("heading", { level: 1 }).first().waitFor();
  }
  await untilSynchronised(page);
}

async function look(page, devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  const { wasmBytes, heapBytes } = await diagnostics(page);
  return { heapMB: value("JSHeapUsedSize") / 1e6, pageWasmMB: wasmBytes / 1e6, coreWasmMB: heapBytes / 1e6, nodes: value("Nodes"), listeners: value("JSEventListeners") };
}

// Least squares, per hour.
function slope(samples, key) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const hours = samples.map(({ atMs }) => atMs / 3_600_000), values = samples.map((sample) => sample[key]);
  const x = mean(hours), y = mean(values);
  const spread = hours.reduce((sum, hour) => sum + (hour - x) ** 2, 0);
  return spread ? hours.reduce((sum, hour, i) => sum + (hour - x) * (values[i] - y), 0) / spread : 0;
}

const samples = [];
try {
  const page = await browser.open(english(`${server.url}/`));
  await page.raw.setViewportSize({ width: 1280, height: 800 });
  await createOwner(page, server);
  await until(async () => (await diagnostics(page)).people >= PEOPLE, "all people");
  await untilSaved(page);
  const devtools = await page.raw.context().newCDPSession(page.raw);
  await devtools.send("Performance.enable");
  await round(page, 0); // what is made once has been made
  const start = performance.now();
  for (let number = 1; performance.now() - start < minutes * 60_000; ++number) {
    samples.push({ atMs: performance.now() - start, ...await look(page, devtools) });
    await round(page, number);
  }
  samples.push({ atMs: performance.now() - start, ...await look(page, devtools) });
} finally {
  await browser.close();
  await server.stop();
}

const half = samples.slice(Math.floor(samples.length / 2));
const results = Object.entries(MEASURES).map(([key, what]) => ({ what, start: samples[0][key], middle: half[0][key], end: samples.at(-1)[key], growthPerHour: slope(half, key) }));
console.log(`${samples.length - 1} rounds in ${minutes} minutes`);
for (const { what, start, middle, end, growthPerHour } of results)
  console.log(`${what.padEnd(28)} start ${start.toFixed(1).padStart(8)}   middle ${middle.toFixed(1).padStart(8)}   end ${end.toFixed(1).padStart(8)}   second half ${growthPerHour >= 0 ? "+" : ""}${growthPerHour.toFixed(1)} an hour`);
if (process.env.VINCULO_BENCH_RESULT) writeFileSync(process.env.VINCULO_BENCH_RESULT, JSON.stringify({ minutes, results, samples }, null, 1));
