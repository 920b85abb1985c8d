import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { stepOfFreeRows } from "heartbook/models/svm/free-rows.ts";
import { type KernelMatrix, kernelMatrix } from "heartbook/models/svm/kernel-matrix.ts";
import { exchange, freeRows } from "heartbook/models/svm/solver.ts";
import { seeded } from "heartbook/random.ts";

/** Stands where the first rows have exchanged a little, so that they are free. */
function standing(
  { free, columns, bound, kind }: {
    free: number;
    columns: number;
    bound: number;
    kind: "rbf" | "linear";
  },
): KernelMatrix {
  const rows = 12, { normal } = seeded(4);
  const values = Float64Array.from({ length: rows * columns }, normal);
  const kernel = kernelMatrix({ values, rows, columns }), { climber } = kernel;
  kernel.use(kind === "rbf" ? { kind, gamma: 5 } : { kind });
  climber.begin(
    Uint8Array.from({ length: rows }, (_, i) => i % 2),
    new Float64Array(rows).fill(bound),
  );
  for (let i = 0; i < free; i += 2) {
    climber.beta[i + 1] += 0.01;
    climber.beta[i] -= 0.01;
    exchange(kernel, { riser: i + 1, faller: i, step: 0.01 });
  }
  return kernel;
}

Deno.test("stepOfFreeRows() reaches where no free row gains, and moves nobody else", () => {
  const kernel = standing({ free: 6, columns: 3, bound: 100, kind: "rbf" }), { climber } = kernel;
  assertEquals(freeRows(climber, 12), [0, 1, 2, 3, 4, 5]);
  stepOfFreeRows(kernel, [0, 1, 2, 3, 4, 5]);
  for (let i = 1; i < 6; i++) assertAlmostEquals(climber.gradient[i], climber.gradient[0], 1e-8);
  assertAlmostEquals(climber.beta.reduce((a, b) => a + b), 0, 1e-12);
  assert(climber.beta.subarray(6).every((each) => each === 0));
  for (let i = 0; i < 12; i++) {
    let gradient = i % 2 === 1 ? 1 : -1;
    for (let j = 0; j < 6; j++) gradient -= climber.beta[j] * climber.row(j)![i];
    assertAlmostEquals(climber.gradient[i], gradient, 1e-12);
  }
});

Deno.test("stepOfFreeRows() stops exactly at the first bound", () => {
  const kernel = standing({ free: 6, columns: 3, bound: 0.2, kind: "rbf" }), { climber } = kernel;
  const gain = (): number =>
    climber.beta.reduce((sum, each, i) => {
      const own = i % 2 === 1 ? 1 : -1;
      return sum + each * (own + climber.gradient[i]) / 2;
    }, 0);
  const before = gain();
  stepOfFreeRows(kernel, [0, 1, 2, 3, 4, 5]);
  assert(gain() > before);
  const { beta, lower, upper } = climber;
  assertEquals(
    [0, 1, 2, 3, 4, 5].filter((i) => beta[i] === lower[i] || beta[i] === upper[i]).length,
    1,
  );
  for (let i = 0; i < 6; i++) assert(lower[i] <= beta[i] && beta[i] <= upper[i]);
});

Deno.test("stepOfFreeRows() goes on to a bound where all ways are flat", () => {
  // Six rows on a line: four of the five ways to exchange change no decision.
  const kernel = standing({ free: 6, columns: 1, bound: 5, kind: "linear" }), { climber } = kernel;
  for (let step = 0; step < 4; step++) {
    const free = freeRows(climber, 12);
    stepOfFreeRows(kernel, free);
    assertEquals(freeRows(climber, 12).length, free.length - 1);
    assertAlmostEquals(climber.beta.reduce((a, b) => a + b), 0, 1e-12);
  }
});
