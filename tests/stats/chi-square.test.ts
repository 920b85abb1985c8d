import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { seeded } from "heartbook/random.ts";
import type { Bin } from "heartbook/stats/bins.ts";
import { chiSquare, chiSquareTail } from "heartbook/stats/chi-square.ts";
import reference from "../reference/drift.json" with { type: "json" };
import { someBins, steady, uniforms } from "../watch/draws.ts";

const common = { label: "common", reference: 60, recent: 10 };
const other = { label: "other", reference: 30, recent: 15 };

Deno.test("chiSquare() pools the bins in which less than one patient is expected", () => {
  const rare = [
    { label: "rare", reference: 2, recent: 1 },
    { label: "rarer", reference: 0, recent: 2 },
  ];
  const pool = { label: "both", reference: 2, recent: 3 };
  assertEquals(chiSquare([common, ...rare, other]), chiSquare([common, other, pool]));
});

Deno.test("chiSquare() leaves out a pool in which less than one patient is expected", () => {
  const rare = { label: "rare", reference: 1, recent: 0 };
  const { statistic, pValue } = chiSquare([common, other, rare])!;
  assertEquals(pValue, chiSquareTail(statistic, 1));
});

Deno.test("chiSquare() has nothing to compare in one bin", () => {
  assertEquals(chiSquare([{ label: "all", reference: 9, recent: 5 }]), null);
  assertEquals(
    chiSquare([{ label: "a", reference: 300, recent: 1 }, { label: "b", reference: 3, recent: 0 }]),
    null,
  );
});

Deno.test("chiSquare() is the sum over a bin's cells of (observed - expected)² / expected", () => {
  fc.assert(
    fc.property(someBins, (bins) => {
      const plenty = bins.map((bin) => ({
        ...bin,
        reference: bin.reference + 9,
        recent: bin.recent + 9,
      }));
      const cells = plenty.flatMap((bin) => [bin.reference, bin.recent]);
      const all = cells.reduce((sum, count) => sum + count, 0);
      const row = (side: number): number =>
        cells.filter((_, i) => i % 2 === side).reduce((a, b) => a + b);
      const statistic = cells.reduce((sum, count, i) => {
        const pair = cells[i - i % 2] + cells[i - i % 2 + 1];
        const expected = row(i % 2) * pair / all;
        return sum + (count - expected) ** 2 / expected;
      }, 0);
      assertAlmostEquals(chiSquare(plenty)!.statistic, statistic, 1e-9);
    }),
    steady,
  );
});

Deno.test("chiSquare() equals SciPy's chi2_contingency on women and men", () => {
  for (const { column, levels, female, male, statistic, pValue } of reference.chiSquare) {
    const bins = levels.map((label, i) => ({ label, reference: female[i], recent: male[i] }));
    const found = chiSquare(bins)!;
    assertAlmostEquals(found.statistic, statistic, 1e-12, column);
    assertAlmostEquals(found.pValue, pValue, 1e-12, column);
  }
});

Deno.test("chiSquare() is the same in any order of the bins and for swapped samples", () => {
  fc.assert(
    fc.property(someBins, (bins) => {
      const found = chiSquare(bins);
      const turned = bins.toReversed().map(({ label, reference, recent }): Bin => ({
        label,
        reference: recent,
        recent: reference,
      }));
      const again = chiSquare(turned);
      assertEquals(found === null, again === null);
      if (found !== null) assertAlmostEquals(found.pValue, again!.pValue, 1e-12);
    }),
    steady,
  );
});

Deno.test("chiSquare() gives a false alarm about as often as it says, a rare level or not", () => {
  const random = seeded(5);
  const draw = (count: number): number[] => {
    const counts = [0, 0, 0];
    for (const x of uniforms(random, count)) counts[x < 0.5 ? 0 : x < 0.99 ? 1 : 2]++;
    return counts;
  };
  let alarms = 0;
  for (let run = 0; run < 4000; run++) {
    const then = draw(303), now = draw(50);
    const bins = then.map((reference, i) => ({ label: `${i}`, reference, recent: now[i] }));
    if (chiSquare(bins)!.pValue <= 0.01) alarms++;
  }
  assert(alarms / 4000 > 0.005 && alarms / 4000 < 0.017, `${alarms} of 4000`);
});

Deno.test("chiSquare() refuses a sample without patients", () => {
  const bins = [{ label: "a", reference: 4, recent: 0 }, { label: "b", reference: 5, recent: 0 }];
  assertThrows(() => chiSquare(bins), RangeError, "got 9 and 0");
});

Deno.test("chiSquareTail() of two degrees of freedom is an exponential", () => {
  for (const x of [0, 0.5, 3, 20]) assertAlmostEquals(chiSquareTail(x, 2), Math.exp(-x / 2), 1e-12);
});
