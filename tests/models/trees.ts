/** What the tests of trees share. */
import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { readHeart } from "heartbook/heart/heart.ts";
import type { Tree } from "heartbook/models/tree/nodes.ts";
import { prepareTraining } from "heartbook/pipeline.ts";
import { seeded } from "heartbook/random.ts";
import type { Training } from "heartbook/types.ts";

/** Every law is tried on the same cases each time. */
export const steady = { seed: 20240607, numRuns: 100 } as const;

export function trainingOf(
  cells: readonly (readonly number[])[],
  { y, weights }: { y: readonly number[]; weights?: readonly number[] },
): Training {
  const columns = cells[0]?.length ?? 0;
  return {
    X: { values: Float64Array.from(cells.flat()), rows: cells.length, columns },
    y: Uint8Array.from(y),
    columns: Array.from({ length: columns }, (_, column) => ({
      kind: "number",
      feature: `x${column}`,
      fill: 0,
      mean: 0,
      scale: 1,
    })),
    ...(weights && { weights: Float64Array.from(weights) }),
  };
}

/** The Cleveland patients: raw numbers, one column a level. */
export const heart: Training =
  prepareTraining(readHeart(), { numbers: "raw", levels: "all" }).training;

/** Uniform columns that interact, and an outcome that they explain in part; cells may be changed. */
export function uniformTraining(
  rows: number,
  { columns, seed, change = (x) => x }: {
    columns: number;
    seed: number;
    change?: (x: number) => number;
  },
): Training {
  const random = seeded(seed);
  const drawn = Array.from(
    { length: rows },
    () => Array.from({ length: columns + 1 }, () => random.uniform()),
  );
  return trainingOf(drawn.map((row) => row.slice(0, columns).map(change)), {
    y: drawn.map((row) => row[0] + row[1] * row[2] + row[columns] > 1.25 ? 1 : 0),
  });
}

/** Few rows of whole numbers with many ties, both outcomes among them, weights of 1 to 3. */
export const smallTraining: fc.Arbitrary<Training> = fc
  .record({ columns: fc.integer({ min: 1, max: 3 }), rows: fc.integer({ min: 3, max: 24 }) })
  .chain(({ columns, rows }) =>
    fc.record({
      cells: fc.array(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: columns, maxLength: columns }),
        { minLength: rows, maxLength: rows },
      ),
      y: fc.array(fc.constantFrom(0, 1), { minLength: rows - 2, maxLength: rows - 2 }),
      weights: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: rows, maxLength: rows }),
    })
  )
  .map(({ cells, y, weights }) => trainingOf(cells, { y: [0, 1, ...y], weights }));

/** The rows `which` of it, in that order. */
export function rowsOf(training: Training, which: readonly number[]): Training {
  const { X, y, weights } = training;
  return {
    ...training,
    X: {
      values: Float64Array.from(
        which.flatMap((row) => [
          ...X.values.subarray(row * X.columns, (row + 1) * X.columns),
        ]),
      ),
      rows: which.length,
      columns: X.columns,
    },
    y: Uint8Array.from(which, (row) => y[row]),
    ...(weights && { weights: Float64Array.from(which, (row) => weights[row]) }),
  };
}

/** Equal node for node, to the last bit. */
export function assertSameTree(got: Tree, expected: Tree): void {
  const { feature, threshold, left, right, value, weight } = expected;
  assertEquals(got, { feature, threshold, left, right, value, weight });
}
