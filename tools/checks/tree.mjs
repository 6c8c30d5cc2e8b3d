// What must not be in the tree: names of hosts and folders that are this machine's own, merge marks, notes without an issue,
// files that have grown too long.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { finish, repository, sourceFiles } from "./source_files.mjs";

const LONGEST_LINES = 600;
const output = (command, args) => {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return "";
  }
};

// Package sources are asked of apt and npm at run time, so none is written down.
const archives = output("apt-get", ["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]);
const registry = output("npm", ["config", "get", "registry"]);
const hosts = [...new Set([...`${archives}\n${registry}`.matchAll(/:\/\/([^/\s]+)/g)].map((match) => match[1]))];
const folders = [`${dirname(repository)}/`, `${homedir()}/`].filter((folder) => folder.length > 3);

const RULES = [
  ...hosts.map((text) => ({ test: (line) => line.includes(text), says: "the host of a package source" })),
  ...folders.map((text) => ({ test: (line) => line.includes(text), says: "a path of this machine" })),
  { test: (line) => /^(<{7}|>{7}) /.test(line), says: "a merge mark" },
  { test: (line) => /\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/.test(line), says: "a note without an issue: write TODO(#number)", skip: /^(docs\/|CONTRIBUTING\.md|tools\/checks\/tree\.mjs)/ },
  { test: (line) => line.includes('"resolved":'), says: "the lock file names a registry", only: /package-lock\.json$/ },
];

const findings = [];
for (const file of sourceFiles(/./, { onlyTracked: true })) {
  const content = readFileSync(join(repository, file));
  if (content.includes(0)) continue; // binary
  const lines = content.toString().split("\n");
  if (/\.(cpp|h|js|mjs|css|py|sh)$/.test(file) && lines.length > LONGEST_LINES) findings.push(`${file}:1: ${lines.length} lines, split it by meaning`);
  lines.forEach((line, index) => {
    for (const rule of RULES)
      if (!rule.skip?.test(file) && (rule.only?.test(file) ?? true) && rule.test(line)) findings.push(`${file}:${index + 1}: ${rule.says}`);
  });
}
finish("tree", findings);
