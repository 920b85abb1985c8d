import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { totalLoss } from "heartbook/models/logistic/loss.ts";

Deno.test("totalLoss() is the sum over rows of weight times log loss, naively", () => {
  const row = fc.record({
    right: fc.oneof(
      fc.double({ min: 1e-9, max: 1, noNaN: true }),
      fc.constantFrom(1, 1e-300, 5e-324),
    ),
    weight: fc.constantFrom(0, 1, 1, 1, 2.5),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 400 }), (rows) => {
      const naive = rows.reduce((sum, { right, weight }) => sum - weight * Math.log(right), 0);
      const weights = Float64Array.from(rows, ({ weight }) => weight);
      const right = Float64Array.from(rows, ({ right }) => right);
      assertAlmostEquals(totalLoss(weights, right), naive, 1e-12 * (1 + naive));
    }),
    { seed: 6, numRuns: 300 },
  );
});

Deno.test("totalLoss() is infinite where a row that counts had no chance, and only there", () => {
  const right = Float64Array.of(0.5, 0, 0.5);
  assertEquals(totalLoss(Float64Array.of(1, 1, 1), right), Infinity);
  assertAlmostEquals(totalLoss(Float64Array.of(1, 0, 1), right), 2 * Math.log(2), 1e-15);
});
