/** What naive Bayes learns of numbers and of levels, by hand. */
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describeCategories, levelOf } from "heartbook/models/naive-bayes/categories.ts";
import { describeNumbers } from "heartbook/models/naive-bayes/numbers.ts";
import type { PreparedColumn, Training } from "heartbook/types.ts";
import { trainingOf } from "../trees.ts";

const cells = [[1, 7], [3, 7], [2, 7], [10, 7]];
const training = trainingOf(cells, { y: [0, 0, 1, 1] });
const ones = new Float64Array(4).fill(1);

Deno.test("describeNumbers() has mean and population variance of either class, constants left out", () => {
  const found = describeNumbers(training, { weights: ones, varianceSmoothing: 0 });
  assertEquals(found, [{ column: 0, mean: [2, 6], variance: [1, 16] }]);
});

Deno.test("describeNumbers() counts a row of weight 3 three times, and one of weight 0 not", () => {
  const weights = Float64Array.of(3, 1, 1, 0);
  const [found] = describeNumbers(
    trainingOf([[1, 5], [3, 9], [2, 4], [10, 8]], {
      y: [0, 0, 1, 1],
    }),
    { weights, varianceSmoothing: 0.5 },
  );
  assertEquals(found.mean, [1.5, 2]);
  // The largest variance is that of the second column: 12/5 within, 16/25 between, as below.
  const within = 0.8 * 3, between = 0.8 * 0.2 * (6 - 4) ** 2;
  assertAlmostEquals(found.variance[0], 0.75 + 0.5 * (within + between), 1e-12);
  assertAlmostEquals(found.variance[1], 0.5 * (within + between), 1e-12);
});

Deno.test("describeNumbers() refuses a number that does not vary within a class, unless smoothed", () => {
  for (const y of [[0, 1, 1, 0], [1, 0, 0, 1]]) {
    const steady = trainingOf([[1], [2], [3], [1]], { y });
    assertThrows(
      () => describeNumbers(steady, { weights: ones, varianceSmoothing: 0 }),
      RangeError,
      "naive Bayes: expected x0 to vary within either class; give varianceSmoothing above 0",
    );
    assertEquals(describeNumbers(steady, { weights: ones, varianceSmoothing: 0.1 }).length, 1);
  }
});

function level(feature: string, name: string): PreparedColumn {
  return { kind: "level", feature, level: name, fill: name, mean: 0.5, scale: 0.5 };
}

/** A feature of the levels u and v, as on and off, and one of w; a row may have none of either. */
const levels: Training = {
  ...trainingOf([[1, -1, 1], [1, -1, -1], [-1, 1, 1], [-1, -1, 1]], { y: [0, 1, 1, 0] }),
  columns: [level("a", "u"), level("a", "v"), level("b", "w")],
};

Deno.test("describeCategories() smooths the share of each level, with a rest where a row has none", () => {
  const weights = Float64Array.of(2, 1, 1, 1);
  const [a, b] = describeCategories(levels, { weights, smoothing: 1 });
  assertEquals(a, {
    levels: [
      { column: 0, above: 0, share: [3 / 6, 2 / 5] },
      { column: 1, above: 0, share: [1 / 6, 2 / 5] },
    ],
    rest: [2 / 6, 1 / 5],
  });
  assertEquals(b, {
    levels: [{ column: 2, above: 0, share: [4 / 5, 2 / 4] }],
    rest: [1 / 5, 2 / 4],
  });
});

Deno.test("describeCategories() has no rest where only rows without weight have no level", () => {
  const weights = Float64Array.of(1, 0, 1, 0);
  const [a, b] = describeCategories(levels, { weights, smoothing: 0.5 });
  assertEquals([a.rest, b.rest], [undefined, undefined]);
  assertEquals(a.levels.map(({ share }) => share), [[1.5 / 2, 0.5 / 2], [0.5 / 2, 1.5 / 2]]);
});

Deno.test("levelOf() is the place of the level that is on, or -1", () => {
  const [{ levels: a }] = describeCategories(levels, { weights: ones, smoothing: 1 });
  assertEquals([0, 1, 2, 3].map((row) => levelOf(a, levels.X, row)), [0, 0, 1, -1]);
});
