import { assert, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { treeColumns } from "heartbook/models/tree/columns.ts";
import { growOnce, type GrowSettings, makeGrow } from "heartbook/models/tree/grow.ts";
import { arrangeWithVectors } from "heartbook/models/tree/grow-rows-vectors.ts";
import type { TreeColumn } from "heartbook/models/tree/columns.ts";
import { seeded } from "heartbook/random.ts";
import { steady, uniformTraining } from "../trees.ts";

/** Every column in its sorted form, also those of few values, with the ties that they bring. */
function sortedColumns(cells: readonly (readonly number[])[]): TreeColumn[] {
  return cells[0].map((_, column) => {
    const values = Float32Array.from(cells, (row) => row[column] + 0);
    const order = Int32Array.from(values.keys()).sort((i, j) => values[i] - values[j] || i - j);
    return { kind: "sorted", order, values: Float32Array.from(order, (row) => values[row]) };
  });
}

const codedColumns = (cells: readonly (readonly number[])[]): TreeColumn[] =>
  treeColumns({
    values: Float64Array.from(cells.flat()),
    rows: cells.length,
    columns: cells[0].length,
  });

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
  fc.constant(7),
  fc.constantFrom(0, 0.9e-7, 1.8e-7, 3e-7),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);

/** One to 80 rows, some of them repeated, one to six columns, some of them constant. */
const grown = fc
  .record({ rows: fc.integer({ min: 1, max: 80 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      cells: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      targets: fc.array(
        fc.oneof(fc.constantFrom(0, 1, 1, 0), fc.double({ min: -1, max: 1, noNaN: true })),
        { minLength: rows, maxLength: rows },
      ),
      weights: fc.oneof(
        fc.constant(Array<number>(rows).fill(1)),
        fc.array(fc.constantFrom(0, 1, 1, 2, 3), { minLength: rows, maxLength: rows }),
        fc.array(fc.constantFrom(0, 1, 0.3, 1e-9, 1e12, 1e300), {
          minLength: rows,
          maxLength: rows,
        }),
      ),
      coded: fc.array(fc.boolean(), { minLength: columns, maxLength: columns }),
      settings: fc.record({
        criterion: fc.constantFrom("gini" as const, "squares" as const),
        maxDepth: fc.constantFrom(1, 3, Infinity),
        minLeaf: fc.constantFrom(1, 1, 2, 7),
        minSplit: fc.constantFrom(2, 2, 10),
        perSplit: fc.integer({ min: 1, max: columns }),
      }),
    })
  );

Deno.test("makeGrow() grows the same trees, bit for bit, with compiled loops and without", () => {
  let split = 0;
  fc.assert(
    fc.property(grown, fc.boolean(), ({ cells, targets, weights: some, coded, settings }, once) => {
      const weights = Float64Array.from(some);
      if (some.every((weight) => weight === 0)) weights[0] = 1;
      const isGini = settings.criterion === "gini";
      const sums = weights.map((weight, row) =>
        weight * (isGini ? Math.round(Math.abs(targets[row])) : targets[row])
      );
      const make = (plain: boolean): ReturnType<typeof makeGrow> => {
        const sorted = sortedColumns(cells);
        const columns = codedColumns(cells).map((column, j) => coded[j] ? column : sorted[j]);
        const source = { rows: cells.length, count: columns.length, each: columns };
        return once ? growOnce(source, { plain }) : makeGrow(columns, { plain });
      };
      const [vectors, plain] = [make(false), make(true)].map((grow) =>
        (once ? [5] : [5, 6]).map((seed) => {
          const leaves = new Int32Array(weights.length);
          return { tree: grow({ weights, sums, seed, leaves }, settings), leaves };
        })
      );
      assertEquals(vectors, plain);
      split += plain[0].tree.feature.length > 1 ? 1 : 0;
    }),
    { ...steady, numRuns: 1000 },
  );
  assert(split > 300);
});

Deno.test("makeGrow() overlooks no split where most are ruled out in stretches", () => {
  const sizes = fc.constantFrom(1e-9, 1, 1, 1e6, 1e12);
  const drawn = fc.record({
    rows: fc.integer({ min: 9, max: 400 }),
    columns: fc.integer({ min: 1, max: 4 }),
    levels: fc.constantFrom(2, 10, 1e6),
    size: sizes,
    outlier: sizes,
    shift: fc.constantFrom(0, 0, 5, -1e5),
    minLeaf: fc.constantFrom(1, 1, 5, 30),
    criterion: fc.constantFrom("gini" as const, "squares" as const),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(drawn, ({ rows, columns, levels, size, outlier, shift, ...rest }) => {
      const { criterion, minLeaf, seed } = rest, random = seeded(seed);
      const cells = Array.from(
        { length: rows },
        () => Array.from({ length: columns }, () => Math.floor(random.uniform() * levels)),
      );
      const weights = new Float64Array(rows).fill(1);
      // Some signal in the first column, and one row that outweighs the others.
      const sums = weights.map((_, row) => {
        const signal = cells[row][0] / levels > 0.6 ? 1 : 0;
        if (criterion === "gini") return random.uniform() < 0.2 + signal / 2 ? 1 : 0;
        return size * (signal + random.normal()) + shift;
      });
      if (criterion === "squares") sums[random.integer(rows)] += outlier;
      const settings = { criterion, maxDepth: 4, minLeaf, minSplit: 2, perSplit: columns };
      const [vectors, plain] = [false, true].map((plain) =>
        makeGrow(sortedColumns(cells), { plain })({ weights, sums, seed: 3 }, settings)
      );
      assertEquals(vectors, plain);
    }),
    { ...steady, numRuns: 500 },
  );
});

Deno.test("makeGrow() grows the same trees on thousands of values, for any weights", () => {
  const { X, y } = uniformTraining(3_000, { columns: 5, seed: 11 });
  const random = seeded(4);
  const columns = treeColumns(X);
  assert(columns.every((column) => column.kind === "sorted"));
  assert(arrangeWithVectors(columns) !== null);
  const targets = Float64Array.from(y, (label) => label - random.uniform());
  const grows = [makeGrow(columns), makeGrow(columns, { plain: true })];
  const weightings = [() => 1, (): number => random.integer(4), (): number => random.uniform()];
  for (const weighting of weightings) {
    const weights = Float64Array.from(y, weighting);
    for (const criterion of ["gini", "squares"] as const) {
      const sums = weights.map((weight, row) =>
        weight * (criterion === "gini" ? y[row] : targets[row])
      );
      const limits = { maxDepth: 12, minLeaf: 1, minSplit: 2 };
      const settings: GrowSettings = {
        criterion,
        perSplit: criterion === "gini" ? 2 : 5,
        ...limits,
      };
      const [vectors, plain] = grows.map((grow) => grow({ weights, sums, seed: 3 }, settings));
      assert(plain.feature.length > 100);
      assertEquals(vectors, plain);
    }
  }
});
