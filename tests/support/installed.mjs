// Vinculo installed in Chromium as an application of its own, by the browser itself: the PWA domain of its DevTools
// protocol (https://chromedevtools.github.io/devtools-protocol/tot/PWA/), which is spoken over a pipe only.
import { CHROMIUM, CHROMIUM_FLAGS, puppeteerPage, temporaryFolder, until } from "./browser.mjs";

/** Starts a browser and installs what is at `url`. `page` is an ordinary tab of it. */
export async function installApp(url) {
  const puppeteer = await import("puppeteer-core");
  const profile = temporaryFolder();
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM, pipe: true, headless: true, userDataDir: profile.path, args: [...CHROMIUM_FLAGS, "--lang=en-US"],
    env: { ...process.env, HOME: profile.path, XDG_DATA_HOME: profile.path } }); // where it puts icons and menu entries
  const page = puppeteerPage(await browser.newPage());
  await page.goto(url);
  const devtools = await browser.target().createCDPSession();
  const id = { manifestId: new URL("/", url).href };
  await devtools.send("PWA.install", { ...id, installUrlOrBundleUrl: new URL("/", url).href });
  await devtools.send("PWA.changeAppUserSettings", { ...id, displayMode: "standalone" }); // a window of its own
  const isWindow = (tab) => tab.evaluate('matchMedia("(display-mode: standalone)").matches').catch(() => false); // one that loads cannot say
  const ownWindow = () => until(async () => {
    for (const tab of await browser.pages()) if (await isWindow(tab)) return puppeteerPage(tab);
  }, "the application's window");
  return {
    page,
    /** From the desktop, with files or at an address of the application; its window, which may still be loading. */
    async openFiles(files) {
      await devtools.send("PWA.launchFilesInApp", { ...id, files });
      return ownWindow();
    },
    async launch(url) {
      await devtools.send("PWA.launch", { ...id, url });
      return ownWindow();
    },
    /** What the system knows of it: badgeCount, fileHandlers. */
    state: () => devtools.send("PWA.getOsAppState", id),
    async close() {
      await browser.close();
      profile.remove();
    },
  };
}
