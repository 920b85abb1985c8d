import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { baselineOf } from "heartbook/signals/rate-baseline.ts";
import { findExcursions } from "heartbook/signals/rate-excursions.ts";
import { describeRate } from "heartbook/signals/rate-features.ts";
import { describeHistogram, tendencyOf } from "heartbook/signals/rate-histogram.ts";
import { longTermVariability, shortTermVariability } from "heartbook/signals/rate-variability.ts";
import { rateBetweenBeats } from "heartbook/signals/rr-intervals.ts";
import { rateWithBumps } from "./made-up.ts";

const kinds = (rate: ReturnType<typeof rateWithBumps>): string[] =>
  findExcursions(rate, 140).map(({ kind }) => kind);

// By hand.

Deno.test("baselineOf() is the level between the excursions", () => {
  const bumps = [{ from: 60, to: 90, bpm: 25 }, { from: 200, to: 260, bpm: -40 }];
  assertEquals(baselineOf(rateWithBumps(bumps)), 140);
  assertAlmostEquals(baselineOf(rateWithBumps(bumps, { noise: 2 })), 140, 0.1);
});

Deno.test("baselineOf() answers with the median where nothing is near it", () => {
  assertEquals(baselineOf({ values: [100, 180], perSecond: 1 }), 140);
});

Deno.test("baselineOf() moves from the median to the mean of what is within 10 bpm, until it rests", () => {
  // The median of all is 123; 160 is far from it, and the mean of the others is 122.
  assertEquals(baselineOf({ values: [120, 121, 125, 160], perSecond: 1 }), 122);
  // 110 is 10 below the median, 120, which counts; 109 is further.
  assertEquals(baselineOf({ values: [110, 120, null, 121], perSecond: 1 }), 117);
  assertEquals(baselineOf({ values: [109, 120, 121], perSecond: 1 }), 120.5);
});

Deno.test("findExcursions() counts an acceleration of 15 bpm for 15 seconds, and nothing less", () => {
  assertEquals(kinds(rateWithBumps([{ from: 50, to: 65, bpm: 15 }])), ["acceleration"]);
  assertEquals(kinds(rateWithBumps([{ from: 50, to: 64.75, bpm: 15 }])), []);
  assertEquals(kinds(rateWithBumps([{ from: 50, to: 80, bpm: 14.9 }])), []);
});

Deno.test("findExcursions() names a deceleration by how long it lasts", () => {
  const lasting = (seconds: number): string[] =>
    kinds(rateWithBumps([{ from: 100, to: 100 + seconds, bpm: -20 }]));
  assertEquals(lasting(119.75), ["light deceleration"]);
  assertEquals(lasting(120), ["prolonged deceleration"]);
  assertEquals(lasting(300), ["severe deceleration"]);
});

Deno.test("findExcursions() says where, how long and how far", () => {
  const [rise] = findExcursions(rateWithBumps([{ from: 50, to: 70, bpm: 30 }]), 140);
  assertEquals([rise.from, rise.to, rise.seconds, rise.bpm], [200, 280, 20, 30]);
});

Deno.test("a gap neither begins nor ends an excursion", () => {
  const { values } = rateWithBumps([{ from: 50, to: 70, bpm: 30 }]);
  const gappy = values.map((value, i) => i > 190 && i < 210 || i === 240 ? null : value);
  const [rise, ...others] = findExcursions({ values: gappy, perSecond: 4 }, 140);
  assertEquals([rise.from, rise.to, others.length], [210, 280, 0]);
});

Deno.test("shortTermVariability() is the mean step, abnormal under 1 bpm", () => {
  const values = Array.from({ length: 101 }, (_, i) => 140 + (i % 2 === 0 ? 0 : i < 50 ? 3 : 0.5));
  const { mean, abnormal } = shortTermVariability({ values, perSecond: 4 });
  assertAlmostEquals(mean, 0.5 * 3 + 0.5 * 0.5, 1e-12);
  assertEquals(abnormal, 0.5);
});

