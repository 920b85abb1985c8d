import { assert, assertEquals, assertRejects } from "@std/assert";
import { bootstrap } from "heartbook/measure/bootstrap.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { bootstrapModels, compareWith } from "heartbook/measure/side-by-side.ts";
import { seeded } from "heartbook/random.ts";

const random = seeded(3);
const label = Array.from({ length: 80 }, (_, i) => i % 2);
const score = (noise: number): number[] =>
  label.map((each) => 1 / (1 + Math.exp(-(2 * each - 1 + noise * random.normal()))));
const models = { sharp: { label, p: score(0.5) }, dull: { label, p: score(4) } };
const options = { seed: 1, replicates: 200 };

Deno.test("bootstrapModels() gives each model what bootstrap() gives it, and null where undefined", async () => {
  const nobody = { label, p: label.map(() => 0.1) };
  const figures = { AUC: metrics.rocAuc, precision: metrics.precision };
  const bounded = await bootstrapModels({ ...models, nobody }, figures, options);
  assertEquals(bounded.sharp, await bootstrap(models.sharp, figures, options));
  assertEquals(bounded.nobody.precision, null);
  assertEquals(bounded.nobody.AUC?.estimate, 0.5);
});

Deno.test("compareWith() tells a sharp model from a dull one, and a model from itself by nothing", async () => {
  const gaps = await compareWith({ ...models, twin: models.sharp }, "sharp", {
    ...options,
    metric: metrics.rocAuc,
  });
  assertEquals(Object.keys(gaps), ["dull", "twin"]);
  assert(gaps.dull.low > 0);
  assertEquals([gaps.twin.low, gaps.twin.estimate, gaps.twin.high], [0, 0, 0]);
});

Deno.test("bootstrapModels() and compareWith() tell of every model's replicates, to the last", async () => {
  const told: (readonly [number, number])[] = [];
  const work = { ...options, progress: (...step: [number, number]) => void told.push(step) };
  await bootstrapModels(models, { AUC: metrics.rocAuc }, work);
  assertEquals(told, [[200, 400], [400, 400]]);
  await compareWith(models, "sharp", { ...work, metric: metrics.rocAuc });
  assertEquals(told.slice(2), [[200, 200]]);
});

Deno.test("bootstrapModels() stops with the reason of its signal", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  const work = { ...options, signal };
  await assertRejects(
    () => bootstrapModels(models, { AUC: metrics.rocAuc }, work),
    Error,
    "enough",
  );
});

Deno.test("compareWith() refuses a model that is not there", async () => {
  await assertRejects(
    () => compareWith(models, "sharpest", { ...options, metric: metrics.rocAuc }),
    RangeError,
    'no model "sharpest"',
  );
});

Deno.test("bootstrapModels() passes on what is no undefined figure", async () => {
  const broken = {
    score: (): number => {
      throw new TypeError("broken");
    },
  };
  await assertRejects(() => bootstrapModels(models, { broken }, options), TypeError, "broken");
});
