// Dates, times, numbers and money: typed as people write them, picked from a calendar by mouse and keys.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browser, gallery, openGallery, PHONE, settled, useGallery, whyNot } from "./ui_gallery.mjs";

useGallery();

const open = (options) => openGallery(browser, gallery, `/?gallery=values&lang=${options?.locale ?? "en"}`, options);
const field = (page, name) => page.getByRole("textbox", { name, exact: true }).or(page.getByRole("combobox", { name, exact: true }));

async function typed(page, name, text) {
  await field(page, name).fill(text);
  await page.keyboard.press("Tab");
  await settled(page);
  return field(page, name).inputValue();
}

describe("fields with values", { skip: whyNot }, () => {
  test("what is typed is written out as the language and the region write it", async () => {
    const cases = {
      "en-US": { Meeting: ["12/3/26", "12/03/2026"], "Discount in %": ["1,234.5", "1,234.5"], Value: ["1234.5", "1,234.50"] },
      "en-GB": { Meeting: ["3/12/26", "03/12/2026"] },
      "pt-BR": { Reunião: ["3/12/26", "03/12/2026"], "Desconto em %": ["1234,5", "1.234,5"], Valor: ["R$ 1.234,5", "1.234,50"], "Começa às": ["9h5", "9h5"] },
      // In English, for there is no other of ours; written as they are used to.
      "de-DE": { Meeting: ["3.12.26", "03.12.2026"], "Discount in %": ["1.234,5", "1.234,5"] },
      "fa-IR": { Meeting: ["2026/12/3", "2026/12/03"] },
      "ja-JP": { Meeting: ["2026/12/3", "2026/12/03"] },
      "es-MX": { Reunión: ["3.12.26", "03/12/2026"], "Descuento en %": ["1234.5", "1,234.5"] },
    };
    for (const [locale, fields] of Object.entries(cases)) {
      // Every browser names English too.
      const prepare = (page) => page.addInitScript((tag) => Object.defineProperty(navigator, "languages", { get: () => [tag, "en-US", "en"] }), locale);
      const { page, context } = await open({ locale, prepare });
      for (const [name, [text, shown]] of Object.entries(fields)) assert.equal(await typed(page, name, text), shown, `${locale}: ${name}`);
      await context.close();
    }
  });

  test("times and days without a year are written as the browser's Intl writes them, and read again as they stand", async () => {
    const english = { time: "Call back: time", birthday: "Birthday" }, spanish = { time: "Devolver la llamada: hora", birthday: "Cumpleaños" };
    const cases = { "en-US": ["9:30 PM", "02/28", "2/28"], "en-GB": ["21:30", "28/02", "28/2"], "de-DE": ["21:30", "28.02.", "28.2"], "sv-SE": ["21:30", "28/02", "28/2"],
      "cs-CZ": ["21:30", "28. 02.", "28.2."], "ko-KR": ["오후 9:30", "02. 28.", "2.28"], "ja-JP": ["21:30", "02/28", "2/28"], "es-CO": ["9:30 p. m.", "28/2", "28-2"] };
    for (const [locale, [time, birthday, typedBirthday]] of Object.entries(cases)) {
      const prepare = (page) => page.addInitScript((tag) => Object.defineProperty(navigator, "languages", { get: () => [tag, "en-US", "en"] }), locale);
      const language = locale.startsWith("es") ? "es" : "en", names = language === "es" ? spanish : english;
      const { page, context } = await openGallery(browser, gallery, `/?gallery=values&lang=${language}`, { locale, prepare });
      const plain = (text) => text.replace(/\s/g, " ");
      const shownTime = await typed(page, names.time, "21:30"), shownBirthday = await typed(page, names.birthday, typedBirthday);
      assert.deepEqual([plain(shownTime), shownBirthday], [time, birthday], locale);
      // What was read is written out again, without the spaces.
      assert.equal(await typed(page, names.time, `  ${shownTime}`), shownTime, `${locale}: ${shownTime} is read`);
      assert.equal(await typed(page, names.birthday, `  ${birthday}`), birthday, `${locale}: ${birthday} is read`);
      await context.close();
    }
  });

  test("a time is chosen from the half hours after the one that is written", async () => {
    const { page, context } = await open();
    const starts = field(page, "Starts at");
    await starts.fill("14h10");
    const times = page.getByRole("listbox", { name: "Starts at" }).getByRole("option");
    await times.filter({ hasText: /^14:00$/ }).waitFor(); // of what was typed, not of what stood there
    assert.deepEqual((await times.allInnerTexts()).slice(0, 3), ["14:00", "14:30", "15:00"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await starts.inputValue(), "14:30");
    await page.keyboard.press("Tab");
    assert.equal(await starts.inputValue(), "14:30");
    await starts.fill("22:40");
    await page.getByRole("option", { name: "23:30" }).click();
    await settled(page);
    assert.equal(await starts.inputValue(), "23:30");
    await context.close();
  });

  test("date and time stand under one name, and what cannot be read of either stays and is told", async () => {
    const { page, context } = await open();
    const group = page.getByRole("group", { name: "Call back", exact: true });
    const date = group.getByRole("textbox", { name: "Call back: date" }), time = group.getByRole("combobox", { name: "Call back: time" });
    assert.deepEqual([await date.inputValue(), await time.inputValue()], ["03/12/2026", "16:30"]);
    const sentenceOf = (part) => part.evaluate((element) => document.getElementById(element.getAttribute("aria-describedby"))?.textContent ?? "");
    await time.fill("half past");
    await page.keyboard.press("Tab");
    await settled(page);
    assert.equal(await time.inputValue(), "half past");
    assert.deepEqual([await time.getAttribute("aria-invalid"), await date.getAttribute("aria-invalid")], ["true", null]);
    assert.match(await sentenceOf(time), /time of day/);
    await date.fill("soon");
    await page.keyboard.press("Tab");
    await settled(page);
    assert.match(await sentenceOf(date), /not a date/);
    await group.getByRole("button", { name: "Choose a date: Call back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Today" }).click();
    await settled(page);
    assert.match(await date.inputValue(), /^\d\d\/\d\d\/\d{4}$/);
    assert.match(await sentenceOf(time), /time of day/);
    await context.close();
  });

  test("the summary of a form leads to every field that is wrong", async () => {
    const { page, context } = await open();
    const lines = page.getByRole("group", { name: "Please check" }).getByRole("button");
    assert.deepEqual((await lines.allInnerTexts()).map((text) => text.split(":")[0]), ["No such day", "No number"]);
    await lines.nth(1).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.value === "about five");
    await field(page, "No number").fill("5");
    await page.keyboard.press("Tab");
    await settled(page);
    assert.equal(await lines.count(), 1);
    await context.close();
  });

  test("nothing is taken away or put in while somebody types", async () => {
    const { page, context } = await open();
    const value = field(page, "Value");
    await value.fill("");
    await value.pressSequentially("1,2345.67 reais or so");
    assert.equal(await value.inputValue(), "1,2345.67 reais or so");
    await context.close();
  });

  test("what cannot be read stays, with a sentence that says how to write it", async () => {
    const { page, context } = await open();
    assert.equal(await typed(page, "No such day", "31/02/2027"), "31/02/2027");
    const day = field(page, "No such day");
    assert.equal(await day.getAttribute("aria-invalid"), "true");
    assert.match(await day.evaluate((element) => document.getElementById(element.getAttribute("aria-describedby")).textContent), /dd\/mm\/yyyy/);
    await typed(page, "No such day", "28/02/2027");
    assert.equal(await day.getAttribute("aria-invalid"), null);
    assert.equal(await typed(page, "First met", "before the war"), "before the war");
    assert.equal(await field(page, "First met").getAttribute("aria-invalid"), null);
    await context.close();
  });

  test("a birthday needs no year", async () => {
    const { page, context } = await open();
    assert.equal(await typed(page, "Birthday", "29/2"), "29/02");
    assert.equal(await typed(page, "Birthday", "29/2/2024"), "29/02/2024");
    await context.close();
  });

  test("a day is picked by keys alone, and the focus returns", async () => {
    const { page, context } = await open();
    const opener = page.getByRole("button", { name: "Choose a date: Meeting" });
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Choose a date: Meeting" });
    await dialog.waitFor();
    const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    await page.waitForFunction(() => document.activeElement.getAttribute("role") === "gridcell");
    assert.match(await focused(), /3 December 2026/);
    for (const [key, day] of [["ArrowRight", "4 December 2026"], ["ArrowDown", "11 December 2026"], ["End", "13 December 2026"],
      ["Home", "7 December 2026"], ["PageDown", "7 January 2027"], ["ArrowUp", "31 December 2026"], ["PageDown", "31 January 2027"],
      ["PageDown", "28 February 2027"]]) {
      await page.keyboard.press(key);
      await page.waitForFunction((text) => document.activeElement.getAttribute("aria-label")?.endsWith(text), day);
    }
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await field(page, "Meeting").inputValue(), "28/02/2027");
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-label") === "Choose a date: Meeting");
    await context.close();
  });

  test("Escape and a press beside it close the calendar and change nothing", async () => {
    const { page, context } = await open();
    const dialog = page.getByRole("dialog", { name: "Choose a date: Meeting" });
    for (const close of [() => page.keyboard.press("Escape"), () => page.mouse.click(1200, 700)]) {
      await page.getByRole("button", { name: "Choose a date: Meeting" }).click();
      await dialog.waitFor();
      await close();
      await dialog.waitFor({ state: "detached" });
      assert.equal(await field(page, "Meeting").inputValue(), "03/12/2026");
    }
    await context.close();
  });

  test("month and year are chosen from lists, and a day by a tap, on the smallest phone", async () => {
    const { page, context } = await open({ ...PHONE, viewport: { width: 320, height: 640 } });
    await page.getByRole("button", { name: "Choose a date: Birthday" }).tap();
    const dialog = page.getByRole("dialog", { name: "Choose a date: Birthday" });
    await dialog.getByRole("combobox", { name: "Year" }).selectOption("1985");
    await dialog.getByRole("combobox", { name: "Month" }).selectOption("April");
    const day = dialog.getByRole("gridcell", { name: /12 April 1985/ });
    const box = await day.boundingBox();
    assert.ok(box.width >= 44 && box.height >= 44, `${box.width} x ${box.height}`);
    await day.tap();
    await dialog.waitFor({ state: "detached" });
    assert.equal(await field(page, "Birthday").inputValue(), "12/04/1985");
    await context.close();
  });
});
