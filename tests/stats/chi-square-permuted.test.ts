import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { seeded } from "heartbook/random.ts";
import type { Bin } from "heartbook/stats/bins.ts";
import { chiSquare } from "heartbook/stats/chi-square.ts";
import { chiSquarePermuted } from "heartbook/stats/chi-square-permuted.ts";
import { someBins, steady } from "../watch/draws.ts";

const choose = (n: number, k: number): number =>
  k < 0 || k > n
    ? 0
    : Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((a, b) => a * b, 1);

/** The same test by going through all ways to split two bins. */
function exactTail([rare, common]: readonly Bin[]): number {
  const size = rare.reference + rare.recent, rest = common.reference + common.recent;
  const recent = rare.recent + common.recent, all = size + rest;
  const far = (count: number): number => Math.abs(count - size * recent / all);
  let tail = 0;
  for (let count = 0; count <= size; count++) {
    if (far(count) < far(rare.recent) - 1e-9) continue;
    tail += choose(size, count) * choose(rest, recent - count) / choose(all, recent);
  }
  return tail;
}

Deno.test("chiSquarePermuted() of two bins is near the exact tail, however small", () => {
  for (
    const [rare, then] of [[1, 2], [3, 2], [6, 4], [7, 3], [0, 12], [9, 3], [8, 1]]
  ) {
    const bins = [
      { label: "rare", reference: then, recent: rare },
      { label: "common", reference: 60, recent: 30 },
    ];
    const exact = exactTail(bins), { statistic, pValue } = chiSquarePermuted(bins)!;
    // Four standard errors of 20,000 draws, or of those that end at the hundredth.
    const error = 4 * Math.max(exact / 10, Math.sqrt(exact / 20_000)) + 1 / 20_001;
    const limit = chiSquare(bins)!;
    assertAlmostEquals(pValue, limit.pValue < 0.1 ? exact : limit.pValue, error);
    assertEquals(statistic, limit.statistic);
  }
});

Deno.test("chiSquarePermuted() leaves the limit where every bin has twenty expected patients", () => {
  fc.assert(
    fc.property(someBins, (bins) => {
      const plenty = bins.map((bin) => ({
        ...bin,
        reference: bin.reference + 40,
        recent: bin.recent + 60,
      }));
      assertEquals(chiSquarePermuted(plenty), chiSquare(plenty));
    }),
    steady,
  );
});

Deno.test("chiSquarePermuted() gives the same p-value again, and to bins in another order", () => {
  const bins = [
    { label: "rare", reference: 1, recent: 5 },
    { label: "rarer", reference: 1, recent: 4 },
    { label: "common", reference: 40, recent: 20 },
  ];
  const { pValue } = chiSquarePermuted(bins)!;
  assert(pValue < 0.1);
  assertEquals(chiSquarePermuted(bins)!.pValue, pValue);
  assertAlmostEquals(chiSquarePermuted(bins.toReversed())!.pValue, pValue, 1e-12);
});

Deno.test("chiSquarePermuted() finds one in 2,000 in at most one in 2,000 unchanged samples", () => {
  const random = seeded(3);
  const draw = (count: number): number =>
    Array.from({ length: count }, () => random.uniform() < 0.02).filter(Boolean).length;
  const runs = 4000;
  let exact = 0, limit = 0;
  for (let run = 0; run < runs; run++) {
    const then = draw(3000), now = draw(100);
    const bins = [
      { label: "rare", reference: then, recent: now },
      { label: "common", reference: 3000 - then, recent: 100 - now },
    ];
    if ((chiSquarePermuted(bins)?.pValue ?? 1) <= 0.0005) exact++;
    if ((chiSquare(bins)?.pValue ?? 1) <= 0.0005) limit++;
  }
  // Two are allowed; more than 7 would come in one of a thousand such tests.
  assert(exact <= 7 && limit > 7, `${exact} and, without drawing, ${limit} of ${runs}`);
});

Deno.test("chiSquarePermuted() leaves the limit from just twenty expected patients on, and from 0.1", () => {
  const bins = (rare: readonly [number, number]): Bin[] => [
    { label: "rare", reference: rare[0], recent: rare[1] },
    { label: "common", reference: 60 - rare[0], recent: 60 - rare[1] },
  ];
  // Half of 40 in either sample; of 38, which are 19, chance is asked.
  assertEquals(chiSquarePermuted(bins([14, 26])), chiSquare(bins([14, 26])));
  const asked = chiSquarePermuted(bins([13, 25]))!, limit = chiSquare(bins([13, 25]))!;
  assertEquals(asked.statistic, limit.statistic);
  assert(asked.pValue !== limit.pValue);
  assertAlmostEquals(asked.pValue, exactTail(bins([13, 25])), 0.01);
});
