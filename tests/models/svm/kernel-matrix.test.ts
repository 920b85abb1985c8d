import { assertAlmostEquals, assertEquals, assertStrictEquals } from "@std/assert";
import type { Kernel } from "heartbook/models/svm/kernel.ts";
import { kernelLoops, kernelMatrix } from "heartbook/models/svm/kernel-matrix.ts";
import { seeded } from "heartbook/random.ts";
import type { Matrix } from "heartbook/types.ts";

const { normal } = seeded(3);
const X: Matrix = { values: Float64Array.from({ length: 63 }, normal), rows: 21, columns: 3 };
const kernels: Kernel[] = [{ kind: "linear" }, { kind: "rbf", gamma: 0.7 }];

function likeness(kernel: Kernel, i: number, j: number): number {
  const [x, z] = [i, j].map((row) => Array.from(X.values.subarray(row * 3, row * 3 + 3)));
  return kernel.kind === "linear"
    ? x.reduce((sum, cell, c) => sum + cell * z[c], 0)
    : Math.exp(-kernel.gamma * Math.hypot(...x.map((cell, c) => cell - z[c])) ** 2);
}

for (const kernel of kernels) {
  for (const plain of [false, true]) {
    const which = `${kernel.kind}, ${plain ? "plain" : "compiled"}`;

    Deno.test(`kernelMatrix() compares every row with every other, ${which}`, () => {
      const { row, loops } = kernelMatrix(kernel, X, { plain });
      for (let i = 0; i < X.rows; i++) {
        for (let j = 0; j < X.rows; j++) {
          assertAlmostEquals(row(i)[j], likeness(kernel, i, j), 1e-12);
        }
        assertEquals(loops.diagonal[i], row(i)[i]);
      }
    });
  }
}

Deno.test("kernelMatrix() keeps rows, and gives up the one asked for longest ago", () => {
  const [few, all] = [{ cells: 3 * X.rows }, {}].map((room) => kernelMatrix(kernels[1], X, room));
  const first = few.row(0);
  few.row(1);
  few.row(2);
  assertStrictEquals(few.row(0), first);
  few.row(3);
  assertStrictEquals(few.row(0), first);
  for (const i of [1, 20, 2, 0, 1]) assertEquals(few.row(i), all.row(i));
});

Deno.test("kernelLoops() gives 0 for patients far beyond the reach of an RBF kernel", () => {
  for (const plain of [false, true]) {
    const far: Matrix = { values: Float64Array.of(0, 1, 1e3, 1e200), rows: 4, columns: 1 };
    const loops = kernelLoops({ kind: "rbf", gamma: 1 }, far, { arrays: 1, plain });
    const result = loops.numbers();
    loops.fill(result, far, 0);
    assertAlmostEquals(result[1], Math.exp(-1), 1e-15);
    assertEquals([result[0], result[2], result[3]], [1, 0, 0]);
  }
});

Deno.test("kernelLoops() compiled agree with the plain ones, exponentials to within 1e-15", () => {
  for (const kernel of kernels) {
    const [compiled, plain] = [false, true].map((plain) => {
      const loops = kernelLoops(kernel, X, { arrays: 2, plain });
      const rows = [4, 9].map((row) => {
        const result = loops.numbers();
        loops.fill(result, X, row);
        return result;
      });
      return { loops, rows };
    });
    plain.rows.forEach((row, r) => {
      row.forEach((value, i) => {
        assertAlmostEquals(compiled.rows[r][i], value, kernel.kind === "linear" ? 0 : 1e-15);
      });
    });

    const slopes = Array.from({ length: X.rows }, normal);
    const found = [compiled, plain].map(({ loops }) => {
      // The same kernel rows for both, so that all that follows is equal to the last bit.
      const [rowI, rowJ] = compiled.rows.map((row) => {
        const copy = loops.numbers();
        copy.set(row.subarray(0, copy.length));
        return copy;
      });
      loops.rise.fill(-Infinity);
      loops.fall.fill(Infinity);
      slopes.forEach((slope, i) => {
        loops.gradient[i] = slope;
        if (i % 3 > 0) loops.rise[i] = 0;
        if (i % 3 < 2) loops.fall[i] = 0;
      });
      const extremes = loops.descend(rowI, rowJ, 0.3);
      const partner = loops.bestPartner(extremes, rowI);
      return { extremes, partner, gradient: loops.gradient.slice(0, X.rows) };
    });
    assertEquals(found[0], found[1]);
  }
});
