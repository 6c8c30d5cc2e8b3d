// C++ is formatted as .clang-format says. `tools/format` does it.
import { spawnSync } from "node:child_process";
import { finish, isCpp, repository, sourceFiles } from "./source_files.mjs";

const files = sourceFiles(isCpp);
const result = files.length ? spawnSync("clang-format-19", ["--dry-run", ...files], { cwd: repository, encoding: "utf8", maxBuffer: 64 << 20 }) : { stderr: "" };
if (result.error) throw result.error;
const places = result.stderr.match(/^\S+:\d+:\d+: warning: code should be clang-formatted/gm) ?? [];
const countPerFile = new Map();
for (const place of places) {
  const [file, line] = place.split(":");
  const known = countPerFile.get(file) ?? { line, count: 0 };
  countPerFile.set(file, { line: known.line, count: known.count + 1 });
}
finish("formatting", [...countPerFile].map(([file, { line, count }]) => `${file}:${line}: ${count} places are not formatted (tools/format ${file})`));
