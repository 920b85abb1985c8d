import { assert, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { fitForest } from "heartbook/models/forest/forest.ts";
import { addLeafValues } from "heartbook/models/tree/add-leaves.ts";
import { leafOf } from "heartbook/models/tree/nodes.ts";
import { seeded } from "heartbook/random.ts";
import { steady, uniformTraining } from "../trees.ts";

Deno.test("addLeafValues() adds up the leaves that each row falls into, of all rows or those asked for", () => {
  const drawn = fc.record({
    rows: fc.constantFrom(1, 15, 16, 17, 18, 19, 60),
    columns: fc.integer({ min: 1, max: 5 }),
    trees: fc.integer({ min: 1, max: 4 }),
    maxDepth: fc.constantFrom(1, 2, Infinity),
    some: fc.boolean(),
    seed: fc.nat({ max: 1000 }),
  });
  fc.assert(
    fc.property(drawn, ({ rows, columns, some, seed, ...settings }) => {
      // Few values, so that rows fall on thresholds; both outcomes occur.
      const change = (x: number): number => Math.round(x * 8) / 8;
      const training = uniformTraining(70, { columns, seed, change });
      training.y.set([0, 1]);
      const { trees } = fitForest(training, { ...settings, maxFeatures: columns, seed });
      const cells = Float32Array.from(training.X.values.subarray(0, rows * columns), change);
      const random = seeded(seed);
      const asked = trees.map(() =>
        Int32Array.from(
          Array.from({ length: rows }, (_, row) => row).filter((row) =>
            !some || row === 0 || random.integer(3) > 0
          ),
        )
      );
      const rowsOf = some ? (tree: number): Int32Array => asked[tree] : undefined;
      const expected = Float64Array.from({ length: rows }, () => random.uniform());
      const sums = expected.slice(), plainSums = expected.slice();
      addLeafValues(sums, { trees, cells, rowsOf });
      addLeafValues(plainSums, { trees, cells, rowsOf, plain: true });
      trees.forEach((tree, i) => {
        for (const row of asked[i]) {
          expected[row] += tree.value[leafOf(tree, cells, row * columns)];
        }
      });
      assertEquals(sums, expected);
      assertEquals(plainSums, expected);
    }),
    { ...steady, numRuns: 300 },
  );
});

Deno.test("addLeafValues() takes a value on the threshold to the left, and what is above to the right", () => {
  const tree = {
    feature: [1, -1, -1],
    threshold: [0.5, 0, 0],
    left: [1, -1, -1],
    right: [2, -1, -1],
    value: [9, 1, 2],
    weight: [2, 1, 1],
  };
  const cells = Float32Array.from({ length: 40 }, (_, cell) => cell % 4 === 1 ? 0.5 : 0.50001);
  for (const plain of [false, true]) {
    const sums = new Float64Array(20);
    addLeafValues(sums, { trees: [tree, tree], cells, plain });
    assertEquals([...sums], Array.from({ length: 20 }, (_, row) => row % 2 === 0 ? 2 : 4));
  }
  assert(cells[3] > 0.5);
});
