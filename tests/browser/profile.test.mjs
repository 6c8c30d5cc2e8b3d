// Who one is: name and password are changed in the settings, for all devices of the member.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { OWNER, createOwner, english, signIn, untilSynchronised } from "../support/vinculo.mjs";

describe("the profile", () => {
  const data = temporaryFolder("vinculo-data-");
  let server, browser, page, raw, elsewhere, other;

  before(async () => {
    server = await startServer({ data: data.path });
    [browser, elsewhere] = await Promise.all([startBrowser("chromium"), startBrowser("chromium")]);
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await createOwner(page, server);
    await untilSynchronised(page);
    other = await elsewhere.open(english(server.url + "/"));
    await signIn(other);
    await raw.goto(english(server.url + "/settings"));
  });
  after(async () => {
    await browser?.close();
    await elsewhere?.close();
    await server?.stop();
    data.remove();
  });

  const name = () => raw.getByRole("textbox", { name: "Your name" });
  const button = (label) => raw.getByRole("button", { name: label, exact: true });
  const says = (where, text) => where.getByText(text).first().waitFor();
  const corner = (where, text) => where.getByRole("link", { name: text }).first().waitFor();

  test("a name that is typed and not saved outlives a reload", async () => {
    await name().fill("Ana Beatriz de Souza");
    await page.reload();
    await name().waitFor();
    assert.equal(await name().inputValue(), "Ana Beatriz de Souza");
    await button("Cancel").click();
    await until(async () => (await name().inputValue()) === OWNER.name, "the name of before");
    assert.equal(await button("Save").count(), 0);
  });

  test("a name that cannot be saved stays in its field, with a sentence", async () => {
    await name().fill("  ");
    await says(raw, "Fill in this field.");
    await name().fill("Ana Beatriz");
    await server.stop();
    await button("Save").click();
    await says(raw, "The server cannot be reached. Check your connection and try again.");
    assert.equal(await name().inputValue(), "Ana Beatriz");
    server = await startServer({ data: data.path, port: server.port });
  });

  test("a new name is saved by Enter, and known to another device at its next start", async () => {
    await name().press("Enter");
    await says(raw, "Your name was changed.");
    await corner(raw, /Ana Beatriz/);
    assert.equal(await button("Save").count(), 0);
    await other.reload();
    await corner(other.raw, /Ana Beatriz/);
  });

  test("one's photo is that of one's contact card, which is added and opened from here", async () => {
    await raw.getByRole("link", { name: "Add my contact card, for a photo" }).click();
    const form = raw.getByRole("dialog", { name: "New person" });
    assert.equal(await form.getByRole("textbox", { name: "E-mail", exact: true }).inputValue(), OWNER.mail);
    await form.getByRole("textbox", { name: "First name" }).fill("Ana");
    await form.getByRole("button", { name: "Save" }).click();
    await raw.getByRole("button", { name: "Add photo" }).waitFor();
    await raw.getByRole("link", { name: "Settings" }).first().click();
    await raw.getByRole("link", { name: "Open my contact card" }).click();
    await raw.getByRole("heading", { name: "Ana", level: 1 }).waitFor();
    await raw.getByRole("link", { name: "Settings" }).first().click();
  });

  test("a new password needs the current one", async () => {
    await button("Change password").click();
    const dialog = raw.getByRole("dialog", { name: "Change password" });
    const field = (label) => dialog.getByLabel(label, { exact: true });
    const send = () => dialog.getByRole("button", { name: "Change password" }).click();
    await until(() => field("Current password").evaluate((each) => each === document.activeElement), "the first field has the focus");
    await send();
    await says(dialog, "Fill in this field.");
    await field("Current password").fill("not this one");
    await field("New password").fill("password");
    await send();
    await says(dialog, "This is not your current password.");
    await until(() => field("Current password").evaluate((each) => each === document.activeElement), "the wrong field has the focus");
    await field("Current password").fill(OWNER.password);
    await send();
    await says(dialog, "Too common or too long. Choose another password.");
    await field("New password").fill("a staple of batteries");
    await field("New password").press("Enter");
    await dialog.waitFor({ state: "detached" });
    await says(raw, "Your password was changed.");
    await untilSynchronised(page); // this device stays
  });

  test("the member's other devices ask for it, over what is on the screen, and send what was written meanwhile", async () => {
    const banner = "Your session has ended. Sign in again; your changes are kept on this device.";
    await says(other.raw, banner);
    await other.raw.getByRole("button", { name: "New person" }).first().click();
    await other.raw.getByRole("textbox", { name: "First name" }).fill("Rita");
    await other.raw.getByRole("button", { name: "Save" }).click();
    await other.raw.getByRole("heading", { name: "Rita", level: 1 }).waitFor();
    const ask = () => other.raw.getByRole("button", { name: "Sign in", exact: true });
    await ask().click();
    const dialog = other.raw.getByRole("dialog", { name: "Sign in" });
    assert.equal(await dialog.getByRole("textbox", { name: "E-mail" }).inputValue(), OWNER.mail);
    await dialog.getByLabel("Password").fill(OWNER.password);
    await dialog.getByLabel("Password").press("Enter");
    await says(dialog, "The e-mail or the password is not right. Try again.");
    await dialog.getByLabel("Password").fill("a staple of batteries");
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.waitFor({ state: "detached" });
    await untilSynchronised(other);
    assert.equal(await other.raw.getByText(banner).count(), 0);
    await raw.getByRole("link", { name: "People" }).first().click();
    await says(raw, "Rita");
  });
});
