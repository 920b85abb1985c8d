import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { gradientOf, hessian, pass } from "heartbook/models/logistic/derivatives.ts";
import { type LogisticData, plainHessian, plainPass } from "heartbook/models/logistic/loss.ts";
import { minimise } from "heartbook/models/logistic/large.ts";
import { newton, nowhere } from "heartbook/models/logistic/newton.ts";
import { seeded } from "heartbook/random.ts";
import { assertClose, optimumOf } from "../trainings.ts";

/** Rows of normal numbers, or of ties at 0 and 1, with an outcome each. */
function drawRows(
  rows: number,
  columns: number,
  { seed, tied = false }: { readonly seed: number; readonly tied?: boolean },
): LogisticData {
  const { normal, integer } = seeded(seed);
  const cell = tied ? () => integer(2) : normal;
  const values = Float64Array.from({ length: rows * columns }, cell);
  const y = Uint8Array.from({ length: rows }, () => integer(2));
  return { X: { values, rows, columns }, y, weights: new Float64Array(rows).fill(1) };
}

// By hand.

Deno.test("pass() sums weight times (p - outcome) times the row, the intercept first", () => {
  const X = { values: Float64Array.of(1, 2, 3, 5, 8, 13), rows: 2, columns: 3 };
  const data = { X, y: Uint8Array.of(0, 1), weights: Float64Array.of(2, 4) };
  // With no weights everyone's p is one half.
  const { gradient, right } = pass(data, new Float64Array(4));
  assertEquals(gradient, Float64Array.of(1 - 2, 1 - 10, 2 - 16, 3 - 26));
  assertEquals(right, Float64Array.of(0.5, 0.5));
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

function assertAsPlain(data: LogisticData, beta: Float64Array, within: number): void {
  const { gradient, right } = pass(data, beta), plain = plainPass(data, beta);
  assertClose(gradient, plain.gradient, within);
  assertClose(right, plain.right, within);
  assertEquals(gradientOf(data, beta), gradient);
}

Deno.test("pass() is the plain one to within rounding, whatever the shape", () => {
  fc.assert(
    fc.property(shapes, ({ seed, rows, columns, scale, weight, tied }) => {
      const { normal } = seeded(seed + 1);
      const weights = Float64Array.from({ length: rows }, (_, i) => i % 3 === 0 ? weight : 1);
      const data = { ...drawRows(rows, columns, { seed, tied }), weights };
      const beta = Float64Array.from({ length: columns + 1 }, () => scale * normal());
      // Log odds far from 0 are themselves rounded, and so are the probabilities.
      const size = weights.reduce((sum, each) => sum + each) * (1 + scale * columns) * 4;
      assertAsPlain(data, beta, 1e-14 * Math.max(1, size));
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("pass() is the plain one where rows come in several portions", () => {
  for (const [rows, columns] of [[5001, 20], [4099, 7], [17_000, 1], [9, 20_000], [60_000, 20]]) {
    const { normal, uniform } = seeded(rows);
    const weights = Float64Array.from({ length: rows }, uniform);
    const data = { ...drawRows(rows, columns, { seed: rows }), weights };
    const beta = Float64Array.from({ length: columns + 1 }, () => normal() / columns);
    assertAsPlain(data, beta, 1e-14 * rows);
  }
});

Deno.test("pass() keeps apart what several data, asked in turn, have in memory", () => {
  const drawn = [[7, 3], [2000, 20], [60_000, 20], [2000, 20]].map(([rows, columns], seed) => ({
    ...drawRows(rows, columns, { seed }),
    weights: new Float64Array(rows).fill(1 + seed),
  }));
  for (const turn of [0, 1, 1, 2, 1, 3, 1, 0, 3, 2, 3]) {
    const data = drawn[turn], beta = new Float64Array(data.X.columns + 1).fill(0.1 * turn);
    assertAsPlain(data, beta, 1e-13 * data.X.rows);
    const { right } = pass(data, beta);
    if (turn !== 2) assertEquals(hessian(data, right), plainHessian(data, right));
  }
});

Deno.test("pass() reads at least four rows at a time, however wide the table", () => {
  const data = drawRows(9, 3000, { seed: 4 }), { normal } = seeded(5);
  assertAsPlain(data, Float64Array.from({ length: 3001 }, () => normal() / 100), 1e-10);
});

Deno.test("pass() tells a probability far out as exactly as one near a half", () => {
  const odds = [-700, -300, -40, -1, 0, 1, 40, 300, 700];
  const X = { values: Float64Array.from(odds), rows: odds.length, columns: 1 };
  for (const label of [0, 1]) {
    const y = new Uint8Array(odds.length).fill(label);
    const data = { X, y, weights: new Float64Array(odds.length).fill(1) };
    pass(data, Float64Array.of(0, 1)).right.forEach((p, i) => {
      assertAlmostEquals(p * (1 + Math.exp(label === 1 ? -odds[i] : odds[i])), 1, 1e-14);
    });
  }
});

Deno.test("hessian() equals the plain one to the last bit, whatever the shape", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 30 }),
      fc.nat(1e6),
      (rows, columns, seed) => {
        const { data, right } = drawCurved(rows, columns, seed);
        assertEquals(hessian(data, right), plainHessian(data, right));
      },
    ),
  );
});

Deno.test("hessian() equals the plain one over more rows than it reads at a time", () => {
  for (const [rows, columns] of [[5001, 7], [20_000, 2], [9, 9000 / 9], [60_000, 20]]) {
    const { data, right } = drawCurved(rows, columns, rows);
    assertEquals(hessian(data, right), plainHessian(data, right));
  }
});

/** Many zeros, a constant column, rows that do not count or count for very many. */
function drawCurved(
  rows: number,
  columns: number,
  seed: number,
): { data: LogisticData; right: Float64Array } {
  const random = seeded(seed);
  const numbers = (length: number, draw: () => number): Float64Array =>
    Float64Array.from({ length }, draw);
  const values = numbers(
    rows * columns,
    () => random.uniform() < 0.2 ? 0 : 1e3 * (random.uniform() - 0.5),
  );
  for (let i = 0; i < rows && columns > 1; i++) values[i * columns] = 1;
  const data = {
    X: { values, rows, columns },
    y: Uint8Array.from({ length: rows }, () => random.integer(2)),
    weights: numbers(rows, () => [0, 1, 1, 2.5, 1e9][random.integer(5)]),
  };
  return { data, right: numbers(rows, () => random.uniform()) };
}

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
  const quick = optimumOf(minimise(data, aim)), slow = optimumOf(newton(data, aim, nowhere(data)));
  assertClose(quick.beta, slow.beta, 1e-6);
});
