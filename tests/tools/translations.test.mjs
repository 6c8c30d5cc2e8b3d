import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogueOf, parsePo } from "../../tools/translations/po.mjs";

const header = 'msgid ""\nmsgstr "Language: es\\n"\n\n';

test("a message is read with its context, its place and its escapes", () => {
  const [, entry] = parsePo(`${header}#: web/a.cpp:7\nmsgctxt "menu"\nmsgid "Say \\"hi\\"\\n"\nmsgstr "Di \\"hola\\"\\n"\n`);
  assert.equal(entry.context, "menu");
  assert.equal(entry.id, 'Say "hi"\n');
  assert.deepEqual(entry.translations, ['Di "hola"\n']);
  assert.equal(entry.place, "web/a.cpp:7");
});

test("strings over several lines are joined", () => {
  const [, entry] = parsePo(`${header}msgid ""\n"one "\n"two"\nmsgstr ""\n"uno "\n"dos"\n`);
  assert.equal(entry.id, "one two");
  assert.deepEqual(entry.translations, ["uno dos"]);
});

test("a plural becomes a list in the catalogue and a context a prefix of the key", () => {
  const entries = parsePo(`${header}msgid "{n} person"\nmsgid_plural "{n} people"\nmsgstr[0] "{n} persona"\nmsgstr[1] "{n} personas"\n\n`
    + 'msgctxt "verb"\nmsgid "Open"\nmsgstr "Abrir"\n');
  assert.deepEqual(catalogueOf(entries), { "{n} person": ["{n} persona", "{n} personas"], "verb\u0004Open": "Abrir" });
});

test("fuzzy and untranslated messages are not in the catalogue", () => {
  const entries = parsePo(`${header}#, fuzzy\nmsgid "A"\nmsgstr "B"\n\nmsgid "C"\nmsgstr ""\n\nmsgid "D"\nmsgstr "E"\n`);
  assert.deepEqual(catalogueOf(entries), { D: "E" });
});

test("a line that is no PO is refused with its number", () => {
  assert.throws(() => parsePo(`${header}nonsense\n`), /line 4/);
});
