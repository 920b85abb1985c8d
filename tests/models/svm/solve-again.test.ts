import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Kernel } from "heartbook/models/svm/kernel.ts";
import { kernelMatrix } from "heartbook/models/svm/kernel-matrix.ts";
import { type AgainOptions, solveAgain } from "heartbook/models/svm/solve-again.ts";
import { type DualProblem, type DualSolution, solveDual } from "heartbook/models/svm/solver.ts";
import { seeded } from "heartbook/random.ts";
import type { Matrix } from "heartbook/types.ts";

const linear: Kernel = { kind: "linear" };

Deno.test("solveAgain() takes a fifth of the steps where few columns and a large C make them many", () => {
  const { normal } = seeded(8), rows = 150, columns = 8;
  const X = { values: Float64Array.from({ length: rows * columns }, normal), rows, columns };
  const y = Uint8Array.from(
    { length: rows },
    (_, i) => Number(X.values[columns * i] + normal() > 0),
  );
  const kernel = kernelMatrix(X), { climber } = kernel, tolerance = 1e-3;
  kernel.use(linear);
  const start = solveDual({ kernel, y, bounds: new Float64Array(rows).fill(10) }, tolerance);
  const problem = { kernel, y, bounds: Float64Array.from(y, (_, i) => i % 5 === 0 ? 0 : 10) };
  solveDual(problem, tolerance);
  const slow = climber.steps();
  assert(solveAgain(problem, { start, tolerance }).converged);
  assert(5 * climber.steps() < slow, `${climber.steps()} of ${slow}`);
});

/** A problem, and the same with smaller bounds. */
interface Both {
  readonly before: DualProblem;
  readonly after: DualProblem;
}

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  n: fc.integer({ min: 1, max: 60 }),
  columns: fc.integer({ min: 1, max: 5 }),
  kernel: fc.constantFrom<Kernel>(linear, { kind: "rbf", gamma: 0.1 }, { kind: "rbf", gamma: 2 }),
  few: fc.boolean(),
  equal: fc.boolean(),
  scale: fc.constantFrom(0, 1e-6, 0.1, 1, 30, 1e4),
});
type Shape = typeof shapes extends fc.Arbitrary<infer S> ? S : never;

function bothOf(
  { seed, n, columns, kernel, few, equal, scale }: Shape,
  options: Parameters<typeof kernelMatrix>[1] = {},
): Both {
  const { normal, uniform, integer } = seeded(seed);
  // Few values: the same patients again, also with the other outcome, and constant columns.
  const cell = few ? () => integer(2) : normal;
  const X: Matrix = {
    values: Float64Array.from({ length: n * columns }, cell),
    rows: n,
    columns,
  };
  const y = Uint8Array.from({ length: n }, (_, i) => {
    return Number(X.values[i * columns] + normal() > 0.5);
  });
  const bounds = Float64Array.from(y, () => scale * (equal ? 1 : integer(4) * uniform()));
  // Most rows as before; some are left out, others lose a copy.
  const within = bounds.map((bound) => bound * [1, 1, 1, 0, 0.5][integer(5)]);
  const matrix = kernelMatrix(X, options);
  matrix.use(kernel);
  return {
    before: { kernel: matrix, y, bounds },
    after: { kernel: matrix, y, bounds: within },
  };
}

function again({ before, after }: Both, tolerance: number): DualSolution {
  return solveAgain(after, { start: solveDual(before, tolerance), tolerance });
}

/** Patients at 0, 1, 2 and so on, with the linear kernel. */
function inLine(y: readonly number[]): Pick<DualProblem, "kernel" | "y"> {
  const values = Float64Array.from(y.keys());
  const kernel = kernelMatrix({ values, rows: y.length, columns: 1 });
  kernel.use(linear);
  return { kernel, y: Uint8Array.from(y) };
}

/** A start with these coefficients. */
function startAt({ y }: Pick<DualProblem, "y">, beta: readonly number[]): AgainOptions["start"] {
  const slope = beta.reduce((total, each, i) => total + each * i, 0);
  return {
    beta: Float64Array.from(beta),
    gradient: Float64Array.from(y, (label, i) => (label === 1 ? 1 : -1) - slope * i),
  };
}

Deno.test("solveAgain() stays at the solution if no bound is smaller", () => {
  const problem = { ...inLine([0, 1, 0, 1, 1]), bounds: new Float64Array(5).fill(2) };
  const start = solveDual(problem, 1e-9);
  assertEquals(solveAgain(problem, { start, tolerance: 1e-9 }), start);
});

