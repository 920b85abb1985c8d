import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { distinctRows, solveDistinct } from "heartbook/models/svm/copies.ts";
import { dealtFolds, heldOutDecisions } from "heartbook/models/svm/held-out.ts";
import type { Kernel } from "heartbook/models/svm/kernel.ts";
import { kernelMatrix } from "heartbook/models/svm/kernel-matrix.ts";
import { solveDual } from "heartbook/models/svm/solver.ts";
import { seeded } from "heartbook/random.ts";
import { uniformTraining } from "../trees.ts";

const { X, y } = uniformTraining(40, { columns: 2, seed: 3 });
const bounds = Float64Array.from(y, (_, row) => row % 7 === 0 ? 0 : 1);

Deno.test("dealtFolds() deals the rows of either outcome that count into five even folds", () => {
  const folds = dealtFolds({ y, bounds }, 1);
  assertEquals(new Set(folds), new Set([0, 1, 2, 3, 4]));
  for (const label of [0, 1]) {
    const counts = [0, 1, 2, 3, 4].map((fold) =>
      folds.filter((each, row) => each === fold && y[row] === label && bounds[row] > 0).length
    );
    assert(Math.max(...counts) - Math.min(...counts) <= 1, `${counts}`);
    assertEquals(counts, counts.toSorted((a, b) => b - a));
  }
  assertEquals(dealtFolds({ y, bounds }, 1), folds);
  assert(dealtFolds({ y, bounds }, 2).some((fold, row) => fold !== folds[row]));
});

Deno.test("dealtFolds() needs two rows of either outcome that count", () => {
  const few = { y: Uint8Array.of(0, 0, 1, 1), bounds: Float64Array.of(1, 1, 1, 0) };
  const message = "svm: expected at least 2 training rows of outcome 1 that count, got 1";
  assertThrows(() => dealtFolds(few, 0), RangeError, message);
  dealtFolds({ ...few, bounds: new Float64Array(4).fill(1) }, 0);
});

Deno.test("heldOutDecisions() are those of machines that never saw the row's fold", () => {
  const kernel = kernelMatrix(X);
  kernel.use({ kind: "linear" });
  const folds = dealtFolds({ y, bounds }, 1);
  const problem = { kernel, bounds, distinct: distinctRows({ X, y }) };
  const start = solveDistinct(problem, 1e-12);
  const decisions = heldOutDecisions(problem, { y, folds, start, tolerance: 1e-12 });
  for (let fold = 0; fold < 5; fold++) {
    const within = bounds.map((bound, row) => folds[row] === fold ? 0 : bound);
    const { beta, intercept } = solveDual({ kernel, y, bounds: within }, 1e-12);
    for (let row = 0; row < 40; row++) {
      if (folds[row] !== fold) continue;
      let decision = intercept;
      for (let other = 0; other < 40; other++) {
        const product = X.values[2 * row] * X.values[2 * other] +
          X.values[2 * row + 1] * X.values[2 * other + 1];
        decision += beta[other] * product;
      }
      assertAlmostEquals(decisions[row], decision, 1e-9, `row ${row}`);
    }
  }
});

const tables = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  rows: fc.integer({ min: 4, max: 60 }),
  few: fc.boolean(),
  kernel: fc.constantFrom<Kernel>({ kind: "linear" }, { kind: "rbf", gamma: 0.3 }),
  C: fc.constantFrom(1e-4, 0.1, 1, 10),
  ofDiseased: fc.constantFrom(1, 4),
});

Deno.test("heldOutDecisions() decide as machines that start with nothing, copies and all", () => {
  fc.assert(
    fc.property(tables, ({ seed, rows, few, kernel, C, ofDiseased }) => {
      const { normal, integer, uniform } = seeded(seed);
      const values = Float64Array.from({ length: 2 * rows }, few ? () => integer(3) : normal);
      const X = { values, rows, columns: 2 };
      const y = Uint8Array.from({ length: rows }, (_, i) => i < 4 ? i % 2 : integer(2));
      const bounds = Float64Array.from(y, (label, i) => {
        const weight = i < 4 ? 1 : integer(4) * uniform();
        return C * weight * (label === 1 ? ofDiseased : 1);
      });
      const distinct = distinctRows({ X, y }), matrix = kernelMatrix(distinct.X);
      matrix.use(kernel);
      const problem = { kernel: matrix, bounds, distinct };
      const tolerance = 1e-10, folds = dealtFolds({ y, bounds }, seed);
      const start = solveDistinct(problem, tolerance);
      const decisions = heldOutDecisions(problem, { y, folds, start, tolerance });
      const largest = Math.max(...matrix.climber.diagonal);
      const gap = tolerance * bounds.reduce((sum, bound) => sum + bound);
      // Either decides as the optimum does but for the square root of twice its duality gap.
      const near = 2 * Math.sqrt(2 * gap * largest) + tolerance;
      for (let fold = 0; fold < 5; fold++) {
        const within = bounds.map((bound, row) => folds[row] === fold ? 0 : bound);
        const cold = solveDistinct({ ...problem, bounds: within }, tolerance);
        decisions.forEach((decision, row) => {
          if (folds[row] !== fold) return;
          const sum = (y[row] === 1 ? 1 : -1) - cold.gradient[distinct.of[row]];
          assertAlmostEquals(decision, sum + cold.intercept, 2 * near);
        });
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});
