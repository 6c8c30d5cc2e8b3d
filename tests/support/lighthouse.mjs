// Lighthouse's judgement of the product as the real server serves it, in the Chromium of this machine and without a network.
import lighthouse, { desktopConfig } from "lighthouse";
import { startBrowser, until } from "./browser.mjs";
import { startServer } from "./server.mjs";
import { createOwner, diagnostics, english, untilSaved } from "./vinculo.mjs";

const PRESETS = { mobile: undefined, desktop: desktopConfig };
const PEOPLE = 300;

async function judge(address, browser, preset, categories) {
  // Slow networks and processors are made by the browser: Lighthouse's simulation of them gives up where there is no largest paint.
  const throttlingMethod = categories.includes("performance") ? "devtools" : "provided";
  const flags = { port: browser.port, onlyCategories: categories, disableStorageReset: true, throttlingMethod, logLevel: "silent" };
  const { lhr } = await lighthouse(address, flags, PRESETS[preset]);
  if (lhr.runtimeError) throw new Error(`${address}, ${preset}: ${lhr.runtimeError.message}`);
  const scores = Object.fromEntries(categories.map((category) => {
    const { score } = lhr.categories[category];
    return [category, score === null ? null : Math.round(score * 100)];
  }));
  const weighed = categories.flatMap((category) => lhr.categories[category].auditRefs.filter(({ weight }) => weight > 0));
  const found = weighed.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1)
    .map(({ id, title, displayValue = "", details }) => `${id}: ${title} ${displayValue} ${(details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.description ?? item.url ?? "").join(" ")}`.trim());
  return { preset, scores, found, audits: lhr.audits };
}

/**
 * The welcome page in a browser that was never there, then the list of people in one with a workspace; each as on a phone and as
 * at a desk. `found` names what costs points, `audits` has all of Lighthouse's answers.
 * @param {string[]} categories of "accessibility", "best-practices", "performance"
 */
export async function lighthouseScores(categories) {
  const results = [];
  const server = await startServer({ flags: ["--demo", String(PEOPLE)] });
  let browser;
  try {
    for (const preset of Object.keys(PRESETS)) {
      browser = await startBrowser("chromium");
      results.push({ page: "welcome", ...await judge(english(`${server.url}/`), browser, preset, categories) });
      await browser.close();
    }
    browser = await startBrowser("chromium");
    const page = await browser.open(english(`${server.url}/`));
    await createOwner(page, server);
    await until(async () => (await diagnostics(page)).people >= PEOPLE, "all people");
    await untilSaved(page);
    await page.goto("about:blank"); // a second tab would only be a guest of the first one's workspace
    for (const preset of Object.keys(PRESETS))
      results.push({ page: "people", ...await judge(english(`${server.url}/people`), browser, preset, categories) });
    return results;
  } finally {
    await browser?.close();
    await server.stop();
  }
}
