/** The way to the optimum of many rows: where it ends, and how often it reads the rows. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { minimise, quasiNewton, roughOptimum } from "heartbook/models/logistic/large.ts";
import { hessian, pass } from "heartbook/models/logistic/derivatives.ts";
import type { LogisticData } from "heartbook/models/logistic/loss.ts";
import { newton, nowhere } from "heartbook/models/logistic/newton.ts";
import type { Aim } from "heartbook/models/logistic/quadratic.ts";
import { seeded } from "heartbook/random.ts";
import { times } from "heartbook/stats/linear-algebra.ts";
import { assertClose, optimumOf } from "../trainings.ts";

const ridge = { l1: 0, l2: 3, close: 1e-6 };
const AIMS: readonly Aim[] = [{ ...ridge, l2: 0 }, ridge, { ...ridge, l1: 20 }];

function drawData(rows: number, columns: number, seed = 1): LogisticData {
  const { normal, uniform } = seeded(seed);
  const values = Float64Array.from({ length: rows * columns }, normal);
  const y = Uint8Array.from({ length: rows }, (_, i) => {
    let z = -0.5;
    for (let j = 0; j < columns; j++) z += Math.cos(j) * values[i * columns + j];
    return Number(uniform() < 1 / (1 + Math.exp(-z)));
  });
  return {
    X: { values, rows, columns },
    y,
    weights: Float64Array.from({ length: rows }, (_, i) => 1 + i % 3),
  };
}

const byNewton = (data: LogisticData, aim: Aim): Float64Array =>
  optimumOf(newton(data, aim, nowhere(data))).beta;

/** How often all rows are read while a fit goes on; Newton's method takes no part of them. */
function countReads(data: LogisticData, work: () => void): number {
  const { values } = data.X;
  let cells = 0;
  values.subarray = (from = 0, to = values.length) => {
    cells += to - from;
    return Float64Array.prototype.subarray.call(values, from, to);
  };
  work();
  return cells / values.length;
}

Deno.test("minimise() of many rows ends where Newton's method does, with every kind of penalty", () => {
  for (const [rows, columns] of [[2048, 3], [3001, 5], [20_000, 6]]) {
    const data = drawData(rows, columns);
    for (const aim of AIMS) {
      assertClose(optimumOf(minimise(data, aim)).beta, byNewton(data, aim), 1e-8);
    }
  }
});

Deno.test("minimise() reads many rows less than ten times, for the gradient alone", () => {
  for (const [rows, columns] of [[260_000, 3], [50_000, 20]]) {
    for (const aim of AIMS) {
      const data = drawData(rows, columns);
      const reads = countReads(data, () => optimumOf(minimise(data, aim)).beta);
      assert(reads > 2 && reads < 10, `${rows} rows are read ${reads} times`);
    }
  }
});

Deno.test("minimise() copies rows of up to a million numbers once, and every 8th for the sample", () => {
  for (const [rows, columns] of [[2048, 3], [3001, 5], [20_000, 6], [45_000, 20]]) {
    for (const aim of AIMS) {
      const data = drawData(rows, columns);
      const reads = countReads(data, () => optimumOf(minimise(data, aim)).beta);
      assertAlmostEquals(reads, 9 / 8, 1e-3);
    }
  }
});

Deno.test("minimise() reads rows of very different weights no more often", () => {
  const data = drawData(260_000, 4);
  // Only the rows of the sample, every 8th, weigh much less than the others.
  const weights = data.weights.map((_, i) => i % 8 === 0 ? 1 : 100);
  const reads = countReads(data, () => optimumOf(minimise({ ...data, weights }, ridge)).beta);
  assert(reads > 2 && reads < 12, `${reads}`);
});

Deno.test("minimise() of fewer than 2,048 rows is Newton's method to the last bit, from there on not", () => {
  const [few, many] = [2047, 2048].map((rows) => drawData(rows, 3));
  assertEquals(optimumOf(minimise(few, ridge)).beta, byNewton(few, ridge));
  assert(
    optimumOf(minimise(many, ridge)).beta.some((value, j) => value !== byNewton(many, ridge)[j]),
  );
});

Deno.test("minimise() from an optimum stays there, and reads many rows only once or twice", () => {
  for (const rows of [100, 5000]) {
    const data = drawData(rows, 3);
    const found = optimumOf(newton(data, ridge, nowhere(data)));
    let again = found.beta;
    const reads = countReads(data, () => again = optimumOf(minimise(data, ridge, found)).beta);
    assertClose(again, found.beta, 1e-9);
    assert(reads <= 2, `${reads}`);
  }
});

