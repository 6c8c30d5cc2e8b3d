// What a form does for whoever cannot see it, and what a screen does that somebody comes back to.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Device } from "../client/program.mjs";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { OWNER, createOwner, diagnostics, english, signIn, untilSynchronised } from "../support/vinculo.mjs";

const PEOPLE = 400, LABELS = 24;

describe("forms and panes", () => {
  const colleague = new Device(OWNER.password);
  let server, browser, page, raw;

  before(async () => {
    server = await startServer({ flags: ["--demo", String(PEOPLE)] });
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await createOwner(page, server);
    await until(async () => (await diagnostics(page)).people >= PEOPLE, "all people");
    await colleague.must("login", server.url, "--mail", OWNER.mail);
  });
  after(async () => {
    colleague.remove();
    await browser?.close();
    await server?.stop();
  });

  const focused = () => raw.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent);
  const spoken = () => raw.evaluate(() => document.getElementById("announcements").textContent);

  test("a number is called, a mail written and a page opened from its field, and what leads nowhere has no link", async () => {
    await colleague.must("add", "given_name=Leads", "phone=+55 (11) 91234-5678 ramal 12", "mail=leads@padaria.example", "link=www.padaria.example");
    await colleague.must("add", "given_name=Bad", "phone=*#06#", "link=javascript:alert(1)");
    await colleague.must("sync");
    await raw.goto(english(`${server.url}/people/${await colleague.idOf("Leads")}`));
    const address = (name) => raw.getByRole("link", { name }).getAttribute("href");
    assert.equal(await address("Call +55 (11) 91234-5678 ramal 12"), "tel:+5511912345678;ext=12");
    assert.equal(await address("Write to leads@padaria.example"), "mailto:leads@padaria.example");
    assert.equal(await address("Open www.padaria.example"), "https://www.padaria.example");
    assert.equal(await raw.getByRole("link", { name: "Open www.padaria.example" }).getAttribute("rel"), "noopener noreferrer");
    await raw.getByRole("textbox", { name: "E-mail" }).fill("other@padaria.example");
    await until(async () => (await address("Write to other@padaria.example")) === "mailto:other@padaria.example", "the link follows the letters");
    await raw.getByRole("button", { name: "Discard" }).click();
    await raw.goto(english(`${server.url}/people/${await colleague.idOf("Bad")}`));
    await raw.getByRole("textbox", { name: "Link" }).waitFor();
    assert.equal(await raw.getByRole("textbox", { name: "Link" }).inputValue(), "javascript:alert(1)");
    assert.equal(await raw.getByRole("main").getByRole("link", { name: /^(Call|Write to|Open) / }).count(), 0);
  });

  test("a person leads to the organisation, in a new tab as well, and Back comes home", async () => {
    await raw.goto(english(server.url + "/people?new"));
    await raw.getByRole("textbox", { name: "First name" }).fill("Worker");
    await raw.getByRole("textbox", { name: "E-mail" }).first().fill("worker@padaria.example");
    await raw.getByRole("combobox", { name: "Organisation" }).fill("Padaria do Vínculo");
    await raw.getByRole("button", { name: "Save" }).click();
    const leads = raw.getByRole("link", { name: "Open Padaria do Vínculo" });
    await leads.waitFor();
    const [tab] = await Promise.all([raw.context().waitForEvent("page"), leads.click({ modifiers: ["ControlOrMeta"] })]);
    await tab.getByRole("heading", { name: "Padaria do Vínculo" }).first().waitFor();
    await tab.close();
    await leads.click();
    await raw.getByRole("heading", { name: "Padaria do Vínculo" }).first().waitFor();
    await raw.goBack();
    await leads.waitFor();
  });

  test("what cannot be saved is said, and the focus is where something is missing", async () => {
    await raw.goto(english(server.url + "/people?new"));
    await raw.getByRole("button", { name: "Save" }).click();
    await until(async () => (await spoken()).includes("Enter at least a name"), "it is said");
    await until(async () => (await focused()).includes("First name"), "the focus in the first name");
    await raw.getByRole("textbox", { name: "E-mail" }).first().fill("nobody");
    await raw.getByRole("button", { name: "Save" }).click();
    await until(async () => (await spoken()).includes("has an @"), "it is said");
    await until(async () => (await focused()).includes("E-mail"), "the focus in the e-mail");
  });

  test("everything that is wrong stands beside the buttons, and each line leads to its field", async () => {
    await raw.getByRole("button", { name: "Add e-mail" }).click();
    await raw.getByRole("textbox", { name: "E-mail 2" }).fill("somebody");
    const problems = raw.getByRole("group", { name: "Please check" }).getByRole("button");
    await until(async () => (await problems.count()) === 2, "two lines");
    assert.match(await problems.nth(1).innerText(), /^E-mail 2: An e-mail address has an @/);
    await problems.nth(1).click();
    await until(async () => (await focused()) === "E-mail 2", "the focus in the second e-mail");
    await raw.keyboard.type("@example.org");
    await until(async () => (await problems.count()) === 1, "one line is left");
    assert.equal(await raw.getByRole("textbox", { name: "E-mail 2" }).getAttribute("aria-invalid"), null);
    await raw.getByRole("button", { name: "Remove e-mail 2" }).click();
  });

  test("a mail that came like that from a file keeps nobody from changing the name", async () => {
    await colleague.must("add", "given_name=Old", "mail=none");
    await colleague.must("sync");
    await raw.goto(english(`${server.url}/people/${await colleague.idOf("Old")}`));
    await raw.getByRole("textbox", { name: "First name" }).fill("Older");
    await raw.getByRole("button", { name: "Save" }).click();
    await raw.getByText("Saved.").waitFor();
    await raw.getByRole("textbox", { name: "E-mail" }).fill("nothing");
    await raw.getByRole("button", { name: "Save" }).click();
    await raw.getByRole("group", { name: "Please check" }).waitFor();
    await raw.getByRole("button", { name: "Discard" }).click();
    await raw.getByRole("group", { name: "Please check" }).waitFor({ state: "detached" });
    await raw.goto(english(server.url + "/people?new"));
  });

  test("whoever signs in hears what is missing and stands in the field", async () => {
    const context = await raw.context().browser().newContext();
    try {
      const visitor = await context.newPage();
      await visitor.goto(english(server.url + "/"));
      await visitor.getByRole("textbox", { name: "E-mail" }).waitFor();
      await visitor.getByRole("button", { name: "Sign in" }).click();
      await until(() => visitor.evaluate(() => document.activeElement.labels?.[0]?.textContent.startsWith("E-mail")), "the focus in the mail");
      await until(async () => (await visitor.locator("#announcements").textContent()).includes("E-mail: Fill in this field. Password: Fill in this field."), "it is said");
      await visitor.keyboard.type(OWNER.mail);
      await visitor.keyboard.press("Enter");
      await until(() => visitor.evaluate(() => document.activeElement.type === "password"), "the focus in the password");
      await visitor.keyboard.type(OWNER.password);
      await visitor.keyboard.press("Enter");
      await visitor.getByRole("heading", { name: "People", level: 1 }).waitFor();
    } finally {
      await context.close();
    }
  });

  test("nothing is wrong in a form that nobody has tried; a short password is told when it is sent", async () => {
    const context = await raw.context().browser().newContext();
    try {
      const visitor = await context.newPage();
      await visitor.goto(`${server.url}/?lang=en#/join/made-up`);
      const password = visitor.getByLabel("Password");
      await password.waitFor();
      await visitor.getByText("At least 8 characters.").waitFor();
      assert.equal(await visitor.locator("[aria-invalid=true]").count(), 0);
      await visitor.getByRole("textbox", { name: "Your name" }).fill("Bruno");
      await visitor.getByRole("textbox", { name: "E-mail" }).fill("bruno@padaria.example");
      await password.fill("seven77");
      assert.equal(await visitor.locator("[aria-invalid=true]").count(), 0);
      await visitor.getByRole("button", { name: "Join" }).click();
      await until(async () => (await visitor.locator("#announcements").textContent()).includes("Password: At least 8 characters."), "it is said");
      assert.equal(await visitor.locator("[aria-invalid=true]").count(), 1);
      assert.equal(await password.inputValue(), "seven77");
    } finally {
      await context.close();
    }
  });

  test("what a password manager fills and sends in one go is sent", async () => {
    const context = await raw.context().browser().newContext();
    try {
      const visitor = await context.newPage();
      await visitor.goto(english(server.url + "/"));
      await visitor.getByRole("textbox", { name: "E-mail" }).waitFor();
      await visitor.evaluate(([mail, password]) => {
        for (const [field, text] of [["input[autocomplete=username]", mail], ["input[type=password]", password]]) {
          const element = document.querySelector(field);
          element.value = text;
          element.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }
        [...document.querySelectorAll("button")].find((button) => button.textContent === "Sign in").click();
      }, [OWNER.mail, OWNER.password]);
      await visitor.getByRole("heading", { name: "People", level: 1 }).waitFor();
      await until(() => visitor.evaluate(() => document.activeElement.matches("h1") && document.activeElement.textContent === "People"), "the focus follows");
    } finally {
      await context.close();
    }
  });

  test("a line that is added has the focus", async () => {
    const before = await raw.getByRole("textbox", { name: "E-mail" }).count();
    await raw.getByRole("button", { name: "Add e-mail" }).click();
    await until(async () => (await raw.getByRole("textbox", { name: "E-mail" }).count()) === before + 1, "another line");
    await until(() => raw.evaluate(() => document.activeElement.matches("input[type=email], input[inputmode=email]")), "the focus in it");
    assert.equal(await raw.evaluate(() => document.activeElement.value), "");
  });

  test("letters typed before the screen has drawn the line that was asked for are in that line", async () => {
    await raw.evaluate(() => { // a slow screen
      const draw = requestAnimationFrame.bind(globalThis);
      globalThis.atUsualSpeed = () => { globalThis.requestAnimationFrame = draw; };
      globalThis.requestAnimationFrame = (work) => draw(() => setTimeout(work, 500));
    });
    for (const ask of [() => raw.keyboard.press("Enter"), () => raw.getByRole("button", { name: "Add link" }).click()]) {
      const before = await raw.getByRole("textbox", { name: "Link" }).count();
      await raw.getByRole("button", { name: "Add link" }).focus();
      await ask();
      await raw.keyboard.type("example.org");
      await until(async () => (await raw.getByRole("textbox", { name: "Link" }).count()) === before + 1, "another line");
      assert.equal(await raw.getByRole("textbox", { name: "Link" }).last().inputValue(), "example.org");
    }
    await raw.evaluate(() => atUsualSpeed());
  });

  test("the key that ends a composition does not send the form", async () => {
    const name = raw.getByRole("textbox", { name: "First name" });
    await name.fill("Rin");
    await raw.getByRole("textbox", { name: "E-mail" }).first().fill("");
    // What WebKit sends for the Enter that confirms a candidate.
    await name.evaluate((field) => {
      const key = new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true });
      Object.defineProperty(key, "keyCode", { value: 229 });
      field.dispatchEvent(key);
    });
    await raw.getByRole("textbox", { name: "Last name" }).fill("Sato");
    await raw.getByRole("dialog", { name: "New person" }).waitFor();
    await raw.getByRole("button", { name: "Save" }).click();
    await raw.getByRole("heading", { name: "Rin Sato", level: 1 }).waitFor();
  });

  test("a menu that is longer than the window scrolls, and says what is chosen", async () => {
    await colleague.must("add", "given_name=Wilma");
    await colleague.must("sync");
    const id = await colleague.idOf("Wilma");
    for (let i = 0; i < LABELS; ++i) await colleague.must("label", id, `Label ${String(i).padStart(2, "0")}`);
    await colleague.must("sync");
    await raw.setViewportSize({ width: 1280, height: 400 });
    await raw.goto(english(server.url + "/people"));
    await untilSynchronised(page);
    await raw.getByRole("button", { name: "Label", exact: true }).click();
    const all = raw.getByRole("menuitemradio", { name: "All labels" });
    assert.equal(await all.getAttribute("aria-checked"), "true");
    await raw.keyboard.press("End");
    const last = raw.getByRole("menuitemradio").last(), name = (await last.innerText()).trim();
    await until(() => last.evaluate((item) => {
      const box = item.getBoundingClientRect();
      return document.activeElement === item && box.top >= 0 && box.bottom <= innerHeight;
    }), "the last label is in view");
    assert.equal(await raw.evaluate(() => document.getElementById("mirror").scrollTop), 0);
    await raw.keyboard.press("Enter");
    await raw.getByRole("button", { name, exact: true }).waitFor();
  });

  test("a list that somebody comes back to is where they left it, for the fingers too", async () => {
    await raw.setViewportSize({ width: 390, height: 844 });
    await raw.goto(english(server.url + "/people"));
    await raw.getByRole("row").nth(3).waitFor();
    const list = raw.locator(".scrolls").first();
    await list.evaluate((pane) => { pane.scrollTop = 3000; });
    const atMiddle = () => raw.evaluate(() => document.elementFromPoint(195, 420)?.closest("[role=row]")?.querySelector("a")?.textContent ?? "");
    let name = "";
    await until(async () => (await list.evaluate((pane) => pane.scrollTop)) > 2500 && (name = await atMiddle()), "rows in the middle of the list");
    await raw.mouse.click(195, 420);
    await raw.getByRole("form", { name: "Person", exact: true }).waitFor();
    await raw.goBack();
    await raw.getByRole("heading", { name: "People", level: 1 }).waitFor();
    await until(async () => (await atMiddle()) === name, `${name} where it was`);
    await raw.mouse.click(195, 420);
    await raw.getByRole("form", { name: "Person", exact: true }).waitFor();
  });

  test("what a tap opens has the focus before the tap is over, so that a phone opens its keyboard", async () => {
    const context = await raw.context().browser().newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    try {
      const phone = await context.newPage();
      await phone.addInitScript(() => addEventListener("click", () => { // after the program's own
        globalThis.atEndOfTap = document.activeElement.getAttribute("aria-label") ?? document.activeElement.localName;
      }));
      await phone.goto(english(server.url + "/"));
      await signIn({ raw: phone });
      await phone.getByRole("row").nth(3).waitFor();
      const focusAfterTap = async (role, name) => {
        await phone.getByRole(role, { name, exact: true }).first().tap();
        return phone.evaluate(() => atEndOfTap);
      };
      assert.equal(await focusAfterTap("button", "New person"), "First name");
      await phone.keyboard.type("Ada");
      assert.match(await focusAfterTap("button", "Add e-mail"), /^E-mail/);
      await phone.keyboard.type("ada@example.org");
      assert.equal(await phone.getByRole("textbox", { name: "E-mail" }).last().inputValue(), "ada@example.org");
      await phone.getByRole("button", { name: "Save" }).tap();
      await phone.getByRole("heading", { name: "Ada", level: 1 }).waitFor();
      await phone.goBack();
      assert.equal(await focusAfterTap("link", "Search all"), "Search all");
    } finally {
      await context.close();
    }
  });
});