Deno.test("longTermVariability() is the span within a minute, and looks past the excursions", () => {
  const rate = rateWithBumps([{ from: 100, to: 130, bpm: 40 }]);
  const wavy = {
    ...rate,
    values: rate.values.map((value, i) => value! + 3 * Math.sin(2 * Math.PI * i / 80)),
  };
  const { mean, abnormal } = longTermVariability(wavy, [
    { kind: "acceleration", from: 400, to: 520, seconds: 30, bpm: 40 },
  ]);
  assertAlmostEquals(mean, 6, 0.01);
  assertEquals(abnormal, 0);
});

Deno.test("variability is abnormal under 1 bpm from value to value, and up to 5 within a minute", () => {
  const steps = { values: [100, 101, 101.5, null, 110, 110, 113], perSecond: 1 };
  assertEquals(shortTermVariability(steps), { mean: 4.5 / 4, abnormal: 2 / 4 });
  // A value every 20 seconds: those within 30 seconds are the next ones.
  const slow = { values: [100, 105, 100, 106, null, 103], perSecond: 0.05 };
  assertEquals(longTermVariability(slow, []), { mean: (5 + 5 + 6 + 6 + 0) / 5, abnormal: 3 / 5 });
  const rise = { kind: "acceleration", from: 2, to: 4, seconds: 40, bpm: 15 } as const;
  assertEquals(longTermVariability(slow, [rise]), { mean: (5 + 5 + 0) / 3, abnormal: 1 });
  // A value every 15 seconds: 30 seconds reach two of them to either side.
  const quick = { values: [100, 101, 103, 107, 115], perSecond: 1 / 15 };
  assertEquals(longTermVariability(quick, []).mean, (3 + 7 + 15 + 14 + 12) / 5);
});

Deno.test("describeHistogram() has the moments of the rounded rates, and the lower of equal modes", () => {
  const shape = describeHistogram({ values: [99.6, 100.4, null, 102, 101.9], perSecond: 1 });
  assertEquals([shape.mean, shape.median, shape.variance, shape.mode], [101, 101, 1, 100]);
  assertEquals([shape.peaks, shape.zeros, shape.tendency], [2, 1, 0]);
  const one = describeHistogram({ values: [120], perSecond: 1 });
  assertEquals([one.width, one.peaks, one.zeros, one.variance, one.tendency], [0, 1, 0, 0, 0]);
});

Deno.test("describeHistogram() counts peaks and empty places", () => {
  const values = [100, 100, 101, 103, 103, 103, 104, 106];
  const shape = describeHistogram({ values, perSecond: 1 });
  assertEquals([shape.min, shape.max, shape.width, shape.mode], [100, 106, 6, 103]);
  assertEquals([shape.peaks, shape.zeros], [3, 2]); // 100, 103 and 106; 102 and 105
  assertEquals([shape.median, shape.tendency], [103, 0]);
});

Deno.test("tendencyOf() is the third of the width that the median lies in", () => {
  const of = (median: number): number => tendencyOf({ min: 100, max: 160, median });
  assertEquals([119, 120, 140, 141].map(of), [-1, 0, 0, 1]);
  assertEquals(tendencyOf({ min: 100, max: 100, median: 100 }), 0);
});

Deno.test("describeRate() counts events by the second, under UCI's names", () => {
  const row = describeRate(rateWithBumps([
    { from: 60, to: 90, bpm: 20 },
    { from: 150, to: 180, bpm: 25 },
    { from: 250, to: 400, bpm: -30 },
  ]));
  assertEquals([row.LB, row.AC, row.DL, row.DP, row.DS], [140, 2 / 600, 0, 1 / 600, 0]);
  assertEquals([row.Min, row.Max, row.Width, row.Mode, row.Median], [110, 165, 55, 140, 140]);
});

Deno.test("a rate without recorded values, or with an invalid one, is refused", () => {
  const empty = { values: [null, null], perSecond: 4 };
  for (const feature of [baselineOf, shortTermVariability, describeHistogram, describeRate]) {
    assertThrows(() => feature(empty), RangeError, "expected recorded values, got none");
    assertThrows(() => feature({ values: [140, 0], perSecond: 4 }), RangeError, "got 0");
    assertThrows(() => feature({ values: [140, -1], perSecond: 4 }), RangeError, "got -1");
    for (const wrong of [NaN, Infinity]) {
      const message = `rate: expected beats a minute, got ${wrong}`;
      assertThrows(() => feature({ values: [140, wrong], perSecond: 4 }), RangeError, message);
    }
    for (const perSecond of [0, -1, Infinity, NaN]) {
      const message = `perSecond: expected a number above 0, got ${perSecond}`;
      assertThrows(() => feature({ values: [140], perSecond }), RangeError, message);
    }
  }
  assertThrows(
    () => shortTermVariability({ values: [140, null, 140], perSecond: 4 }),
    RangeError,
    "variability is undefined",
  );
});

