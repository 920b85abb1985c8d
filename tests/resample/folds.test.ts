import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { readHeart } from "heartbook/heart/heart.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import type { Label } from "heartbook/types.ts";
import reference from "../reference/folds.json" with { type: "json" };

const { labels } = readHeart();

Deno.test("stratifiedFolds() deals four patients into two folds, one of each outcome a fold", () => {
  for (const split of stratifiedFolds([0, 1, 0, 1], { folds: 2, seed: 0 })) {
    assertEquals(split.test.map((row) => row % 2).toSorted(), [0, 1]);
  }
});

for (const [seed, expected] of Object.entries(reference.test_fold_of_each_row)) {
  Deno.test(`stratifiedFolds() equals scikit-learn's StratifiedKFold with seed ${seed}`, () => {
    const splits = stratifiedFolds(labels, { folds: 10, seed: Number(seed) });
    const foldOf = labels.map((_, row) => splits.findIndex((split) => split.test.includes(row)));
    assertEquals(foldOf, expected);
  });
}

Deno.test("stratifiedFolds() with repeats equals scikit-learn's RepeatedStratifiedKFold", () => {
  const splits = stratifiedFolds(labels, { folds: 5, repeats: 3, seed: 42 });
  assertEquals(splits.map((split) => split.test), reference.repeated);
  assertEquals(splits.map((split) => split.repeat), [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
});

const outcomes = fc.array(fc.constantFrom<Label>(0, 1), { minLength: 4, maxLength: 60 })
  .map((drawn): Label[] => [0, 0, 1, 1, ...drawn]);

Deno.test("stratifiedFolds() tests each row once per repeat, trains on the rest, and stays even", () => {
  fc.assert(
    fc.property(outcomes, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (labels, seed) => {
      const splits = stratifiedFolds(labels, { folds: 2, seed });
      const rows = labels.map((_, row) => row);
      assertEquals(splits.flatMap((split) => split.test).toSorted((a, b) => a - b), rows);
      const diseased = splits.map(({ train, test }) => {
        assertEquals([...train, ...test].toSorted((a, b) => a - b), rows);
        return test.filter((row) => labels[row] === 1).length;
      });
      assert(Math.abs(diseased[0] - diseased[1]) <= 1);
    }),
    { seed: 1 },
  );
});

Deno.test("stratifiedFolds() refuses one fold, and more folds than diseased patients", () => {
  assertThrows(() => stratifiedFolds([0, 1], { folds: 1, seed: 0 }), RangeError, "folds");
  assertThrows(
    () => stratifiedFolds([0, 0, 0, 1], { folds: 2, seed: 0 }),
    RangeError,
    "got 2 folds and 1 patients with outcome 1",
  );
  assertThrows(() => stratifiedFolds(labels, { folds: 2, repeats: 0, seed: 0 }), RangeError);
  assertThrows(() => stratifiedFolds(labels, { folds: 2, seed: 0.5 }), RangeError, "seed");
});

Deno.test("stratifiedFolds() refuses a misspelt option instead of ignoring it", () => {
  assertThrows(
    () => stratifiedFolds([0, 1, 0, 1], { folds: 2, repeat: 5, seed: 1 } as never),
    RangeError,
    'stratifiedFolds: option "repeat": unknown name; the nearest are repeats',
  );
});
