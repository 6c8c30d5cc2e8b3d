// Lighthouse finds nothing to say about accessibility and good practice. (Its performance is a figure of tools/bench.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { lighthouseScores } from "../support/lighthouse.mjs";

test("Lighthouse gives 100 for accessibility and for best practices, on a phone and at a desk", async () => {
  for (const { page, preset, scores, found } of await lighthouseScores(["accessibility", "best-practices"]))
    assert.deepEqual({ ...scores, found }, { accessibility: 100, "best-practices": 100, found: [] }, `${page}, ${preset}`);
});
