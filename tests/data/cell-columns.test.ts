import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { risingPlaces } from "heartbook/data/cell-columns.ts";

Deno.test("risingPlaces() sorts as a comparison of each pair does, equal ones in their order", () => {
  const cell = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: -3, max: 3 }) },
    fc.constantFrom(-0, 0, NaN, 1e300, -1e300),
    fc.double({ noDefaultInfinity: true }),
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
      const values = Float64Array.from(cells);
      const plain = [...values.keys()].filter((i) => !Number.isNaN(values[i]))
        .toSorted((a, b) => values[a] - values[b]);
      assertEquals([...risingPlaces(values)], plain);
    }),
    { seed: 3, numRuns: 500 },
  );
});
