import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Kernel } from "heartbook/models/svm/kernel.ts";
import { kernelMatrix } from "heartbook/models/svm/kernel-matrix.ts";
import { type DualProblem, type DualSolution, solveDual } from "heartbook/models/svm/solver.ts";
import { seeded } from "heartbook/random.ts";

const TOLERANCE = 1e-9;

function problemOf(
  rows: readonly (readonly number[])[],
  y: readonly number[],
  { kernel, bounds, plain }: { kernel: Kernel; bounds: readonly number[]; plain?: boolean },
): DualProblem {
  const X = {
    values: Float64Array.from(rows.flat()),
    rows: rows.length,
    columns: rows[0].length,
  };
  const matrix = kernelMatrix(X, { plain });
  matrix.use(kernel);
  return {
    kernel: matrix,
    y: Uint8Array.from(y),
    bounds: Float64Array.from(bounds),
  };
}

const linear: Kernel = { kind: "linear" };

Deno.test("solveDual() puts the border halfway between two patients", () => {
  const { beta, intercept } = solveDual(
    problemOf([[1], [5]], [0, 1], { kernel: linear, bounds: [10, 10] }),
    TOLERANCE,
  );
  // f(x) = (x - 3) / 2
  assertAlmostEquals(beta[0], -1 / 8, 1e-12);
  assertAlmostEquals(beta[1], 1 / 8, 1e-12);
  assertAlmostEquals(intercept, -3 / 2, 1e-12);
});

Deno.test("solveDual() takes the middle of the allowed intercepts where all are at bounds", () => {
  const { beta, intercept } = solveDual(
    problemOf([[1], [5]], [0, 1], { kernel: linear, bounds: [0.01, 0.01] }),
    TOLERANCE,
  );
  // f(x) = 0.04 x + b is optimal with any b that leaves neither patient beyond its margin.
  assertEquals(Array.from(beta), [-0.01, 0.01]);
  assertAlmostEquals(0.04 * 3 + intercept, 0, 1e-12);
});

Deno.test("solveDual() leaves rows with bound 0 out, yet knows their gradient", () => {
  const { beta, gradient } = solveDual(
    problemOf([[1], [3], [5], [6]], [0, 1, 1, 0], { kernel: linear, bounds: [10, 0, 10, 0] }),
    TOLERANCE,
  );
  assertEquals([beta[1], beta[3]], [0, 0]);
  assertAlmostEquals(gradient[1], 1 - 3 / 2, 1e-12);
  assertAlmostEquals(gradient[3], -1 - 6 / 2, 1e-12);
});

Deno.test("solveDual() copes with the same patient on either side", () => {
  const { beta, converged } = solveDual(
    problemOf([[2], [2], [4]], [0, 1, 1], { kernel: linear, bounds: [3, 3, 3] }),
    TOLERANCE,
  );
  assert(converged);
  assertEquals(beta[0], -3);
});

/** Karush, Kuhn and Tucker's conditions, which hold at the optimum and nowhere else. */
function assertOptimal({ kernel, y, bounds }: DualProblem, solution: DualSolution): void {
  const { beta, intercept } = solution;
  const rows = Array.from(beta, (_, j) => kernel.climber.row(j));
  let total = 0;
  y.forEach((label, i) => {
    const sign = label === 1 ? 1 : -1, alpha = sign * beta[i];
    const decision = beta.reduce((sum, each, j) => sum + each * rows[j]![i], intercept);
    const margin = sign * decision - 1;
    assert(alpha >= 0 && alpha <= bounds[i], `alpha ${alpha} of row ${i}`);
    if (alpha < bounds[i]) assert(margin > -1e-6, `margin ${margin} of row ${i}`);
    if (alpha > 0) assert(margin < 1e-6, `margin ${margin} of row ${i}`);
    assertAlmostEquals(solution.gradient[i], sign - (decision - intercept), 1e-6);
    total += beta[i];
  });
  assertAlmostEquals(total, 0, 1e-9);
}

const problems = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  n: fc.integer({ min: 4, max: 40 }),
  kernel: fc.constantFrom<Kernel>(linear, { kind: "rbf", gamma: 0.1 }, { kind: "rbf", gamma: 2 }),
  C: fc.constantFrom(0.01, 1, 30),
}).map(({ seed, n, kernel, C }) => {
  const { normal, uniform } = seeded(seed);
  const rows = Array.from({ length: n }, () => [normal(), normal(), normal()]);
  const y = rows.map(([x], i) => i < 2 ? i : Number(x + normal() > 0));
  const bounds = rows.map(() => C * uniform());
  return (plain: boolean): DualProblem => problemOf(rows, y, { kernel, bounds, plain });
});

for (const plain of [false, true]) {
  Deno.test(`solveDual() meets the optimality conditions, ${plain ? "plain" : "compiled"}`, () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const posed = problem(plain);
        assertOptimal(posed, solveDual(posed, TOLERANCE));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
}

// Oracle: the plain climb, step by step.

const tied = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  n: fc.integer({ min: 1, max: 60 }),
  columns: fc.integer({ min: 1, max: 5 }),
  few: fc.boolean(),
  scale: fc.constantFrom(0, 1e-3, 1, 1e6),
});

Deno.test("solveDual() compiled takes the steps of the plain one, to the last bit", () => {
  fc.assert(
    fc.property(tied, ({ seed, n, columns, few, scale }) => {
      const { normal, uniform, integer } = seeded(seed);
      // Few values: the same patients again, also with the other outcome, and constant columns.
      const cell = few ? () => integer(2) : normal;
      const rows = Array.from({ length: n }, () => Array.from({ length: columns }, cell));
      const y = rows.map(() => integer(2));
      const bounds = rows.map(() => scale * (few ? integer(2) : uniform()));
      const [compiled, plain] = [false, true].map((plain) =>
        solveDual(problemOf(rows, y, { kernel: linear, bounds, plain }), 1e-3 * (1 + scale))
      );
      assertEquals(compiled, plain);
    }),
    { seed: 2, numRuns: 300 },
  );
});

Deno.test("solveDual() gives the same bytes with a cache of few kernel rows", () => {
  const { normal } = seeded(8);
  const X = { values: Float64Array.from({ length: 120 }, normal), rows: 60, columns: 2 };
  const y = Uint8Array.from({ length: 60 }, (_, i) => Number(X.values[2 * i] + normal() > 0));
  const bounds = new Float64Array(60).fill(3);
  for (const plain of [false, true]) {
    const [all, ...few] = [undefined, 2 * 60, 5 * 60].map((cells) => {
      const kernel = kernelMatrix(X, { cells, plain });
      kernel.use({ kind: "rbf", gamma: 1 });
      return solveDual({ kernel, y, bounds }, 1e-6);
    });
    for (const each of few) assertEquals(each, all);
  }
});
