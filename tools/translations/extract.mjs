// The messages in the sources of the interface, found by GNU xgettext.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository, sourceFiles } from "../checks/source_files.mjs";

const KEYWORDS = ["--keyword", ...["tr:1", "tr_n:1,2", "tr_c:1c,2", "tr_mark:1"].map((keyword) => `--keyword=${keyword}`)];

// The text of a template (.pot). location: "full" (file and line), "file" or "never".
export function extractTemplate(location) {
  const folder = mkdtempSync(join(tmpdir(), "vinculo-"));
  const template = join(folder, "messages.pot");
  try {
    writeFileSync(template, 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n');
    for (const [language, files] of [["C++", sourceFiles(/^web\/.*\.(cpp|h)$/)], ["JavaScript", sourceFiles(/^(web|shell)\/.*\.(js|mjs)$/)]]) {
      if (!files.length) continue;
      execFileSync("xgettext", ["--join-existing", `--language=${language}`, "--from-code=UTF-8", ...KEYWORDS, "--add-comments=Translators:",
        "--sort-by-file", `--add-location=${location}`, "--no-wrap", `--output=${template}`, "--files-from=-"],
        { cwd: repository, input: files.join("\n"), stdio: ["pipe", "inherit", "ignore"] });
    }
    return readFileSync(template, "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
