import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { cholesky, dot, inverse, solve, times } from "heartbook/stats/linear-algebra.ts";
import { seeded } from "heartbook/random.ts";

/** Sums of products of drawn columns, so surely positive definite. */
function gram(size: number, seed: number): Float64Array {
  const { normal } = seeded(seed);
  const columns = Array.from({ length: size }, () => {
    return Float64Array.from({ length: 3 * size }, normal);
  });
  return Float64Array.from(columns.flatMap((a) => columns.map((b) => dot(a, b))));
}

const cases = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 1e6 }));

Deno.test("solve() finds what the matrix makes of it", () => {
  fc.assert(
    fc.property(cases, ([size, seed]) => {
      const matrix = gram(size, seed);
      const x = Float64Array.from({ length: size }, (_, j) => j - 1.5);
      const { factor, dependent } = cholesky(matrix, size);
      assertEquals(dependent, []);
      const found = solve({ factor, size, dependent }, times(matrix, x));
      found.forEach((value, j) => assertAlmostEquals(value, x[j], 1e-9));
    }),
    { seed: 1, numRuns: 100 },
  );
});

Deno.test("inverse() times the matrix is the identity", () => {
  fc.assert(
    fc.property(cases, ([size, seed]) => {
      const matrix = gram(size, seed);
      const inverted = inverse(cholesky(matrix, size));
      for (let i = 0; i < size; i++) {
        const row = times(matrix, inverted.slice(i * size, (i + 1) * size));
        row.forEach((value, j) => assertAlmostEquals(value, i === j ? 1 : 0, 1e-9));
      }
    }),
    { seed: 2, numRuns: 100 },
  );
});

Deno.test("cholesky() names the columns that follow from those before, and leaves them out", () => {
  // The third is the sum of the first two.
  const matrix = Float64Array.of(2, 0, 2, 0, 3, 3, 2, 3, 5);
  const decomposition = cholesky(matrix, 3);
  assertEquals(decomposition.dependent, [2]);
  solve(decomposition, Float64Array.of(2, 3, 5)).forEach((value, j) => {
    assertAlmostEquals(value, [1, 1, 0][j], 1e-12);
  });
});
