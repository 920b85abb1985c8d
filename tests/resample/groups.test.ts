import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { groupRecordings } from "heartbook/cardiotocography/groups.ts";
import { readCardiotocography } from "heartbook/cardiotocography/recordings.ts";
import { groupedFolds, type Groups } from "heartbook/resample/groups.ts";
import type { Label, Split } from "heartbook/types.ts";
import reference from "../reference/grouped-folds.json" with { type: "json" };

const recordings = readCardiotocography();

/** The fold that tests each group. */
function dealt(splits: readonly Split[], groups: Groups): number[] {
  return groups.map(([row]) => splits.findIndex(({ test }) => test.includes(row)));
}

function groupsOf(numbers: readonly number[]): number[][] {
  return [...Map.groupBy(numbers.keys(), (row) => numbers[row]).values()];
}

// By hand.

Deno.test("groupedFolds() deals two sick and two healthy groups one to each fold", () => {
  const groups = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]];
  const labels: Label[] = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0];
  for (const { test } of groupedFolds(labels, { groups, folds: 2, seed: 3 })) {
    assertEquals(test.filter((row) => labels[row] === 1).length, 3);
    assertEquals(test.length, 6);
  }
});

Deno.test("groupedFolds() refuses rows that are in no group, in two, or nowhere", () => {
  const options = { folds: 2, seed: 1 };
  assertThrows(() => groupedFolds([0, 1], { ...options, groups: [[0]] }), RangeError, "row 1");
  assertThrows(() => groupedFolds([0, 1], { ...options, groups: [[0, 1], [1]] }), RangeError);
  assertThrows(
    () => groupedFolds([0, 1], { ...options, groups: [[0, 1, 2]] }),
    RangeError,
    "row 2",
  );
});

Deno.test("groupedFolds() refuses more folds than groups with each outcome", () => {
  const groups = [[0, 1], [2, 3], [4]];
  assertThrows(
    () => groupedFolds([1, 0, 0, 0, 0], { groups, folds: 2, seed: 1 }),
    RangeError,
    "2 folds and 1 groups with outcome 1",
  );
  assertThrows(() => groupedFolds([1, 0, 0, 1, 0], { groups, folds: 1, seed: 1 }), RangeError);
});

// Reference.

Deno.test("groupedFolds() deals groups as scikit-learn's StratifiedGroupKFold does", () => {
  const baselines = recordings.rows.map((row) => row.LB);
  let group = -1;
  const groups = groupsOf(baselines.map((LB, i) => LB === baselines[i - 1] ? group : ++group));
  for (const { folds, seed, dealt: expected } of reference.recordings) {
    assertEquals(dealt(groupedFolds(recordings.labels, { groups, folds, seed }), groups), expected);
  }
});

Deno.test("groupedFolds() deals mixed groups as scikit-learn does", () => {
  for (const { labels, groups: numbers, folds, seed, dealt: expected } of reference.madeUp) {
    const groups = groupsOf(numbers);
    const splits = groupedFolds(labels as Label[], { groups, folds, seed });
    assertEquals(dealt(splits, groups), expected);
  }
});

// Law.

Deno.test("groupedFolds() never splits a group and tests each row once per repeat", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), fc.nat(1000), (folds, seed) => {
      const groups = groupRecordings(recordings);
      const splits = groupedFolds(recordings.labels, { groups, folds, repeats: 2, seed });
      assertEquals(splits.length, 2 * folds);
      for (const { train, test } of splits) {
        const tested = new Set(test);
        assertEquals(train.length + test.length, recordings.rows.length);
        assert(train.every((row) => !tested.has(row)));
        for (const group of groups) {
          assertEquals(new Set(group.map((row) => tested.has(row))).size, 1);
        }
      }
    }),
    { seed: 3, numRuns: 10 },
  );
});
