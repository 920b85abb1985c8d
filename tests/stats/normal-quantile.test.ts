import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import cdf from "@stdlib/stats-base-dists-normal-cdf";
import quantile from "@stdlib/stats-base-dists-normal-quantile";
import fc from "fast-check";
import { normalQuantile } from "heartbook/stats/normal-quantile.ts";

Deno.test("normalQuantile() is that of stdlib to 13 digits, where that has as many", () => {
  const anywhere = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(anywhere, (p) => assertAlmostEquals(normalQuantile(p), quantile(p, 0, 1), 1e-13)),
    { seed: 3, numRuns: 5000 },
  );
});

Deno.test("normalQuantile() undoes the distribution far into the tails", () => {
  fc.assert(
    fc.property(fc.double({ min: -300, max: -1, noNaN: true }), (power) => {
      const p = 10 ** power;
      assertAlmostEquals(cdf(normalQuantile(p), 0, 1) / p, 1, 1e-11);
    }),
    { seed: 3, numRuns: 2000 },
  );
  assertAlmostEquals(normalQuantile(1e-12), -7.034483825301132, 1e-13); // by SciPy; stdlib is off by 3e-6 near there
});

Deno.test("normalQuantile() is 0 in the middle, mirrored around it, and never falls", () => {
  assertEquals(normalQuantile(0.5), 0);
  for (let k = 1; k < 512; k++) {
    assertEquals(normalQuantile(k / 1024), -normalQuantile(1 - k / 1024));
    assert(normalQuantile(k / 1024) < normalQuantile((k + 1) / 1024));
  }
});

Deno.test("normalQuantile() refuses an invalid share", () => {
  for (const p of [0, 1, -1, 2, NaN]) assertThrows(() => normalQuantile(p), RangeError, "p:");
});
