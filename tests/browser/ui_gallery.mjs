// Serves the gallery (web/gallery) with the product's policy, from the built site, and opens it in Chromium.
// Needs the target `site` of the wasm build.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { site } from "../support/server.mjs";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json",
  ".wasm": "application/wasm", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json" };

export const isBuilt = existsSync(join(site, "index.html"));
export const whyNot = isBuilt ? false : "the site is not built (target site of the wasm build)";

function answer(request, response) {
  const path = new URL(request.url, "http://x").pathname;
  const file = join(site, extname(path) ? path : "index.html");
  if (path.includes("..") || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY }).end(readFileSync(file));
}

export async function serveGallery() {
  const server = createServer(answer);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => server.close(done)) };
}

export const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });

// The gallery and the browser of a test file that has called useGallery().
export let gallery, browser;
export function useGallery() {
  before(async () => {
    if (!isBuilt) return;
    gallery = await serveGallery();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await gallery?.close();
  });
}

// A page of the gallery that has drawn its first frames. `problems` collects what the console complains of; `prepare` may
// do something to the page before it loads.
export async function openGallery(browser, gallery, path, { prepare = () => {}, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", serviceWorkers: "block", ...options });
  const page = await context.newPage();
  await prepare(page);
  const problems = [];
  const isExpected = /blocked by Playwright|was preloaded using link preload/; // the page preloads the product's program
  page.on("console", (message) => { if (/error|warning/.test(message.type()) && !isExpected.test(message.text())) problems.push(message.text()); });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(gallery.url + path);
  await page.waitForFunction(() => performance.getEntriesByName("vinculo:interactive").length > 0, null, { timeout: 60_000 });
  await settled(page);
  return { context, page, problems };
}

// No frame for a little while: what an event causes has been drawn.
export async function settled(page) {
  await page.waitForFunction(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame(), await frame(); // a busy machine may be late with the one that was asked for
    const before = (await vinculo.diagnostics()).animationCallbacks;
    await new Promise((done) => setTimeout(done, 250));
    return (await vinculo.diagnostics()).animationCallbacks === before;
  }, null, { timeout: 60_000 });
}

export const PAGES = ["controls", "fields", "values", "surfaces", "texts", "form", "states", "board", "table", "groups", "palette", "charts", "schedule", "timeline"];
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
