import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { readHeart } from "heartbook/heart/heart.ts";
import { seeded } from "heartbook/random.ts";
import { kolmogorovSmirnov } from "heartbook/stats/kolmogorov-smirnov.ts";
import untied from "../reference/drift.json" with { type: "json" };
import tied from "../reference/drift-ties.json" with { type: "json" };
import { steady, uniforms } from "../watch/draws.ts";

const smallSample = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 });

/** The distance by its definition, at every value. */
function naiveDistance(first: readonly number[], second: readonly number[]): number {
  const below = (sample: readonly number[], x: number): number =>
    sample.filter((value) => value <= x).length / sample.length;
  return Math.max(
    ...[...first, ...second].map((x) => Math.abs(below(first, x) - below(second, x))),
  );
}

/** The share of all ways to deal the pooled values that reach as far. */
function naiveTail(first: readonly number[], second: readonly number[]): number {
  const pooled = [...first, ...second];
  const observed = naiveDistance(first, second);
  let deals = 0, asFar = 0;
  for (let chosen = 0; chosen < 2 ** pooled.length; chosen++) {
    const isFirst = (i: number): boolean => (chosen >> i & 1) === 1;
    const dealt = pooled.filter((_, i) => isFirst(i));
    if (dealt.length !== first.length) continue;
    deals++;
    const rest = pooled.filter((_, i) => !isFirst(i));
    if (naiveDistance(dealt, rest) >= observed - 1e-12) asFar++;
  }
  return asFar / deals;
}

Deno.test("kolmogorovSmirnov() on zeros and ones compares two shares exactly", () => {
  // Fisher's table: all three ones fall on the same side in 2 · 1 of the 20 ways to deal them.
  const { statistic, pValue } = kolmogorovSmirnov([1, 1, 1], [0, 0, 0]);
  assertEquals(statistic, 1);
  assertAlmostEquals(pValue, 2 / 20, 1e-12);
});

Deno.test("kolmogorovSmirnov() counts every way to deal the values, ties or not", () => {
  fc.assert(
    fc.property(smallSample, smallSample, (first, second) => {
      const { statistic, pValue } = kolmogorovSmirnov(first, second);
      assertAlmostEquals(statistic, naiveDistance(first, second), 1e-12);
      assertAlmostEquals(pValue, naiveTail(first, second), 1e-12);
    }),
    steady,
  );
});

Deno.test("kolmogorovSmirnov() equals SciPy's exact test where nothing is tied", () => {
  for (const { first, second, statistic, exact } of untied.untied) {
    const found = kolmogorovSmirnov(first, second);
    assertAlmostEquals(found.statistic, statistic, 1e-12);
    assertAlmostEquals(found.pValue, exact, 1e-12);
  }
});

Deno.test("kolmogorovSmirnov() equals R's exact test of tied values", () => {
  const { rows } = readHeart();
  const ofSex = (sex: string, column: string): number[] =>
    rows.filter((row) => row.sex === sex && row[column] !== null).map((row) => Number(row[column]));
  for (const { column, statistic, exact } of tied.tied) {
    const found = kolmogorovSmirnov(ofSex("female", column), ofSex("male", column));
    assertAlmostEquals(found.statistic, statistic, 1e-12, column);
    assertAlmostEquals(found.pValue, exact, 1e-12, column);
  }
});

Deno.test("kolmogorovSmirnov() has SciPy's Kolmogorov distribution for its limit", () => {
  for (const { first, second, limit } of untied.untied) {
    const { name, pValue } = kolmogorovSmirnov(first, second, { exact: false });
    assertEquals(name, "Kolmogorov-Smirnov, limit");
    assertAlmostEquals(pValue, limit, 1e-12);
  }
  for (const [x, tail] of untied.limits) {
    // With 200 on either side √(nm/(n+m)) is 10, so that 20x values above all others make an x.
    const second = Array.from({ length: 200 }, (_, i) => i < Math.round(20 * x) ? 2 : 1);
    const { pValue } = kolmogorovSmirnov(new Array(200).fill(1), second, { exact: false });
    assertAlmostEquals(pValue, tail, 1e-12, String(x));
  }
});

Deno.test("kolmogorovSmirnov() comes to its limit as samples grow", () => {
  const random = seeded(3);
  const first = uniforms(random, 1500), second = uniforms(random, 1500);
  const [exact, limit] = [true, false].map((each) =>
    kolmogorovSmirnov(first, second, { exact: each }).pValue
  );
  assertAlmostEquals(exact, limit, 0.01);
});

Deno.test("kolmogorovSmirnov() takes the limit beyond four million pairs", () => {
  const many = Array.from({ length: 2001 }, (_, i) => i);
  assertEquals(kolmogorovSmirnov(many, many).name, "Kolmogorov-Smirnov, limit");
  assertEquals(kolmogorovSmirnov(many.slice(1), many.slice(1)).name, "Kolmogorov-Smirnov, exact");
});

Deno.test("kolmogorovSmirnov() finds nothing between a sample and itself, in any order", () => {
  fc.assert(
    fc.property(smallSample, (sample) => {
      const { statistic, pValue } = kolmogorovSmirnov(sample, sample.toReversed());
      assertEquals([statistic, pValue], [0, 1]);
    }),
    steady,
  );
});

Deno.test("kolmogorovSmirnov() is the same for swapped samples and under a rising map", () => {
  fc.assert(
    fc.property(smallSample, smallSample, (first, second) => {
      const { statistic, pValue } = kolmogorovSmirnov(first, second);
      const swapped = kolmogorovSmirnov(second.map(Math.exp), first.map(Math.exp));
      assertAlmostEquals(swapped.statistic, statistic, 1e-12);
      assertAlmostEquals(swapped.pValue, pValue, 1e-12);
    }),
    steady,
  );
});

Deno.test("kolmogorovSmirnov() gives a false alarm no more often than it says", () => {
  const random = seeded(11);
  const tiedValues = (count: number): number[] =>
    uniforms(random, count).map((x) => Math.floor(6 * x));
  let alarms = 0;
  for (let run = 0; run < 2000; run++) {
    if (kolmogorovSmirnov(tiedValues(60), tiedValues(40)).pValue <= 0.05) alarms++;
  }
  assert(alarms / 2000 > 0.02 && alarms / 2000 < 0.06, `${alarms} of 2000`);
});

Deno.test("kolmogorovSmirnov() refuses an empty sample and values that are not numbers", () => {
  assertThrows(() => kolmogorovSmirnov([], [1]), RangeError, "first: expected values");
  assertThrows(() => kolmogorovSmirnov([1], [1, NaN]), RangeError, "second[1]");
});
