import { assertAlmostEquals, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { quantile } from "heartbook/stats/quantile.ts";
import { bootstrap, bootstrapDifference, intervalsOf } from "heartbook/measure/bootstrap.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { replicateFigures } from "heartbook/measure/replicates.ts";
import { scoresByClass } from "heartbook/measure/scored.ts";
import type { Scored } from "heartbook/types.ts";
import reference from "../reference/intervals-bootstrap.json" with { type: "json" };
import { logistic, neighbours } from "./predictions.ts";

const { rocAuc, brier, recall, kappa } = metrics;
const few = { label: [1, 0, 1, 0], p: [0.9, 0.2, 0.4, 0.6] };

/** As many repeats of the same predictions, patient by patient. */
function repeated(times: number): typeof logistic & { row: number[] } {
  const copies = Array.from({ length: times });
  const n = logistic.p.length;
  return {
    label: copies.flatMap(() => Array.from(logistic.label)),
    p: copies.flatMap(() => Array.from(logistic.p)),
    row: copies.flatMap(() => Array.from({ length: n }, (_, i) => i)),
  };
}

for (const method of ["percentile", "BCa"] as const) {
  Deno.test(`bootstrap() by ${method} equals SciPy's, draw for draw`, async () => {
    const { seed, replicates, level } = reference;
    const options = { seed, replicates, level, method };
    const intervals = await bootstrap(logistic, { rocAuc, brier, recall, kappa }, options);
    for (const [key, { low, high }] of Object.entries(reference[method])) {
      const interval = intervals[key as keyof typeof intervals];
      assertAlmostEquals(interval.low, low, 1e-12, key);
      assertAlmostEquals(interval.high, high, 1e-12, key);
    }
  });
}

Deno.test("bootstrap() takes repeated predictions of a patient for one patient", async () => {
  const options = { seed: 3, replicates: 200 };
  const once = await bootstrap(logistic, { brier }, options);
  const fiveTimes = await bootstrap(repeated(5), { brier }, options);
  assertAlmostEquals(fiveTimes.brier.low, once.brier.low, 1e-12);
  assertAlmostEquals(fiveTimes.brier.high, once.brier.high, 1e-12);
});

Deno.test("bootstrap() draws the same for the same seed, and otherwise for another", async () => {
  const low = async (seed: number): Promise<number> =>
    (await bootstrap(logistic, { brier }, { seed, replicates: 100 })).brier.low;
  assertEquals(await low(1), await low(1));
  assertNotEquals(await low(1), await low(2));
});

Deno.test("bootstrap() says which replicate a metric is undefined in, and leaves none out", async () => {
  await assertRejects(
    () => bootstrap(few, { rocAuc }, { seed: 1, replicates: 500 }),
    RangeError,
    "of 500: expected patients of both classes",
  );
});

Deno.test("bootstrap() stratified keeps the number of diseased in every replicate", async () => {
  const { replicates } = await replicateFigures(
    [few],
    ([{ label }]) => [Array.from(label).reduce((sum, each) => sum + each, 0)],
    { seed: 1, replicates: 100, stratified: true },
  );
  assertEquals(new Set(replicates[0]), new Set([2]));
});

Deno.test("bootstrap() refuses no replicates, a bad level and columns that cannot be measured", async () => {
  await assertRejects(() => bootstrap(few, { brier }, { seed: 1, replicates: 0 }), RangeError);
  await assertRejects(() => bootstrap(few, { brier }, { seed: 1, level: 2 }), RangeError, "level");
  await assertRejects(() => bootstrap(few, { brier }, { seed: -1 }), RangeError, "seed");
  await assertRejects(
    () => bootstrap({ label: [1, 0], p: [0.5, NaN] }, { brier }, { seed: 1 }),
    RangeError,
    "p[1]",
  );
});

Deno.test("bootstrap() by BCa refuses an estimate that no replicate reaches", async () => {
  const highest = { score: ({ p }: Scored): number => -new Set(Array.from(p)).size };
  await assertRejects(
    () =>
      bootstrap({ ...few, p: [0.1, 0.2, 0.3, 0.4] }, { highest }, {
        seed: 4,
        replicates: 5,
        method: "BCa",
      }),
    RangeError,
    "BCa is undefined",
  );
});

Deno.test("bootstrap() reports its progress up to the last replicate", async () => {
  const calls: number[][] = [];
  const progress = (done: number, total: number): void => void calls.push([done, total]);
  await bootstrap(few, { brier }, { seed: 1, replicates: 250, progress });
  assertEquals(calls, [[100, 250], [200, 250], [250, 250]]);
});

Deno.test("bootstrap() stops when aborted", async () => {
  const controller = new AbortController();
  const progress = (): void => controller.abort(new Error("enough"));
  await assertRejects(
    () => bootstrap(few, { brier }, { seed: 1, progress, signal: controller.signal }),
    Error,
    "enough",
  );
});

Deno.test("bootstrap() leaves its input as it was", async () => {
  const before = structuredClone(few);
  await bootstrap(few, { brier }, { seed: 1, replicates: 10 });
  assertEquals(few, before);
});

Deno.test("bootstrapDifference() scores both models on the same draw", async () => {
  const shifted = { label: logistic.label, p: Array.from(logistic.p, (p) => p * 0.5) };
  const mean = { score: ({ p }: Scored): number => average(p) };
  const options = { seed: 5, replicates: 200 };
  const { mean: gap } = await bootstrapDifference(
    { first: logistic, second: shifted },
    { mean },
    options,
  );
  const { mean: alone } = await bootstrap(logistic, { mean }, options);
  // Half of each draw is exactly what the second lacks.
  assertAlmostEquals(gap.low, alone.low / 2, 1e-12);
  assertAlmostEquals(gap.high, alone.high / 2, 1e-12);
});

Deno.test("bootstrapDifference() of the two frozen models holds 0 and its estimate", async () => {
  const pair = { first: logistic, second: neighbours };
  const { rocAuc: gap } = await bootstrapDifference(pair, { rocAuc }, { seed: 6, replicates: 500 });
  assertEquals(gap.low < 0 && 0 < gap.estimate && gap.estimate < gap.high, true);
});

function average(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

Deno.test("samples know their order without being sorted: the same as sorted anew", async () => {
  const tables = fc.array(
    fc.record({ label: fc.constantFrom(0, 1), p: fc.integer({ min: 0, max: 9 }), row: fc.nat(7) }),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(fc.asyncProperty(tables, fc.nat(99), async (rows, seed) => {
    const table = {
      label: rows.map(({ label }) => label),
      p: rows.map(({ p }) => p / 9),
      row: rows.map(({ row }) => row),
    };
    const told = (scored: Scored): unknown => {
      try {
        return scoresByClass(scored);
      } catch (error) {
        return (error as Error).message;
      }
    };
    const compare = ([sample]: readonly Scored[]): number[] => {
      assertEquals(told(sample), told({ ...sample }));
      return [0];
    };
    const { jackknife } = await replicateFigures([table], compare, { seed, replicates: 5 });
    jackknife();
  }));
});

Deno.test("intervalsOf() by BCa is the percentile interval where nothing is biased or skewed", () => {
  const replicates = [Float64Array.from({ length: 999 }, (_, i) => (i + 1) / 1000)];
  const estimates = Float64Array.of(0.5);
  // Patients who move nothing, and patients who move it alike in both directions.
  for (const left of [[0.5, 0.5, 0.5], [0.4, 0.5, 0.6]]) {
    const figures = { estimates, replicates, jackknife: () => [Float64Array.from(left)] };
    const [corrected] = intervalsOf(figures, { method: "BCa", level: 0.9 });
    const [plain] = intervalsOf(figures, { level: 0.9 });
    assertAlmostEquals(corrected.low, plain.low, 1e-9);
    assertAlmostEquals(corrected.high, plain.high, 1e-9);
  }
});

Deno.test("intervalsOf() by BCa by hand: half of the replicates' ties count as below", () => {
  // 1 below, 2 equal, 1 above: no bias. The jackknife 0, 0, 3 has mean 1: squares 6, cubes -6.
  const figures = {
    estimates: Float64Array.of(2),
    replicates: [Float64Array.of(1, 2, 2, 3)],
    jackknife: () => [Float64Array.of(0, 0, 3)],
  };
  const acceleration = -6 / (6 * 6 ** 1.5);
  const shareAt = (z: number): number => normalCdf(z / (1 - acceleration * z), 0, 1);
  const [{ low, high }] = intervalsOf(figures, { method: "BCa", level: 0.5 });
  const z = 0.6744897501960817;
  assertAlmostEquals(low, quantile([1, 2, 2, 3], shareAt(-z)), 1e-9);
  assertAlmostEquals(high, quantile([1, 2, 2, 3], shareAt(z)), 1e-9);
});
