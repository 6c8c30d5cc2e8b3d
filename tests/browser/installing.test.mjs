// The program as an application of the system: what the browser asks of it, files from the desktop, the icon's number.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Device } from "../client/program.mjs";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { handsOn } from "../support/hands.mjs";
import { installApp } from "../support/installed.mjs";
import { repository, startServer } from "../support/server.mjs";
import { OWNER, setupCode } from "../support/vinculo.mjs";

describe("the manifest", () => {
  let server, browser, page, devtools, manifest;
  before(async () => {
    server = await startServer();
    manifest = await (await fetch(`${server.url}/manifest.webmanifest`)).json();
    browser = await startBrowser("chromium");
    page = await browser.open(server.url + "/");
    devtools = await page.raw.context().newCDPSession(page.raw);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("makes the program installable: Chromium has nothing against it", async () => {
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    assert.deepEqual((await devtools.send("Page.getInstallabilityErrors")).installabilityErrors, []);
    assert.deepEqual((await devtools.send("Page.getAppManifest")).errors, []);
  });

  test("is understood by Chromium: handlers of mailto: and tel:, share target, shortcuts, one window", async () => {
    const { manifest: read } = await devtools.send("Page.getAppManifest");
    assert.deepEqual(read.protocolHandlers, ["mailto", "tel"].map((protocol) => ({ protocol, url: `${server.url}/contact#%s` })));
    assert.deepEqual([read.shareTarget.action, read.shareTarget.method], [`${server.url}/share`, "kPost"]);
    assert.deepEqual(read.shortcuts.map(({ name }) => name), ["New person", "New organisation", "Search all", "Import"]);
    assert.equal(read.launchHandler.clientMode, "kNavigateExisting"); // "focus-existing" would drop what is shared
  });

  test("has pictures of the sizes that it names", async () => {
    for (const { src, sizes, type } of [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }) => icons)]) {
      const shown = await page.evaluate(async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      if (type !== "image/svg+xml") assert.equal(shown, sizes, src);
    }
  });

  test("says in three languages what the program's screens say", () => {
    for (const language of ["pt-BR", "es"]) {
      const texts = readFileSync(join(repository, `web/i18n/${language.replace("-", "_")}.po`), "utf8");
      for (const { name, name_localized: names } of manifest.shortcuts)
        assert.ok(texts.includes(`msgid "${name}"\nmsgstr "${names[language]}"\n`), `${name} in ${language}`);
      assert.ok(manifest.description_localized[language]);
    }
  });
});

describe("installed", () => {
  const data = temporaryFolder("vinculo-data-"), desktop = temporaryFolder("vinculo-desktop-");
  const colleague = new Device(OWNER.password);
  let server, app;
  const onDesktop = (name, text) => {
    writeFileSync(join(desktop.path, name), text);
    return join(desktop.path, name);
  };
  const hands = (window) => handsOn("firefox", window);

  before(async () => {
    server = await startServer({ data: data.path });
    app = await installApp(server.url + "/?lang=en");
  });
  after(async () => {
    colleague.remove();
    await app?.close();
    await server?.stop();
    data.remove();
    desktop.remove();
  });

  test("the system offers it for contacts and tables", async () => {
    const { fileHandlers } = await app.state();
    assert.deepEqual(fileHandlers.flatMap(({ accepts }) => accepts.flatMap(({ fileExtensions }) => fileExtensions)).sort(), [".csv", ".vcf"]);
  });

  test("a file that was opened before anybody signed in is there afterwards", async () => {
    const window = await app.openFiles([onDesktop("ana.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Souza\r\nN:Souza;Ana;;;\r\nEND:VCARD\r\n")]);
    const at = hands(window);
    for (const [name, text] of Object.entries({ "Setup code": setupCode(server), "Workspace name": "Padaria", "Your name": OWNER.name,
      "E-mail": OWNER.mail, "Password": OWNER.password })) await at.fill(name, text);
    await at.click("button", "Create workspace");
    await at.see("heading", "This is what will be created");
    await at.see("any", "Ana Souza");
    await at.click("button", "Import");
    await at.see("heading", "Import finished");
    await at.see("any", /Created: 1\./);
  });

  test("several files come one after the other, also in a window that does not lead", async () => {
    assert.equal((await app.page.evaluate(() => vinculo.diagnostics())).role, "leader");
    const window = await app.openFiles([
      onDesktop("people.csv", "first_name,last_name\nBruno,Lima\n"), onDesktop("more.csv", "first_name,last_name\nCaio,Reis\n")]);
    const at = hands(window);
    await at.see("any", /1 more file waits\./);
    await at.see("any", "Bruno Lima");
    assert.equal((await window.evaluate(() => vinculo.diagnostics())).role, "follower");
    await at.click("button", "Import");
    await at.see("heading", "Import finished");
    await at.click("button", "Next file");
    await at.see("any", "Caio Reis");
    await at.click("button", "Import");
    await at.see("heading", "Import finished");
    await at.see("button", "Another file");
  });

  test("a link that the system gives to it opens the person who has that address", async () => {
    await colleague.must("login", server.url, "--mail", OWNER.mail);
    await colleague.must("add", "given_name=Dora", "mail=work:dora@padaria.example");
    await colleague.must("sync");
    const at = hands(await app.launch(`${server.url}/contact#${encodeURIComponent("mailto:Dora@padaria.example?subject=Oi")}`));
    await at.see("heading", "Dora");
  });

  test("its icon says how many conflicts wait, also while nobody looks, and no more when they are decided", async () => {
    const badge = (count) => until(async () => (await app.state()).badgeCount === count, `${count} on the icon`);
    await badge(0);
    await colleague.must("sync");
    const id = await colleague.idOf("Dora");
    await colleague.must("edit", id, "given_name=Dorinha");
    const window = await app.launch(`${server.url}/people/${id}`);
    const at = hands(window);
    await at.fill("First name", "Doralice");
    await at.click("button", "Save");
    await at.see("heading", "Doralice"); // stored, so that what the colleague sends is not known to it
    await app.page.raw.bringToFront();
    const [conflict] = await until(async () => {
      await colleague.must("sync");
      const { conflicts } = await colleague.json("show", id);
      return conflicts.length > 0 && conflicts;
    }, "both edits have met");
    await badge(1);
    await colleague.must("resolve", conflict.id, "dismiss");
    await colleague.must("sync");
    await badge(0);
  });
});
