// What WebKitGTK tells a screen reader about each element of the mirror is what the program said of the node. (In Chromium the screens'
// test compares it.)
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, until } from "../support/browser.mjs";
import { describeNodes, mismatch } from "../support/computed_roles.mjs";
import { handsOn } from "../support/hands.mjs";
import { PAGES as GALLERY_PAGES } from "./ui_gallery.mjs";
import { startServer } from "../support/server.mjs";
import { english, OWNER, setupCode } from "../support/vinculo.mjs";

describe("in webkit computed roles and names are ours", () => {
  const PATHS = ["/people", "/people?new", "/people?find", "/people?keys", "/people?notifications", "/people?account", "/people?sign-out",
    "/organisations", "/organisations?new", "/import", "/settings", ...GALLERY_PAGES.map((name) => `/?gallery=${name}`)];
  let server, browser, page;

  before(async () => {
    server = await startServer({ flags: ["--demo", "100"] });
    browser = await startBrowser("webkit");
    page = await browser.open(english(`${server.url}/`));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function check(what) {
    let nodes, elements;
    await until(async () => {
      const rests = await page.evaluate(async () => {
        const { framesDrawn } = await vinculo.diagnostics();
        await new Promise((resolve) => setTimeout(resolve, 250));
        return document.querySelector("h1") && (await vinculo.diagnostics()).framesDrawn === framesDrawn;
      });
      nodes = await page.evaluate(describeNodes);
      elements = (await page.raw("POST", "/elements", { using: "css selector", value: ".n" })).map((one) => Object.values(one)[0]);
      return rests && nodes.length === elements.length;
    }, `${what} is at rest`);
    const found = [];
    for (const [i, node] of nodes.entries()) {
      if (!node.isReachable) continue;
      const role = await page.raw("GET", `/element/${elements[i]}/computedrole`), name = await page.raw("GET", `/element/${elements[i]}/computedlabel`);
      found.push(mismatch("webkit", node, { role, name }) ?? []);
    }
    assert.deepEqual(found.flat(), [], what);
  }

  test("before anybody signed in", async () => {
    await check("/");
    const hands = handsOn("webkit", page);
    await hands.fill("Setup code", setupCode(server));
    await hands.fill("Workspace name", "Padaria São João");
    await hands.fill("Your name", OWNER.name);
    await hands.fill("E-mail", OWNER.mail);
    await hands.fill("Password", OWNER.password);
    await hands.click("button", "Create workspace");
    await hands.see("heading", "People");
  });

  for (const list of ["/people", "/organisations"])
    test(`a record of ${list}`, async () => {
      await page.goto(english(server.url + list));
      await until(() => page.evaluate(() => Boolean(document.querySelector("[role=row] a"))), "rows");
      await page.goto(english(await page.evaluate(() => document.querySelector("[role=row] a").href.split("?")[0])));
      await check("a record");
    });

  for (const path of PATHS)
    test(path, async () => {
      await page.goto(english(server.url + path));
      await check(path);
    });
});
