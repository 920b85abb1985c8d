import { assert, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { treeColumns } from "heartbook/models/tree/columns.ts";
import { growOnce, makeGrow } from "heartbook/models/tree/grow.ts";
import type { GrowSettings } from "heartbook/models/tree/grow-target.ts";
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
    columns: fc.integer({ min: 1, max: 9 }),
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

/** Columns of few values, weights of many kinds, one tree after the other, some with the same. */
const coded = fc
  .record({
    rows: fc.constantFrom(1, 2, 3, 10, 50, 300),
    levels: fc.array(fc.constantFrom(1, 2, 2, 2, 3, 10, 64, 65, 128, 200, 256), {
      minLength: 1,
      maxLength: 12,
    }),
    gap: fc.constantFrom(1, 1, 6e-8),
    weightings: fc.array(
      fc.constantFrom("ones", "ones", "counts", "fractions", "huge", "large counts"),
      { minLength: 1, maxLength: 3 },
    ),
    criterion: fc.constantFrom("gini" as const, "squares" as const),
    maxDepth: fc.constantFrom(1, 2, 3, Infinity),
    minLeaf: fc.constantFrom(1, 1, 2, 5, 40),
    minSplit: fc.constantFrom(2, 2, 20),
    share: fc.constantFrom(0.2, 0.5, 1),
    seed: fc.nat(),
  });

Deno.test("makeGrow() grows the same trees on coded columns, bit for bit", () => {
  let splits = 0;
  fc.assert(
    fc.property(coded, ({ rows, levels, gap, weightings, share, seed, ...settings }) => {
      const random = seeded(seed), count = levels.length;
      const cells = Array.from(
        { length: rows },
        () => levels.map((most) => gap * random.integer(most)),
      );
      const columns = codedColumns(cells);
      assert(columns.every(({ kind }) => kind === "coded"));
      const weightOf: Record<string, () => number> = {
        ones: () => 1,
        counts: () => random.integer(4),
        fractions: () => random.uniform(),
        huge: () => random.integer(2) === 0 ? 1e-9 : 1e12,
        "large counts": () => random.integer(1e6),
      };
      const targets = weightings.map((weighting) => {
        const weights = Float64Array.from(cells, weightOf[weighting]);
        weights[0] ||= 1;
        const sums = weights.map((weight, row) => {
          const chance = random.uniform() < (cells[row][0] > gap ? 0.7 : 0.3) ? 1 : 0;
          return weight * (settings.criterion === "gini" ? chance : chance - random.uniform());
        });
        return { weights, sums, seed: 1 + random.integer(1000) };
      });
      const perSplit = Math.max(1, Math.floor(share * count));
      const [vectors, plain] = [false, true].map((plain) => {
        const grow = makeGrow(columns, { plain });
        return [...targets, targets[0]].map((target) => {
          const leaves = new Int32Array(rows);
          return { tree: grow({ ...target, leaves }, { ...settings, perSplit }), leaves };
        });
      });
      assertEquals(vectors, plain);
      const withoutLeaves = makeGrow(columns)(targets[0], { ...settings, perSplit });
      assertEquals(withoutLeaves, plain[0].tree);
      splits += withoutLeaves.feature.length >> 1;
    }),
    { ...steady, numRuns: 1000 },
  );
  assert(splits > 2000);
});

Deno.test("makeGrow() counts a million rows and more", () => {
  const rows = 2 ** 20 + 1, random = seeded(2);
  const columns = treeColumns({
    values: Float64Array.from({ length: 2 * rows }, () => random.integer(2)),
    rows,
    columns: 2,
  });
  const weights = new Float64Array(rows).fill(1);
  const sums = weights.map((_, row) => random.integer(1 + row % 3) === 1 ? 1 : 0);
  for (const criterion of ["gini", "squares"] as const) {
    const settings = { criterion, maxDepth: 2, minLeaf: 1, minSplit: 2, perSplit: 2 };
    const [vectors, plain] = [false, true].map((plain) =>
      makeGrow(columns, { plain })({ weights, sums, seed: 3 }, settings)
    );
    assertEquals(vectors, plain);
    assertEquals(plain.feature.length, 7);
  }
});

Deno.test("makeGrow() keeps to its own columns after others have grown trees in the same memory", () => {
  const few = treeColumns(uniformTraining(30, { columns: 2, seed: 1 }).X);
  const many = treeColumns(uniformTraining(500, { columns: 6, seed: 2 }).X);
  const grown = (columns: readonly TreeColumn[], grow = makeGrow(columns)): unknown => {
    const [first] = columns;
    const rows = (first.kind === "coded" ? first.codes : first.order).length;
    const weights = new Float64Array(rows).fill(1), sums = weights.map((_, row) => row % 2);
    const settings = { criterion: "gini" as const, maxDepth: 4, minLeaf: 1, minSplit: 2 };
    return grow({ weights, sums, seed: 3 }, { ...settings, perSplit: 2 });
  };
  const [growFew, growMany] = [makeGrow(few), makeGrow(many)];
  const [ofFew, ofMany] = [few, many].map((columns) =>
    grown(columns, makeGrow(columns, { plain: true }))
  );
  for (let i = 0; i < 2; i++) {
    assertEquals(grown(few, growFew), ofFew);
    assertEquals(grown(many, growMany), ofMany);
    const source = { rows: 500, count: 6, each: many };
    assertEquals(grown(many, growOnce(source)), ofMany);
  }
});

Deno.test("makeGrow() grows the same trees whether it has seen their rows before or not", () => {
  const random = seeded(5), n = 300;
  const X = {
    // Two values, ten, and as many as rows.
    values: Float64Array.from(
      { length: 3 * n },
      (_, i) =>
        i % 3 === 0 ? random.integer(2) : i % 3 === 1 ? random.integer(10) : random.uniform(),
    ),
    rows: n,
    columns: 3,
  };
  const columns = treeColumns(X);
  assertEquals(columns.map(({ kind }) => kind), ["coded", "coded", "sorted"]);
  const limits = { maxDepth: 3, minLeaf: 2, minSplit: 2, perSplit: 3 };
  const every = new Float64Array(n).fill(1);
  const some = Float64Array.from(every, () => random.integer(3));
  for (const plain of [false, true]) {
    const used = makeGrow(columns, { plain });
    let splits = 0;
    for (const [seed, weights] of [every, every, every, some, some, every, some].entries()) {
      const sums = weights.map((weight) => weight * (random.uniform() - 0.5));
      const leaves = new Int32Array(n), expected = new Int32Array(n);
      const settings = { criterion: "squares" as const, ...limits };
      const tree = used({ weights, sums, seed, leaves }, settings);
      const fresh = makeGrow(columns, { plain });
      assertEquals(tree, fresh({ weights, sums, seed, leaves: expected }, settings));
      assertEquals(leaves, expected);
      splits += tree.feature.filter((column) => column === 0 || column === 1).length;
    }
    assert(splits > 10);
  }
});
