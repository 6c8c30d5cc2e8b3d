// What is around every screen: notifications, the account, the navigation in windows of every size.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Device } from "../client/program.mjs";
import { startBrowser, until } from "../support/browser.mjs";
import { refuseChanges, startServer } from "../support/server.mjs";
import { OWNER, createOwner, diagnostics, english, signIn, untilSynchronised } from "../support/vinculo.mjs";

describe("the frame", () => {
  const colleague = new Device(OWNER.password);
  let server, browser, page, raw;

  before(async () => {
    server = await startServer();
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await raw.setViewportSize({ width: 1280, height: 800 });
    await createOwner(page, server);
    await colleague.must("login", server.url, "--mail", OWNER.mail);
  });
  after(async () => {
    colleague.remove();
    await browser?.close();
    await server?.stop();
  });

  const navigation = () => raw.getByRole("navigation", { name: "Main navigation" });
  const notifications = () => navigation().getByRole("link", { name: "Notifications" });
  const sheet = (name) => raw.getByRole("dialog", { name });
  const waiting = (count) => until(async () => ((await notifications().getAttribute("aria-description")) ?? "") === count, `"${count}" beside the notifications`);

  test("says that nothing waits", async () => {
    await notifications().click();
    await sheet("Notifications").getByRole("heading", { name: "Nothing waits for you" }).waitFor();
    await raw.keyboard.press("Escape");
    await sheet("Notifications").waitFor({ state: "detached" });
  });

  test("values that two people wrote at once are notified, lead to their record and go when they are decided", async () => {
    await colleague.must("add", "given_name=Dora");
    await colleague.must("sync");
    const id = await colleague.idOf("Dora");
    await raw.goto(english(`${server.url}/people/${id}`));
    await raw.getByRole("heading", { name: "Dora", level: 1 }).waitFor();
    await colleague.must("edit", id, "given_name=Dorinha");
    await raw.getByRole("textbox", { name: "First name" }).fill("Doralice");
    await raw.getByRole("button", { name: "Save" }).click();
    await raw.getByRole("heading", { name: "Doralice", level: 1 }).waitFor();
    await until(async () => {
      await colleague.must("sync");
      return (await colleague.json("show", id)).conflicts.length > 0;
    }, "both edits have met");
    await waiting("1");
    await navigation().getByRole("link", { name: "Settings" }).click();
    await notifications().click();
    await sheet("Notifications").getByRole("link", { name: /^Dor(alice|inha), 1 value was written twice$/ }).click();
    await raw.getByRole("button", { name: /^Keep/ }).first().click();
    await waiting("");
  });

  test("what is not saved is found again from anywhere, however fast somebody left", async () => {
    await navigation().getByRole("link", { name: "People" }).click();
    await raw.getByRole("button", { name: "New person" }).click();
    await raw.getByRole("textbox", { name: "First name" }).fill("Elisa");
    await raw.goBack();
    await sheet("New person").waitFor({ state: "detached" });
    await navigation().getByRole("link", { name: "Settings" }).click();
    await notifications().click();
    await sheet("Notifications").getByRole("link", { name: "Elisa, Not saved yet" }).click();
    assert.equal(await raw.getByRole("textbox", { name: "First name" }).inputValue(), "Elisa");
    await raw.getByRole("button", { name: "Save" }).click();
    await untilSynchronised(page);
  });

  test("a change that the server did not accept is read, copied and dismissed", async () => {
    await colleague.must("add", "given_name=Fausto");
    await colleague.must("sync");
    const row = await colleague.idOf("Fausto");
    const place = await refuseChanges(server.url);
    const device = await startBrowser("chromium");
    try {
      const other = await device.open(english(`${place.url}/`));
      await signIn(other, OWNER);
      await other.goto(english(`${place.url}/people/${row}`));
      place.refuses = { table: 1, row, column: 1, reason: "too_large" };
      await other.raw.getByRole("textbox", { name: "First name" }).fill("Fausto, o grande");
      await other.raw.getByRole("button", { name: "Save" }).click();
      await until(async () => (await diagnostics(other)).app.refused === 1, "a refused change");
      await other.raw.getByRole("heading", { name: "Fausto", exact: true, level: 1 }).waitFor();
      place.refuses = null;
      await other.goto(english(`${place.url}/settings`));
      const told = other.raw.getByRole("status").filter({ has: other.raw.getByRole("button", { name: "Show" }) });
      await told.getByText("1 change was not accepted").waitFor();
      await told.getByRole("button").click();
      const dialog = other.raw.getByRole("dialog", { name: "Notifications" });
      const line = dialog.getByRole("link", { name: "First name: Fausto, o grande, Fausto · Not accepted: too large" });
      assert.equal(new URL(await line.getAttribute("href"), place.url).pathname, `/people/${row}`);
      await other.raw.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await dialog.getByRole("button", { name: "Copy" }).click();
      await until(async () => (await other.evaluate(() => navigator.clipboard.readText())) === "First name: Fausto, o grande", "the copied words");
      await dialog.getByRole("button", { name: "Dismiss" }).click();
      await dialog.getByRole("heading", { name: "Nothing waits for you" }).waitFor();
      await until(async () => (await diagnostics(other)).app.refused === 0, "no refused change");
      await other.raw.keyboard.press("Escape");
      await told.waitFor({ state: "detached" });
    } finally {
      await device.close();
      await place.stop();
    }
  });

  test("a phone reaches every screen from its bar", async () => {
    await raw.setViewportSize({ width: 360, height: 640 });
    await raw.goto(english(server.url + "/people"));
    for (const name of ["Import", "Settings"]) {
      await navigation().getByRole("link", { name: "More" }).click();
      await sheet(OWNER.name).getByRole("link", { name }).click();
      await raw.getByRole("heading", { name, level: 1 }).waitFor();
    }
    await navigation().getByRole("link", { name: "Search all" }).click();
    await sheet("Search all").waitFor();
  });

  test("a phone that lies on its side shows every item of the navigation", async () => {
    await raw.setViewportSize({ width: 740, height: 360 });
    await raw.goto(english(server.url + "/people"));
    await navigation().getByRole("link", { name: "Settings" }).waitFor();
    for (const link of await navigation().getByRole("link").all()) {
      const { y, height } = await link.boundingBox();
      assert.ok(height >= 36 && y + height <= 360, `${await link.getAttribute("aria-label")} at ${y}, ${height} high`);
    }
  });

  test("a record stands beside its list where there is room for both", async () => {
    const id = await colleague.idOf("Elisa").catch(async () => {
      await colleague.must("sync");
      return colleague.idOf("Elisa");
    });
    const back = raw.getByRole("button", { name: "Back" }).or(raw.getByRole("link", { name: "Back" }));
    for (const [width, isBeside] of [[1280, true], [820, true], [700, false], [390, false]]) {
      await raw.setViewportSize({ width, height: 800 });
      await raw.goto(english(`${server.url}/people/${id}`));
      await raw.getByRole("heading", { name: "Elisa", level: 1 }).waitFor();
      await until(async () => (await raw.getByRole("grid", { name: "People" }).count()) === Number(isBeside), `${isBeside ? "a" : "no"} list at ${width}`);
      assert.equal(await back.count(), Number(!isBeside), `the way back at ${width}`);
    }
  });

  test("signing out asks where words would be lost", async () => {
    await raw.setViewportSize({ width: 1280, height: 800 });
    await raw.goto(english(server.url + "/people"));
    await raw.getByRole("button", { name: "New person" }).click();
    await raw.getByRole("textbox", { name: "First name" }).fill("Gil");
    await raw.goBack();
    await sheet("New person").waitFor({ state: "detached" });
    await raw.getByRole("link", { name: `${OWNER.name}, account` }).click();
    await sheet(OWNER.name).getByRole("button", { name: "Sign out" }).click();
    await sheet("Sign out?").getByText("What you have not saved would be lost: Gil.").waitFor();
    await sheet("Sign out?").getByRole("button", { name: "Cancel" }).click();
    await sheet("Sign out?").waitFor({ state: "detached" });
    await raw.getByRole("button", { name: "New person" }).click();
    await until(async () => (await raw.getByRole("textbox", { name: "First name" }).inputValue()) === "Gil", "the words");
    await raw.getByRole("textbox", { name: "First name" }).fill("");
    await raw.getByRole("button", { name: "Cancel" }).click();
    await sheet("New person").waitFor({ state: "detached" });
  });

  test("the account says who is signed in and signs out", async () => {
    await raw.setViewportSize({ width: 1280, height: 800 });
    await raw.getByRole("link", { name: `${OWNER.name}, account` }).click();
    await sheet(OWNER.name).getByText(OWNER.mail).waitFor();
    await sheet(OWNER.name).getByText("Everything is saved").waitFor();
    await sheet(OWNER.name).getByRole("button", { name: "Sign out" }).click();
    await raw.getByRole("button", { name: "Sign in" }).waitFor();
  });
});
