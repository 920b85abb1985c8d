import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { keep, nothingNear, reach, sortNearest } from "heartbook/models/neighbours/nearest.ts";
import { listToFill, squaredLength } from "heartbook/models/neighbours/rows.ts";

Deno.test("nothingNear() has no rows yet, however far", () => {
  const nearest = nothingNear(2, 3);
  assertEquals([nearest.k, [...nearest.rows]], [3, [-1, -1, -1, -1, -1, -1]]);
  assertEquals(nearest.squares.every((square) => square === Infinity), true);
  assertEquals(reach(nearest, 1), Infinity);
});

Deno.test("keep() and sortNearest() leave each query its nearest rows, ties by the row's number", () => {
  const squares = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(squares, fc.integer({ min: 1, max: 9 }), (all, most) => {
      const k = Math.min(most, all.length), nearest = nothingNear(2, k);
      // The second query is given the same rows with distances the other way round.
      const asked = [all, all.map((square) => 6 - square)];
      asked.forEach((some, query) =>
        some.forEach((square, row) => keep(nearest, query, row, square))
      );
      asked.forEach((some, query) => {
        const kept = some.toSorted((a, b) => a - b).slice(0, k);
        assertEquals(reach(nearest, query), kept.at(-1));
      });
      sortNearest(nearest);
      asked.forEach((some, query) => {
        const sorted = [...some.keys()].sort((a, b) => some[a] - some[b] || a - b).slice(0, k);
        assertEquals([...nearest.rows.subarray(query * k, (query + 1) * k)], sorted);
        const found = [...nearest.squares.subarray(query * k, (query + 1) * k)];
        assertEquals(found, sorted.map((row) => some[row]));
      });
    }),
    { seed: 6, numRuns: 300 },
  );
});

Deno.test("squaredLength() is the sum of squared differences of a row", () => {
  const X = { values: [9, 9, 1, 5, 9, 9], rows: 3, columns: 2 };
  assertEquals(squaredLength(X, 1, Float64Array.of(4, 1)), 9 + 16);
});

Deno.test("listToFill() has its full length", () => {
  assertEquals([listToFill(5).length, listToFill(1).length], [5, 1]);
});
