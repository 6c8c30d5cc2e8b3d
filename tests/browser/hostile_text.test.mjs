// Texts, windows and clocks that nobody designed for: nothing breaks the layout, and nothing that was typed is lost.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Device } from "../client/program.mjs";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { contactsFile, createOwner, diagnostics, english, importFile, OWNER, search, untilSaved, untilSynchronised } from "../support/vinculo.mjs";

describe("a person whose name is", () => {
  let server, browser, page, raw;

  before(async () => {
    server = await startServer({ flags: ["--demo", "50"] });
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await createOwner(page, server);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const field = (name) => raw.getByRole("textbox", { name, exact: true });
  const atPeople = () => raw.goto(english(server.url + "/people"));

  // Every part of the page lies within the window, or within something that scrolls.
  const outside = () => page.evaluate(() => [...document.querySelectorAll("#mirror .n")].filter((element) => {
    if (element.closest(".scrolls, [data-clip], dialog:not([open])") !== null) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1);
  }).map((element) => element.outerHTML.slice(0, 120)));

  async function create(name) {
    await atPeople();
    await raw.getByRole("button", { name: "New person" }).click();
    await field("First name").fill(name);
    await raw.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await raw.getByRole("dialog").waitFor({ state: "detached" });
    await untilSaved(page);
  }

  const names = {
    "in emoji and families of them": ["👩‍👩‍👧‍👦 Família 🏳️‍🌈 🦀", "Família"],
    "written from right to left": ["محمد بن סלמן", "محمد"],
    "300 letters long, without a space": ["Wolfeschlegelsteinhausen".repeat(13).slice(0, 300), "Wolfesch"],
    "full of zero-width letters and marks": ["A\u200Bn\u200Da\u0301\u0323\u0308 \u2060Z\uFEFFwei", "Zwei"],
    "a piece of HTML": ["<img src=x onerror=alert(1)> & \"quoted\"", "onerror"],
    "a format of SQL": ["Robert'); DROP TABLE person;--", "Robert"],
  };
  for (const [what, [name, word]] of Object.entries(names))
    test(what, async () => {
      await create(name);
      await atPeople();
      const found = () => page.evaluate((wanted) => [...document.querySelectorAll("[role=row] a, h1")].some((element) => element.textContent === wanted), name.trim());
      await search(page, word);
      await until(found, `${name} is in the list`);
      await raw.locator("[role=row] a").filter({ hasText: name.slice(0, 30).trim() }).first().click();
      await until(() => page.evaluate((wanted) => document.querySelector("h1")?.textContent === wanted, name.trim()), "its page");
      assert.deepEqual(await outside(), []);
      assert.equal(await field("First name").inputValue(), name);
      await raw.reload();
      await until(async () => (await field("First name").inputValue()) === name, "the name after a reload");
    });

  test("control characters are typed into a field without harm", async () => {
    await atPeople();
    await raw.getByRole("button", { name: "New person" }).click();
    await field("First name").focus();
    await raw.keyboard.insertText("Ana\u0000\u0007\u001B[31m\u202E Lima");
    const typed = await field("First name").inputValue();
    assert.match(typed, /^Ana.* Lima$/s);
    await raw.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await raw.getByRole("dialog").waitFor({ state: "detached" });
    await untilSaved(page);
    assert.equal((await diagnostics(page)).saved.state, "saved");
  });

  test("nothing moves sideways and everything is reached in a window of 280 pixels, and at 400 % of a small one", async () => {
    for (const size of [{ width: 280, height: 600 }, { width: 320, height: 256 }]) {
      await raw.setViewportSize(size);
      for (const path of ["/people", "/people?new", "/settings", "/import"]) {
        await raw.goto(english(server.url + path));
        await raw.locator("#mirror h1, #mirror h2").first().waitFor();
        await until(async () => (await page.evaluate(() => document.querySelector("[aria-busy]"))) === null, "it is at rest");
        assert.deepEqual(await outside(), [], `${path} at ${size.width} x ${size.height}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), size.width);
      }
      await raw.goto(english(server.url + "/people?new"));
      await field("First name").fill(`Small ${size.width}`);
      await raw.getByRole("dialog").getByRole("button", { name: "Save" }).click();
      await raw.getByRole("dialog").waitFor({ state: "detached" });
    }
    await raw.setViewportSize({ width: 1280, height: 800 });
  });

  test("words go on being typed while the graphics context is lost and comes back", async () => {
    await atPeople();
    await raw.getByRole("button", { name: "New person" }).click();
    await field("First name").focus();
    await raw.keyboard.type("Maria da ");
    await page.evaluate(() => {
      globalThis.lost = document.getElementById("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
      lost.loseContext();
    });
    await raw.keyboard.type("Conceição");
    await page.evaluate(() => lost.restoreContext());
    await raw.keyboard.type(" Silva");
    assert.equal(await field("First name").inputValue(), "Maria da Conceição Silva");
    await raw.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await raw.getByRole("heading", { name: "Maria da Conceição Silva" }).or(raw.getByRole("link", { name: "Maria da Conceição Silva" })).first().waitFor();
  });

  test("a clock that jumps a year ahead and back leaves edits in their order, here and for colleagues", async () => {
    await create("Clock");
    await atPeople();
    await raw.getByRole("link", { name: "Clock" }).first().click();
    await field("First name").waitFor();
    const jump = (shift) => {
      globalThis.realNow ??= Date.now.bind(Date);
      Date.now = () => realNow() + shift;
    };
    assert.ok(raw.workers().length > 0, "the core has a thread of its own");
    for (const [ms, name] of [[365 * 86_400_000, "In a year"], [-365 * 86_400_000, "A year ago"], [0, "Now"]]) {
      for (const place of [raw, ...raw.workers()]) await place.evaluate(jump, ms);
      await field("First name").fill(name);
      await raw.getByRole("button", { name: "Save", exact: true }).click();
      await raw.getByText("Not saved yet").waitFor({ state: "detached" });
    }
    await untilSaved(page);
    const id = new URL(raw.url()).pathname.split("/").pop();
    await raw.reload();
    await until(async () => (await field("First name").inputValue()) === "Now", "the last edit");
    await untilSynchronised(page);
    assert.deepEqual((({ app }) => [app.pending, app.refused])(await diagnostics(page)), [0, 0]);
    const colleague = new Device(OWNER.password);
    try {
      await colleague.must("login", server.url, "--mail", OWNER.mail);
      await colleague.must("sync");
      const nameThere = async () => (await colleague.json("show", id)).fields.given_name;
      assert.equal(await nameThere(), "Now");
      await colleague.must("edit", id, "given_name=Later"); // by a clock that is right
      await colleague.must("sync");
      assert.equal(await nameThere(), "Later");
      await until(async () => (await field("First name").inputValue()) === "Later", "what the colleague wrote");
    } finally {
      colleague.remove();
    }
  });

  test("a language that we do not have is English", async () => {
    for (const language of ["xx", "zh-Hant", "%00", "../../etc"]) {
      await raw.goto(`${server.url}/people?lang=${language}`);
      await raw.getByRole("heading", { name: "People", level: 1 }).waitFor();
    }
  });
});

test("a full device says so, takes what is typed all the same, and stores it when there is room again", async () => {
  const server = await startServer(), browser = await startBrowser("chromium");
  try {
    const page = await browser.open("about:blank"), { raw } = page;
    const session = await raw.context().newCDPSession(raw);
    // Before the first use: the browser remembers for a while how much room it saw.
    await session.send("Storage.overrideQuotaForOrigin", { origin: server.url, quotaSize: 4_000_000 });
    await raw.goto(english(server.url + "/"));
    await createOwner(page, server);
    await importFile(page, contactsFile(3000));
    await raw.getByRole("status").filter({ hasText: /^This device is out of space\..*keep the tab open/ }).first().waitFor();
    assert.equal((await diagnostics(page)).saved.state, "full");
    await raw.getByRole("link", { name: "People" }).first().click();
    await raw.getByRole("button", { name: "New person" }).click();
    await raw.getByRole("textbox", { name: "First name", exact: true }).fill("Yara");
    await raw.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await raw.getByRole("heading", { name: "Yara", level: 1 }).waitFor();
    assert.equal((await diagnostics(page)).saved.state, "full");
    await session.send("Storage.overrideQuotaForOrigin", { origin: server.url });
    await untilSaved(page);
    await raw.getByRole("status").filter({ hasText: "This device is out of space" }).first().waitFor({ state: "detached" });
    await raw.reload();
    await raw.getByRole("heading", { name: "Yara", level: 1 }).waitFor();
  } finally {
    await browser.close();
    await server.stop();
  }
});
