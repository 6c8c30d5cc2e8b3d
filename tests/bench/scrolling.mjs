// What a frame costs while a list is scrolled by the wheel, in Chromium: the processor time of our code in each animation frame
// (wasm, drawing commands and the DOM mirror), how long that took by the clock, which on a machine with few processors is more,
// for the software rasteriser wants them too, and what the browser needs for style and layout besides. The application with
// 10,000 demo people and with 10,000 who all have a photo, and the gallery's table of 1,000,000 rows, whose data is there at once.
import { writeFileSync } from "node:fs";
import { launch, openGallery, serveGallery } from "../browser/ui_gallery.mjs";
import { cardsFile, portrait } from "../support/photos.mjs";
import { startServer } from "../support/server.mjs";
import { createOwner, diagnostics, english, importFile } from "../support/vinculo.mjs";
import { until } from "../support/browser.mjs";

const FRAMES = 400;
const FACES = Array.from({ length: 20 }, (_, i) => portrait(i));
const results = [];

const at = (values, share) => values[Math.min(values.length - 1, Math.floor(values.length * share))];

async function measure(what, page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const layoutMs = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    const value = (name) => metrics.find((metric) => metric.name === name).value * 1000;
    return value("LayoutDuration") + value("RecalcStyleDuration");
  };
  await page.mouse.move(640, 500);
  await page.mouse.wheel(0, 200);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const events = [];
  devtools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline"] } });
  const before = await layoutMs();
  const drawn = () => page.evaluate(async () => (await vinculo.diagnostics()).framesDrawn);
  const first = await drawn();
  while (await drawn() - first < FRAMES) for (let i = 0; i < 10; ++i) await page.mouse.wheel(0, 137);
  const count = await drawn() - first, layout = (await layoutMs() - before) / count;
  const done = new Promise((resolve) => { devtools.on("Tracing.tracingComplete", resolve); });
  await devtools.send("Tracing.end");
  await done;
  const frames = events.filter(({ name, ph }) => name === "FireAnimationFrame" && ph === "X");
  const sorted = (key) => frames.map((event) => event[key] / 1000).sort((a, b) => a - b);
  const work = sorted("tdur"), clock = sorted("dur");
  const row = { what, frames: work.length, p50: at(work, 0.5), p95: at(work, 0.95), most: work.at(-1), clockP50: at(clock, 0.5), clockP95: at(clock, 0.95), layout };
  results.push(row);
  console.log(`${what.padEnd(34)} ${String(row.frames).padStart(5)} frames   p50 ${row.p50.toFixed(2)} ms   p95 ${row.p95.toFixed(2)} ms (figure 3)   most ${row.most.toFixed(2)} ms   by the clock p50 ${row.clockP50.toFixed(2)}, p95 ${row.clockP95.toFixed(2)} ms   style and layout ${layout.toFixed(2)} ms a frame`);
}

const browser = await launch();
const server = await startServer({ flags: ["--demo", "10000"] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const raw = await context.newPage();
  await raw.goto(english(server.url + "/"));
  const page = { raw, evaluate: (work, ...args) => raw.evaluate(`(${work})(...${JSON.stringify(args)})`) };
  await createOwner(page, server);
  await until(async () => (await diagnostics(page)).app.sync.state === "idle" && (await diagnostics(page)).people >= 10_000, "10,000 people");
  await measure("people, 10,000", raw);
  await importFile(page, cardsFile(Array.from({ length: 10_000 }, (_, i) => ({ name: `Aaron ${i}`, mail: `aaron${i}@example.org`, photo: FACES[i % FACES.length] }))));
  await raw.getByRole("link", { name: "People" }).first().click();
  await raw.getByRole("link", { name: /^Aaron/ }).first().waitFor();
  await measure("people with photos, 10,000", raw);
  await context.close();

  const gallery = await serveGallery();
  const { page: table } = await openGallery(browser, gallery, "/?gallery=table");
  await measure("the gallery's table, 1,000,000", table);
  await gallery.close();
} finally {
  await browser.close();
  await server.stop();
}
if (process.env.VINCULO_BENCH_RESULT) writeFileSync(process.env.VINCULO_BENCH_RESULT, JSON.stringify(results, null, 1));
