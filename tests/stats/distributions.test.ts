import { assert, assertEquals } from "@std/assert";
import stdBetaQuantile from "@stdlib/stats-base-dists-beta-quantile";
import stdBinomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import stdChiSquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import stdChiSquareQuantile from "@stdlib/stats-base-dists-chisquare-quantile";
import stdNormalCdf from "@stdlib/stats-base-dists-normal-cdf";
import stdTCdf from "@stdlib/stats-base-dists-t-cdf";
import stdTQuantile from "@stdlib/stats-base-dists-t-quantile";
import fc from "fast-check";
import {
  betaQuantile,
  binomialCdf,
  chiSquareCdf,
  chiSquareQuantile,
  normalCdf,
  tCdf,
  tQuantile,
} from "heartbook/stats/distributions.ts";
import reference from "../reference/distributions.json" with { type: "json" };
import { steady } from "../measure/arbitrary.ts";

/** Fails unless the two agree to that share of their size. */
function assertClose(value: number, expected: number, share: number, what: unknown): void {
  const gap = Math.abs(value - expected);
  assert(gap <= share * Math.abs(expected), `${value}, not ${expected}: ${JSON.stringify(what)}`);
}

Deno.test("distribution functions are R's, to 12 digits even far out", () => {
  for (const row of reference.normalCdf) assertClose(normalCdf(row.z), row.value, 1e-12, row);
  for (const row of reference.tCdf) assertClose(tCdf(row.t, row.degrees), row.value, 1e-12, row);
  for (const row of reference.chiSquareCdf) {
    assertClose(chiSquareCdf(row.x, row.degrees), row.value, 1e-12, row);
  }
  for (const row of reference.binomialCdf) {
    assertClose(binomialCdf(row.count, row), row.value, 1e-12, row);
  }
});

Deno.test("quantiles are R's, to 12 digits", () => {
  for (const row of reference.tQuantile) {
    assertClose(tQuantile(row.p, row.degrees), row.value, 1e-12, row);
  }
  for (const row of reference.chiSquareQuantile) {
    assertClose(chiSquareQuantile(row.p, row.degrees), row.value, 1e-12, row);
  }
  for (const row of reference.betaQuantile) {
    assertClose(betaQuantile(row.p, row), row.value, 1e-12, row);
  }
});

Deno.test("distributions are those of stdlib, to 12 places", () => {
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const degrees = fc.integer({ min: 1, max: 300 });
  const counts = fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 400 }));
  const wide = fc.double({ min: -40, max: 40, noNaN: true });
  fc.assert(
    fc.property(share, degrees, counts, wide, (p, degrees, [count, more], t) => {
      const total = count + more, a = count + 1;
      for (
        const [value, expected] of [
          [normalCdf(t / 4), stdNormalCdf(t / 4, 0, 1)],
          [tCdf(t, degrees), stdTCdf(t, degrees)],
          [chiSquareCdf(t * t, degrees), stdChiSquareCdf(t * t, degrees)],
          [binomialCdf(count, { total, p }), stdBinomialCdf(count, total, p)],
          [betaQuantile(p, { a, b: more }), stdBetaQuantile(p, a, more)],
        ]
      ) assert(Math.abs(value - expected) < 1e-12, `${value}, not ${expected}`);
      for (
        const [value, expected] of [
          [tQuantile(p, degrees), stdTQuantile(p, degrees)],
          [chiSquareQuantile(p, degrees), stdChiSquareQuantile(p, degrees)],
        ]
      ) assert(Math.abs(value - expected) < 1e-10 * Math.max(1, expected), `${value}, ${expected}`);
    }),
    steady,
  );
});

Deno.test("distribution functions are 0, a half or 1 at the ends and in the middle", () => {
  assertEquals([-Infinity, 0, Infinity].map(normalCdf), [0, 0.5, 1]);
  assertEquals([-Infinity, 0, Infinity].map((t) => tCdf(t, 3)), [0, 0.5, 1]);
  assertEquals([0, Infinity].map((x) => chiSquareCdf(x, 3)), [0, 1]);
  assertEquals([0, 1].map((p) => binomialCdf(2, { total: 5, p })), [1, 0]);
  assertEquals(binomialCdf(5, { total: 5, p: 0.3 }), 1);
  assertEquals(tQuantile(0.5, 3), 0);
});
