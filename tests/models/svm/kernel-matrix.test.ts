import { assert, assertAlmostEquals, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import type { Kernel } from "heartbook/models/svm/kernel.ts";
import { kernelMatrix, likenessTo } from "heartbook/models/svm/kernel-matrix.ts";
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

for (const plain of [false, true]) {
  for (const kernel of kernels) {
    const which = `${kernel.kind}, ${plain ? "plain" : "compiled"}`;

    Deno.test(`kernelMatrix() compares every row with every other, ${which}`, () => {
      const { use, climber } = kernelMatrix(X, { plain });
      use(kernel);
      for (let i = 0; i < X.rows; i++) {
        const row = climber.row(i)!;
        for (let j = 0; j < X.rows; j++) assertAlmostEquals(row[j], likeness(kernel, i, j), 1e-12);
        assertEquals(climber.diagonal[i], row[i]);
      }
    });
  }

  const which = plain ? "plain" : "compiled";

  Deno.test(`kernelMatrix() gives up the row used longest ago, ${which}`, () => {
    const { use, climber, provide } = kernelMatrix(X, { cells: 3 * X.rows, plain });
    use(kernels[1]);
    const present = (): number[] =>
      Array.from({ length: X.rows }, (_, i) => i).filter((i) => climber.row(i) !== null);
    for (const [step, i] of [5, 1, 2].entries()) {
      provide(i);
      climber.stamps[i] = step;
    }
    climber.stamps[5] = 3;
    provide(9);
    assertEquals(present(), [2, 5, 9]);
    const likenesses = [2, 5, 9].map((i) => Array.from(climber.row(i)!.subarray(0, X.rows)));
    likenesses.forEach((row, place) =>
      row.forEach((value, j) =>
        assertAlmostEquals(value, likeness(kernels[1], [2, 5, 9][place], j), 1e-12)
      )
    );
  });

  Deno.test(`likenessTo() gives 0 for patients far beyond the reach of an RBF kernel, ${which}`, () => {
    const far: Matrix = { values: Float64Array.of(0, 1, 1e3, 1e200), rows: 4, columns: 1 };
    const { numbers, fill } = likenessTo({ kind: "rbf", gamma: 1 }, far, { plain });
    const result = numbers();
    fill(result, far, 0);
    assertAlmostEquals(result[1], Math.exp(-1), 1e-15);
    assertEquals([result[0], result[2], result[3]], [1, 0, 0]);
  });
}

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  rows: fc.integer({ min: 1, max: 80 }),
  columns: fc.integer({ min: 1, max: 30 }),
  gamma: fc.constantFrom(1e-3, 0.1, 5),
});

Deno.test("kernelMatrix() at once, row by row and plain are the same, exponentials to 1e-15", () => {
  fc.assert(
    fc.property(shapes, ({ seed, rows, columns, gamma }) => {
      const { normal } = seeded(seed);
      const X = { values: Float64Array.from({ length: rows * columns }, normal), rows, columns };
      for (const kernel of [{ kind: "linear" }, { kind: "rbf", gamma }] as const) {
        const read = (
          { options = {}, others = [] }: {
            options?: Parameters<typeof kernelMatrix>[1];
            others?: readonly Kernel[];
          },
        ): number[][] => {
          const { use, climber, provide } = kernelMatrix(X, options);
          for (const each of [...others, kernel]) use(each);
          return Array.from({ length: rows }, (_, i) => {
            if (!climber.row(i)) provide(i);
            return Array.from(climber.row(i)!.subarray(0, rows));
          });
        };
        const plain = read({ options: { plain: true } }), atOnce = read({});
        const others: Kernel[] = [{ kind: "rbf", gamma: 3 }, { kind: "linear" }];
        assertEquals(read({ options: { severalKernels: true }, others }), atOnce);
        if (rows > 2) assertEquals(read({ options: { cells: rows * (rows - 1) } }), atOnce);
        const within = kernel.kind === "linear" ? 0 : 1e-15;
        const cells = atOnce.flat();
        plain.flat().forEach((value, i) => assertAlmostEquals(cells[i], value, within));
      }
    }),
    { seed: 1, numRuns: 60 },
  );
});

Deno.test("kernelMatrix() of many rows computes all of them once one in 32 is asked for", () => {
  const { normal } = seeded(4);
  const rows = 1003,
    X = { values: Float64Array.from({ length: 2 * rows }, normal), rows, columns: 2 };
  const { use, climber, provide } = kernelMatrix(X);
  use({ kind: "rbf", gamma: 1 });
  provide(7);
  const alone = Array.from(climber.row(7)!);
  for (let i = 8; i < 7 + 31; i++) provide(i);
  assertStrictEquals(climber.row(1000), null);
  provide(200);
  assert(climber.row(1000) !== null);
  assertEquals(Array.from(climber.row(7)!).slice(0, rows), alone.slice(0, rows));
  assertEquals(climber.row(1000)![7], alone[1000]);
});

for (const plain of [false, true]) {
  Deno.test(`begin() forgets which rows were used: the first that nobody asks for is given up, ${plain ? "plain" : "compiled"}`, () => {
    const { use, climber, provide } = kernelMatrix(X, { cells: 3 * X.rows, plain });
    use(kernels[1]);
    for (const i of [5, 1, 2]) provide(i);
    climber.stamps.fill(9);
    climber.begin(new Uint8Array(X.rows), new Float64Array(X.rows));
    // Two are used at the first step.
    climber.stamps[5] = climber.stamps[1] = 0;
    provide(9);
    const present = Array.from({ length: X.rows }, (_, i) => i).filter((i) => climber.row(i));
    assertEquals(present, [1, 5, 9]);
  });
}

Deno.test("climb() takes no more steps than it may, compiled or plain", () => {
  const y = Uint8Array.from({ length: X.rows }, (_, i) => i % 2 === 0 ? 1 : 0);
  const betaAfter = (steps: number, plain: boolean): Float64Array => {
    const { use, climber } = kernelMatrix(X, { plain });
    use(kernels[1]);
    climber.begin(y, new Float64Array(X.rows).fill(1));
    assertEquals(climber.climb(1e-9, steps), -1);
    return climber.beta.slice(0, X.rows);
  };
  for (const plain of [false, true]) {
    // Each step moves two of them, at first two that were at 0.
    for (const steps of [0, 1, 2]) {
      assertEquals(betaAfter(steps, plain).filter((each) => each !== 0).length, 2 * steps);
    }
  }
  for (const steps of [3, 7, 20]) {
    betaAfter(steps, true).forEach((value, i) =>
      assertAlmostEquals(betaAfter(steps, false)[i], value, 1e-9)
    );
  }
});
