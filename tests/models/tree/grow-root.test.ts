import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type CodedColumn, treeColumns } from "heartbook/models/tree/columns.ts";
import { makeGrow } from "heartbook/models/tree/grow.ts";
import { groupRoot, searchRoot } from "heartbook/models/tree/grow-root.ts";
import { type Search, searchCoded, searchRoom } from "heartbook/models/tree/grow-search.ts";
import { seeded } from "heartbook/random.ts";
import { bestSplit } from "./best-split.ts";

Deno.test("groupRoot() puts rows of one code together, in their order", () => {
  const column: CodedColumn = {
    kind: "coded",
    codes: Uint8Array.of(2, 0, 2, 0, 3),
    low: Float32Array.of(1, 2, 3, 4),
    high: Float32Array.of(1, 2, 3, 4),
  };
  const search = {
    ...searchRoom(5),
    rows: Int32Array.of(0, 1, 2, 3),
    start: 0,
    end: 4,
    weights: Float64Array.of(1, 2, 4, 8, 16),
  };
  const { rows, codes, ends, weights } = groupRoot(search as unknown as Search, column);
  assertEquals(rows, Int32Array.of(1, 3, 0, 2));
  assertEquals(codes, Uint8Array.of(0, 2));
  assertEquals(Array.from(ends.subarray(0, 2)), [2, 4]);
  assertEquals(Array.from(weights.subarray(0, 2)), [10, 15]);
});

const rows = fc.array(
  fc.record({
    code: fc.integer({ min: 0, max: 5 }),
    weight: fc.constantFrom(0.1, 1, 2, 1e6),
    target: fc.double({ min: -3, max: 3, noNaN: true }),
    isIn: fc.boolean(),
  }),
  { minLength: 1, maxLength: 50 },
);

Deno.test("searchRoot() finds what searchCoded() finds, to the last bit", () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(5e-8, 2e-7, 1),
      fc.record({
        minLeaf: fc.integer({ min: 1, max: 4 }),
        bestScore: fc.constantFrom(-Infinity, 1),
        gini: fc.boolean(),
      }),
      (rows, step, settings) => {
        fc.pre(rows.some(({ isIn }) => isIn));
        const values = Float32Array.from({ length: 6 }, (_, code) => code * step);
        const column: CodedColumn = {
          kind: "coded",
          codes: Uint8Array.from(rows, ({ code }) => code),
          low: values,
          high: values,
        };
        const node = [...rows.keys()].filter((row) => rows[row].isIn);
        const found = (find: (search: Search) => boolean): unknown =>
          bestSplit(rows, { node, settings, find });
        assertEquals(
          found((search) => searchRoot(search, column, groupRoot(search, column))),
          found((search) => searchCoded(search, column)),
        );
      },
    ),
    { numRuns: 500 },
  );
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
