// Every text of the interface is translated: each message of web/ and shell/ stands in each .po file with a translation and the
// same {placeholders}, and no .po file has a message that nothing uses.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf, parsePo } from "../translations/po.mjs";
import { extractTemplate } from "../translations/extract.mjs";
import { finish, repository } from "./source_files.mjs";

const LANGUAGES = ["pt_BR", "es"];
const used = new Map(parsePo(extractTemplate("full")).filter(({ id }) => id).map((entry) => [keyOf(entry), entry]));
const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g))].sort().join(" ");

function check(file, entries) {
  const findings = [], known = new Set();
  for (const entry of entries.filter(({ id }) => id)) {
    const report = (problem) => findings.push(`${file}:${entry.line}: ${problem}: ${JSON.stringify(entry.id)}`);
    if (known.has(keyOf(entry))) report("stands here twice");
    known.add(keyOf(entry));
    const source = used.get(keyOf(entry));
    if (!source) report("is not used");
    else if (source.plural !== entry.plural) report("differs in its plural");
    if (entry.fuzzy) report("is marked fuzzy");
    if (entry.translations.length !== (entry.plural === undefined ? 1 : 2) || !entry.translations.every((text) => text)) {
      report("is not translated");
      continue;
    }
    // A translated plural may leave out the number where the language says "one person" in words.
    const expected = placeholders(entry.plural ?? entry.id);
    const found = placeholders(entry.translations.at(-1) ?? "");
    if (expected !== found) report(`has the placeholders ${found || "none"} instead of ${expected || "none"}`);
  }
  for (const [key, entry] of used) if (!known.has(key)) findings.push(`${entry.place}: missing in ${file}: ${JSON.stringify(entry.id)}`);
  return findings;
}

const findings = [];
for (const language of LANGUAGES) {
  const file = `web/i18n/${language}.po`, path = join(repository, file);
  if (!existsSync(path)) {
    if (used.size) findings.push(`${file}:1: missing (tools/translate makes it)`);
    continue;
  }
  findings.push(...check(file, parsePo(readFileSync(path, "utf8"))));
}
finish("translations", findings);
