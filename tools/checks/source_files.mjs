// The files of the repository as the checks see them, read from the work tree: what git tracks, and what it would track unless
// onlyTracked.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

export const repository = resolve(new URL(".", import.meta.url).pathname, "../..");

export function sourceFiles(pattern = /./, { onlyTracked = false } = {}) {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", ...(onlyTracked ? [] : ["--others", "--exclude-standard"])], { cwd: repository, encoding: "utf8", maxBuffer: 64 << 20 });
  return [...new Set(list.split("\0"))].filter((path) => path && pattern.test(path) && existsSync(join(repository, path))).sort();
}

export const isCpp = /^(core|web|server|tests|tools)\/.*\.(cpp|h)$/;

// Prints the findings, one a line, and ends the program as a check should.
export function finish(name, findings) {
  for (const finding of findings) console.log(finding);
  console.log(findings.length ? `${name}: ${findings.length} finding${findings.length > 1 ? "s" : ""}` : `${name}: fine`);
  process.exit(findings.length ? 1 : 0);
}
