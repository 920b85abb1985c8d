import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { distinctRows } from "heartbook/models/svm/copies.ts";
import { dealtFolds, heldOutDecisions } from "heartbook/models/svm/held-out.ts";
import { kernelMatrix } from "heartbook/models/svm/kernel-matrix.ts";
import { solveDual } from "heartbook/models/svm/solver.ts";
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
  const decisions = heldOutDecisions(problem, { y, folds, tolerance: 1e-8 });
  for (let fold = 0; fold < 5; fold++) {
    const within = bounds.map((bound, row) => folds[row] === fold ? 0 : bound);
    const { beta, intercept } = solveDual({ kernel, y, bounds: within }, 1e-8);
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
