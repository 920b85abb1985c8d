import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { firstAtLeast } from "heartbook/stats/first-at-least.ts";

Deno.test("firstAtLeast() finds what a look at every number finds, ties and both ends included", () => {
  const number = fc.integer({ min: -4, max: 4 });
  fc.assert(
    fc.property(fc.array(number, { maxLength: 20 }), number, (numbers, least) => {
      const ascending = Float64Array.from(numbers).sort();
      const place = ascending.findIndex((value) => value >= least);
      assertEquals(firstAtLeast(ascending, least), place < 0 ? ascending.length : place);
    }),
    { seed: 2 },
  );
});
