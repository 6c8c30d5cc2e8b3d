// What somebody types and has not saved: after a reload, in two tabs at once, after a tab that never comes back, after the
// browser was killed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { chooseFile, contactsFile, createOwner, english, importFile, listedNames, openPerson, OWNER, signIn, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

describe("words that are not saved yet", () => {
  const data = temporaryFolder("vinculo-data-");
  let server, browser, page, names;

  const field = (tab, name) => tab.raw.getByRole("textbox", { name, exact: true });
  const isKept = (tab, words) => until(() => tab.evaluate((text) => Object.keys(localStorage).some((key) => key.startsWith("vinculo.drafts.") && localStorage[key].includes(text)), words), `${words} is kept`);
  const isForgotten = (tab, words) => until(() => tab.evaluate((text) => !Object.values(localStorage).some((value) => value.includes(text)), words), `${words} is forgotten`);

  before(async () => {
    server = await startServer({ data: data.path });
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    await createOwner(page, server);
    await importFile(page, contactsFile(20));
    await page.raw.getByRole("link", { name: "People" }).first().click();
    names = await until(async () => { const listed = await listedNames(page); return listed.length > 3 && listed; }, "people");
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    data.remove();
  });

  test("are there after a reload, as words that are not saved, and gone from the device once they are", async () => {
    await openPerson(page, names[0]);
    const first = await field(page, "First name").inputValue();
    await field(page, "First name").fill("Zuleica");
    await page.raw.getByRole("textbox", { name: "New note" }).fill("Prefers to be called in the morning");
    await page.reload();
    await until(async () => (await field(page, "First name").inputValue()) === "Zuleica", "the draft");
    assert.equal(await page.raw.getByRole("textbox", { name: "New note" }).inputValue(), "Prefers to be called in the morning");
    await page.raw.getByText("Not saved yet").waitFor();
    await page.raw.getByRole("button", { name: "Discard" }).click();
    await until(async () => (await field(page, "First name").inputValue()) === first, "what is stored");
    await field(page, "First name").fill("Zenaide");
    await isKept(page, "Zenaide");
    await page.raw.getByRole("button", { name: "Save" }).click();
    await page.raw.getByText("Not saved yet").waitFor({ state: "detached" });
    await page.raw.getByRole("textbox", { name: "New note" }).fill("");
    await until(() => page.evaluate(() => !Object.keys(localStorage).some((key) => key.startsWith("vinculo.drafts."))), "no draft is left");
  });

  test("come back once and as they were last, in a tab that the browser restores after it was killed", async () => {
    const other = await startBrowser("chromium");
    try {
      const tab = await other.open(english(server.url + "/"));
      await signIn(tab);
      await tab.goto(english(server.url + "/people?new"));
      await field(tab, "First name").fill("Olga");
      await isKept(tab, "Olga");
      const old = await tab.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith("vinculo.drafts.")));
      await field(tab, "First name").fill("Olga Newer");
      await isKept(tab, "Olga Newer");
      await tab.raw.addInitScript(([key, value]) => { // localStorage is as it was some seconds before
        if (sessionStorage.getItem("wasKilled")) return;
        sessionStorage.setItem("wasKilled", "yes");
        localStorage.setItem(key, value);
      }, old);
      await tab.reload();
      await until(async () => (await field(tab, "First name").inputValue()) === "Olga Newer", "the newest words");
      await tab.raw.getByRole("dialog").getByRole("button", { name: "Save" }).click();
      await tab.raw.getByRole("heading", { name: "Olga Newer", level: 1 }).waitFor();
      await tab.goto(english(server.url + "/people?new"));
      await field(tab, "First name").waitFor();
      assert.equal(await field(tab, "First name").inputValue(), "", "nothing is left of them");
    } finally {
      await other.close();
    }
  });

  test("are saved or discarded whole, even when the button is pressed in the moment of the last letter", async () => {
    await page.goto(english(server.url + "/people"));
    await openPerson(page, names[1]);
    const before = await field(page, "First name").inputValue();
    // In one task, before anything is drawn: as fast hands on a slow machine do.
    const typeAndPress = (text, button) => page.evaluate((words, name) => {
      const [input] = [...document.querySelectorAll("input")].filter((one) => one.getAttribute("aria-label") === "First name");
      input.focus();
      document.execCommand("insertText", false, words);
      input.blur();
      [...document.querySelectorAll("button")].find((one) => one.textContent === name).click();
    }, text, button);
    await field(page, "First name").fill("Zilda");
    await page.raw.getByText("Not saved yet").waitFor();
    await typeAndPress(" Maria", "Discard");
    await until(async () => (await field(page, "First name").inputValue()) === before, "what is stored");
    assert.equal(await page.raw.getByText("Not saved yet").count(), 0);
    await field(page, "First name").fill("Zilda");
    await page.raw.getByText("Not saved yet").waitFor();
    await typeAndPress(" Maria", "Save");
    await page.raw.getByRole("heading", { name: /^Zilda Maria/, level: 1 }).waitFor();
    assert.equal(await page.raw.getByText("Not saved yet").count(), 0);
    names[1] = (await page.raw.getByRole("heading", { level: 1 }).last().textContent()).trim();
  });

  test("each of two tabs has its own after both are reloaded", async () => {
    const other = await browser.open(english(server.url + "/people?new"));
    await field(other, "First name").fill("Otávio");
    await page.goto(english(server.url + "/people?new"));
    await field(page, "First name").fill("Úrsula");
    await isKept(other, "Otávio");
    await Promise.all([page.reload(), other.reload()]);
    await until(async () => (await field(page, "First name").inputValue()) === "Úrsula", "one tab's words");
    await until(async () => (await field(other, "First name").inputValue()) === "Otávio", "the other's");
    await page.raw.getByRole("button", { name: "Cancel" }).click();
    await isForgotten(page, "Úrsula");
    await page.goto("about:blank"); // it would take over what the other leaves
    await other.close();
  });

  test("of a tab that never comes back are offered in the next", async () => {
    const next = await browser.open(english(server.url + "/people"));
    await next.raw.getByText("What you had not saved yet is still there.").waitFor();
    await next.raw.getByRole("button", { name: "Show" }).click();
    await until(async () => (await field(next, "First name").inputValue()) === "Otávio", "the words");
    await next.raw.getByRole("button", { name: "Save" }).click();
    await next.raw.getByRole("heading", { name: "Otávio", level: 1 }).waitFor();
    await isForgotten(next, '"Otávio"');
    await next.close();
  });

  test("of a tab that never comes back do not take the place of a form in which somebody begins to type", async () => {
    const lost = await browser.open(english(server.url + "/people?new"));
    await field(lost, "First name").fill("Ovídio");
    await isKept(lost, "Ovídio");
    await page.goto("about:blank");
    await lost.close();
    const next = await browser.open(english(server.url + "/people?new"));
    await field(next, "First name").waitFor();
    await until(() => next.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("vinculo.drafts.")).length === 1 &&
      Object.values(sessionStorage).some((name) => localStorage[`vinculo.drafts.${name}`]?.includes("Ovídio"))), "they are this tab's");
    assert.equal(await field(next, "First name").inputValue(), "");
    await field(next, "First name").fill("Iracema");
    await next.raw.getByRole("button", { name: "Close" }).click();
    await next.raw.getByRole("button", { name: "Show" }).click();
    await until(async () => (await field(next, "First name").inputValue()) === "Ovídio", "the earlier words");
    await next.raw.getByRole("button", { name: "Save" }).click();
    await next.raw.getByRole("heading", { name: "Ovídio", level: 1 }).waitFor();
    await next.goto(english(server.url + "/people?new"));
    await field(next, "First name").waitFor();
    assert.equal(await field(next, "First name").inputValue(), "Iracema");
    await next.raw.getByRole("button", { name: "Cancel" }).click();
    await isForgotten(next, "Iracema");
    await next.close();
  });

  test("are in the form from its first moment, however slowly they come", async () => {
    const tab = await browser.open(english(server.url + "/people?new"));
    await field(tab, "First name").fill("Anacleto");
    await isKept(tab, "Anacleto");
    await tab.raw.addInitScript(() => { // a disk that takes its time
      const open = indexedDB.open.bind(indexedDB);
      indexedDB.open = (name, version) => {
        const request = open(name, version);
        return name !== "vinculo-drafts" ? request : new Proxy(request, {
          get: (target, key) => (typeof target[key] === "function" ? target[key].bind(target) : target[key]),
          set: (target, key, value) => {
            if (key === "onsuccess") setTimeout(value, 1000);
            else target[key] = value;
            return true;
          },
        });
      };
    });
    await tab.reload();
    await field(tab, "First name").waitFor();
    assert.equal(await field(tab, "First name").inputValue(), "Anacleto");
    await tab.raw.getByRole("button", { name: "Cancel" }).click();
    await isForgotten(tab, "Anacleto");
    await page.goto("about:blank");
    await tab.close();
  });

  test("of a tab that never comes back are in the record's page that is open already", async () => {
    await page.goto(english(server.url + "/people"));
    await until(async () => (await listedNames(page)).length > 3, "people");
    const address = await page.raw.locator("[role=row] a").nth(2).evaluate((link) => link.href);
    const lost = await browser.open(english(address.split("?")[0]));
    await field(lost, "Last name").fill("Quixadá");
    await isKept(lost, "Quixadá");
    await page.goto("about:blank");
    await lost.close();
    await page.goto(english(address.split("?")[0]));
    await until(async () => (await field(page, "Last name").inputValue()) === "Quixadá", "the words");
    await page.raw.getByRole("button", { name: "Discard" }).click();
    await isForgotten(page, "Quixadá");
  });

  test("a job alone is worth keeping", async () => {
    await page.goto(english(server.url + "/people?new"));
    await page.raw.getByRole("combobox", { name: "Organisation" }).fill("Padaria Xodó");
    await page.reload();
    await until(async () => (await page.raw.getByRole("combobox", { name: "Organisation" }).inputValue()) === "Padaria Xodó", "the organisation");
    await page.raw.getByRole("button", { name: "Cancel" }).click();
    await isForgotten(page, "Padaria Xodó");
  });

  // Calls work(store, ...args) with the copies that are on the disk at once (shell/page/draft_copies.js).
  const withCopies = (tab, work, ...args) => tab.evaluate(async (source, given) => {
    const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    if (!(await indexedDB.databases()).some(({ name }) => name === "vinculo-drafts")) return []; // it is the program that makes it
    const database = await done(indexedDB.open("vinculo-drafts", 1));
    const store = database.transaction("drafts", "readwrite").objectStore("drafts");
    const works = { all: () => store.getAll(), put: ([page, copy]) => store.put(copy, page) };
    const result = await done(works[source](given));
    database.close();
    return result;
  }, work, args);

  test("are there after the browser was killed before it had written localStorage", async () => {
    const profile = temporaryFolder();
    let killed = await startBrowser("chromium", { profile: profile.path });
    try {
      const tab = await killed.open(english(server.url + "/"));
      await signIn(tab);
      await untilSynchronised(tab);
      await openPerson(tab, (await until(async () => { const listed = await listedNames(tab); return listed.length > 3 && listed; }, "people"))[2]);
      await field(tab, "Last name").fill("Vasconcelos");
      await until(async () => (await withCopies(tab, "all")).some(({ text }) => text.includes("Vasconcelos")), "a copy on the disk");
      await killed.kill();
      killed = await startBrowser("chromium", { profile: profile.path });
      const next = await killed.open(english(server.url + "/people"));
      await next.raw.getByText("What you had not saved yet is still there.").waitFor();
      await next.raw.getByRole("button", { name: "Show" }).click();
      await until(async () => (await field(next, "Last name").inputValue()) === "Vasconcelos", "the words");
    } finally {
      await killed.close();
      profile.remove();
    }
  });

  test("that were saved or forgotten right before the browser was killed do not come back", async () => {
    const tab = await browser.open(english(server.url + "/people?new"));
    await field(tab, "First name").fill("Leocádia");
    await isKept(tab, "Leocádia");
    const { text } = JSON.parse(await tab.evaluate(() => Object.entries(localStorage).find(([key, value]) => key.startsWith("vinculo.drafts.") && value.includes("Leocádia"))[1]));
    await tab.raw.getByRole("button", { name: "Cancel" }).click();
    await isForgotten(tab, "Leocádia");
    const minute = 60_000, now = Date.now();
    // What localStorage was when it was written last, and what has happened since.
    const leave = (page, at) => tab.evaluate((key, value) => localStorage.setItem(key, value), `vinculo.drafts.${page}`, JSON.stringify({ at, text }));
    await withCopies(tab, "put", "saved", { at: now - 2 * minute, text: "" });
    await leave("saved", now - 3 * minute);
    await withCopies(tab, "put", "*", { at: now - 2 * minute, text: "" });
    await leave("forgotten", now - 3 * minute);
    const mayReturn = text.replaceAll("Leocádia", "Lucrécia");
    await tab.evaluate((value) => localStorage.setItem("vinculo.drafts.lost", value), JSON.stringify({ at: now - minute, text: mayReturn }));
    await tab.goto(english(server.url + "/people"));
    await tab.raw.getByRole("button", { name: "Show" }).click();
    await until(async () => (await field(tab, "First name").inputValue()) === "Lucrécia", "the one that was lost");
    await isForgotten(tab, "Leocádia");
    await tab.raw.getByRole("button", { name: "Cancel" }).click();
    await isForgotten(tab, "Lucrécia");
    await tab.close();
  });

  describe("on a device that has no room for them", () => {
    const sentence = "This device has no room to keep what you have not saved yet. Save it before you close or reload this page.";
    const warning = (tab) => tab.raw.getByRole("status").filter({ hasText: sentence });
    const form = (tab) => tab.raw.getByRole("dialog").getByRole("button", { name: "Save" });
    // The browser itself refuses then: localStorage holds some 5 million letters of a site.
    const fill = (tab) => tab.evaluate(() => {
      for (let letters = 4_000_000, number = 0; letters >= 1;)
        try {
          localStorage.setItem(`filler.${number}`, "x".repeat(letters));
          ++number;
        } catch (error) {
          if (error.name !== "QuotaExceededError") throw error;
          letters = Math.floor(letters / 2);
        }
    });
    const makeRoom = (tab) => tab.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("filler.")).forEach((key) => localStorage.removeItem(key)));

    test("they stay in the form, which says so in three languages, and are kept when there is room again", async () => {
      const translations = ["pt-BR:Este aparelho não tem espaço para manter o que você ainda não salvou. Salve antes de fechar ou recarregar esta página.",
        "es:Este dispositivo no tiene espacio para conservar lo que aún no ha guardado. Guárdelo antes de cerrar o recargar esta página.", `en:${sentence}`];
      for (const [language, wanted] of translations.map((each) => each.split(":"))) {
        await page.goto(`${server.url}/people?new&lang=${language}`);
        await fill(page);
        const first = page.raw.locator("dialog input").first();
        await first.fill(`Yara ${language}`);
        await page.raw.getByRole("status").filter({ hasText: wanted }).waitFor();
        assert.equal(await first.inputValue(), `Yara ${language}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
        if (language !== "en") await page.raw.getByRole("dialog").getByRole("button", { name: "Cancelar" }).click();
        await makeRoom(page);
      }
      await isKept(page, "Yara en"); // with nobody doing anything
      await warning(page).waitFor({ state: "detached" });
      await page.reload();
      await until(async () => (await field(page, "First name").inputValue()) === "Yara en", "the words after a reload");
    });

    test("they are saved all the same, and a record's page warns too", async () => {
      let last = "Xavier";
      await until(async () => { // what the start writes for the next one may leave room again
        await fill(page);
        last += "x";
        await field(page, "Last name").fill(last);
        return warning(page).isVisible();
      }, "the warning");
      await form(page).click();
      await page.raw.getByRole("heading", { name: `Yara en ${last}`, level: 1 }).waitFor();
      await warning(page).waitFor({ state: "detached" });
      await fill(page); // where the draft was
      await field(page, "First name").fill("Yasmin");
      await warning(page).waitFor();
      await page.raw.getByRole("button", { name: "Save" }).click();
      await page.raw.getByRole("heading", { name: `Yasmin ${last}`, level: 1 }).waitFor();
      await warning(page).waitFor({ state: "detached" });
      await untilSaved(page);
      await page.reload();
      await until(async () => (await field(page, "First name").inputValue()) === "Yasmin", "what is stored");
      assert.equal(await page.raw.getByText("Not saved yet").count(), 0);
      await makeRoom(page);
    });
  });

  test("fields outside of records keep theirs in their tab: a colleague's mail, whoever signs in or joins, no password", async () => {
    const mail = field(page, "E-mail of your colleague");
    await page.goto(english(server.url + "/settings"));
    await mail.fill("carla@padaria.example");
    await page.reload();
    await mail.waitFor();
    assert.equal(await mail.inputValue(), "carla@padaria.example");
    await page.raw.getByRole("button", { name: "Create invite link" }).click();
    const link = await field(page, "Invite link").inputValue();

    const elsewhere = await startBrowser("chromium");
    try {
      const tab = await elsewhere.open(english(server.url + "/"));
      await field(tab, "E-mail").fill("dora@padaria.example");
      await tab.raw.getByLabel("Password").fill("a password of hers");
      await tab.reload();
      await field(tab, "E-mail").waitFor();
      assert.equal(await field(tab, "E-mail").inputValue(), "dora@padaria.example");
      assert.equal(await tab.raw.getByLabel("Password").inputValue(), "");
      assert.equal(await tab.evaluate(() => JSON.stringify([localStorage, sessionStorage]).includes("of hers")), false);
      await tab.goto(link.replace("/#", "/?lang=en#"));
      await field(tab, "Your name").fill("Dora Reis");
      await tab.reload();
      await field(tab, "Your name").waitFor();
      assert.equal(await field(tab, "Your name").inputValue(), "Dora Reis");
    } finally {
      await elsewhere.close();
    }
  });

  test("go with everything else, in all tabs, when their writer signs out", async () => {
    await page.goto(english(server.url + "/people?new"));
    await field(page, "First name").fill("Wanda");
    const other = await browser.open(english(server.url + "/people?new"));
    await field(other, "First name").fill("Xenia");
    await isKept(page, "Wanda");
    await isKept(page, "Xenia");
    await untilSynchronised(page);
    const previewing = await browser.open(english(server.url + "/import"));
    await chooseFile(previewing, contactsFile(20));
    await page.goto(english(server.url + "/settings"));
    await page.raw.getByRole("button", { name: "Sign out" }).first().click();
    const question = page.raw.getByRole("dialog", { name: "Sign out?" });
    await question.getByText("What you have not saved would be lost: Wanda. Another tab, or one that was closed, has words that are not saved.").waitFor();
    await question.getByRole("button", { name: "Sign out" }).click();
    await page.raw.getByRole("button", { name: "Sign in" }).waitFor();
    await other.raw.getByRole("button", { name: "Sign in" }).waitFor();
    await isForgotten(page, "Wanda");
    await other.close();
    await field(previewing, "E-mail").fill(OWNER.mail);
    await previewing.raw.getByLabel("Password").fill(OWNER.password);
    await previewing.raw.getByRole("button", { name: "Sign in" }).click();
    await previewing.raw.getByRole("button", { name: "Choose file" }).waitFor(); // not the file of who was here
    await previewing.raw.getByRole("link", { name: "Settings" }).first().click();
    await previewing.raw.getByRole("button", { name: "Sign out" }).first().click();
    await previewing.raw.getByRole("button", { name: "Sign in" }).waitFor();
    await previewing.close();
    await page.goto(english(server.url + "/people"));
    await page.raw.getByRole("button", { name: "Sign in" }).waitFor();
    const left = await page.evaluate(() => [localStorage, sessionStorage].flatMap((store) =>
      Object.keys(store).filter((key) => /drafts|lists|import|invite|sign-in|profile/.test(key) && store[key])));
    assert.deepEqual(left, []);
  });
});
