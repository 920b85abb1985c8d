import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { CodedColumn } from "heartbook/models/tree/columns.ts";
import { gather, type Search, searchCoded, searchRoom } from "heartbook/models/tree/grow-search.ts";

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
        const found = (column: CodedColumn): unknown => {
          const weights = Float64Array.from(rows, ({ weight }) => weight);
          const search: Search = {
            ...searchRoom(rows.length),
            ...settings,
            weights,
            sums: Float64Array.from(rows, ({ weight, target }) => weight * target),
            rows: Int32Array.from(rows.keys()),
            start: 0,
            end: rows.length,
            weight: 0,
            sum: 0,
            squares: 0,
            bestThreshold: NaN,
            bestCut: -1,
          };
          gather(search);
          const varies = searchCoded(search, column);
          const { bestScore, bestThreshold, bestCut } = search;
          return { varies, bestScore, bestThreshold, bestCut };
        };
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
