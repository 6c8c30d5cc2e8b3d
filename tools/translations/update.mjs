// Brings web/i18n/*.po in line with the sources: new messages come in without a translation, unused ones go, the others stay.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../checks/source_files.mjs";
import { extractTemplate } from "./extract.mjs";

const LANGUAGES = { pt_BR: "nplurals=2; plural=(n > 1);", es: "nplurals=2; plural=(n != 1);" };
const template = extractTemplate("file");

for (const [language, plural] of Object.entries(LANGUAGES)) {
  const file = join(repository, "web/i18n", `${language}.po`);
  if (!existsSync(file)) {
    writeFileSync(file, `msgid ""\nmsgstr ""\n"Language: ${language}\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n`
      + `"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: ${plural}\\n"\n`);
  }
  const merged = execFileSync("msgmerge", ["--quiet", "--no-fuzzy-matching", "--no-wrap", "--sort-by-file", file, "-"], { input: template });
  // What no source uses any more is kept by msgmerge as a comment; the history has it, the file need not.
  const text = execFileSync("msgattrib", ["--no-obsolete", "--no-wrap", "-"], { input: merged, encoding: "utf8" });
  writeFileSync(file, text.replace(/^"(POT-Creation-Date|Report-Msgid-Bugs-To):.*\n/gm, "")); // a date alone is no change
}
process.exitCode = spawnSync(process.execPath, [join(repository, "tools/checks/translations.mjs")], { stdio: "inherit" }).status;
