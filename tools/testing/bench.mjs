// Runs benchmarks. One is either a script tests/bench/NAME.mjs or a native program NAME_bench; both print a table for people
// and write the JSON file that VINCULO_BENCH_RESULT names.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { build, repository, run, testPrograms } from "./steps.mjs";

const scriptFolder = join(repository, "tests/bench");
const results = join(repository, "build/bench");

async function find() {
  if (!existsSync(scriptFolder)) return new Map();
  if (!(await build("native")) || !(await build("wasm"))) throw new Error("the build does not succeed");
  const found = new Map();
  for (const program of testPrograms("build/native", /_bench$/)) found.set(basename(program).replace(/_bench$/, ""), [program]);
  // Files with a leading underscore are shared by benchmarks.
  for (const name of readdirSync(scriptFolder).filter((file) => /^[^_].*\.mjs$/.test(file)))
    found.set(basename(name, ".mjs"), [process.execPath, join(scriptFolder, name)]);
  return found;
}

const benchmarks = await find();
const wanted = process.argv.slice(2);
if (wanted.includes("--list")) {
  for (const name of benchmarks.keys()) console.log(name);
  process.exit(0);
}
const unknown = wanted.filter((name) => !benchmarks.has(name));
if (unknown.length) {
  console.error(`no such benchmark: ${unknown.join(", ")} (there are: ${[...benchmarks.keys()].join(", ") || "none yet"})`);
  process.exit(2);
}

mkdirSync(results, { recursive: true });
const sharedData = join(repository, "../shared/data");
const environment = existsSync(sharedData) ? { VINCULO_SHARED_DATA: process.env.VINCULO_SHARED_DATA ?? sharedData } : {};
for (const name of wanted.length ? wanted : benchmarks.keys()) {
  console.log(`\n== ${name}`);
  const [command, ...args] = benchmarks.get(name);
  const code = await run(command, args, { environment: { ...environment, VINCULO_BENCH_RESULT: join(results, `${name}.json`) }, limit_s: 7200 });
  if (code !== 0) process.exitCode = 1;
}
