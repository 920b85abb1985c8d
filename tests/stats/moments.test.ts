import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { square } from "heartbook/stats/moments.ts";

Deno.test("square() is the second power to the last bit, whatever the number", () => {
  const squared = (x: number): void => assertEquals(square(x), x ** 2);
  fc.assert(fc.property(fc.double(), squared), { numRuns: 10_000 });
  for (const x of [0, -0, NaN, Infinity, -Infinity, 5e-324, 1.5e-162, 1.4e154]) squared(x);
});
