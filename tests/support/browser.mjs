// Starts real browsers for tests and gives them one small interface:
//
//   const browser = await startBrowser("chromium");       // or "firefox", "webkit"
//   const page = await browser.open("http://127.0.0.1:1234/");
//   await page.evaluate((a, b) => a + b, 1, 2);            // runs in the page; promises are awaited, values are JSON
//   await page.waitFor((name) => window[name] === true, ["ready"]);
//   await browser.close();
//
// What only one engine can do is behind page.raw and browser.raw (playwright for Chromium, puppeteer for Firefox). A
// profile folder may be given to come back to it later, except in WebKitGTK, whose automation keeps nothing. Software
// rendering on a busy machine is slow: waits are on conditions, with a generous limit.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "node:test";

export const LIMIT_MS = Number(process.env.VINCULO_PATIENCE_MS ?? 120_000); // less of it for who writes a test

export const CHROMIUM = process.env.VINCULO_CHROMIUM ?? "/usr/bin/chromium";
const FIREFOX = process.env.VINCULO_FIREFOX ?? "/usr/bin/firefox-esr";
const WEBKIT_DRIVER = process.env.VINCULO_WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";
export const CHROMIUM_FLAGS = [
  "--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

export const BROWSERS = ["chromium", "firefox", "webkit"];

/**
 * @param {"chromium"|"firefox"|"webkit"} kind
 * @param {{profile?: string, flags?: string[]}} options profile: a folder that outlives the browser
 */
export function startBrowser(kind, options = {}) {
  return { chromium: startChromium, firefox: startFirefox, webkit: startWebKit }[kind](options);
}

/** A profile folder; remove() when nothing uses it any more. */
export function temporaryFolder(name = "vinculo-profile-") {
  const path = mkdtempSync(join(tmpdir(), name));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Polls until `condition` answers something true, which it returns. */
export async function until(condition, what, limit_ms = LIMIT_MS) {
  const end = Date.now() + limit_ms;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`gave up waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// ---- processes ----

function start(program, args, options = {}) {
  const child = spawn(program, args, { detached: true, stdio: ["ignore", "pipe", "pipe"], ...options });
  child.output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => { child.output = (child.output + data).slice(-20_000); });
  child.ended = new Promise((resolve) => child.on("exit", resolve));
  child.on("error", (error) => { child.output += error.message; });
  running.add(child);
  child.ended.then(() => running.delete(child));
  return child;
}

async function kill(child) {
  try { process.kill(-child.pid, "SIGKILL"); } catch { /* gone already */ }
  await child.ended;
  const isGone = () => { try { return !process.kill(-child.pid, 0); } catch { return true; } };
  await until(isGone, "the browser's other processes", 10_000).catch(() => {}); // they may hold what the next browser opens
}

const running = new Set();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1)); // a test runner's timeout
process.on("exit", () => { for (const child of running) try { process.kill(-child.pid, "SIGKILL"); } catch { /* gone */ } });

async function output(child, pattern, what) {
  return until(() => {
    if (child.exitCode !== null) throw new Error(`${what} ended: ${child.output.slice(-500)}`);
    return child.output.match(pattern);
  }, what);
}

let display; // started once for all browsers of this process, when the caller gave none
async function xDisplay() {
  if (process.env.DISPLAY) return process.env.DISPLAY;
  display ??= (async () => {
    const server = start("Xvfb", ["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]);
    server.unref();
    server.stdout.unref();
    server.stderr.unref();
    return `:${(await output(server, /^(\d+)\s/, "Xvfb"))[1]}`;
  })();
  return display;
}

function ownProfile(given) {
  if (given) return { path: given, remove: () => {} };
  return temporaryFolder();
}

// ---- Chromium ----

const openPages = new Set();
// What was on the screen when a test failed, for who was not there. (Programs that are no tests start browsers too.)
if (process.env.NODE_TEST_CONTEXT) afterEach(async (finished) => {
  if (finished.passed) return;
  for (const page of openPages) {
    const words = await Promise.race([page.evaluate("document.body.innerText"), new Promise((resolve) => setTimeout(resolve, 5000, "(it does not answer)"))])
      .catch((error) => error.message);
    console.log(`${finished.name}: the screen of ${page.url()} said: ${words.replace(/\s+/g, " ").slice(0, 2000)}`);
  }
});

async function startChromium({ profile: given, flags = [] }) {
  const { chromium } = await import("playwright-core");
  const profile = ownProfile(given);
  rmSync(join(profile.path, "DevToolsActivePort"), { force: true });
  const child = start(CHROMIUM, [...CHROMIUM_FLAGS, ...flags, "--remote-debugging-port=0", `--user-data-dir=${profile.path}`, "about:blank"]);
  const [, address] = await output(child, /DevTools listening on (ws:\S+)/, "Chromium");
  const raw = await chromium.connectOverCDP(address);
  const context = raw.contexts()[0];
  context.setDefaultTimeout(LIMIT_MS);
  return {
    kind: "chromium", raw: context, profile: profile.path, port: Number(new URL(address).port), // of its DevTools
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return chromiumPage(page);
    },
    /** As if the power went: nothing is flushed. */
    async kill() {
      await kill(child);
      profile.remove();
    },
    async close() {
      const session = await raw.newBrowserCDPSession().catch(() => null);
      await session?.send("Browser.close").catch(() => {});
      await Promise.race([child.ended, new Promise((resolve) => setTimeout(resolve, 10_000))]);
      await kill(child);
      profile.remove();
    },
  };
}

function chromiumPage(page) {
  openPages.add(page);
  page.on("close", () => openPages.delete(page));
  return {
    raw: page,
    evaluate: (work, ...args) => page.evaluate(`(${work})(...${JSON.stringify(args)})`),
    // Not playwright's waitForFunction: it needs eval, which the page's policy forbids.
    waitFor: (condition, args = [], timeout = LIMIT_MS) => until(() => page.evaluate(`(${condition})(...${JSON.stringify(args)})`), `${condition}`, timeout),
    goto: (url) => page.goto(url),
    reload: () => page.reload(),
    resize: (width, height) => page.setViewportSize({ width, height }),
    close: () => page.close(),
    screenshot: (path) => page.screenshot({ path }),
  };
}

// ---- Firefox ----

async function startFirefox({ profile: given, preferences = {} }) {
  const puppeteer = await import("puppeteer-core");
  const profile = ownProfile(given);
  const raw = await puppeteer.launch({
    browser: "firefox", executablePath: FIREFOX, headless: false, userDataDir: profile.path, protocolTimeout: LIMIT_MS,
    extraPrefsFirefox: preferences, env: { ...process.env, DISPLAY: await xDisplay(), MOZ_DISABLE_CONTENT_SANDBOX: "1" } });
  return {
    kind: "firefox", raw, profile: profile.path,
    async open(url) {
      const page = await raw.newPage();
      await page.goto(url, { timeout: LIMIT_MS });
      return puppeteerPage(page);
    },
    async kill() {
      raw.process().kill("SIGKILL");
      profile.remove();
    },
    async close() {
      await raw.close();
      profile.remove();
    },
  };
}

export function puppeteerPage(page) {
  return {
    raw: page,
    evaluate: (work, ...args) => page.evaluate(`(${work})(...${JSON.stringify(args)})`),
    // Not puppeteer's waitForFunction: it needs eval, which the page's policy forbids in Chromium.
    waitFor: (condition, args = [], timeout = LIMIT_MS) => until(() => page.evaluate(`(${condition})(...${JSON.stringify(args)})`), `${condition}`, timeout),
    goto: (url) => page.goto(url, { timeout: LIMIT_MS }),
    reload: () => page.reload({ timeout: LIMIT_MS }),
    resize: (width, height) => page.setViewport({ width, height }),
    close: () => page.close(),
    screenshot: (path) => page.screenshot({ path }),
  };
}

// ---- WebKitGTK: plain WebDriver (https://www.w3.org/TR/webdriver2/) ----

async function startWebKit() {
  const port = await freePort();
  const child = start(WEBKIT_DRIVER, [`--port=${port}`], { env: { ...process.env, DISPLAY: await xDisplay(), WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" } });
  const command = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method, body: method === "POST" ? JSON.stringify(body ?? {}) : undefined, signal: AbortSignal.timeout(LIMIT_MS) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await until(() => command("GET", "/status").then(() => true, () => false), "WebKitWebDriver");
  const { sessionId } = await command("POST", "/session", { capabilities: { alwaysMatch: {} } });
  const session = (method, path, body) => command(method, `/session/${sessionId}${path}`, body);
  await session("POST", "/timeouts", { script: LIMIT_MS, pageLoad: LIMIT_MS });
  let isFirst = true;
  return {
    kind: "webkit", raw: session,
    async open(url) {
      if (!isFirst) await session("POST", "/window", { handle: (await session("GET", "/window/handles"))[0] }); // the last used one may be closed
      const handle = isFirst ? await session("GET", "/window") : (await session("POST", "/window/new", { type: "tab" })).handle;
      isFirst = false;
      const page = webKitPage(session, handle);
      await page.goto(url);
      return page;
    },
    kill: () => kill(child),
    async close() {
      await command("DELETE", `/session/${sessionId}`).catch(() => {});
      await kill(child);
    },
  };
}

function webKitPage(session, handle) {
  const here = async (method, path, body) => {
    await session("POST", "/window", { handle });
    return session(method, path, body);
  };
  const page = {
    raw: here, handle,
    async evaluate(work, ...args) {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${work})(...${JSON.stringify(args)})).then((value) => done({ value }), (error) => done({ error: String(error) + " " + error?.stack }));`;
      const { value, error } = await here("POST", "/execute/async", { script, args: [] });
      if (error) throw new Error(error);
      return value;
    },
    waitFor: (condition, args = [], timeout = LIMIT_MS) => until(() => page.evaluate(condition, ...args), `${condition}`, timeout),
    goto: (url) => here("POST", "/url", { url }),
    reload: () => here("POST", "/refresh"),
    resize: (width, height) => here("POST", "/window/rect", { width, height }), // with the window's own bars
    close: () => here("DELETE", "/window"),
    async screenshot(path) {
      const { writeFileSync } = await import("node:fs");
      writeFileSync(path, Buffer.from(await here("GET", "/screenshot"), "base64"));
    },
  };
  return page;
}
