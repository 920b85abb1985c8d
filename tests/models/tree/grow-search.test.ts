import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { CodedColumn } from "heartbook/models/tree/columns.ts";
import { searchCoded } from "heartbook/models/tree/grow-search.ts";
import { bestSplit } from "./best-split.ts";

const rows = fc.array(
  fc.record({
    code: fc.constantFrom(0, 1),
    weight: fc.constantFrom(0.1, 1, 2, 1e6),
    target: fc.double({ min: -3, max: 3, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
);
const values = fc.tuple(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.constantFrom(0, 5e-8, 2e-7, 1),
).map(([value, step]) => Float32Array.of(value, value + step));

Deno.test("searchCoded() finds in a column of two values what it finds among three", () => {
  fc.assert(
    fc.property(
      rows,
      values,
      fc.constantFrom(0, 0.5),
      fc.record({
        minLeaf: fc.integer({ min: 1, max: 4 }),
        bestScore: fc.constantFrom(-Infinity, 1),
        gini: fc.boolean(),
      }),
      (rows, high, width, settings) => {
        const node = [...rows.keys()];
        const found = (column: CodedColumn): unknown =>
          bestSplit(rows, { node, settings, find: (search) => searchCoded(search, column) });
        const codes = Uint8Array.from(rows, ({ code }) => code);
        // A bin may hold more than one value.
        const low = high.map((value) => value - width);
        const third = { low: Float32Array.of(...low, 9), high: Float32Array.of(...high, 9) };
        assertEquals(
          found({ kind: "coded", codes, low, high }),
          found({ kind: "coded", codes, ...third }),
        );
      },
    ),
    { numRuns: 500 },
  );
});
