// A new version of the program while people work: offered everywhere, taken once, never half.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { handsOn } from "../support/hands.mjs";
import { site, startServer } from "../support/server.mjs";
import { makeVersion, startFaultyWay, versionOf } from "../support/versions.mjs";
import { chooseFile, contactsFile, createOwner, english, OWNER, setupCode, untilSaved } from "../support/vinculo.mjs";

const first = { site, version: versionOf(site) };
let second, third;
before(() => {
  second = makeVersion("second");
  third = makeVersion("third");
});
after(() => {
  second?.remove();
  third?.remove();
});

const isInstalled = (page) => until(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).active)), "installed for offline use");
/** What coming back to the tab does. False when the new version could not be fetched as a whole. */
const lookForUpdate = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
  const fresh = registration.installing;
  if (!fresh) return Boolean(registration.waiting);
  return new Promise((resolve) => fresh.addEventListener("statechange", () => resolve(fresh.state === "installed")));
});
const shownVersion = (page) => page.evaluate(() => document.documentElement.dataset.version).catch(() => ""); // while it loads there is none
const isRunning = (page) => page.evaluate(() => Boolean(globalThis.vinculo?.diagnostics));
const runsVersion = (page, version) => until(async () => (await shownVersion(page)) === version && isRunning(page), `version ${version}`);
const storedVersions = (page) => page.evaluate(async () =>
  (await caches.keys()).filter((name) => name.startsWith("vinculo-program-")).map((name) => name.slice("vinculo-program-".length)).sort());
const field = (tab, name) => tab.raw.getByRole("textbox", { name, exact: true });
const holds = (tab, name, words) => until(async () => (await field(tab, name).inputValue()) === words, `${words} in ${name}`);
const offer = (tab) => tab.raw.getByRole("button", { name: "Update" });

describe("with two tabs open and words typed in each", () => {
  const data = temporaryFolder("vinculo-data-");
  let server, browser, one, two;
  const serve = async (version) => {
    await server?.stop();
    server = await startServer({ data: data.path, port: server?.port, site: version.site });
  };

  before(async () => {
    await serve(first);
    browser = await startBrowser("chromium");
    one = await browser.open(english(server.url + "/people?new"));
    await createOwner(one, server);
    await field(one, "First name").fill("Ana");
    await one.raw.getByRole("button", { name: "Save" }).click();
    await one.raw.getByRole("heading", { name: "Ana", level: 1 }).waitFor();
    await untilSaved(one);
    await isInstalled(one);
    two = await browser.open(english(server.url + "/people?new"));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    data.remove();
  });

  test("the new version is offered in both; taken in one, both have it, and each has its words", async () => {
    await serve(second);
    assert.equal(await lookForUpdate(one), true);
    for (const tab of [one, two]) await offer(tab).waitFor();
    assert.deepEqual([await shownVersion(one), await shownVersion(two)], [first.version, first.version]);
    assert.deepEqual(await storedVersions(one), [first.version, second.version].sort(), "the one that they run is kept");
    await field(two, "First name").fill("Otávio");
    await field(one, "Last name").fill("Quixadá"); // typed this very moment
    await offer(one).click();
    for (const tab of [one, two]) await runsVersion(tab, second.version);
    await holds(one, "Last name", "Quixadá");
    await holds(two, "First name", "Otávio");
    assert.equal(await offer(one).count() + await offer(two).count(), 0, "nothing more is offered");
  });

  test("the version before goes when no tab can need it", async () => {
    await two.close();
    await one.reload();
    await until(async () => (await storedVersions(one)).join() === second.version, "only the new one is left");
    await holds(one, "Last name", "Quixadá");
  });

  test("no new version is offered while an import runs in any tab", async () => {
    const importing = await browser.open(english(server.url + "/import"));
    const previewing = await browser.open(english(server.url + "/import"));
    await chooseFile(importing, contactsFile(60_000));
    await chooseFile(previewing, contactsFile(20));
    await importing.raw.getByRole("button", { name: "Import", exact: true }).click();
    const cancel = importing.raw.getByRole("button", { name: "Cancel" });
    await importing.raw.getByRole("progressbar").waitFor();
    await serve(third);
    assert.equal(await lookForUpdate(one), true);
    await one.raw.bringToFront();
    await until(async () => one.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)), "a version waits");
    const offered = await offer(one).count() + await offer(importing).count();
    assert.ok(await cancel.isVisible(), "it still runs");
    assert.equal(offered, 0);
    await cancel.click();
    for (const tab of [one, importing]) await offer(tab).waitFor();
    assert.equal(await offer(previewing).count(), 0, "not where a file would have to be chosen again");
    await previewing.raw.getByRole("button", { name: "Cancel" }).click();
    await offer(previewing).waitFor();
    await previewing.close();
    await importing.close();
  });

  test("a version that waits is still whole after a reload of the one before: it starts without the server", async () => {
    await serve(third);
    assert.equal(await lookForUpdate(one), true);
    await one.reload();
    await holds(one, "Last name", "Quixadá");
    await server.stop();
    await offer(one).click();
    await runsVersion(one, third.version);
    await holds(one, "Last name", "Quixadá");
    const devtools = await one.raw.context().newCDPSession(one.raw);
    await devtools.send("ServiceWorker.enable");
    await devtools.send("ServiceWorker.stopAllWorkers"); // as after a pause: it knows only what is stored
    await one.reload();
    await runsVersion(one, third.version);
    await one.raw.getByText("Offline").first().waitFor();
  });
});

