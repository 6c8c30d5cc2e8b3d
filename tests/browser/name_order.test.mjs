// Lists are in the order that people expect in their language: what the page shows is what the browser's own collation says.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startBrowser, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { createOwner, english, importFile, listedNames, untilSaved } from "../support/vinculo.mjs";

// Given and family names that differ by a mark, by ñ, ç or a particle only.
const PEOPLE = [
  ["Ana", "Nunes"], ["Ana", "Núñez"], ["Ana", "Nuñez"], ["Ana", "Nunez"], ["Ana", "Nuntz"], ["Ângela", "Ávila"], ["Angela", "Avila"],
  ["Angélica", "de la Cruz"], ["Ñusta", "Quispe"], ["Nuria", "Peña"], ["Núria", "Penna"], ["Nzinga", "Pena"], ["Conceição", "Araújo"],
  ["Conceicao", "Araujo"], ["Concha", "Arauz"], ["Coração", "Silva"], ["José", "Peñalver"], ["Jose", "Pensa"], ["Joselito", "Ortiz"],
  ["Iñaki", "Íñiguez"], ["Inaki", "Iniesta"], ["Inácio", "Inza"], ["Zé", "Abreu"], ["Érica", "Müller"], ["Erica", "Muller"], ["Otávio", "Mulhern"],
];

describe("the order of names", () => {
  let server, browser, page, raw;

  before(async () => {
    server = await startServer();
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await createOwner(page, server);
    const file = join(mkdtempSync(join(tmpdir(), "vinculo-names-")), "names.csv");
    // With their own mail addresses: who has the same name but for marks, and nothing else, is taken for the same person.
    writeFileSync(file, ["First Name,Last Name,E-mail", ...PEOPLE.map((names, i) => [...names, `p${i}@example.org`].join(",")).reverse()].join("\n"));
    await importFile(page, file);
    await untilSaved(page);
    await raw.setViewportSize({ width: 390, height: 2400 }); // everybody is seen at once, and no column has a title
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const show = async (language) => {
    await raw.goto(`${server.url}/people?lang=${language}`);
    await until(async () => (await listedNames(page)).length === PEOPLE.length, "everybody is shown");
  };
  const becomes = (wanted, what) => until(async () => (await listedNames(page)).join("|") === wanted.join("|"), what, 10_000)
    .catch(async () => assert.deepEqual(await listedNames(page), wanted, what));
  // As the browser orders: by whole keys, which is what ours compare.
  const inOrder = (language, keyOf) => [...PEOPLE].sort((one, other) => keyOf(one).map((key, i) => new Intl.Collator(language).compare(key, keyOf(other)[i])).find((sign) => sign !== 0) ?? 0)
    .map(([given, family]) => `${given} ${family}`);

  for (const [language, sort, lastName, reverse] of [["pt-BR", "Ordem e campos", "Sobrenome", "Ordem inversa"], ["es", "Orden y campos", "Apellidos", "Orden inverso"], ["en", "Sort and fields", "Last name", "Reverse order"]])
    test(`is that of ${language}, by first name, by last name and backwards`, async () => {
      await show(language);
      await becomes(inOrder(language, ([given, family]) => [`${given} ${family}`]), "by first name");
      const choose = async (name) => {
        await raw.getByRole("button", { name: sort, exact: true }).click();
        await raw.getByRole("menuitemradio", { name, exact: true }).click();
        await until(() => raw.evaluate(() => !history.state?.layers), "the menu's entry is gone"); // or it would stop the next goto()
      };
      await choose(lastName);
      const byFamily = inOrder(language, ([given, family]) => [family, `${given} ${family}`]);
      await becomes(byFamily, "by last name");
      await raw.reload();
      await becomes(byFamily, "by last name after a reload");
      await choose(reverse);
      await becomes([...byFamily].reverse(), "backwards");
      await choose(reverse);
      await choose({ "pt-BR": "Nome", es: "Nombre", en: "First name" }[language]);
      await becomes(inOrder(language, ([given, family]) => [`${given} ${family}`]), "by first name again");
    });
});
