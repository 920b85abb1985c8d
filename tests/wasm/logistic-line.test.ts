import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { sigmoid } from "heartbook/stats/log-odds.ts";
import { type LineRows, lineWithVectors } from "heartbook/wasm/logistic-line.ts";

/** The derivatives row by row, each with the sum of the sizes of its parts. */
function derivePlainly(
  { column, target, copies }: LineRows,
  [intercept, slope]: readonly [number, number],
): { value: number; size: number }[] {
  const sums = Array.from({ length: 6 }, () => ({ value: 0, size: 0 }));
  for (let i = 0; i < copies.length; i++) {
    if (copies[i] === 0) continue;
    const x = column[i], q = sigmoid(intercept + slope * x);
    const residual = target[i] - q, bend = q * (1 - q);
    [residual, residual * x, bend, 0, bend * x, bend * x * x].forEach((part, k) => {
      sums[k].value += copies[i] * part;
      sums[k].size += copies[i] * Math.abs(k < 2 ? Math.max(Math.abs(x), 1) : part);
    });
  }
  return sums;
}

const rows = fc.array(
  fc.record({
    x: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -745, max: 745, noNaN: true })),
    y: fc.constantFrom(0, 1, 0.5),
    copies: fc.nat(3),
  }),
  { minLength: 1, maxLength: 40 },
).map((rows): LineRows => ({
  column: rows.map(({ x, copies }) => copies === 0 ? Infinity : x),
  target: rows.map(({ y }) => y),
  copies: Int32Array.from(rows, ({ copies }) => copies),
}));

Deno.test("lineWithVectors() sums what the rows that count add, one after the other", () => {
  const weight = fc.oneof(
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.constantFrom(0, -30, 1e9),
  );
  fc.assert(
    fc.property(rows, weight, weight, (rows, intercept, slope) => {
      const derive = lineWithVectors(rows)!;
      // The first is written over by the second.
      derive(1, 1);
      const sums = derive(intercept, slope);
      derivePlainly(rows, [intercept, slope]).forEach(({ value, size }, k) => {
        // The smallest numbers have fewer digits.
        assertAlmostEquals(sums[k], value, 1e-14 * size + 1e-300, `${k}`);
      });
    }),
    { seed: 3, numRuns: 2000 },
  );
});

Deno.test("lineWithVectors() has no sums of what is not a number", () => {
  const derive = lineWithVectors({ column: [1, 0], target: [1, 0], copies: [1, 2] })!;
  for (const [intercept, slope] of [[NaN, 1], [0, NaN], [Infinity, -Infinity]]) {
    assertEquals([...derive(intercept, slope)], [NaN, NaN, NaN, 0, NaN, NaN]);
  }
});

Deno.test("lineWithVectors() of no row that counts has sums of 0", () => {
  const derive = lineWithVectors({ column: [Infinity], target: [1], copies: [0] })!;
  assertEquals([...derive(1, 1)], [0, 0, 0, 0, 0, 0]);
});
