// Lighthouse's scores, with what costs points: the welcome page and the list of people, as on a phone (a slow one, simulated) and
// at a desk. Accessibility and best practices are also tests (tests/browser/lighthouse.test.mjs); performance depends on the machine.
// Chromium looks for the largest paint among texts and pictures of the page, not on a canvas. Where the program is drawn before the
// page's skeleton was, it finds none, and Lighthouse gives no score: then only its parts are there.
import { writeFileSync } from "node:fs";
import { lighthouseScores } from "../support/lighthouse.mjs";

const TIMES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index", "cumulative-layout-shift"];

const results = await lighthouseScores(["accessibility", "best-practices", "performance"]);
for (const { page, preset, scores, found, audits } of results) {
  console.log(`${page.padEnd(8)} ${preset.padEnd(8)} accessibility ${scores.accessibility}   best practices ${scores["best-practices"]}   performance ${scores.performance ?? "without a score"} (figure 95)   ` +
    TIMES.map((id) => `${id} ${audits[id].displayValue ?? "none"} (${audits[id].score === null ? "no score" : Math.round(audits[id].score * 100)})`).join("   "));
  for (const text of found) console.log(`           ${text}`);
}
if (process.env.VINCULO_BENCH_RESULT) writeFileSync(process.env.VINCULO_BENCH_RESULT, JSON.stringify(results, null, 1));
