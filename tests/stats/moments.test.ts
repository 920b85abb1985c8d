import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { columnMeans, mean, scatter, square, sumOfSquares } from "heartbook/stats/moments.ts";

Deno.test("square() is the second power to the last bit, whatever the number", () => {
  const squared = (x: number): void => assertEquals(square(x), x ** 2);
  fc.assert(fc.property(fc.double(), squared), { numRuns: 10_000 });
  for (const x of [0, -0, NaN, Infinity, -Infinity, 5e-324, 1.5e-162, 1.4e154]) squared(x);
});

const X = { values: Float64Array.of(0, 0, 5, 2, 4, 5, 4, -4, 5), rows: 3, columns: 3 };

Deno.test("mean() and sumOfSquares() by hand, of one value and of none", () => {
  assertEquals([mean([1, 2, 6]), sumOfSquares([1, 2, 6])], [3, 14]);
  assertEquals([mean([7]), sumOfSquares([7])], [7, 0]);
  assertEquals([mean([]), sumOfSquares([])], [NaN, 0]);
});

Deno.test("columnMeans() by hand", () => {
  assertEquals(columnMeans(X), Float64Array.of(2, 0, 5));
});

Deno.test("scatter() by hand: products around the means, in the lower triangle alone", () => {
  // Around the means: -2, 0, 2 and 0, 4, -4 and nothing.
  assertEquals(scatter(X), Float64Array.of(8, 0, 0, -8, 32, 0, 0, 0, 0));
});

Deno.test("scatter() has the sum of squares of each column on its diagonal", () => {
  const cells = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(cells, (numbers) => {
      const rows = Math.floor(numbers.length / 2);
      const values = Float64Array.from(numbers.slice(0, 2 * rows));
      const sums = scatter({ values, rows, columns: 2 });
      for (const j of [0, 1]) {
        assertEquals(sums[3 * j], sumOfSquares(values.filter((_, cell) => cell % 2 === j)));
      }
    }),
    { seed: 4 },
  );
});
