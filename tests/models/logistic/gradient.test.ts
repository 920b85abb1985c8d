import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { gradientOver } from "heartbook/models/logistic/gradient.ts";
import { pass } from "heartbook/models/logistic/loss.ts";
import { minimise } from "heartbook/models/logistic/large.ts";
import { newton, nowhere } from "heartbook/models/logistic/newton.ts";
import { seeded } from "heartbook/random.ts";

// By hand.

Deno.test("gradientOver() is weight times (p - outcome) times the row, the intercept first", () => {
  const X = { values: Float64Array.of(1, 2, 3, 5, 8, 13), rows: 2, columns: 3 };
  const data = { X, y: Uint8Array.of(0, 1), weights: Float64Array.of(2, 4) };
  // With no weights everyone's p is one half.
  assertEquals(
    gradientOver(data)(new Float64Array(4)),
    Float64Array.of(1 - 2, 1 - 10, 2 - 16, 3 - 26),
  );
});

// Oracle: the plain pass.

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  rows: fc.integer({ min: 1, max: 40 }),
  columns: fc.integer({ min: 1, max: 33 }),
  scale: fc.constantFrom(0, 1e-6, 1, 30, 1e6),
  weight: fc.constantFrom(0, 1, 1e12),
  tied: fc.boolean(),
});

Deno.test("gradientOver() is that of pass() to within rounding, whatever the shape", () => {
  fc.assert(
    fc.property(shapes, ({ seed, rows, columns, scale, weight, tied }) => {
      const { normal, integer } = seeded(seed);
      const cell = tied ? () => integer(2) : normal;
      const values = Float64Array.from({ length: rows * columns }, cell);
      const y = Uint8Array.from({ length: rows }, () => integer(2));
      const weights = Float64Array.from({ length: rows }, (_, i) => i % 3 === 0 ? weight : 1);
      const data = { X: { values, rows, columns }, y, weights };
      const beta = Float64Array.from({ length: columns + 1 }, () => scale * normal());
      const expected = pass(data, beta).gradient;
      // Log odds far from 0 are themselves rounded, and so are the probabilities.
      const size = weights.reduce((sum, each) => sum + each) * (1 + scale * columns) * 4;
      gradientOver(data)(beta).forEach((value, j) => {
        assertAlmostEquals(value, expected[j], 1e-14 * size);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("gradientOver() is that of pass() where rows come in several portions", () => {
  for (const [rows, columns] of [[5001, 20], [4099, 7], [17_000, 1], [9, 20_000]]) {
    const { normal, integer, uniform } = seeded(rows);
    const values = Float64Array.from({ length: rows * columns }, normal);
    const y = Uint8Array.from({ length: rows }, () => integer(2));
    const weights = Float64Array.from({ length: rows }, uniform);
    const data = { X: { values, rows, columns }, y, weights };
    const beta = Float64Array.from({ length: columns + 1 }, () => normal() / columns);
    const expected = pass(data, beta).gradient;
    gradientOver(data)(beta).forEach((value, j) => {
      assertAlmostEquals(value, expected[j], 1e-14 * rows);
    });
  }
});

Deno.test("gradientOver() keeps apart what several gradients, asked in turn, have in memory", () => {
  const drawn = [[7, 3], [2000, 20], [60_000, 20], [2000, 20]].map(([rows, columns], seed) => {
    const { normal, integer } = seeded(seed);
    const values = Float64Array.from({ length: rows * columns }, normal);
    const y = Uint8Array.from({ length: rows }, () => integer(2));
    return { X: { values, rows, columns }, y, weights: new Float64Array(rows).fill(1 + seed) };
  });
  const gradients = drawn.map(gradientOver);
  for (const turn of [0, 1, 1, 2, 1, 3, 1, 0, 3, 2, 3]) {
    const data = drawn[turn], beta = new Float64Array(data.X.columns + 1).fill(0.1 * turn);
    const expected = pass(data, beta).gradient;
    gradients[turn](beta).forEach((value, j) => {
      assertAlmostEquals(value, expected[j], 1e-13 * data.X.rows);
    });
  }
});

Deno.test("minimise() of many rows ends where Newton's method does", () => {
  const { normal, uniform, integer } = seeded(11);
  const rows = 3001, columns = 5;
  // The last column is constant: with a penalty its weight is 0.
  const values = Float64Array.from(
    { length: rows * columns },
    (_, i) => i % columns === columns - 1 ? 3 : i % columns === 0 ? integer(3) : normal(),
  );
  const y = Uint8Array.from(
    { length: rows },
    (_, i) => Number(uniform() < 1 / (1 + Math.exp(values[i * columns] - values[i * columns + 1]))),
  );
  const weights = Float64Array.from({ length: rows }, (_, i) => i % 5 === 0 ? 7 : 1);
  const data = { X: { values, rows, columns }, y, weights };
  const aim = { l1: 0, l2: 1, close: 1e-6 };
  const quick = minimise(data, aim), slow = newton(data, aim, nowhere(data));
  if (quick.end !== "optimum" || slow.end !== "optimum") throw new Error("expected an optimum");
  quick.beta.forEach((value, j) => assertAlmostEquals(value, slow.beta[j], 1e-6));
});

Deno.test("gradientOver() reads at least four rows at a time, however wide the table", () => {
  const { normal } = seeded(4), rows = 9, columns = 3000;
  const values = Float64Array.from({ length: rows * columns }, normal);
  const y = Uint8Array.from({ length: rows }, (_, row) => row % 2);
  const data = { X: { values, rows, columns }, y, weights: new Float64Array(rows).fill(1) };
  const beta = Float64Array.from({ length: columns + 1 }, () => normal() / 100);
  const expected = pass(data, beta).gradient;
  gradientOver(data)(beta).forEach((value, j) => assertAlmostEquals(value, expected[j], 1e-10));
});
