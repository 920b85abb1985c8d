import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { distinctRows, solveDistinct } from "heartbook/models/svm/copies.ts";
import { kernelMatrix } from "heartbook/models/svm/kernel-matrix.ts";
import { solveDual } from "heartbook/models/svm/solver.ts";
import type { Matrix } from "heartbook/types.ts";

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return {
    values: Float64Array.from(rows.flat()),
    rows: rows.length,
    columns: rows[0].length,
  };
}

Deno.test("distinctRows() keeps the first of each, and both of a patient with either outcome", () => {
  const X = matrixOf([[1, 2], [3, 4], [1, 2], [1, 2], [4, 3]]);
  const { X: kept, y, of } = distinctRows({ X, y: Uint8Array.of(0, 1, 0, 1, 1) });
  assertEquals(kept, matrixOf([[1, 2], [3, 4], [1, 2], [4, 3]]));
  assertEquals(y, Uint8Array.of(0, 1, 1, 1));
  assertEquals(of, Int32Array.of(0, 1, 0, 2, 3));
});

Deno.test("distinctRows() leaves a table without copies as it is", () => {
  const X = matrixOf([[1], [2], [-0], [0]]), y = Uint8Array.of(0, 1, 0, 0);
  const distinct = distinctRows({ X, y });
  assert(distinct.X === X && distinct.y === y);
  assertEquals(distinct.of, Int32Array.of(0, 1, 2, 3));
});

const cell = fc.constantFrom(-0, 0, 0.5, 1, 2);
const tables = fc.integer({ min: 1, max: 3 }).chain((columns) =>
  fc.array(
    fc.record({
      cells: fc.array(cell, { minLength: columns, maxLength: columns }),
      label: fc.constantFrom(0, 1),
      bound: fc.constantFrom(0, 0.5, 1, 4),
    }),
    { minLength: 1, maxLength: 40 },
  )
);

Deno.test("distinctRows() gives each row the first that has its bits and outcome", () => {
  fc.assert(fc.property(tables, (rows) => {
    const X = matrixOf(rows.map(({ cells }) => cells));
    const { X: kept, y, of } = distinctRows({ X, y: Uint8Array.from(rows, (row) => row.label) });
    const keys = rows.map(({ cells, label }) =>
      cells.map((value) => Object.is(value, -0) ? "-0" : String(value)).join() + ` ${label}`
    );
    const first = [...new Set(keys)];
    assertEquals(Array.from(of), keys.map((key) => first.indexOf(key)));
    assertEquals([kept.rows, y.length], [first.length, first.length]);
    rows.forEach(({ cells, label }, i) => {
      const at = of[i] * kept.columns;
      assertEquals(Array.from(kept.values.subarray(at, at + kept.columns)), cells);
      assertEquals(y[of[i]], label);
    });
  }));
});

Deno.test("solveDistinct() decides as the machine of all rows, copies and all", () => {
  fc.assert(
    fc.property(tables, (rows) => {
      fc.pre([0, 1].every((label) => rows.some((row) => row.label === label && row.bound > 0)));
      const X = matrixOf(rows.map(({ cells }) => cells));
      const y = Uint8Array.from(rows, ({ label }) => label);
      const bounds = Float64Array.from(rows, ({ bound }) => bound);
      const distinct = distinctRows({ X, y });
      const use = (matrix: Matrix): ReturnType<typeof kernelMatrix> => {
        const kernel = kernelMatrix(matrix);
        kernel.use({ kind: "rbf", gamma: 0.5 });
        return kernel;
      };
      const plain = solveDual({ kernel: use(X), y, bounds }, 1e-11);
      const quick = solveDistinct({ kernel: use(distinct.X), distinct, bounds }, 1e-11);
      assert(plain.converged && quick.converged);
      // The sum that a decision adds to the intercept, and the gain reached.
      rows.forEach((_, i) =>
        assertAlmostEquals(quick.gradient[distinct.of[i]], plain.gradient[i], 1e-5)
      );
      if (distinct.X === X) assertEquals(quick, plain);
    }),
    { numRuns: 300 },
  );
});

Deno.test("solveDistinct() without copies is solveDual(), to the last bit", () => {
  fc.assert(fc.property(
    fc.uniqueArray(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 30 }),
    (cells) => {
      const X = matrixOf(cells.map((value) => [value]));
      const y = Uint8Array.from(cells, (_, i) => i % 2);
      const bounds = new Float64Array(X.rows).fill(2), kernel = kernelMatrix(X);
      kernel.use({ kind: "rbf", gamma: 1 });
      const plain = solveDual({ kernel, y, bounds }, 1e-6);
      const quick = solveDistinct({ kernel, distinct: distinctRows({ X, y }), bounds }, 1e-6);
      assertEquals(quick, plain);
    },
  ));
});
