import { assert, assertEquals, assertThrows } from "@std/assert";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { bootstrapDifference } from "heartbook/measure/bootstrap.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { pickFeatures } from "heartbook/schema.ts";
import type { Learner } from "heartbook/pipeline.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { challenge } from "heartbook/watch/challenge.ts";
import { freshFolds } from "heartbook/watch/fresh-folds.ts";

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 5, seed: 4 });
const few = pickFeatures(patients.schema, ["age", "sex"]);
const good = logistic({ l2: 1 });
const poor: Learner = (train) => good(takeFeatures(train, few));
const options = { splits, metric: metrics.rocAuc, seed: 1, replicates: 400 };

Deno.test("challenge() replaces the champion where the lower bound of the gain is above 0", async () => {
  const record = await challenge(patients, { champion: poor, challenger: good }, options);
  assertEquals(record.decision, "replaced");
  assert(record.improvement.low > 0);
  assertEquals([record.patients, record.splits, record.seed], [303, 5, 1]);
  assert(record.reason.includes("ROC AUC of the challenger is 0.9"), record.reason);
  assert(record.reason.endsWith("so it takes over"), record.reason);
});

Deno.test("challenge() keeps the champion against a worse one", async () => {
  const record = await challenge(patients, { champion: good, challenger: poor }, options);
  assertEquals(record.decision, "kept");
  assert(record.improvement.high < 0);
});

Deno.test("challenge() keeps the champion against its equal", async () => {
  const record = await challenge(patients, { champion: good, challenger: good }, options);
  assertEquals(record.decision, "kept");
  assertEquals([record.improvement.low, record.improvement.high], [0, 0]);
});

Deno.test("challenge() keeps the champion where the gain may be chance", async () => {
  const rivals = { champion: good, challenger: neighbours({ k: 25 }) };
  const record = await challenge(patients, rivals, options);
  assertEquals(record.decision, "kept");
  assert(record.improvement.low <= 0 && record.improvement.high >= 0);
  assert(record.reason.includes("must be above 0, so it is not taken"), record.reason);
});

Deno.test("challenge() counts a lower Brier score as an improvement", async () => {
  const brier = { ...options, metric: metrics.brier };
  const record = await challenge(patients, { champion: prevalence(), challenger: good }, brier);
  assertEquals(record.decision, "replaced");
  const { champion, challenger, improvement } = record;
  assert(Math.abs(champion.estimate - challenger.estimate - improvement.estimate) < 1e-12);
});

Deno.test("challenge() has the interval of the paired bootstrap on the same folds", async () => {
  const { improvement } = await challenge(patients, { champion: poor, challenger: good }, options);
  const tables = await crossValidate(patients, { poor, good }, splits);
  const { auc } = await bootstrapDifference(
    { first: tables.good, second: tables.poor },
    { auc: metrics.rocAuc },
    { seed: 1, replicates: 400, stratified: true },
  );
  assertEquals(improvement, auc);
});

Deno.test("challenge() leaves the same record, plain JSON, for the same seed", async () => {
  const rivals = { champion: poor, challenger: good };
  const [first, again] = [
    await challenge(patients, rivals, options),
    await challenge(patients, rivals, options),
  ];
  assertEquals(first, again);
  assertEquals(JSON.parse(JSON.stringify(first)), first);
});

Deno.test("challenge() judges a model in use on fresh patients only", async () => {
  const rows = [...patients.rows.keys()];
  const known = takeRows(patients, rows.slice(0, 203)), fresh = takeRows(patients, rows.slice(203));
  const { patients: all, splits } = freshFolds({ known, fresh }, { folds: 5, seed: 2 });
  const shipped = await poor(known);
  let fits = 0;
  const counting: Learner = (train) => {
    fits++;
    assert(known.ids.every((id) => train.ids.includes(id)));
    return good(train);
  };
  const record = await challenge(all, { champion: () => shipped, challenger: counting }, {
    ...options,
    splits,
  });
  assertEquals([fits, record.patients], [5, 100]);
  assertEquals(record.decision, "replaced");
});

Deno.test("freshFolds() tests each fresh patient once and no known one ever", () => {
  const rows = [...patients.rows.keys()];
  const known = takeRows(patients, rows.slice(100)), fresh = takeRows(patients, rows.slice(0, 100));
  const { patients: all, splits } = freshFolds({ known, fresh }, { folds: 10, seed: 3 });
  const tested = splits.flatMap(({ test }) => test.map((row) => all.ids[row]));
  assertEquals(tested.toSorted(), fresh.ids.toSorted());
  for (const { train, test } of splits) {
    assertEquals(new Set([...train, ...test]).size, 303);
    assert(known.ids.every((id) => train.some((row) => all.ids[row] === id)));
  }
});

Deno.test("freshFolds() refuses a patient on both sides, and other features", () => {
  const both = { known: patients, fresh: takeRows(patients, [...Array(40).keys()]) };
  assertThrows(() => freshFolds(both, { folds: 5, seed: 1 }), RangeError, "both known and fresh");
  const other = { known: patients, fresh: takeFeatures(patients, few) };
  assertThrows(() => freshFolds(other, { folds: 5, seed: 1 }), TypeError, "the same features");
});

Deno.test("challenge() gives its figures to three digits, whole thousandths of each", async () => {
  const rivals = { champion: good, challenger: poor };
  const { reason, champion, challenger, improvement } = await challenge(patients, rivals, options);
  const three = (value: number): string => (Math.round(1000 * value) / 1000).toFixed(3);
  assertEquals(
    reason,
    `ROC AUC of the challenger is ${three(challenger.estimate)}, of the champion ` +
      `${three(champion.estimate)}, an improvement of ${three(improvement.estimate)} ` +
      `(95 % interval ${three(improvement.low)} to ${three(improvement.high)}), and the lower ` +
      "end must be above 0, so it is not taken",
  );
  // A loss that rounds to nothing is written without a minus.
  const { reason: equal } = await challenge(
    patients,
    { champion: good, challenger: good },
    options,
  );
  assert(equal.includes("an improvement of 0.000 (95 % interval 0.000 to 0.000)"), equal);
  assert(equal.endsWith("so it is not taken"), equal);
});
