// Bad input in Chromium, in the language of most users: a clear sentence that says what to do, and nothing typed is lost.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { damageIndexedDb } from "../support/chromium_storage.mjs";
import { handsOn } from "../support/hands.mjs";
import { startServer } from "../support/server.mjs";
import { contactsFile, createOwner, diagnostics, english, importFile, invite, joinTeam, OWNER, signIn, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

const SENTENCES = {
  wrong_credentials: "O e-mail ou a senha não confere. Tente de novo.",
};

describe("bad input", () => {
  const data = temporaryFolder("vinculo-data-");
  const files = mkdtempSync(join(tmpdir(), "vinculo-bad-"));
  let server, browser, page, raw;

  const file = (name, content) => {
    const path = join(files, name);
    writeFileSync(path, content);
    return path;
  };
  const field = (name) => raw.getByRole("textbox", { name, exact: true });
  const seen = (text) => raw.getByText(text).first().waitFor({ timeout: 60_000 });

  async function choose(path) {
    await raw.goto(english(`${server.url}/import`));
    const chooser = raw.waitForEvent("filechooser");
    await raw.getByRole("button", { name: "Choose file" }).click();
    await (await chooser).setFiles(path);
  }

  before(async () => {
    server = await startServer({ data: data.path });
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await createOwner(page, server);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    data.remove();
    rmSync(files, { recursive: true, force: true });
  });

  test("a picture that is called contacts.csv", async () => {
    await choose(file("contacts.csv", Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(5000, 7)])));
    await seen(/Choose a CSV or vCard file|Save it as CSV or vCard/);
    assert.equal(await raw.getByRole("button", { name: "Choose file" }).or(raw.getByRole("button", { name: "Another file" })).first().isVisible(), true);
  });

  test("an empty file and a broken vCard", async () => {
    await choose(file("empty.csv", ""));
    await seen(/Choose a CSV or vCard file/);
    await choose(file("broken.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:José\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:no end"));
    await raw.getByRole("button", { name: "Import", exact: true }).click();
    await seen(/Created: [12]\b/); // José is there, whatever the cut one is good for
  });

  test("a CSV with an open quote keeps the rows before it", async () => {
    await choose(file("open.csv", 'First name,Last name\nAna,Lima\n"Rui,Costa\n'));
    await raw.getByRole("button", { name: "Import", exact: true }).click();
    await seen(/Created: [12]\b/);
  });

  test("a file of 500 MB is read in pieces and can be cancelled; the page answers meanwhile", async () => {
    await raw.goto(english(`${server.url}/import`));
    await raw.getByRole("button", { name: "Choose file" }).waitFor();
    await page.evaluate(() => {
      const rows = new Blob(Array.from({ length: 100_000 }, (_, i) => `Large${i},Row${i},"${"x".repeat(80)}"\n`));
      const parts = ["First name,Last name,Comment\n", ...Array(Math.ceil((500 << 20) / rows.size)).fill(rows)];
      const transfer = new DataTransfer();
      transfer.items.add(new File(parts, "large.csv", { type: "text/csv" }));
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    });
    await raw.getByRole("button", { name: "Import", exact: true }).click();
    await until(async () => (await diagnostics(page)).people > 200, "the list fills while it runs");
    await raw.getByRole("link", { name: "People" }).first().click();
    await raw.getByRole("link", { name: /^Large/ }).first().waitFor();
    await raw.getByRole("link", { name: "Import" }).first().click();
    await raw.getByRole("button", { name: "Cancel" }).click();
    await seen("The import was cancelled");
  });

  test("a text that a field has no room for is refused as a whole, and what was there stays", async () => {
    await raw.goto(english(`${server.url}/people`));
    await raw.getByRole("link", { name: /^Ana Lima/ }).first().click();
    const note = raw.getByRole("textbox", { name: "New note" });
    await note.fill("Ligar na terça. ");
    await note.press("End");
    await raw.keyboard.insertText("x".repeat(100_000));
    await seen("Too long: at most 100,000 characters fit here. Nothing was added; put it in parts.");
    assert.equal(await note.inputValue(), "Ligar na terça. ");
    await raw.evaluate(() => { // a paste
      const data = new DataTransfer();
      data.setData("text/plain", "y".repeat(100_001));
      const field = document.activeElement;
      globalThis.wasRefused = !field.dispatchEvent(new InputEvent("beforeinput", { inputType: "insertFromPaste", dataTransfer: data, bubbles: true, cancelable: true }))
        && !field.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    assert.equal(await raw.evaluate(() => wasRefused), true);
    await raw.keyboard.insertText("x".repeat(1000));
    await note.press("Backspace");
    assert.equal((await note.inputValue()).length, 16 + 999);
  });

  test("5 MB in the clipboard, pasted by the keys into fields of every kind, change nothing and are told", async () => {
    await raw.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
    await raw.goto(english(`${server.url}/people`));
    await raw.getByRole("link", { name: /^Ana Lima/ }).first().click();
    await field("First name").waitFor();
    await raw.evaluate(() => navigator.clipboard.writeText("çãé 🦀 ".repeat(5_000_000 / 12)));
    for (const name of ["First name", "New note"]) {
      const words = await field(name).inputValue();
      await field(name).focus();
      await raw.keyboard.press("Control+V");
      await seen(/^Too long: at most/);
      assert.equal(await field(name).inputValue(), words, name);
      await raw.keyboard.press("End");
      await raw.keyboard.type("!");
      assert.equal(await field(name).inputValue(), `${words}!`, `${name} can be typed into`);
      await raw.keyboard.press("Backspace");
    }
    await raw.goto(english(`${server.url}/people`));
    const search = raw.getByRole("searchbox", { name: "Search" });
    await search.fill("Ana");
    await search.press("Control+V");
    await seen(/^Too long: /);
    assert.equal(await search.inputValue(), "Ana");
    await raw.getByRole("link", { name: /^Ana Lima/ }).first().waitFor();
  });

  test("an invite that was used already, and one that never was", async () => {
    await raw.goto(english(`${server.url}/people`));
    const link = await invite(page);
    const other = await startBrowser("chromium");
    try {
      const first = await other.open(english(server.url + "/"));
      await joinTeam(first, link);
    } finally {
      await other.close();
    }
    const late = await startBrowser("chromium");
    try {
      const second = await late.open(link.replace("/#", "/?lang=en#"));
      await second.raw.getByRole("textbox", { name: "Your name" }).fill("Carla Reis");
      await second.raw.getByRole("textbox", { name: "E-mail" }).fill("carla@padaria.example");
      await second.raw.getByLabel("Password").fill("a third long password");
      await second.raw.getByRole("button", { name: "Join" }).click();
      await second.raw.getByText("This link or code has expired or was already used. Ask for a new one.").first().waitFor();
      assert.equal(await second.raw.getByRole("textbox", { name: "Your name" }).inputValue(), "Carla Reis"); // nothing typed is lost
    } finally {
      await late.close();
    }
  });

  test("a wrong password, in Portuguese; the mail stays", async () => {
    const other = await startBrowser("chromium");
    try {
      const there = await other.open(`${server.url}/?lang=pt-BR`);
      await there.raw.getByLabel("E-mail").fill(OWNER.mail);
      await there.raw.getByLabel("Senha").fill("not the password");
      await there.raw.getByRole("button", { name: "Entrar" }).click();
      await there.raw.getByText(SENTENCES.wrong_credentials).first().waitFor();
      assert.equal(await there.raw.getByLabel("E-mail").inputValue(), OWNER.mail);
    } finally {
      await other.close();
    }
  });

  test("a server that is killed in the middle of sending: nothing is lost, and the rest goes out later", async () => {
    await choose(file("many.csv", "First name,Last name\n" + Array.from({ length: 3000 }, (_, i) => `Muitos${i},Linha${i}\n`).join("")));
    await raw.getByRole("button", { name: "Import", exact: true }).click();
    await until(async () => (await diagnostics(page)).people > 500, "the import has begun");
    await server.kill();
    await raw.getByRole("heading", { name: "Import finished" }).waitFor();
    await untilSaved(page);
    server = await startServer({ data: data.path, port: server.port });
    await untilSynchronised(page);
    assert.ok((await diagnostics(page)).people >= 3000);
  });
});

// Firefox keeps this setting for people who want private windows as they once were: they store nothing.
describe("a private window that stores nothing", () => {
  test("says so, and what to do", async () => {
    const data = temporaryFolder("vinculo-data-");
    const server = await startServer({ data: data.path });
    const browser = await startBrowser("firefox", {
      preferences: { "browser.privatebrowsing.autostart": true, "dom.indexedDB.privateBrowsing.enabled": false } });
    try {
      const page = await browser.open(english(server.url + "/"));
      const hands = handsOn("firefox", page);
      await hands.see("any", /Open Vinculo in a normal window/);
      await hands.see("button", "Reload");
    } finally {
      await browser.close();
      await server.stop();
      data.remove();
    }
  });
});

// Chromium puts an empty database in the place of one that it cannot read.
describe("a browser that has removed everything", () => {
  test("says so, and signing in brings back what the server has", async () => {
    const data = temporaryFolder("vinculo-data-"), profile = temporaryFolder();
    const server = await startServer({ data: data.path });
    const first = await startBrowser("chromium", { profile: profile.path });
    let again;
    try {
      const page = await first.open(english(server.url + "/"));
      await createOwner(page, server);
      await importFile(page, contactsFile(20));
      await untilSynchronised(page);
      await untilSaved(page);
      await first.kill();
      damageIndexedDb(profile.path);

      again = await startBrowser("chromium", { profile: profile.path });
      const empty = await again.open(english(server.url + "/"));
      await empty.raw.getByText("The browser has removed Vinculo's data from this device. Sign in again").first().waitFor();
      await signIn(empty);
      await until(async () => (await diagnostics(empty)).people === 20, "everybody is back");
    } finally {
      await again?.close();
      await server.stop();
      profile.remove();
      data.remove();
    }
  });
});
