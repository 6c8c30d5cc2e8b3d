// A reporter for node --test that writes one line of JSON for each test's end, for steps.mjs to count and to repeat at the end of a
// run: {file, name, outcome: "passed" | "failed" | "skipped", reason}. A suite has a line only when it failed by itself (a hook
// of it), not by one of its tests.
export default async function* report(source) {
  for await (const { type, data } of source) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    const { file, name, skip, todo, details: { type: kind, error } } = data;
    const isOfItsTests = ["subtestsFailed", "cancelledByParent"].includes(error?.failureType);
    if (kind === "suite" && (type === "test:pass" || isOfItsTests)) continue;
    const cause = error?.cause ?? error;
    yield `${JSON.stringify({ file, name, outcome: type === "test:fail" ? "failed" : skip || todo ? "skipped" : "passed", reason: `${cause?.stack ?? cause ?? ""}` })}\n`;
  }
}
