// The areas of tools/test, in the order in which they run. An area answers with its counts; one whose tests do not exist yet is
// skipped.
import { existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { add, brokenBuild, build, counts, nodeTests, repository, run, runCatch2, runNodeTests, runSingle, skip, testPrograms, withDisplay } from "./steps.mjs";

const check = (name) => runSingle(name, process.execPath, [join(repository, "tools/checks", `${name}.mjs`)]);

// The libraries from the cache are not instrumented, and containers cross their border.
const sanitizerEnvironment = {
  VINCULO_HISTORIES: process.env.VINCULO_HISTORIES ?? "300", // the sanitizers look at memory, the ordinary run at convergence
  ASAN_OPTIONS: "detect_container_overflow=0:detect_stack_use_after_return=1",
  UBSAN_OPTIONS: "print_stacktrace=1",
  ASAN_SYMBOLIZER_PATH: "/usr/lib/llvm-19/bin/llvm-symbolizer",
};

async function lint() {
  let total = counts();
  for (const name of ["formatting", "layers", "translations", "tree"]) total = add(total, await check(name));
  return total;
}

// Native test programs named after the area, and its tests in JavaScript. `web` takes the programs that no other area names
// (worker_tests and the like), so that none is forgotten.
const isProgramOf = (area) => area === "web" ? (name) => !["core", "server", "client"].some((other) => isProgramOf(other)(name))
  : (name) => name.startsWith(`${area}_`);
async function nativeArea(area, { needsSite = false } = {}) {
  const scripts = nodeTests(`tests/${area}`);
  if (!existsSync(join(repository, "tests", area))) return skip(`tests/${area} does not exist yet`);
  if (!(await build("native"))) return brokenBuild("native");
  if (needsSite && !(await build("wasm", ["site"]))) return brokenBuild("wasm");
  const programs = testPrograms("build/native", /_tests$/).filter((program) => isProgramOf(area)(basename(program)));
  let total = counts();
  for (const program of programs) total = add(total, await runCatch2(program));
  if (scripts.length) total = add(total, await runNodeTests(scripts, { label: area }));
  return programs.length + scripts.length ? total : skip(`${area} has no tests yet`);
}

async function wasm() {
  if (!existsSync(join(repository, "tests/core"))) return skip("tests/core does not exist yet");
  if (!(await build("wasm"))) return brokenBuild("wasm");
  const programs = testPrograms("build/wasm", /_tests\.js$/);
  let total = counts();
  for (const program of programs) total = add(total, await runCatch2(process.execPath, [program], { label: "wasm" }));
  return programs.length ? total : skip("there are no tests for wasm yet");
}

async function browser() {
  const scripts = nodeTests("tests/browser");
  if (!scripts.length) return skip("tests/browser has no tests yet");
  if (!(await build("native"))) return brokenBuild("native");
  if (!(await build("wasm", ["all", "site"]))) return brokenBuild("wasm");
  return withDisplay((environment) => runNodeTests(scripts, { label: "browser", again: true, environment }));
}

// Each target starts from the inputs in tests/fuzz/seeds/NAME and from what earlier runs on this machine found worth
// keeping. The short form begins alike every time and is short, so that it fails for what a change broke; looking for
// what always was broken is the long form's work, which begins elsewhere each time. libFuzzer prints the seed.
async function fuzz({ isLong }) {
  if (!existsSync(join(repository, "tests/fuzz"))) return skip("tests/fuzz does not exist yet");
  if (!(await build("fuzz"))) return brokenBuild("fuzz");
  const [effort, limits] = isLong ? ["600 s", ["-max_total_time=600"]] : ["2,000 inputs", ["-seed=1", "-runs=2000"]];
  let total = counts();
  const programs = testPrograms("build/fuzz", /^fuzz_\w+$/);
  for (const program of programs) {
    const name = basename(program).replace(/^fuzz_/, "");
    const corpus = join(repository, "build/fuzz/corpus", name), seeds = join(repository, "tests/fuzz/seeds", name);
    mkdirSync(corpus, { recursive: true });
    total = add(total, await runSingle(`fuzz ${name}, ${effort}`, program,
      [...limits, "-timeout=20", "-rss_limit_mb=2560", "-verbosity=0",
        "-print_final_stats=0", `-artifact_prefix=${join(repository, "build/fuzz/")}${name}-`, corpus, ...(existsSync(seeds) ? [seeds] : [])],
      { environment: sanitizerEnvironment, limit_s: 900 }));
  }
  return programs.length ? total : skip("there are no fuzz targets yet");
}

async function sanitize() {
  if (!existsSync(join(repository, "tests/core"))) return skip("tests/core does not exist yet");
  if (!(await build("sanitize"))) return brokenBuild("sanitize");
  const programs = testPrograms("build/sanitize", /_tests$/);
  let total = counts();
  for (const program of programs) total = add(total, await runCatch2(program, [], { label: "sanitize", environment: sanitizerEnvironment }));
  return programs.length ? total : skip("there are no tests for sanitizers yet");
}

// Slow and about style: only with --long or by name.
async function tidy() {
  if (!(await build("native"))) return brokenBuild("native");
  return runSingle("clang-tidy", "run-clang-tidy-19", ["-quiet", "-p", "build/native", "/(core|server|web|tools/client)/"], { limit_s: 5400 });
}

export const areas = {
  lint: { run: lint, says: "formatting, layers, translations, words that must not be in the tree" },
  tools: { run: () => toolsArea(), says: "the scripts in tools/" },
  core: { run: () => nativeArea("core"), says: "core natively" },
  wasm: { run: wasm, says: "the same core tests in wasm under node" },
  web: { run: () => nativeArea("web"), says: "those parts of the interface that need no browser" },
  server: { run: () => nativeArea("server", { needsSite: true }), says: "the server through its sockets" },
  client: { run: () => nativeArea("client"), says: "the command-line client" },
  browser: { run: browser, says: "the program in Chromium, Firefox and WebKitGTK" },
  fuzz: { run: fuzz, says: "parsers and codecs, briefly" },
  sanitize: { run: sanitize, says: "the native tests again with ASan and UBSan" },
  tidy: { run: tidy, says: "clang-tidy (only with --long or by name)", onlyLong: true },
};

async function toolsArea() {
  const scripts = nodeTests("tests/tools");
  return scripts.length ? runNodeTests(scripts, { label: "tools" }) : skip("tests/tools has no tests yet");
}
