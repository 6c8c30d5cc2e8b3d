// The first screen of a start: the lists as they were, before the core has opened the workspace.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { contactsFile, createOwner, english, importFile, listedNames, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

// What the page asks of its core waits until release(), like on a slow device.
function holdQuestions() {
  const post = Worker.prototype.postMessage, held = [];
  let isHeld = true;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (isHeld && message.request) held.push([this, message, rest]);
    else post.call(this, message, ...rest);
  };
  globalThis.release = () => {
    isHeld = false;
    for (const [worker, message, rest] of held.splice(0)) post.call(worker, message, ...rest);
  };
}

// When the page said first that there is no connection.
function noteOffline() {
  new MutationObserver(() => {
    if (document.getElementById("mirror")?.textContent.includes("Offline")) globalThis.offlineAt ??= performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

describe("the first screen", () => {
  const data = temporaryFolder("vinculo-data-");
  let server, browser, page, shown;

  before(async () => {
    server = await startServer({ data: data.path });
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    await createOwner(page, server);
    await importFile(page, contactsFile(60));
    await page.raw.getByRole("link", { name: "People" }).first().click();
    shown = await until(async () => { const names = await listedNames(page); return names.length > 5 && names; }, "people");
    await untilSaved(page);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    data.remove();
  });

  test("of a phone is not moved by a connection that is still being made, only by one that does not come", async () => {
    const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    await page.raw.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await page.raw.addInitScript(noteOffline);
    server.process.kill("SIGSTOP"); // it answers nobody, and refuses nobody
    try {
      await page.reload();
      await page.raw.getByText(/^Offline/).waitFor();
      const [offlineAt, answeredAt] = await page.evaluate(() => [offlineAt, performance.getEntriesByName("vinculo:core")[0].startTime]);
      assert.ok(offlineAt - answeredAt > 2500, `${Math.round(offlineAt - answeredAt)} ms after the core's first answer`);
    } finally {
      server.process.kill("SIGCONT");
      await page.raw.setViewportSize(size);
    }
  });

  test("says in the reader's language that it is being opened, before there is any program, and is 1.0 MB to load at most", async () => {
    const context = await page.raw.context().browser().newContext({ serviceWorkers: "block" });
    try {
      const visitor = await context.newPage();
      await visitor.route(/\.wasm$/, () => {}); // never answered
      const sentences = { en: "Opening your workspace…", "pt-BR": "Abrindo seu espaço de trabalho…", "es-MX": "Abriendo su espacio de trabajo…", xx: "Opening your workspace…" };
      for (const [language, sentence] of Object.entries(sentences)) {
        await visitor.goto(`${server.url}/?lang=${language}`);
        await visitor.getByText(sentence).waitFor();
        assert.equal(await visitor.locator("#skeleton p:visible").count(), 1);
      }
    } finally {
      await context.close();
    }
    // All that is kept for offline use is all that is ever loaded.
    const files = await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const cache = await caches.open((await caches.keys()).find((name) => name.startsWith("vinculo-program-")));
      return (await cache.keys()).map(({ url }) => url);
    });
    const sizes = await Promise.all(files.map(async (address) => {
      const answer = await fetch(address, { method: "HEAD", headers: { "accept-encoding": "br" } });
      return Number(answer.headers.get("content-length"));
    }));
    assert.ok(sizes.length > 10 && sizes.every((size) => size > 0), "every file has a size");
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(bytes > 500_000 && bytes <= 1_000_000, `${bytes} bytes`);
  });

  test("shows the list before the core has answered, and what changed meanwhile afterwards", async () => {
    const other = await browser.open(english(server.url + "/people?new"));
    await page.raw.addInitScript(holdQuestions);
    await page.goto(english(server.url + "/people"));
    assert.deepEqual(await until(async () => { const names = await listedNames(page); return names.length > 0 && names; }, "rows without a core"), shown);
    assert.equal(await page.evaluate(() => performance.getEntriesByName("vinculo:core").length), 0);
    await other.raw.getByRole("textbox", { name: "First name" }).fill("Aaron");
    await other.raw.getByRole("textbox", { name: "Last name" }).fill("Aab");
    await other.raw.getByRole("button", { name: "Save" }).click();
    await other.raw.getByRole("heading", { name: "Aaron Aab" }).waitFor();
    await page.evaluate(() => release());
    await until(async () => (await listedNames(page)).includes("Aaron Aab"), "the list of now");
    await other.close();
  });

  test("of a list and of a record says that it loads when the core is slow, and no more when it has answered", async () => {
    // The questions wait: addInitScript of the test before.
    const address = await page.raw.getByRole("row").getByRole("link").first().getAttribute("href"), status = page.raw.getByRole("status").filter({ hasText: "Loading…" });
    for (const [path, shows] of [["/organisations", "row"], [address, "heading"]]) {
      await page.goto(english(server.url + path));
      await status.waitFor({ state: "attached" });
      assert.equal(await status.count(), 1);
      await page.evaluate(() => release());
      await status.waitFor({ state: "detached" });
      await page.raw.getByRole(shows).first().waitFor();
    }
    await page.goto(english(server.url + "/people"));
    await page.evaluate(() => release());
    await until(async () => (await listedNames(page)).includes("Aaron Aab"), "the list");
  });

  test("of a device that was signed out shows nothing, and nothing is left", async () => {
    await untilSynchronised(page);
    await page.raw.getByRole("link", { name: "Settings" }).click();
    await page.raw.getByRole("button", { name: "Sign out" }).first().click();
    await page.raw.getByRole("button", { name: "Sign in" }).waitFor();
    await page.goto(english(server.url + "/people"));
    await until(() => page.evaluate(() => document.getElementById("skeleton") === null), "the program");
    assert.deepEqual(await listedNames(page), []);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => localStorage[key].includes("Aab"))), []);
  });
});
