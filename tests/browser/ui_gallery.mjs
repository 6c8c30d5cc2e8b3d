// Serves the gallery (web/gallery) as the product is served: same page, same policy, and opens it in Chromium.
// Needs the target `gallery` of the wasm build; VINCULO_WASM_BUILD names another build folder than build/wasm.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const repository = resolve(fileURLToPath(import.meta.url), "../../..");
const build = resolve(repository, process.env.VINCULO_WASM_BUILD ?? "build/wasm");

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json" };

export const isBuilt = existsSync(join(build, "gallery.wasm"));
export const whyNot = isBuilt ? false : "the gallery is not built (target gallery of the wasm build)";

function fileFor(path) {
  if (path.startsWith("/fonts/") || /^\/gallery\.(mjs|wasm)$/.test(path)) return join(build, path);
  if (path === "/gallery_main.js") return join(repository, "web/gallery/gallery_main.js");
  if (extname(path)) return join(repository, "shell", path);
  return join(repository, "shell/index.html");
}

function answer(request, response) {
  const path = new URL(request.url, "http://x").pathname;
  const file = fileFor(path);
  if (path.includes("..") || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  let body = readFileSync(file);
  if (file.endsWith("index.html")) { // it has no core
    body = body.toString().replaceAll("/app.", "/gallery.").replace("/main.js", "/gallery_main.js").replace('<script src="/start.js"></script>', "");
  }
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY }).end(body);
}

export async function serveGallery() {
  const server = createServer(answer);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => server.close(done)) };
}

export const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });

// A page of the gallery that has drawn its first frames. `problems` collects what the console complains of; `prepare` may
// do something to the page before it loads.
export async function openGallery(browser, gallery, path, { prepare = () => {}, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", serviceWorkers: "block", ...options });
  const page = await context.newPage();
  await prepare(page);
  const problems = [];
  page.on("console", (message) => { if (/error|warning/.test(message.type()) && !message.text().includes("blocked by Playwright")) problems.push(message.text()); });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(gallery.url + path);
  await page.waitForFunction(() => performance.getEntriesByName("vinculo:interactive").length > 0, null, { timeout: 60_000 });
  await settled(page);
  return { context, page, problems };
}

// No frame for a little while: what an event causes has been drawn.
export async function settled(page) {
  await page.waitForFunction(async () => {
    const before = (await vinculo.diagnostics()).animationCallbacks;
    await new Promise((done) => setTimeout(done, 250));
    return (await vinculo.diagnostics()).animationCallbacks === before;
  }, null, { timeout: 60_000 });
}

// What Dear ImGui reported in the last frame: items without a node, and all items with their rectangles in device pixels.
export async function audit(page) {
  const [missing, described] = (await page.evaluate(() => vinculo.audit())).split("--\n");
  const read = (lines) => lines.split("\n").filter(Boolean).map((line) => {
    const [id, x0, y0, x1, y1, ...name] = line.split(" ");
    return { id: Number(id), x0: Number(x0), y0: Number(y0), x1: Number(x1), y1: Number(y1), name: name.join(" ") };
  });
  return { missing: read(missing), described: read(described) };
}

export const PAGES = ["controls", "fields", "surfaces", "texts", "table", "palette"];
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
