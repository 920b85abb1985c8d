import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import {
  type Aim,
  type Bottom,
  type Place,
  plainBottom,
} from "heartbook/models/logistic/quadratic.ts";
import { findBottom } from "heartbook/models/logistic/step.ts";
import { seeded } from "heartbook/random.ts";
import { dot, times } from "heartbook/stats/linear-algebra.ts";
import { assertClose } from "../trainings.ts";

/** A place with a Hessian of random rows, and a gradient. */
function quadratic(size: number, seed: number): { place: Place; gradient: Float64Array } {
  const { normal } = seeded(seed);
  const rows = Array.from({ length: size + 3 }, () => Array.from({ length: size }, normal));
  const hessian = Float64Array.from({ length: size * size }, (_, cell) => {
    const i = Math.floor(cell / size), j = cell % size;
    return rows.reduce((sum, row) => sum + row[i] * row[j], 0);
  });
  const beta = Float64Array.from({ length: size }, normal);
  return { place: { beta, hessian }, gradient: Float64Array.from({ length: size }, normal) };
}

/** Makes an entry equal to another, or blank where that is -1. */
function copyEntry(hessian: Float64Array, from: number, to: number): void {
  const size = Math.sqrt(hessian.length);
  const entry = (i: number, j: number): number => from < 0 ? 0 : hessian[i * size + j];
  for (let j = 0; j < size; j++) hessian[to * size + j] = entry(from, j);
  for (let i = 0; i < size; i++) hessian[i * size + to] = entry(i, from);
}

/** The slope of the quadratic without penalties at another place. */
function slopeAt({ beta, hessian }: Place, gradient: Float64Array, at: Float64Array): number[] {
  const size = beta.length;
  return Array.from(gradient, (slope, i) => {
    for (let j = 0; j < size; j++) slope += hessian[i * size + j] * (at[j] - beta[j]);
    return slope;
  });
}

/** How far it is there in standard errors, squared; the intercept has no penalty. */
function squaredLength({ beta, hessian }: Place, there: Float64Array, l2: number): number {
  const step = there.map((value, j) => value - beta[j]), curved = times(hessian, step);
  return dot(step, curved) + l2 * dot(step.subarray(1), step.subarray(1));
}

/** Whether nothing can be gained by moving any one weight, and so none at all. */
function assertBottom(
  place: Place,
  gradient: Float64Array,
  { l1, l2, at, within }: Aim & { readonly at: Float64Array; readonly within: number },
): void {
  slopeAt(place, gradient, at).forEach((slope, j) => {
    if (j === 0) return assertAlmostEquals(slope, 0, within);
    const own = slope + l2 * at[j];
    if (at[j] === 0) assert(Math.abs(own) <= l1 + within, `${j}: ${own}`);
    else assertAlmostEquals(own + l1 * Math.sign(at[j]), 0, within);
  });
}

const shapes = fc.record({
  size: fc.integer({ min: 1, max: 40 }),
  seed: fc.nat(1e6),
  /** Entries that depend on others; where they are 3, one is blank besides. */
  copied: fc.nat(3),
});

const penalties = fc.record({
  l1: fc.constantFrom(0, 0.1, 1, 20),
  l2: fc.constantFrom(0, 0, 0.5, 20),
  close: fc.constantFrom(1e-6, 0.01, 0),
});

