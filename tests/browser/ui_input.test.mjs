// What people do with mouse, keys and fields arrives in the program, through the elements of the mirror.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browser, gallery, openGallery, PHONE, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const focusedName = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);

describe("input", { skip: whyNot }, () => {
  test("what is typed into a field is the program's value", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields");
    const field = page.getByRole("textbox", { name: "First name" });
    await field.fill("");
    await field.pressSequentially("José Conceição ñ ü € @");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("status").filter({ hasText: "Saved José Conceição ñ ü € @" }).waitFor();
    await context.close();
  });

  test("composed text is committed once", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields");
    const field = page.getByRole("textbox", { name: "First name" });
    await field.fill("");
    const session = await context.newCDPSession(page);
    for (const text of ["k", "か", "かん"]) await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await session.send("Input.insertText", { text: "漢" });
    await settled(page);
    assert.equal(await field.inputValue(), "漢");
    await page.keyboard.press("Enter");
    await page.getByText("Sent 漢").waitFor();
    await context.close();
  });

  test("fields carry what password managers and phone keyboards need, before anyone focuses them", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields", PHONE);
    const mail = page.getByRole("textbox", { name: "E-mail" });
    assert.equal(await mail.getAttribute("autocomplete"), "email");
    assert.equal(await mail.getAttribute("type"), "email");
    assert.equal(await page.getByLabel("Password").getAttribute("autocomplete"), "current-password");
    assert.equal(await page.getByRole("textbox", { name: "First name" }).evaluate((element) => element.required), true);
    assert.match(await page.evaluate(() => document.getElementById(document.querySelector("[aria-invalid]").getAttribute("aria-describedby")).textContent), /missing/);
    assert.ok(Number.parseFloat(await mail.evaluate((element) => getComputedStyle(element).fontSize)) >= 16);
    await mail.tap();
    assert.equal(await mail.evaluate((element) => element === document.activeElement), true);
    await context.close();
  });

  test("a dialog takes the focus, keeps it, and gives it back", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    await page.getByRole("button", { name: "Open dialog" }).click();
    await page.getByRole("dialog", { name: "New person" }).waitFor();
    await settled(page);
    assert.equal(await focusedName(page), "Full name");
    for (let i = 0; i < 8; ++i) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null), true);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await focusedName(page), "Open dialog");
    await context.close();
  });

  test("a menu is used by keys alone and closes by Escape, a click elsewhere, or a choice", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    const more = page.getByRole("button", { name: "More" });
    await more.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    await settled(page);
    assert.equal(await focusedName(page), "Import…");
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    assert.equal(await focusedName(page), "More");
    await more.click();
    await page.getByRole("menu").waitFor();
    await page.getByRole("heading", { name: "Choices" }).click();
    await page.getByRole("menu").waitFor({ state: "detached" });
    await more.click();
    await page.getByRole("menu").waitFor();
    await settled(page);
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Delete" }).waitFor();
    await context.close();
  });

  test("suggestions are chosen by arrow keys or by mouse while the field keeps the focus", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields");
    const field = page.getByRole("combobox", { name: "Organisation" });
    await field.fill("In");
    const options = page.getByRole("listbox", { name: "Organisation" }).getByRole("option");
    await options.first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await field.inputValue(), "Initech");
    await field.fill("H");
    await options.filter({ hasText: "Hooli" }).click();
    await settled(page);
    assert.equal(await field.inputValue(), "Hooli");
    assert.equal(await field.evaluate((element) => element === document.activeElement), true);
    assert.equal(await options.count(), 0);
    await context.close();
  });

  test("suggestions open by a click into the field", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields");
    const field = page.getByRole("combobox", { name: "Organisation" });
    const options = page.getByRole("listbox", { name: "Organisation" }).getByRole("option");
    await field.click();
    await options.first().waitFor();
    await page.keyboard.press("Escape");
    await settled(page);
    assert.equal(await options.count(), 0);
    await field.click();
    await options.filter({ hasText: "Globex" }).click();
    await settled(page);
    assert.equal(await field.inputValue(), "Globex");
    await context.close();
  });

  test("a select, radios, tabs and a switch change by keyboard", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    await page.getByRole("radio", { name: "Everybody" }).first().focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("radio", { name: "My team", checked: true }).first().waitFor();
    await page.getByRole("tab", { name: "Everybody" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "My team", selected: true }).waitFor();
    await page.getByRole("switch", { name: "Switch off" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("switch", { name: "Switch off", checked: true }).waitFor();
    await page.goto(`${gallery.url}/?gallery=fields`);
    await page.getByRole("combobox", { name: "Kind" }).selectOption("Partner");
    await settled(page);
    assert.equal(await page.getByRole("combobox", { name: "Kind" }).inputValue(), "Partner");
    await context.close();
  });

  test("several of a list are chosen in its boxes, and the field says which", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields&lang=en");
    const field = page.getByRole("combobox", { name: "Interests" });
    assert.equal((await field.textContent()).trim(), "Client, Partner");
    await field.click();
    const list = page.getByRole("dialog", { name: "Interests" });
    await list.getByRole("checkbox", { name: "Supplier" }).click();
    await list.getByRole("checkbox", { name: "Client" }).click();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    await field.filter({ hasText: "Partner, Supplier" }).waitFor();
    await context.close();
  });

  test("a record is picked, or made from the name that was typed", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=fields&lang=en");
    const field = page.getByRole("combobox", { name: "Works at" }), list = page.getByRole("listbox", { name: "Works at" });
    await field.fill("Glo");
    await list.getByRole("option", { name: "Globex" }).click();
    await settled(page);
    assert.equal(await field.inputValue(), "Globex");
    await field.fill("Padaria Nova");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Created Padaria Nova" }).waitFor();
    assert.equal(await field.inputValue(), "Padaria Nova");
    await field.fill("Globex");
    await settled(page);
    assert.equal(await list.getByRole("option", { name: "Globex", exact: true }).count(), 1);
    assert.equal(await list.getByRole("option", { name: /Create/ }).count(), 0); // it is there already
    await context.close();
  });

  test("a link changes the address without a reload, Back returns, Ctrl+click is the browser's", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    await page.evaluate(() => { globalThis.stillHere = true; });
    await page.getByRole("link", { name: "A record's address" }).click();
    await page.getByRole("grid", { name: "People" }).waitFor();
    assert.match(page.url(), /gallery=table$/);
    await page.goBack();
    await page.getByRole("heading", { name: "Choices" }).waitFor();
    assert.equal(await page.evaluate(() => globalThis.stillHere), true);
    const other = context.waitForEvent("page");
    await page.getByRole("link", { name: "A record's address" }).click({ modifiers: ["Control"] });
    assert.match((await other).url(), /gallery=table$/);
    assert.match(page.url(), /gallery=controls$/);
    assert.equal(await page.getByText("Not a link").evaluate((element) => element.tagName), "SPAN");
    await context.close();
  });

  test("files are chosen with a real chooser and dropped on the page", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=controls");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose file" }).click();
    await (await chooser).setFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("name\nAna\n") });
    await page.getByRole("status").filter({ hasText: "people.csv" }).waitFor();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(["BEGIN:VCARD"], "ana.vcf"));
      for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.getByRole("status").filter({ hasText: "ana.vcf" }).waitFor();
    await context.close();
  });

  test("text is found, selected and copied as it was written, without the breaks of the layout", async () => {
    const { page, context } = await openGallery(browser, gallery, "/?gallery=texts");
    const copied = await page.evaluate(() => {
      const paragraph = [...document.querySelectorAll("span.wraps")].find((element) => element.textContent.startsWith("Ana asked"));
      getSelection().selectAllChildren(paragraph);
      let text;
      const event = new ClipboardEvent("copy", { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
      paragraph.dispatchEvent(event);
      text = event.clipboardData.getData("text/plain");
      return text;
    });
    assert.match(copied, /^Ana asked for the new price list and wants to talk again in March, when the budget of the hospital is decided\. She prefers WhatsApp to calls\.\nConhece/);
    assert.equal(await page.evaluate(() => window.find("próxima visita")), true);
    await context.close();
  });
});
