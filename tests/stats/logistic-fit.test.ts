import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { logits, sigmoid, softplus } from "heartbook/stats/log-odds.ts";
import { cholesky, solve } from "heartbook/stats/linear-algebra.ts";
import { fitLogits, type LogisticFit } from "heartbook/stats/logistic-fit.ts";
import { scoredInside, steady } from "../measure/arbitrary.ts";
import { logistic } from "../measure/predictions.ts";

Deno.test("logits() refuses 0 and 1 and names the row", () => {
  assertThrows(() => logits([0.5, 0]), RangeError, "p[1]");
  assertThrows(() => logits([1]), RangeError, "p[0]");
});

Deno.test("sigmoid() undoes logits(), far out as well", () => {
  for (const p of [1e-300, 1e-9, 0.2, 0.5, 0.999]) {
    assertAlmostEquals(sigmoid(logits([p])[0]) / p, 1, 1e-12);
  }
});

Deno.test("fitLogits() without columns gives the log odds of the share", () => {
  const [intercept] = fitLogits({ target: [1, 1, 1, 0], columns: [] });
  assertAlmostEquals(intercept, Math.log(3), 1e-12);
});

Deno.test("fitLogits() leaves residuals that add up to 0 against every column", () => {
  const columns = [logits(logistic.p), Float64Array.from(logistic.p, (p) => p ** 2)];
  const beta = fitLogits({ target: logistic.label, columns });
  const residuals = Array.from(logistic.label, (label, i) => {
    return label - sigmoid(beta[0] + beta[1] * columns[0][i] + beta[2] * columns[1][i]);
  });
  const against = (column: ArrayLike<number>): number =>
    residuals.reduce((sum, residual, i) => sum + residual * column[i], 0);
  for (const column of [residuals.map(() => 1), ...columns]) {
    assertAlmostEquals(against(column), 0, 1e-9);
  }
});

Deno.test("fitLogits() refuses a column that separates the classes, or does not vary", () => {
  const target = [0, 0, 1, 1];
  assertThrows(() => fitLogits({ target, columns: [[1, 2, 3, 4]] }), RangeError, "separate");
  assertThrows(() => fitLogits({ target, columns: [[1, 2, 2, 4]] }), RangeError, "separate");
  assertThrows(() => fitLogits({ target, columns: [[1, 1, 1, 1]] }), RangeError, "vary");
});

Deno.test("fitLogits() takes a row of target 1/2 for half a row of each class", () => {
  const halves = fitLogits({ target: [0.5, 1, 0, 1], columns: [[1, 2, 3, 4]] });
  const whole = fitLogits({
    target: [1, 0, 1, 1, 0, 0, 1, 1],
    columns: [[1, 1, 2, 2, 3, 3, 4, 4]],
  });
  halves.forEach((value, j) => assertAlmostEquals(value, whole[j], 1e-9));
});

Deno.test("fitLogits() finds the shift that makes the mean probability the prevalence", () => {
  fc.assert(
    fc.property(scoredInside, ({ label, p }) => {
      const z = logits(p);
      const [shift] = fitLogits({ target: label, columns: [], offset: z });
      const excess = Array.from(label, (each, i) => each - sigmoid(z[i] + shift));
      assertAlmostEquals(excess.reduce((sum, each) => sum + each, 0), 0, 1e-9);
    }),
    steady,
  );
});

Deno.test("fitLogits() ends at the same coefficients wherever it starts", () => {
  const columns = [logits(logistic.p), Float64Array.from(logistic.p, (p) => p ** 2)];
  const fit = { target: logistic.label, columns };
  const expected = fitLogits(fit);
  for (const start of [[...expected], [0, 0, 0], [3, -2, 1], [-20, 5, 30]]) {
    const before = [...start];
    fitLogits({ ...fit, start }).forEach((value, j) => {
      assertAlmostEquals(value, expected[j], 1e-9);
    });
    assertEquals(start, before);
  }
});

Deno.test("fitLogits() finds a shift from log odds far out", () => {
  const offset = [-690, -27, -27, 20];
  const [shift] = fitLogits({ target: [1, 0, 0, 0], columns: [], offset });
  assertEquals(Number.isFinite(shift), true);
});

