// What test areas are made of: building, running one kind of test program, and counting what it reports.
// Every step answers with counts; one test case is one count, whatever the program that holds it.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";

export const repository = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const resultsFolder = join(repository, "build/test-results");

export const counts = (passed = 0, failed = 0, skipped = 0) => ({ passed, failed, skipped });
export const add = (a, b) => counts(a.passed + b.passed, a.failed + b.failed, a.skipped + b.skipped);

export function skip(reason) {
  console.log(`skipped: ${reason}`);
  return counts(0, 0, 1);
}

function fail(reason) {
  console.log(`FAILED: ${reason}`);
  return counts(0, 1, 0);
}

// Runs a program in the repository's root with its output shown; answers with its exit code, or 255 when a signal or the
// time limit ended it.
export function run(command, args, { environment = {}, limit_s = 1800 } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: repository, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...environment } });
    const timer = setTimeout(() => { console.log(`${basename(command)} takes longer than ${limit_s} s`); child.kill("SIGKILL"); }, limit_s * 1000);
    child.on("error", (error) => { clearTimeout(timer); console.log(error.message); done(255); });
    child.on("exit", (code) => { clearTimeout(timer); done(code ?? 255); });
  });
}

// A build that is done once per run, however many areas ask for it. Answers with whether it worked.
const builds = new Map();
export function build(preset, targets = ["all"]) {
  const key = [preset, ...targets].join(" ");
  if (!builds.has(key)) builds.set(key, configureAndBuild(preset, targets));
  return builds.get(key);
}

async function configureAndBuild(preset, targets) {
  console.log(`building ${preset}: ${targets.join(", ")}`);
  const folder = join(repository, "build", preset);
  const configured = join(folder, "build.ninja"), presets = join(repository, "CMakePresets.json");
  if (!existsSync(configured) || statSync(configured).mtimeMs < statSync(presets).mtimeMs) {
    if (await run("cmake", ["--preset", preset])) return false;
  }
  return (await run("cmake", ["--build", folder, "-j", String(availableParallelism()), "--target", ...targets], { limit_s: 3600 })) === 0;
}

export const brokenBuild = (preset) => fail(`the build ${preset} does not succeed`);

const filesIn = (folder, pattern) => {
  const path = join(repository, folder);
  return existsSync(path) ? readdirSync(path).filter((name) => pattern.test(name)).sort().map((name) => join(path, name)) : [];
};
export const testPrograms = (buildFolder, pattern) => filesIn(join(buildFolder, "tests"), pattern);
export const nodeTests = (folder) => filesIn(folder, /\.test\.mjs$/);

function resultFile(name) {
  mkdirSync(resultsFolder, { recursive: true });
  const path = join(resultsFolder, name);
  rmSync(path, { force: true });
  return path;
}

// Catch2 reports to people and, into a file, to us.
export async function runCatch2(command, args = [], options = {}) {
  const program = args.length ? args[0] : command;
  const report = resultFile(`${basename(program)}${options.label ? `-${options.label}` : ""}.xml`);
  console.log(`running ${basename(program)}`);
  const code = await run(command, [...args, "--reporter", "console", "--reporter", `XML::out=${report}`, "--allow-running-no-tests", ...(options.filter ?? [])], options);
  const text = existsSync(report) ? readFileSync(report, "utf8") : "";
  const total = text.match(/<OverallResultsCases successes="(\d+)" failures="(\d+)" expectedFailures="(\d+)"(?: skips="(\d+)")?/);
  if (!total) return fail(`${basename(program)} ended before its last test (exit code ${code})`);
  const [successes, failures, expected, skips] = total.slice(1).map((number) => Number(number ?? 0));
  const result = counts(successes + expected, failures, skips);
  return code !== 0 && failures === 0 ? add(result, fail(`${basename(program)} exits with ${code}`)) : result;
}

// Node's own test runner, one file after the other: browsers and servers do not share two cores well. With `again`, a file
// with failures is run once more, unless so many fail that it is no accident: a browser on a busy machine misses something
// now and then. What passes only then is counted as passed, and named at the end of the run, so that it is looked into.
const MOST_AGAIN = 3; // files
export async function runNodeTests(files, { label, again = false, ...options }) {
  let results = await runFiles(files, label, options);
  const failedFiles = [...new Set(results.filter(({ outcome }) => outcome === "failed").map(({ file }) => file))];
  if (again && failedFiles.length > 0 && failedFiles.length <= MOST_AGAIN) {
    console.log(`running again: ${failedFiles.map((file) => basename(file)).join(", ")}`);
    const second = await runFiles(failedFiles, `${label}-again`, options);
    const stillFails = (one) => second.some(({ file, name, outcome }) => outcome === "failed" && file === one.file && name === one.name);
    for (const one of results) if (one.outcome === "failed" && !stillFails(one)) remarks.push({ ...one, says: "UNSTEADY, passed when run again" });
    results = [...results.filter(({ file }) => !failedFiles.includes(file)), ...second];
  }
  const number = (wanted) => results.filter(({ outcome }) => outcome === wanted).length;
  for (const one of results) if (one.outcome === "failed") remarks.push({ ...one, says: "FAILED" });
  return counts(number("passed"), number("failed"), number("skipped"));
}

async function runFiles(files, name, options) {
  const report = resultFile(`${name}.jsonl`);
  const code = await run(process.execPath, ["--test", "--test-concurrency=1", "--test-timeout=1800000",
    "--test-reporter=spec", "--test-reporter-destination=stdout",
    `--test-reporter=${join(repository, "tools/testing/reporter.mjs")}`, `--test-reporter-destination=${report}`, ...files],
    { limit_s: 7200, ...options });
  const results = (existsSync(report) ? readFileSync(report, "utf8") : "").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const isExplained = code === 0 || results.some(({ outcome }) => outcome === "failed");
  return isExplained ? results : [...results, { file: files[0], name: `node --test exits with ${code}`, outcome: "failed", reason: "" }];
}

// What is worth saying once more after the last area, where a long output is read first.
const remarks = [];
export function printRemarks() {
  for (const { says, file, name, reason } of remarks)
    console.log(`\n${says}: ${basename(file)}: ${name}\n${reason.split("\n").slice(0, 12).join("\n").slice(0, 1500)}`);
}

// A program that is one test: exit code 0 is a pass.
export async function runSingle(name, command, args, options) {
  const code = await run(command, args, options);
  console.log(`${code === 0 ? "passed" : "FAILED"}: ${name}`);
  return code === 0 ? counts(1) : counts(0, 1);
}

// An X server of our own for browsers that need one, so that nothing depends on, or disturbs, somebody's screen.
export async function withDisplay(action) {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const display = await new Promise((done) => {
    server.on("error", () => done(""));
    server.on("exit", () => done(""));
    server.stdio[3].once("data", (data) => done(`:${data.toString().trim()}`));
  });
  try {
    return await action(display ? { DISPLAY: display } : {});
  } finally {
    server.kill();
  }
}
