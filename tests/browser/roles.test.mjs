// What WebKitGTK tells a screen reader about each element of the mirror is what the program said of the node. (In Chromium the screens'
// test compares it.)
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, until } from "../support/browser.mjs";
import { describeNodes, mismatch } from "../support/computed_roles.mjs";
import { handsOn } from "../support/hands.mjs";
import { startServer } from "../support/server.mjs";
import { english, OWNER, setupCode } from "../support/vinculo.mjs";

describe("in webkit computed roles and names are ours", () => {
  const PATHS = ["/people", "/people?new", "/people?find", "/people?keys", "/organisations", "/import", "/settings", "/?gallery=controls", "/?gallery=fields"];
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
    await until(() => page.evaluate(async () => {
      const { framesDrawn } = await vinculo.diagnostics();
      await new Promise((resolve) => setTimeout(resolve, 250));
      return document.querySelector("h1") && (await vinculo.diagnostics()).framesDrawn === framesDrawn;
    }), `${what} is at rest`);
    const nodes = await page.evaluate(describeNodes);
    const elements = (await page.raw("POST", "/elements", { using: "css selector", value: ".n" })).map((one) => Object.values(one)[0]);
    assert.equal(nodes.length, elements.length, "the screen rests");
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

  for (const path of PATHS)
    test(path, async () => {
      await page.goto(english(server.url + path));
      await check(path);
    });
});