/** Newton's method with the loss at every step, and copies written down: the plain twin. */
function fitPlainly({ target, columns, offset, copies }: LogisticFit): number[] | "refused" {
  const rows = Array.from(target, (y, i) => ({
    y,
    x: [1, ...columns.map((column) => column[i])],
    start: offset?.[i] ?? 0,
  })).flatMap((row, i) => Array.from({ length: copies?.[i] ?? 1 }, () => row));
  const size = columns.length + 1;
  const look = (beta: readonly number[]) => {
    const gradient = new Float64Array(size), curvature = new Float64Array(size * size);
    let loss = 0;
    for (const { y, x, start } of rows) {
      let z = beta[0] + start;
      for (let j = 1; j < size; j++) z += beta[j] * x[j];
      const q = sigmoid(z);
      loss += softplus(z) - y * z;
      for (let j = 0; j < size; j++) {
        gradient[j] += (y - q) * x[j];
        for (let k = 0; k <= j; k++) curvature[j * size + k] += q * (1 - q) * x[j] * x[k];
      }
    }
    return { loss, gradient, curvature };
  };
  let beta = new Array<number>(size).fill(0), here = look(beta);
  for (let iteration = 0; iteration < 30; iteration++) {
    const curved = cholesky(here.curvature, size);
    if (curved.dependent.length > 0) return "refused";
    const step = solve(curved, here.gradient), { loss } = here, start = beta;
    if (step.reduce((sum, value, j) => sum + value * here.gradient[j], 0) < 1e-16) {
      return beta.map((value, j) => value + step[j]);
    }
    for (let length = 1; length > 0; length /= 2) {
      beta = start.map((value, j) => value + length * step[j]);
      here = look(beta);
      if (!(here.loss > loss * (1 + 1e-12))) break;
    }
  }
  return "refused";
}

Deno.test("fitLogits() equals Newton's method step by step, to the last bit", () => {
  const steep = fc.constantFrom(0.1, 1, 30);
  const rows = fc.array(
    fc.record({
      y: fc.constantFrom(0, 1, 1, 0.5),
      x: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
      start: fc.integer({ min: -40, max: 40 }),
      copies: fc.nat(3),
    }),
    { minLength: 2, maxLength: 40 },
  );
  let fitted = 0;
  fc.assert(
    fc.property(
      rows,
      steep,
      fc.nat(2),
      fc.record({ copies: fc.boolean(), offset: fc.boolean() }),
      (rows, scale, count, has) => {
        const fit = {
          target: rows.map(({ y }) => y),
          columns: Array.from({ length: count }, (_, j) => rows.map(({ x }) => scale * x[j])),
          ...(has.offset ? { offset: rows.map(({ start }) => start / 4) } : {}),
          ...(has.copies ? { copies: rows.map(({ copies }) => copies) } : {}),
        };
        const plain = fitPlainly(fit);
        if (plain === "refused") assertThrows(() => fitLogits(fit), RangeError);
        else assertEquals([...fitLogits(fit)], plain);
        if (plain !== "refused") fitted++;
      },
    ),
    { seed: 5, numRuns: 1000 },
  );
  assert(fitted > 300, `${fitted} fitted`);
});

/** Every row as often as it counts, which is fitted without vectors. */
function writtenOut({ target, columns, offset, copies }: LogisticFit): LogisticFit {
  const places = Array.from(target, (_, i) => new Array<number>(copies![i]).fill(i)).flat();
  const all = (values: ArrayLike<number>): number[] => places.map((i) => values[i]);
  return {
    target: all(target),
    columns: columns.map(all),
    ...(offset ? { offset: all(offset) } : {}),
  };
}

Deno.test("fitLogits() of many rows with copies is that of rows written out, and refuses the same", () => {
  const rows = fc.array(
    fc.record({
      y: fc.constantFrom(0, 1),
      x: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ min: -9, max: 9, noNaN: true })),
      copies: fc.nat(3),
    }),
    { minLength: 1, maxLength: 100 },
  );
  // How many rows from the start have the outcome that a threshold gives them.
  const sorted = fc.oneof({ weight: 3, arbitrary: fc.nat(60) }, fc.constantFrom(98, 99, 100));
  const outcomes = { fitted: 0, refused: 0 };
  fc.assert(
    fc.property(
      rows,
      sorted,
      fc.constantFrom(0, 0.1, 1),
      fc.boolean(),
      (rows, sorted, scale, isShift) => {
        // Again and again until there are enough.
        const many = Array.from({ length: 1000 }, (_, i) => rows[i % rows.length]);
        const column = many.map(({ x }) => scale * x);
        const fit = {
          target: many.map(({ x, y }, i) => i % rows.length < sorted ? Number(x > 2) : y),
          copies: Int32Array.from(many, ({ copies }) => copies),
          ...(isShift ? { columns: [], offset: column } : { columns: [column] }),
        };
        // A sample of one class is refused before it comes here.
        fc.pre(new Set(fit.target.filter((_, i) => fit.copies[i] > 0)).size === 2);
        let plain: Float64Array;
        try {
          plain = fitLogits(writtenOut(fit));
        } catch {
          assertThrows(() => fitLogits(fit), RangeError);
          outcomes.refused++;
          return;
        }
        fitLogits(fit).forEach((value, j) => {
          assertAlmostEquals(value, plain[j], 1e-12 * Math.max(1, Math.abs(plain[j])));
        });
        outcomes.fitted++;
      },
    ),
    { seed: 5, numRuns: 500 },
  );
  assert(outcomes.fitted > 200 && outcomes.refused > 100, JSON.stringify(outcomes));
});
