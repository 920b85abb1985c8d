import { assertEquals, assertRejects } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { compareSplits } from "heartbook/stats/corrected-t.ts";
import { aucDifferences, compareLearners } from "heartbook/resample/compare-learners.ts";
import { compareAuc } from "heartbook/measure/delong.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { scoreSplits } from "heartbook/measure/score.ts";

const patients = readHeart();
const learners = {
  ridge: logistic({ l2: 1 }),
  near: neighbours({ k: 15 }),
  twin: logistic({ l2: 1 }),
};
const options = { baseline: "ridge", metric: "rocAuc", folds: 5, repeats: 2, seed: 1 } as const;

Deno.test("compareLearners() is the corrected t over the splits of one cross-validation", async () => {
  const { predictions, differences } = await compareLearners(patients, learners, options);
  assertEquals(Object.keys(differences), ["near", "twin"]);
  const [first, second] = [predictions.near, predictions.ridge].map((table) =>
    scoreSplits(table, metrics.rocAuc)
  );
  assertEquals(first.length, 10);
  assertEquals(differences.near, compareSplits({ first, second }, { testShare: 0.2 }));
  const { estimate, low, high } = differences.twin;
  assertEquals([estimate, low, high], [0, 0, 0]);
});

Deno.test("compareLearners() refuses a baseline that is not a learner", async () => {
  await assertRejects(
    () => compareLearners(patients, learners, { ...options, baseline: "forest" as "near" }),
    RangeError,
    "expected one of ridge, near, twin",
  );
});

Deno.test("aucDifferences() is DeLong's paired comparison, learner by learner", async () => {
  const { predictions: { near, ridge } } = await compareLearners(patients, learners, {
    ...options,
    repeats: 1,
  });
  const differences = aucDifferences({ a: near, b: ridge }, { a: ridge, b: ridge });
  assertEquals(differences.a, compareAuc({ first: near, second: ridge }));
  assertEquals(differences.b.estimate, 0);
});