// Law.

const rates = fc.array(fc.integer({ min: 60, max: 200 }), { minLength: 2, maxLength: 200 });

Deno.test("beating faster by the same amount moves the level and nothing else", () => {
  fc.assert(
    fc.property(rates, fc.integer({ min: 1, max: 40 }), (values, faster) => {
      const before = describeRate({ values, perSecond: 1 });
      const after = describeRate({ values: values.map((v) => v + faster), perSecond: 1 });
      for (const name of ["LB", "Min", "Max", "Mode", "Mean", "Median"]) {
        assertAlmostEquals(after[name], before[name] + faster, 1e-9);
      }
      for (const name of ["AC", "ASTV", "MSTV", "ALTV", "MLTV", "Width", "Nmax", "Tendency"]) {
        assertAlmostEquals(after[name], before[name], 1e-9);
      }
    }),
    { seed: 5, numRuns: 100 },
  );
});

Deno.test("read backwards, a rate has the same features", () => {
  fc.assert(
    fc.property(rates, (values) => {
      const before = describeRate({ values, perSecond: 2 });
      const after = describeRate({ values: values.toReversed(), perSecond: 2 });
      for (const [name, value] of Object.entries(before)) {
        assertAlmostEquals(after[name], value, 1e-9);
      }
    }),
    { seed: 6, numRuns: 100 },
  );
});

Deno.test("every feature of a rate is finite", () => {
  fc.assert(
    fc.property(rates, (values) => {
      const features = Object.values(describeRate({ values, perSecond: 1 }));
      assert(features.length === 19 && features.every(Number.isFinite));
    }),
    { seed: 7, numRuns: 100 },
  );
});

Deno.test("describeHistogram() counts a slope of several bars as one peak", () => {
  const rising = [120, 121, 121, 122, 122, 122];
  assertEquals(describeHistogram({ values: rising, perSecond: 1 }).peaks, 1);
  const falling = [120, 120, 120, 121, 121, 122];
  assertEquals(describeHistogram({ values: falling, perSecond: 1 }).peaks, 1);
});

Deno.test("findExcursions() begins anew on the other side, and ends where the rate is back", () => {
  const values = [140, ...Array(15).fill(156), ...Array(15).fill(120), 140, 140];
  const found = findExcursions({ values, perSecond: 1 }, 140);
  assertEquals(found, [
    { kind: "acceleration", from: 1, to: 16, seconds: 15, bpm: 16 },
    { kind: "light deceleration", from: 16, to: 31, seconds: 15, bpm: 20 },
  ]);
  const late = { values: [null, ...Array(15).fill(156)], perSecond: 1 };
  assertEquals(findExcursions(late, 140).map(({ from, to }) => [from, to]), [[1, 16]]);
  const upToTheEnd = findExcursions({ values: values.slice(0, 31), perSecond: 1 }, 140);
  assertEquals(upToTheEnd, found);
});

Deno.test("rateBetweenBeats() has the rate of the beat interval that each moment lies in", () => {
  // Beats at 1, 2, 2.5 and 3.5 s, a value every half second up to the last beat.
  const rate = rateBetweenBeats([100, 200, 250, 350], { perSecond: 100, valuesPerSecond: 2 });
  assertEquals(rate, { values: [60, 60, 120, 60, 60], perSecond: 2 });
});

Deno.test("rateBetweenBeats() takes 200 to 2,000 ms between two beats for a rate, and no others", () => {
  const rates = (ms: number): unknown =>
    rateBetweenBeats([0, ms], { perSecond: 1000, valuesPerSecond: 1 }).values[0];
  assertEquals([199, 200, 2000, 2001].map(rates), [null, 300, 30, null]);
});
