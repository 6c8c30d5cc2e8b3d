// tools/test [AREA...] [--long]: runs the areas and ends with the line "N passed, N failed, N skipped" over all of them.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { areas } from "./areas.mjs";
import { add, counts, printRemarks, repository } from "./steps.mjs";

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true, options: { long: { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } } });

function usage() {
  console.log("tools/test [AREA...] [--long]\n\nWithout an area all are run.\n");
  for (const [name, { says }] of Object.entries(areas)) console.log(`  ${name.padEnd(10)}${says}`);
  console.log("\n--long runs the long forms: more simulated histories, more killed browsers, ten minutes of each fuzz target.");
}

if (options.help) {
  usage();
  process.exit(0);
}
const unknown = names.filter((name) => !(name in areas));
if (unknown.length) {
  console.error(`unknown area: ${unknown.join(", ")}`);
  usage();
  process.exit(2);
}

// What tests read from their surroundings.
if (options.long) process.env.VINCULO_LONG_TESTS = "1";
const sharedData = join(repository, "../shared/data");
if (!process.env.VINCULO_SHARED_DATA && existsSync(sharedData)) process.env.VINCULO_SHARED_DATA = sharedData;

const chosen = names.length ? names : Object.keys(areas).filter((name) => options.long || !areas[name].onlyLong);
const rows = [];
let total = counts();
for (const name of chosen) {
  console.log(`\n== ${name}: ${areas[name].says}`);
  const start = Date.now();
  const result = await areas[name].run({ isLong: options.long });
  total = add(total, result);
  rows.push({ name, ...result, seconds: (Date.now() - start) / 1000 });
}

printRemarks();
console.log("\narea        passed  failed  skipped  seconds");
for (const row of rows)
  console.log(row.name.padEnd(10) + String(row.passed).padStart(8) + String(row.failed).padStart(8) + String(row.skipped).padStart(9) + row.seconds.toFixed(0).padStart(9));
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed ? 1 : 0;
