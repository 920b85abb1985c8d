import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { loess } from "heartbook/stats/loess.ts";
import reference from "../reference/calibration.json" with { type: "json" };
import { steady } from "../measure/arbitrary.ts";
import { logistic, neighbours } from "../measure/predictions.ts";

const x = [0.1, 0.2, 0.25, 0.4, 0.55, 0.6, 0.7, 0.85, 0.9, 1];
const y = [0, 0, 1, 0, 1, 0, 1, 1, 0, 1];

/** The definition: the nearest points, tricube weights, and normal equations on raw powers. */
function naive({ x, y }: { x: number[]; y: number[] }, x0: number, span: number): number {
  const nearest = x.map((value, i) => ({ d: Math.abs(value - x0), i }))
    .sort((a, b) => a.d - b.d).slice(0, Math.floor(x.length * span + 1e-5));
  const reach = nearest[nearest.length - 1].d;
  const a = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]];
  for (const { d, i } of nearest) {
    const w = (1 - (d / reach) ** 3) ** 3;
    const powers = [1, x[i] - x0, (x[i] - x0) ** 2];
    for (let r = 0; r < 3; r++) {
      for (let c = 0; c < 3; c++) a[r][c] += w * powers[r] * powers[c];
      a[r][3] += w * powers[r] * y[i];
    }
  }
  for (let r = 2; r > 0; r--) {
    for (let up = 0; up < r; up++) {
      const share = a[up][r] / a[r][r];
      for (let c = 0; c < 4; c++) a[up][c] -= share * a[r][c];
    }
  }
  return a[0][3] / a[0][0];
}

Deno.test("loess() equals its definition worked out naively", () => {
  for (const span of [0.6, 0.75, 1]) {
    for (const x0 of [0.1, 0.33, 0.5, 0.93]) {
      assertAlmostEquals(loess({ x, y }, { at: [x0], span })[0], naive({ x, y }, x0, span), 1e-9);
    }
  }
});

Deno.test("loess() equals its definition however many points share a place", () => {
  const point = fc.record({ place: fc.nat(9), y: fc.double({ min: 0, max: 1, noNaN: true }) });
  const at = fc.array(fc.double({ min: -0.3, max: 1.2, noNaN: true }), { maxLength: 5 });
  const span = fc.constantFrom(0.8, 1);
  fc.assert(
    fc.property(fc.array(point, { maxLength: 8 }), at, span, (points, at, span) => {
      // So many other places that a local fit sees three at least.
      const all = [...points, ...x.flatMap((_, i) => i < 9 ? [{ place: i, y: y[i] }] : [])];
      const drawn = { x: all.map(({ place }) => place / 9), y: all.map(({ y }) => y) };
      loess(drawn, { at, span }).forEach((value, i) =>
        assertAlmostEquals(value, naive(drawn, at[i], span), 1e-9)
      );
    }),
    steady,
  );
});

Deno.test("loess() equals R's on a direct surface, with and without ties, inside and out", () => {
  const cases = [
    [logistic, reference.loess.logistic, 0.75],
    [logistic, reference.loess.logisticHalf, 0.5],
    [neighbours, reference.loess.neighbours, 0.75],
  ] as const;
  for (const [{ p, label }, { at, curve }, span] of cases) {
    const smoothed = loess({ x: p, y: label }, { at, span });
    curve.forEach((value, i) => assertAlmostEquals(smoothed[i], value, 1e-12));
  }
});

Deno.test("loess() leaves a parabola as it is", () => {
  const coefficient = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(coefficient, coefficient, coefficient, (a, b, c) => {
      const parabola = (value: number): number => a + b * value + c * value ** 2;
      const at = [0.15, 0.5, 0.95];
      loess({ x, y: x.map(parabola) }, { at })
        .forEach((value, i) => assertAlmostEquals(value, parabola(at[i]), 1e-9));
    }),
    steady,
  );
});

Deno.test("loess() does not depend on the order of the points", () => {
  const turned = { x: x.toReversed(), y: y.toReversed() };
  assertEquals(loess(turned, { at: [0.5] }), loess({ x, y }, { at: [0.5] }));
});

Deno.test("loess() gives at every place what it gives there alone, however often it is asked", () => {
  const at = [0.5, 0.1, 0.5, 0.93, 0.1, 0.5, 0.33];
  assertEquals([...loess({ x, y }, { at })], at.map((x0) => loess({ x, y }, { at: [x0] })[0]));
});

Deno.test("loess() at so many places that it takes vectors is what it is at each, to the last bit", () => {
  const place = fc.oneof(fc.nat(40).map((n) => n / 40), fc.double({ min: 0, max: 1, noNaN: true }));
  const point = fc.record({ x: place, y: fc.constantFrom(0, 1, 0.3) });
  const told = (work: () => Float64Array): number[] | string => {
    try {
      return [...work()];
    } catch (error) {
      return (error as Error).message;
    }
  };
  let smoothed = 0, refused = 0;
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 20, maxLength: 120 }),
      fc.constantFrom(0.02, 0.5, 0.75, 1),
      fc.integer({ min: 3000, max: 3001 }),
      (points, span, places) => {
        const drawn = { x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
        const at = [...drawn.x, ...Array.from({ length: places }, (_, i) => i / 2900 - 0.01)];
        const all = told(() => loess(drawn, { at, span }));
        const alone = told(() =>
          Float64Array.from(at, (x0) => loess(drawn, { at: [x0], span })[0])
        );
        assertEquals(all, alone);
        typeof all === "string" ? refused++ : smoothed++;
      },
    ),
    { ...steady, numRuns: 60, endOnFailure: true },
  );
  assert(smoothed > 20 && refused > 5, `${smoothed} smoothed, ${refused} refused`);
});

Deno.test("loess() refuses what it cannot smooth", () => {
  assertThrows(() => loess({ x, y: [1] }, { at: [0.5] }), TypeError, "1 y and 10 x");
  assertThrows(() => loess({ x, y }, { at: [0.5], span: 0 }), RangeError, "span");
  assertThrows(() => loess({ x, y }, { at: [0.5], span: 0.2 }), RangeError, "three different");
  const flat = x.map(() => 0.5);
  assertThrows(() => loess({ x: flat, y }, { at: [0.5] }), RangeError, "three different");
  const often = { at: new Float64Array(1000).fill(0.5) };
  assertThrows(() => loess({ x: flat, y }, often), RangeError, "three different");
});
