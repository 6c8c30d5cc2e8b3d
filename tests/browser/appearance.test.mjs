// What people choose in the settings for this device stays and is in force at once: text size, spacing, theme.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { createOwner, english } from "../support/vinculo.mjs";

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

  test("the columns of a list stay as they were arranged", async () => {
    await raw.goto(english(server.url + "/people"));
    await raw.getByRole("button", { name: "Columns" }).click();
    await raw.getByRole("checkbox", { name: "City" }).click();
    await raw.getByRole("button", { name: "Move Phone to the left" }).click();
    await raw.keyboard.press("Escape");
    const titles = () => raw.getByRole("columnheader").evaluateAll((all) => all.map((one) => one.firstChild.nodeValue).join());
    await until(async () => (await titles()) === "Name,E-mail,Phone,Organisation", "the columns are arranged");
    await raw.goto(english(server.url + "/people"));
    await until(async () => (await titles()) === "Name,E-mail,Phone,Organisation", "the columns after a reload");
    await raw.goto(english(server.url + "/organisations"));
    await until(async () => (await titles()).startsWith("Name,People,E-mail"), "the other list has its own");
  });
});