describe("a workspace that a newer version has used", () => {
  const data = temporaryFolder("vinculo-data-");
  let server, browser;
  after(async () => {
    await browser?.close();
    await server?.stop();
    data.remove();
  });

  test("is not opened by the version before, which offers the new one instead", async () => {
    server = await startServer({ data: data.path, site: first.site });
    browser = await startBrowser("chromium");
    const page = await browser.open(english(server.url + "/people"));
    await createOwner(page, server);
    await untilSaved(page);
    await isInstalled(page);
    await server.stop();
    server = await startServer({ data: data.path, port: server.port, site: second.site });
    assert.equal(await lookForUpdate(page), true);
    await page.evaluate(async () => { // the layout of a later version
      const { name } = (await indexedDB.databases()).find((database) => /^vinculo-[0-9a-f]{8}-/.test(database.name));
      await new Promise((resolve, reject) => {
        const request = indexedDB.open(name, 1000);
        Object.assign(request, { onsuccess: () => resolve(request.result.close()), onerror: reject });
      });
    });
    await page.reload();
    await page.raw.getByText("This workspace was used by a newer version.").waitFor();
    assert.equal(await shownVersion(page), first.version);
    await offer(page).click();
    await runsVersion(page, second.version);
  });
});

describe("an update that is interrupted", () => {
  const data = temporaryFolder("vinculo-data-");
  let server, next, afterNext, way, browser, page;
  const newScript = () => JSON.parse(readFileSync(join(second.site, "site.json"), "utf8")).assets["/main.js"];
  const atNewScript = (fault) => (path) => (path === newScript() ? fault() : undefined);

  before(async () => {
    server = await startServer({ data: data.path, site: first.site });
    way = await startFaultyWay(server.url);
    browser = await startBrowser("chromium");
    page = await browser.open(english(way.url + "/people"));
    await createOwner(page, server);
    await untilSaved(page);
    await isInstalled(page);
  });
  after(async () => {
    await browser?.close();
    await way?.stop();
    for (const each of [server, next, afterNext]) await each?.stop();
    data.remove();
  });

  const interruptions = {
    "a new file answers 500": atNewScript(() => 500),
    "a new file ends in the middle": atNewScript(() => "cut"),
    "the server is killed in between": atNewScript(() => {
      next.kill();
      way.fault = () => "gone";
      return "gone";
    }),
    "the page is already of the version after": (path) => { way.target = path === "/" ? afterNext.url : next.url; },
  };
  for (const [what, fault] of Object.entries(interruptions))
    test(`leaves the version before, also without the server: ${what}`, async () => {
      if (!next || next.process.signalCode) next = await startServer({ site: second.site });
      afterNext ??= await startServer({ site: third.site });
      way.target = next.url;
      let wasMet = false;
      way.fault = (path) => {
        const answer = fault(path);
        wasMet ||= Boolean(answer) || way.target === afterNext.url;
        return answer;
      };
      assert.equal(await lookForUpdate(page), false);
      assert.equal(wasMet, true);
      way.fault = () => "gone";
      assert.deepEqual(await storedVersions(page), [first.version]);
      await page.reload();
      await runsVersion(page, first.version);
      await page.raw.getByRole("heading", { name: "People", level: 1 }).waitFor();
      assert.equal(await offer(page).count(), 0);
    });

  test("and the next attempt succeeds", async () => {
    way.target = next.url;
    way.fault = () => undefined;
    assert.equal(await lookForUpdate(page), true);
    await offer(page).click();
    await runsVersion(page, second.version);
  });
});

for (const kind of ["firefox", "webkit"])
  describe(`in ${kind}`, () => {
    const data = temporaryFolder("vinculo-data-");
    let server, browser;
    after(async () => {
      await browser?.close();
      await server?.stop();
      data.remove();
    });

    test("the new version is offered, taken, and what was typed is there", async () => {
      server = await startServer({ data: data.path, site: first.site });
      browser = await startBrowser(kind);
      const page = await browser.open(english(server.url + "/people?new"));
      const hands = handsOn(kind, page);
      const account = { "Setup code": setupCode(server), "Workspace name": "Padaria", "Your name": OWNER.name, "E-mail": OWNER.mail, "Password": OWNER.password };
      for (const [name, text] of Object.entries(account)) await hands.fill(name, text);
      await hands.click("button", "Create workspace");
      await hands.fill("First name", "Ana");
      await hands.click("button", "Save");
      await hands.see("heading", "Ana");
      await isInstalled(page);
      await server.stop();
      server = await startServer({ data: data.path, port: server.port, site: second.site });
      assert.equal(await lookForUpdate(page), true);
      await hands.see("button", "Update");
      await hands.fill("Last name", "Quixada");
      await hands.click("button", "Update");
      await runsVersion(page, second.version);
      await until(() => page.evaluate(() => [...document.querySelectorAll("input")].some((input) => input.value === "Quixada")), "what was typed");
    });
  });