Deno.test("solveAgain() hands over from either outcome at once what both lose", () => {
  const line = inLine([0, 0, 1, 1]), start = startAt(line, [-0.01, -0.01, 0.01, 0.01]);
  const bounds = Float64Array.of(0, 0.01, 0.01, 0);
  const { beta, gradient, intercept } = solveAgain({ ...line, bounds }, { start, tolerance: 1e-9 });
  assertEquals(beta, Float64Array.of(0, -0.01, 0.01, 0));
  // The decision value is 0.01 x and the intercept, here for 0 at 1.5.
  assertAlmostEquals(intercept, -0.015, 1e-12);
  assertAlmostEquals(gradient[3], 1 - 0.03, 1e-12);
  assertEquals(line.kernel.climber.steps(), 1);
});

Deno.test("solveAgain() hands over to rows that stay what one outcome loses", () => {
  for (const y of [[0, 0, 1, 1], [1, 1, 0, 0]]) {
    const line = inLine(y), sign = y[0] === 0 ? 1 : -1;
    const start = startAt(line, [-0.01, 0, 0, 0.01].map((each) => sign * each));
    for (const bounds of [[0, 1, 1, 1], [1, 1, 1, 0]]) {
      const problem = { ...line, bounds: Float64Array.from(bounds) };
      const { beta } = solveAgain(problem, { start, tolerance: 1e-9 });
      // The two nearest to the other outcome are apart by one, and so is what they decide by two.
      [0, -2, 2, 0].forEach((each, i) => assertAlmostEquals(beta[i], sign * each * 0.5, 1e-9));
    }
  }
});

Deno.test("solveAgain() leaves nobody off a bound by rounding alone", () => {
  const line = inLine([1, 1, 1, 0, 0, 1]);
  // 0.3 less 0.1 three times is not 0.
  const start = startAt(line, [0.1, 0.1, 0.1, -0.3, -0.01, 0.01]);
  const bounds = Float64Array.of(0, 0, 0, 0, 0.01, 0.01);
  const { beta } = solveAgain({ ...line, bounds }, { start, tolerance: 1e-9 });
  assertEquals(beta, Float64Array.of(0, 0, 0, 0, -0.01, 0.01));
});

Deno.test("solveAgain() decides as the machine that starts with nothing", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const both = bothOf(shape), { kernel, y, bounds } = both.after;
      fc.pre([0, 1].every((label) => y.some((each, i) => each === label && bounds[i] > 0)));
      const tolerance = 1e-10 * (1 + shape.scale);
      const quick = again(both, tolerance), slow = solveDual(both.after, tolerance);
      assert(quick.converged && slow.converged);
      quick.beta.forEach((each, i) => {
        const alpha = y[i] === 1 ? each : -each;
        assert(0 <= alpha && alpha <= bounds[i]);
      });
      assertAlmostEquals(sum(quick.beta), 0, 1e-11 * (1 + shape.scale));
      // Either is within the square root of twice its duality gap of the optimum.
      const gap = tolerance * sum(bounds), largest = Math.max(...kernel.climber.diagonal);
      const near = 2 * Math.sqrt(2 * gap * largest) + tolerance;
      quick.gradient.forEach((each, i) => assertAlmostEquals(each, slow.gradient[i], near));
      // A row that rounding alone keeps off its bound has a say in the intercept that is by chance.
      if (
        [quick, slow].some(({ beta }) => beta.some((each, i) => isOffByRounding(each, bounds[i])))
      ) {
        return;
      }
      assertAlmostEquals(quick.intercept, slow.intercept, near);
    }),
    { seed: 1, numRuns: 500 },
  );
});

function sum(numbers: Float64Array): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function isOffByRounding(beta: number, bound: number): boolean {
  const off = Math.min(Math.abs(beta), bound - Math.abs(beta));
  return 0 < off && off < 1e-9 * bound;
}

Deno.test("solveAgain() compiled takes the steps of the plain one, to the last bit", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const [compiled, plain] = [false, true].map((plain) =>
        again(bothOf({ ...shape, kernel: linear }, { plain }), 1e-3 * (1 + shape.scale))
      );
      assertEquals(compiled, plain);
    }),
    { seed: 2, numRuns: 300 },
  );
});

Deno.test("solveAgain() gives the same bytes with a cache of few kernel rows", () => {
  fc.assert(
    fc.property(shapes, fc.boolean(), (shape, plain) => {
      const tolerance = 1e-3 * (1 + shape.scale);
      const all = again(bothOf(shape, { plain }), tolerance);
      for (const kept of [2, 5]) {
        assertEquals(again(bothOf(shape, { plain, cells: kept * shape.n }), tolerance), all);
      }
    }),
    { seed: 3, numRuns: 100 },
  );
});
