import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { hessian, pass } from "heartbook/models/logistic/derivatives.ts";
import type { LogisticData } from "heartbook/models/logistic/loss.ts";
import { toLogisticModel } from "heartbook/models/logistic/logistic.ts";
import { newton, nowhere } from "heartbook/models/logistic/newton.ts";
import { seeded } from "heartbook/random.ts";
import { assertClose, drawn, made, optimumOf } from "../trainings.ts";

function dataOf(seed: number, rows = 60): LogisticData {
  const { X, y } = drawn(rows, 3, seed);
  return { X, y, weights: Float64Array.from(y, (_, i) => 1 + i % 2) };
}

Deno.test("nowhere() gives everyone the prevalence, with the loss's Hessian there", () => {
  const data = dataOf(1);
  const { beta, hessian: bends } = nowhere(data);
  const of = (label: number): number =>
    data.weights.reduce((sum, weight, i) => sum + (data.y[i] === label ? weight : 0), 0);
  assertClose(beta, [Math.log(of(1) / of(0)), 0, 0, 0], 1e-12);
  assertClose(bends, hessian(data, pass(data, beta).right), 1e-12);
});

Deno.test("newton() ends at the same optimum however far off it starts", () => {
  const aims = [{ l1: 0, l2: 1, close: 1e-6 }, { l1: 2, l2: 1, close: 1e-6 }];
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.constantFrom(...aims),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (seed, aim, reach) => {
        const data = dataOf(seed), { normal } = seeded(seed + 1);
        const beta = Float64Array.from({ length: 4 }, () => reach * normal());
        const start = { beta, hessian: hessian(data, pass(data, beta).right) };
        const [far, near] = [start, nowhere(data)].map((from) =>
          optimumOf(newton(data, aim, from))
        );
        assertClose(far.beta, near.beta, 1e-8);
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("newton() halves a step that overshoots: unpenalised too it comes back from afar", () => {
  // From log odds of 6 and more, a whole step goes past the optimum to where the loss is larger.
  const aim = { l1: 0, l2: 0, close: 1e-6 };
  for (const seed of [1, 2, 3, 4, 5]) {
    const data = dataOf(seed, 200);
    const beta = Float64Array.of(6, -1, 1, 1);
    const start = { beta, hessian: hessian(data, pass(data, beta).right) };
    const [far, near] = [start, nowhere(data)].map((from) => optimumOf(newton(data, aim, from)));
    assertClose(far.beta, near.beta, 1e-8);
  }
});

Deno.test("newton() tells parted outcomes from an optimum that is far away", () => {
  const aim = { l1: 0, l2: 0, close: 1e-6 };
  const one = (cells: number[], y: number[]): LogisticData => ({
    X: { values: Float64Array.from(cells), rows: cells.length, columns: 1 },
    y: Uint8Array.from(y),
    weights: new Float64Array(cells.length).fill(1),
  });
  const parted = one([1, 2, 3, 4], [0, 0, 1, 1]);
  assertEquals(newton(parted, aim, nowhere(parted)).end, "separated");
  // One healthy patient of ten thousand among the diseased keeps the weight finite.
  const cells = Array.from({ length: 10_000 }, (_, i) => Number(i >= 5000));
  const nearly = one(cells, cells.map((cell, i) => i === 0 ? 1 : i === 9999 ? 0 : cell));
  const found = optimumOf(newton(nearly, aim, nowhere(nearly)));
  assertClose(found.beta, [-Math.log(4999), 2 * Math.log(4999)], 1e-6);
  // A row without weight parts nothing and joins nothing.
  const weightless = { ...one([1, 2, 3, 4, 4], [0, 0, 1, 1, 0]) };
  weightless.weights[4] = 0;
  assertEquals(newton(weightless, aim, nowhere(weightless)).end, "separated");
});

Deno.test("newton() names the columns that depend on those before them", () => {
  const { X, y, weights } = dataOf(2);
  const values = X.values.map((cell, at) =>
    at % 3 === 2 ? X.values[at - 2] - X.values[at - 1] : cell
  );
  const data = { X: { ...X, values }, y, weights };
  assertEquals(newton(data, { l1: 0, l2: 0, close: 1e-6 }, nowhere(data)), {
    end: "dependent",
    dependent: [3],
  });
});

Deno.test("newton() says where it is still moving after 100 iterations, and fitLogistic() what helps", () => {
  const data = dataOf(3);
  // No step is ever short enough.
  const aim = { l1: 0, l2: 1, close: 0 };
  assertEquals(newton(data, aim, nowhere(data)).end, "exhausted");
  const training = made([[1], [2]], [0, 1]);
  const { converged, warning } = toLogisticModel(training, {
    end: "exhausted",
    beta: Float64Array.of(1, 2),
    hessian: new Float64Array(4),
  });
  assertEquals([converged, warning], [
    false,
    "logistic: still moving after 100 iterations; bring the columns to similar scales or give " +
    "l2 above 0",
  ]);
});
