// Browsers in a window under the X server, whose keys the X server itself presses (xdotool).
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";
import { startBrowser } from "./browser.mjs";

const tool = (program) => {
  try {
    return execFileSync("which", [program]).toString().trim();
  } catch {
    return "";
  }
};
export const whyNoKeys = (!process.env.DISPLAY && "no X server in DISPLAY") || (!tool("xdotool") && "xdotool is not installed") ||
  (!(tool("setxkbmap") && tool("xkbcomp")) && "setxkbmap or xkbcomp is not installed");

export const run = (program, ...args) => execFileSync(program, args, { stdio: ["ignore", "pipe", "pipe"] }).toString();

/** A page in the named engine: { evaluate, close }. */
export async function openIn(kind, url) {
  if (kind !== "chromium") {
    // Firefox under a driver believes that it has the focus, and then composes no dead keys: here it has it really.
    const browser = await startBrowser(kind, kind === "firefox" ? { preferences: { "focusmanager.testmode": false } } : {});
    const page = await browser.open(url);
    return { evaluate: page.evaluate, close: browser.close };
  }
  const browser = await chromium.launch({ executablePath: process.env.VINCULO_CHROMIUM ?? "/usr/bin/chromium", headless: false,
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--window-position=0,0"] });
  const page = await browser.newPage();
  await page.goto(url);
  return { evaluate: (work, ...args) => page.evaluate(`(${work})(...${JSON.stringify(args)})`), close: () => browser.close() };
}

/** Presses keys by their names in X ("ctrl+c"), one after the other. */
export const strike = (...keys) => void run("xdotool", "key", "--delay", "60", ...keys);

// Without a window manager nobody gives a window the keyboard: the largest one gets it, behind the screen's own.
export function focusWindow() {
  const screen = run("xdotool", "search", "--maxdepth", "0", "--name", ".*").trim();
  const windows = run("xdotool", "search", "--onlyvisible", "--name", ".*").trim().split("\n").filter((id) => id && id !== screen);
  const area = (id) => {
    const [, width, height] = run("xdotool", "getwindowgeometry", id).match(/Geometry: (\d+)x(\d+)/) ?? [0, 0, 0];
    return width * height;
  };
  const largest = windows.sort((a, b) => area(b) - area(a))[0];
  run("xdotool", "windowfocus", largest);
}
