// How long a change takes from the request until it is durable, with all that belongs to it (clocks, history, outbox, lists and
// search), in the application in Chromium with 100,000 demo people: a new person, and a new last name of one. The time is
// the page's: from posting the request to the worker's word that everything is saved.
//   VINCULO_BENCH_ROWS=100000   how many people
import { writeFileSync } from "node:fs";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { createOwner, diagnostics, english, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

const CHANGES = 100;
const rows = Number(process.env.VINCULO_BENCH_ROWS ?? 100_000);
const results = [];

// Runs in the page.
const change = async (kinds, count) => {
  const { worker } = vinculoCore;
  let number = 1_000_000, heard = () => {};
  worker.addEventListener("message", ({ data }) => heard(JSON.parse(data.response ?? data.notice ?? "{}")));
  const durable = (request) => new Promise((resolve, reject) => {
    const start = performance.now();
    let isAnswered = false;
    heard = (text) => {
      if (text.id === request.id && text.error) reject(new Error(JSON.stringify(text.error)));
      if (text.id === request.id) isAnswered = true;
      if (isAnswered && text.notice === "saved" && text.state === "saved" && text.commits_waiting === 0) resolve(performance.now() - start);
    };
    worker.postMessage({ request: JSON.stringify(request) });
  });
  const times = {};
  const made = [];
  for (const kind of kinds) {
    times[kind] = [];
    for (let i = 0; i < count; ++i) {
      const row = kind === "create" ? crypto.randomUUID() : made[i];
      if (kind === "create") made.push(row);
      const set = kind === "create" ? { given_name: "José", family_name: `Águila ${i}` } : { family_name: `Souza ${i}` };
      times[kind].push(await durable({ v: 1, id: ++number, client: "bench", method: "edit", params: { title: "Edit person", edits: [{ table: "person", row, set }] } }));
      await new Promise((resolve) => setTimeout(resolve, 60)); // as people do: one after the other
    }
  }
  return times;
};

const server = await startServer({ flags: ["--demo", String(rows)] });
const browser = await startBrowser("chromium");
try {
  const page = await browser.open(english(server.url + "/"));
  await createOwner(page, server);
  await until(async () => (await diagnostics(page)).people >= rows, "all people", 600_000);
  await untilSynchronised(page);
  await untilSaved(page);
  await server.kill(); // or the acknowledgements of the server are waited for as well, and its disk is this one
  const stored = async () => JSON.stringify((await diagnostics(page)).storage);
  await until(async () => { // the first sync is tidied up
    const before = await stored();
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return await stored() === before;
  }, "the storage rests");
  const times = await page.evaluate(change, ["create", "edit"], CHANGES);
  for (const [what, values] of Object.entries(times)) {
    values.sort((a, b) => a - b);
    const row = { what, people: rows, p50: values[CHANGES / 2], p95: values[Math.floor(CHANGES * 0.95)] };
    results.push(row);
    console.log(`${what.padEnd(8)} durable, ${rows} people   p50 ${row.p50.toFixed(1)} ms (figure 5)   p95 ${row.p95.toFixed(1)} ms`);
  }
} finally {
  await browser.close();
  await server.stop();
}
if (process.env.VINCULO_BENCH_RESULT) writeFileSync(process.env.VINCULO_BENCH_RESULT, JSON.stringify(results, null, 1));