const problems = fc.record({
  size: fc.integer({ min: 1, max: 6 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
  l1: fc.constantFrom(0, 0.1, 1, 5),
  l2: fc.constantFrom(0, 0.5, 20),
});

Deno.test("findBottom() is where no weight can be moved to advantage, whatever the penalties", () => {
  let zeros = 0, others = 0;
  fc.assert(
    fc.property(problems, ({ size, seed, l1, l2 }) => {
      const { place, gradient } = quadratic(size, seed), aim = { l1, l2, close: 1e-6 };
      const before = structuredClone(place);
      const { beta, distance, settled, dependent } = findBottom(place, gradient, aim);
      assertEquals([settled, dependent], [true, []]);
      assertAlmostEquals(distance, squaredLength(place, beta, l2), 1e-9 * (1 + distance));
      assertBottom(place, gradient, { ...aim, at: beta, within: 1e-8 });
      assertEquals(place, before);
      zeros += beta.filter((weight) => weight === 0).length;
      others += beta.filter((weight) => weight !== 0).length;
    }),
    { seed: 2, numRuns: 300 },
  );
  assert(zeros > 100 && others > 100);
});

Deno.test("findBottom() is plainBottom() to the last bit, in problems of any size in turn", () => {
  let zeros = 0, dependent = 0, unsettled = 0;
  fc.assert(
    fc.property(shapes, penalties, ({ size, seed, copied }, aim) => {
      const { integer } = seeded(seed), { place, gradient } = quadratic(size, seed);
      for (let k = 0; k < copied; k++) copyEntry(place.hessian, integer(size), integer(size));
      if (copied === 3) copyEntry(place.hessian, -1, integer(size));
      for (let j = 1; j < size; j++) if (integer(2) === 0) place.beta[j] = 0;
      const before = structuredClone({ place, gradient });
      const bottom = findBottom(place, gradient, aim);
      assertEquals(bottom, plainBottom(place, gradient, aim));
      assertEquals({ place, gradient }, before);
      zeros += bottom.beta.filter((weight) => weight === 0).length;
      dependent += bottom.dependent.length;
      unsettled += Number(!bottom.settled);
    }),
    { seed: 3, numRuns: 500 },
  );
  assert(zeros > 100 && dependent > 30 && unsettled > 100, `${[zeros, dependent, unsettled]}`);
});

Deno.test("findBottom() by hand: a weight is drawn towards 0 by l1, and the intercept is not", () => {
  // Half of 2 (a - 1)² + 4 (b - 3)², seen from 0: the slopes there are -2 and -12.
  const place = { beta: new Float64Array(2), hessian: Float64Array.of(2, 0, 0, 4) };
  const find = (l1: number, l2: number): Bottom =>
    findBottom(place, Float64Array.of(-2, -12), { l1, l2, close: 1e-9 });
  const bottom = (l1: number, l2: number): Float64Array => find(l1, l2).beta;
  assertAlmostEquals(find(0, 2).distance, 2 + 4 * 2 ** 2 + 2 * 2 ** 2, 1e-12);
  assertClose(bottom(0, 0), [1, 3], 1e-12);
  assertClose(bottom(0, 2), [1, 2], 1e-12);
  assertClose(bottom(4, 0), [1, 2], 1e-12);
  assertClose(bottom(4, 4), [1, 1], 1e-12);
  assertClose(bottom(12, 0), [1, 0], 1e-12);
  assertClose(bottom(50, 0), [1, 0], 1e-12);
});

Deno.test("findBottom() settles though columns are hardly to be told apart", () => {
  const near = 1 - 1e-6;
  const place = {
    beta: Float64Array.of(0, 3, -3),
    hessian: Float64Array.of(1, 0, 0, 0, 1, near, 0, near, 1),
  };
  const gradient = Float64Array.of(0.5, -2, 1), aim = { l1: 0.01, l2: 0, close: 1e-6 };
  const { beta, settled } = findBottom(place, gradient, aim);
  assertEquals(settled, true);
  assertBottom(place, gradient, { ...aim, at: beta, within: 1e-8 });
});

Deno.test("findBottom() names dependent columns without l1, and settles with it", () => {
  const place = {
    beta: new Float64Array(3),
    hessian: Float64Array.of(4, 0, 0, 0, 1, 2, 0, 2, 4),
  };
  const gradient = Float64Array.of(1, -3, -6);
  const plain = findBottom(place, gradient, { l1: 0, l2: 0, close: 1e-6 });
  assertEquals(plain.dependent, [2]);
  const ridge = findBottom(place, gradient, { l1: 0, l2: 0.1, close: 1e-6 });
  assertEquals(ridge.dependent, []);
  const aim = { l1: 0.5, l2: 0, close: 1e-6 };
  const lasso = findBottom(place, gradient, aim);
  assertEquals([lasso.settled, lasso.dependent], [true, []]);
  assertBottom(place, gradient, { ...aim, at: lasso.beta, within: 1e-8 });
});

Deno.test("findBottom() leaves a column without curvature at 0, and says if it does not settle", () => {
  const flat = { beta: Float64Array.of(1, 2), hessian: Float64Array.of(4, 0, 0, 0) };
  const { beta } = findBottom(flat, Float64Array.of(4, 0), { l1: 1, l2: 0, close: 1e-6 });
  assertClose(beta, [0, 0], 1e-12);
  const { place, gradient } = quadratic(3, 1);
  assertEquals(findBottom(place, gradient, { l1: 0.1, l2: 0, close: 0 }).settled, false);
});
