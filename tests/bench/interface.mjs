// What the interface costs in Chromium, in the gallery and with 10,000 demo people: typing a letter in a field until it is in the
// picture, the mirror when a tenth of 1,000 nodes change, the frames after one click.
import { writeFileSync } from "node:fs";
import { launch, openGallery, serveGallery, settled } from "../browser/ui_gallery.mjs";
import { startServer } from "../support/server.mjs";
import { createOwner, diagnostics, english, listedNames, openPerson } from "../support/vinculo.mjs";
import { until } from "../support/browser.mjs";

const LETTERS = 200;
const KEY_PAUSE_MS = 120; // as a quick typist
const results = [];
const at = (values, share) => values[Math.min(values.length - 1, Math.floor(values.length * share))];
const sorted = (values) => [...values].sort((a, b) => a - b);
const note = (what, p50, p95, unit, figure) => {
  results.push({ what, p50, p95, unit, figure });
  console.log(`${what.padEnd(64)} p50 ${p50.toFixed(2)} ${unit}   p95 ${p95.toFixed(2)} ${unit}   (figure ${figure})`);
};

// The processor time of the page's main thread from each key to the next: events, our two frames, the browser's editing, style,
// layout and painting; and what of it is our own code.
async function typing(what, page, field) {
  const devtools = await page.context().newCDPSession(page);
  await field.click();
  await settled(page);
  const events = [];
  devtools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] } });
  for (let i = 0; i < LETTERS; ++i) {
    await page.keyboard.press("abcdefghij "[i % 11] === " " ? "Space" : "abcdefghij"[i % 10]);
    await new Promise((resolve) => setTimeout(resolve, KEY_PAUSE_MS));
  }
  const done = new Promise((resolve) => { devtools.on("Tracing.tracingComplete", resolve); });
  await devtools.send("Tracing.end");
  await done;
  await devtools.detach();
  const presses = events.filter(({ name, args }) => name === "EventDispatch" && args?.data?.type === "keydown");
  const keys = sorted(presses.map(({ ts }) => ts)), [main] = presses;
  const costs = (kind) => {
    const all = events.filter(({ name, ph, tid, pid }) => name === kind && ph === "X" && tid === main.tid && pid === main.pid);
    return sorted(keys.slice(1).map((next, i) => all.filter(({ ts, dur }) => ts + dur > keys[i] && ts + dur <= next).reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0)));
  };
  const whole = costs("RunTask"), ours = costs("FunctionCall");
  note(`a letter in ${what}, processor time of the main thread`, at(whole, 0.5), at(whole, 0.95), "ms", "p95 8");
  note("    of that our code", at(ours, 0.5), at(ours, 0.95), "ms", "");
}

// A high window shows enough rows for 1,000 nodes; a tenth of the rows are scrolled out and others in.
async function changingTenth(browser, gallery) {
  const { page, context } = await openGallery(browser, gallery, "/?gallery=table", { viewport: { width: 1280, height: 4700 } });
  const { nodes } = await diagnostics(page);
  const list = page.locator("[role=rowgroup]");
  const rows = await list.locator("[role=row]").count();
  const samples = [];
  for (let i = 0; i < 40; ++i) {
    samples.push(await list.evaluate(async (pane, pixels) => {
      pane.scrollTop += pixels;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { differenceMs, mirror } = await vinculo.diagnostics();
      return { difference: differenceMs, dom: mirror.lastMs };
    }, Math.round(rows / 10) * 44));
    await settled(page);
  }
  const both = sorted(samples.map(({ difference, dom }) => difference + dom));
  note(`the mirror, ${nodes} nodes, a tenth of the rows changed`, at(both, 0.5), at(both, 0.95), "ms", "p50 2");
  const doms = sorted(samples.map(({ dom }) => dom));
  note("    of that the DOM", at(doms, 0.5), at(doms, 0.95), "ms", "");
  await context.close();
}

async function clicks(page) {
  const counts = [];
  const newsletter = page.getByRole("checkbox").first();
  await newsletter.hover();
  for (let i = 0; i < 20; ++i) {
    await settled(page);
    const before = (await diagnostics(page)).framesDrawn;
    await newsletter.click();
    await settled(page);
    counts.push((await diagnostics(page)).framesDrawn - before);
  }
  note("frames after one click", at(sorted(counts), 0.5), Math.max(...counts), "", "at most 4");
}

const browser = await launch();
const server = await startServer({ flags: ["--demo", "10000"] });
const gallery = await serveGallery();
try {
  const { page: controls } = await openGallery(browser, gallery, "/?gallery=controls");
  await clicks(controls);
  await controls.context().close();
  await changingTenth(browser, gallery);
  const { page: fields } = await openGallery(browser, gallery, "/?gallery=fields");
  await typing("the gallery's text field", fields, fields.getByRole("textbox", { name: "First name" }));
  await fields.context().close();

  const raw = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await raw.goto(english(`${server.url}/`));
  const page = { raw, evaluate: (work, ...args) => raw.evaluate(`(${work})(...${JSON.stringify(args)})`) };
  await createOwner(page, server);
  await until(async () => (await diagnostics(page)).people >= 10_000, "10,000 people");
  await openPerson(page, (await until(async () => { const names = await listedNames(page); return names.length > 3 && names; }, "rows"))[2]);
  await typing("a person's form beside the list", raw, raw.getByRole("textbox", { name: "Last name" }));
} finally {
  await gallery.close();
  await browser.close();
  await server.stop();
}
if (process.env.VINCULO_BENCH_RESULT) writeFileSync(process.env.VINCULO_BENCH_RESULT, JSON.stringify(results, null, 1));