Deno.test("minimise() falls back on Newton's method, from scratch, where a start misleads", () => {
  const data = drawData(3000, 3);
  const { beta, hessian: bends } = nowhere(data);
  for (const share of [1e-6, 0]) {
    const start = { beta, hessian: bends.map((cell) => share * cell) };
    assertEquals(optimumOf(minimise(data, ridge, start)).beta, byNewton(data, ridge));
  }
});

Deno.test("roughOptimum() is within a hundredth of a standard error of the sample's own", () => {
  for (const aim of AIMS) {
    const data = drawData(500, 4);
    const rough = roughOptimum(data, aim)!;
    const off = rough.beta.map((value, j) => value - byNewton(data, aim)[j]);
    const curved = times(rough.hessian, Float64Array.from(off));
    const squared = off.reduce(
      (sum, way, j) => sum + way * (curved[j] + (j ? aim.l2 * way : 0)),
      0,
    );
    assert(Math.sqrt(squared) < 0.01);
    assertClose(rough.hessian, hessian(data, pass(data, rough.beta).right), 1e-12);
  }
});

Deno.test("roughOptimum() has none for one outcome, parted outcomes, or a column of zeros", () => {
  const data = drawData(200, 2);
  const { values } = data.X;
  const parted = data.y.map((_, i) => Number(values[2 * i] > 0));
  const zeros = { ...data.X, values: values.map((cell, at) => at % 2 === 0 ? cell : 0) };
  for (const label of [0, 1]) {
    assertEquals(roughOptimum({ ...data, y: data.y.map(() => label) }, ridge), undefined);
  }
  assertEquals(roughOptimum({ ...data, y: parted }, { ...ridge, l2: 0 }), undefined);
  assertEquals(roughOptimum({ ...data, X: zeros }, ridge), undefined);
  assert(roughOptimum(data, ridge) !== undefined);
});

Deno.test("quasiNewton() finds the bottom of a parabola, whatever Hessian it begins with", () => {
  // Half of 2 (a - 1)² + 2 (a - 1) (b + 2) + 4 (b + 2)².
  const gradientAt = ([a, b]: Float64Array): Float64Array =>
    Float64Array.of(2 * (a - 1) + (b + 2), (a - 1) + 4 * (b + 2));
  const aim = { l1: 0, l2: 0, close: 1e-9 };
  for (const begin of [[2, 1, 1, 4], [1, 0, 0, 1], [9, 2, 2, 30]]) {
    const start = { beta: Float64Array.of(7, 5), hessian: Float64Array.from(begin) };
    let asked = 0;
    const found = quasiNewton((beta) => (asked++, gradientAt(beta)), aim, start);
    assertClose(optimumOf(found).beta, [1, -2], 1e-8);
    if (begin[0] === 2) assertEquals(asked, 2, "the right Hessian leads there in one step");
  }
});

Deno.test("quasiNewton() learns the curvature: in the end its Hessian is that of the parabola", () => {
  const curvature = [2, 1, 1, 4];
  const gradientAt = ([a, b]: Float64Array): Float64Array => Float64Array.of(2 * a + b, a + 4 * b);
  const start = { beta: Float64Array.of(3, -1), hessian: Float64Array.of(3, 0, 0, 3) };
  const found = quasiNewton(gradientAt, { l1: 0, l2: 0, close: 1e-15 }, start);
  optimumOf(found).hessian.forEach((cell, at) => assertAlmostEquals(cell, curvature[at], 1e-3));
});

Deno.test("quasiNewton() gives up a search that does not settle, after the gradient of 30 steps", () => {
  let asked = 0;
  const found = quasiNewton(
    ([a]) => (asked++, Float64Array.of(-Math.exp(-a))),
    { l1: 0, l2: 0, close: 1e-30 },
    { beta: new Float64Array(1), hessian: Float64Array.of(1) },
  );
  assertEquals([found, asked], [undefined, 31]);
});

Deno.test("roughOptimum() takes columns that have nothing to do with each other or with the outcome", () => {
  // Every combination of two signs and both outcomes once: all that is beside the diagonal is 0.
  const rows = [-1, 1].flatMap((a) => [-1, 1].flatMap((b) => [0, 1].map((y) => [a, b, y])));
  const data = {
    X: {
      values: Float64Array.from(rows.flatMap(([a, b]) => [a, b])),
      rows: rows.length,
      columns: 2,
    },
    y: Uint8Array.from(rows, ([, , y]) => y),
    weights: new Float64Array(rows.length).fill(1),
  };
  const found = roughOptimum(data, ridge)!;
  assertClose(found.beta, [0, 0, 0], 1e-9);
  assertClose(found.hessian, [2, 0, 0, 0, 2, 0, 0, 0, 2], 1e-9);
});
