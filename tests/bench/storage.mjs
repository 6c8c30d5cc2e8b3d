// The storage engine beside other browser storages, in one run: a copy of ../shared/bench/storage gets our column.
//
// VINCULO_BENCH_COLUMNS: names of the columns, comma-separated ("=Vinculo,=wa IDBMirror strict,=sqlite.org sahpool");
// VINCULO_BENCH_ROWS: rows (100,000); VINCULO_BENCH_FLAGS: further options of its run.mjs, such as "--skipmain --crash 5".
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repository, wasmBuild } from "../support/server.mjs";

const COLUMNS = process.env.VINCULO_BENCH_COLUMNS ?? "=Vinculo,=wa IDBMirror strict,=sqlite.org sahpool,=Dexie strict";
const ROWS = process.env.VINCULO_BENCH_ROWS ?? "100000";
const FLAGS = process.env.VINCULO_BENCH_FLAGS?.split(" ") ?? [];

const shared = join(process.env.VINCULO_SHARED ?? join(repository, "../shared"), "bench/storage");
if (!existsSync(shared)) {
  console.log("the shared storage bench is not here: nothing to compare with");
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "vinculo-storage-bench-"));
const run = (program, ...args) => execFileSync(program, args, { cwd: folder, stdio: "inherit" });
const copy = (from, to) => {
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  cpSync(from, join(folder, to), { recursive: true });
};
try {
  cpSync(shared, folder, { recursive: true });
  execFileSync("chmod", ["-R", "u+w", folder]);
  copy(join(repository, "web/worker"), "vinculo/web/worker");
  copy(join(repository, "tests/web/worker/sql_database.js"), "vinculo/tests/web/worker/sql_database.js");
  for (const name of ["sql_harness.mjs", "sql_harness.wasm"]) copy(join(wasmBuild, "tests", name), `vinculo/${name}`);
  copy(join(repository, "tests/bench/_storage_adapter.mjs"), "adapters/vinculo.mjs");
  const list = join(folder, "adapters/list.mjs");
  writeFileSync(list, readFileSync(list, "utf8").replace("export const LIST = [", "export const LIST = [\n  { name: 'Vinculo', mod: '/adapters/vinculo.mjs', o: {} },"));
  run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
  run("npm", "rebuild", "esbuild");
  run("node", "build.mjs");
  run("node", "run.mjs", "--only", COLUMNS, "--n", ROWS, ...FLAGS);
  const results = readFileSync(join(folder, "results.json"), "utf8");
  if (process.env.VINCULO_BENCH_RESULT) writeFileSync(process.env.VINCULO_BENCH_RESULT, results);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
