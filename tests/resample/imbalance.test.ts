import { assert, assertEquals, assertThrows } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { groupRecordings } from "heartbook/cardiotocography/groups.ts";
import { readCardiotocography } from "heartbook/cardiotocography/recordings.ts";
import type { Learner } from "heartbook/pipeline.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { isSynthetic } from "heartbook/prepare/smote.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { groupedFolds } from "heartbook/resample/groups.ts";
import { undersample, withSmote, withUndersampling } from "heartbook/resample/imbalance.ts";
import { crossValidateNested } from "heartbook/resample/nested.ts";
import type { Dataset } from "heartbook/types.ts";
import reference from "../reference/undersample.json" with { type: "json" };

const recordings = readCardiotocography();
const split = (train: Dataset): ReturnType<typeof groupedFolds> =>
  groupedFolds(train.labels, { groups: groupRecordings(train), folds: 5, seed: 1 });

/** A learner that keeps what it was taught with. */
function recorder(): { learner: Learner; taught: Dataset[] } {
  const taught: Dataset[] = [];
  const learner: Learner = (train, work) => {
    taught.push(train);
    return prevalence()(train, work);
  };
  return { learner, taught };
}

const share = ({ labels }: Dataset): number =>
  labels.filter((label) => label === 1).length / labels.length;

// By hand.

Deno.test("undersample() keeps everybody of the rarer outcome, whichever that is", () => {
  const many = takeRows(recordings, [0, 5, 6, 7, 8, 9]); // one healthy, five diseased
  const few = undersample(many, { seed: 3 });
  assertEquals(few.ids[0], "1");
  assertEquals(few.rows.length, 2);
});

Deno.test("undersample() leaves nobody out if the ratio is already reached", () => {
  assertEquals(undersample(recordings, { ratio: 0.05, seed: 1 }), recordings);
});

Deno.test("undersample() refuses an invalid ratio, and one outcome only", () => {
  for (const ratio of [0, -1, 1.1, NaN]) {
    assertThrows(() => undersample(recordings, { ratio, seed: 1 }), RangeError, "ratio");
  }
  const healthy = takeRows(recordings, [0, 1, 2]);
  assertThrows(() => undersample(healthy, { seed: 1 }), RangeError, "both outcomes");
});

// Reference.

Deno.test("undersample() draws imbalanced-learn's rows", () => {
  for (const { ratio, seed, rows } of reference.draws) {
    const drawn = undersample(recordings, { ratio, seed });
    assertEquals(drawn.ids, rows.map((row) => recordings.ids[row]));
  }
});

// Law.

Deno.test("withSmote() and withUndersampling() even out the training part and predict only the real", async () => {
  const smoted = recorder(), reduced = recorder();
  const splits = split(recordings);
  const predictions = await crossValidate(recordings, {
    smote: withSmote(smoted.learner, { seed: 1 }),
    undersampling: withUndersampling(reduced.learner, { seed: 1 }),
  }, splits);
  for (const [i, { train }] of splits.entries()) {
    assertEquals(share(smoted.taught[i]), 0.5);
    assertEquals(share(reduced.taught[i]), 0.5);
    assert(!reduced.taught[i].ids.some(isSynthetic));
    const real = smoted.taught[i].ids.filter((id) => !isSynthetic(id));
    assertEquals(real, train.map((row) => recordings.ids[row]));
  }
  for (const { row } of Object.values(predictions)) {
    assertEquals([...row].sort((a, b) => a - b), [...recordings.rows.keys()]);
  }
});

Deno.test("crossValidateNested() predicts the training part without the test part", async () => {
  const { learner, taught } = recorder();
  const splits = split(recordings);
  const folds = await crossValidateNested(recordings, learner, splits, { split });
  for (const [i, { train, test }] of splits.entries()) {
    assertEquals(folds[i].inner.p.length, train.length);
    assertEquals(folds[i].outer.label.length, test.length);
    const tested = new Set(test.map((row) => recordings.ids[row]));
    // Five inner learners and the outer one.
    for (const part of taught.slice(6 * i, 6 * i + 6)) {
      assert(part.ids.every((id) => !tested.has(id)));
    }
  }
});
