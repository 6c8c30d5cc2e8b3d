// What people choose in the settings for this device stays and is in force at once: text size, spacing, theme.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, until } from "../support/browser.mjs";
import { atRest } from "../support/screens.mjs";
import { startServer } from "../support/server.mjs";
import { OWNER, createOwner, english } from "../support/vinculo.mjs";

describe("appearance", () => {
  let server, browser, page, raw;

  before(async () => {
    server = await startServer({ flags: ["--demo", "100"] });
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await raw.setViewportSize({ width: 1280, height: 800 });
    await createOwner(page, server);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const choose = async (group, name) => {
    await raw.goto(english(server.url + "/settings"));
    await raw.getByRole("radiogroup", { name: group }).getByRole("radio", { name }).click();
  };
  const rowHeight = async () => {
    await raw.goto(english(server.url + "/people"));
    const row = raw.locator("[role=row][aria-rowindex='2']");
    await row.waitFor();
    return Math.round((await row.boundingBox()).height);
  };

  test("a larger text makes everything larger, at once and after a reload", async () => {
    const plain = await rowHeight();
    await choose("Text size", "150 %");
    const button = raw.getByRole("radio", { name: "150 %" });
    await until(async () => (await button.boundingBox()).height > 50, "the chooser itself is larger");
    assert.equal(await button.evaluate((element) => getComputedStyle(element).fontSize), "21px");
    assert.equal(await rowHeight(), Math.round(plain * 1.5));
    await choose("Text size", "100 %");
    assert.equal(await rowHeight(), plain);
  });

  test("lists are as spacious as people want them", async () => {
    const plain = await rowHeight();
    await choose("Spacing of lists", "Compact");
    assert.equal(await rowHeight(), plain - 8);
    await choose("Spacing of lists", "Spacious");
    assert.equal(await rowHeight(), plain + 8);
  });

  test("colours, contrast and motion follow the system while somebody types", async () => {
    await raw.emulateMedia({ colorScheme: "light", contrast: "no-preference", forcedColors: "none", reducedMotion: "reduce" });
    await raw.goto(english(server.url + "/people?new"));
    const name = raw.getByRole("textbox", { name: "First name" });
    await name.fill("Ana Mar");
    // Of the picture: what the system says, drawn on the canvas.
    const colourAt = async (x, y) => {
      const png = (await raw.screenshot({ clip: { x, y, width: 1, height: 1 } })).toString("base64");
      return raw.evaluate(async (data) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt());
        const canvas = new OffscreenCanvas(1, 1), context = canvas.getContext("2d");
        context.drawImage(await createImageBitmap(new Blob([bytes], { type: "image/png" })), 0, 0);
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).join();
      }, png);
    };
    const dialog = await raw.getByRole("dialog").boundingBox(), last = raw.getByRole("textbox", { name: "Last name" });
    const ground = () => colourAt(dialog.x + 8, dialog.y + dialog.height / 2);
    const edge = async () => { // of a field at rest
      const box = await last.boundingBox();
      return colourAt(box.x + box.width / 2, box.y);
    };
    const usualEdge = await edge();
    assert.equal(await ground(), "255,255,255");
    await raw.emulateMedia({ colorScheme: "dark" });
    await until(async () => (await ground()) === "21,30,46", "a dark dialog");
    await raw.emulateMedia({ colorScheme: "light" });
    await until(async () => (await ground()) === "255,255,255", "a light one again");
    await raw.emulateMedia({ contrast: "more" });
    await until(async () => (await edge()) !== usualEdge, "an edge that is seen better");
    await raw.emulateMedia({ contrast: "no-preference" });
    await until(async () => (await edge()) === usualEdge, "the usual edge");
    await raw.emulateMedia({ forcedColors: "active", colorScheme: "dark" }); // black and white, as Windows has it
    const systems = await raw.evaluate(() => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.backgroundColor = "Canvas";
      const colour = getComputedStyle(probe).backgroundColor.match(/\d+/g).slice(0, 3).join();
      probe.remove();
      return colour;
    });
    await until(async () => (await ground()) === systems, `the system's own colour ${systems}`);
    await raw.emulateMedia({ forcedColors: "none", colorScheme: "light" });
    await until(async () => (await ground()) === "255,255,255", "ours again");
    assert.equal(await name.inputValue(), "Ana Mar");
    await raw.keyboard.type("ia");
    assert.equal(await name.inputValue(), "Ana Maria");
    await raw.getByRole("button", { name: "Cancel" }).click();
    await atRest(raw);
    const framesOfSheet = async () => {
      const before = (await raw.evaluate(() => vinculo.diagnostics())).framesDrawn;
      await raw.keyboard.press("?");
      await raw.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      await atRest(raw);
      const { framesDrawn } = await raw.evaluate(() => vinculo.diagnostics());
      await raw.keyboard.press("Escape");
      await raw.getByRole("dialog").waitFor({ state: "detached" });
      await atRest(raw);
      return framesDrawn - before;
    };
    const still = await framesOfSheet();
    await raw.emulateMedia({ reducedMotion: "no-preference" });
    await until(async () => (await framesOfSheet()) > still, `more than the ${still} frames without motion`); // a busy machine drops some
    await raw.emulateMedia({ colorScheme: null, contrast: null, forcedColors: null, reducedMotion: null });
  });

  test("the columns of a list stay as they were arranged", async () => {
    await raw.goto(english(server.url + "/people"));
    await raw.getByRole("button", { name: "Columns" }).click();
    await raw.getByRole("checkbox", { name: "City" }).click();
    await raw.getByRole("button", { name: "Move Phone to the left" }).click();
    await raw.keyboard.press("Escape");
    const titles = () => raw.getByRole("columnheader").evaluateAll((all) => all.map((one) => one.firstChild.nodeValue).filter(Boolean).join()); // the boxes have none
    await until(async () => (await titles()) === "Name,E-mail,Phone,Organisation", "the columns are arranged");
    await raw.goto(english(server.url + "/people"));
    await until(async () => (await titles()) === "Name,E-mail,Phone,Organisation", "the columns after a reload");
    await raw.goto(english(server.url + "/organisations"));
    await until(async () => (await titles()).startsWith("Name,People,E-mail"), "the other list has its own");
  });

  describe("another language", () => {
    const visit = async (prepare) => {
      const context = await raw.context().browser().newContext({ serviceWorkers: "block" });
      const visitor = await context.newPage();
      await prepare(visitor);
      await visitor.goto(`${server.url}/?lang=es`);
      return visitor;
    };
    const welcome = (visitor, name) => visitor.getByRole("button", { name, exact: true }).waitFor();
    const tag = (visitor) => visitor.evaluate(() => document.documentElement.lang);

    test("is there from the first picture on", async () => {
      const visitor = await visit(async (blank) => {
        await blank.route("**/locale-es*", async (route) => { // a slow network
          await new Promise((resolve) => setTimeout(resolve, 500));
          await route.continue();
        });
        await blank.addInitScript(() => {
          globalThis.seen = [];
          new MutationObserver(() => {
            const text = document.querySelector("#mirror button")?.textContent;
            if (text && !seen.includes(text)) seen.push(text);
          }).observe(document, { childList: true, subtree: true, characterData: true });
        });
      });
      await welcome(visitor, "Iniciar sesión");
      assert.deepEqual(await visitor.evaluate(() => seen.filter((text) => text === "Sign in")), []);
      assert.equal(await tag(visitor), "es");
      await visitor.context().close();
    });

    test("whose words cannot be had is not claimed, and comes when the server can be reached again", async () => {
      const visitor = await visit((blank) => blank.route("**/locale-es*", (route) => route.abort()));
      await welcome(visitor, "Sign in");
      assert.equal(await tag(visitor), "en");
      await visitor.unroute("**/locale-es*");
      await visitor.getByRole("textbox", { name: "E-mail" }).fill(OWNER.mail);
      await visitor.getByLabel("Password").fill(OWNER.password);
      await visitor.getByRole("button", { name: "Sign in" }).click();
      await visitor.getByRole("heading", { name: "Personas", level: 1 }).waitFor();
      assert.equal(await tag(visitor), "es");
      await visitor.context().close();
    });
  });
});
