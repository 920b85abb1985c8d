import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { fitRecalibration, recalibrate } from "heartbook/measure/recalibrate.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { seeded } from "heartbook/random.ts";
import { pickFeatures } from "heartbook/schema.ts";
import { logits, sigmoid } from "heartbook/stats/log-odds.ts";
import { localGain, localThreshold, patientsUntilGain } from "heartbook/watch/local-patients.ts";
import { closedTest } from "heartbook/watch/update.ts";
import type { Dataset, Label } from "heartbook/types.ts";

const all = readHeart();
const patients = takeFeatures(all, pickFeatures(all.schema, ["age", "sex", "thalach", "oldpeak"]));
const model = await logistic({ l2: 1 })(patients);

/** The same patients with outcomes drawn from the model's log odds, shifted and stretched. */
function drawOutcomes(seed: number, { shift = 0, stretch = 1 } = {}): Dataset {
  const random = seeded(seed);
  const z = logits(predictRows(model, patients.rows));
  const labels = Array.from(
    z,
    (each): Label => random.uniform() < sigmoid(shift + stretch * each) ? 1 : 0,
  );
  return { ...patients, labels };
}

Deno.test("closedTest() leaves a right model alone in about 95 of 100 draws", () => {
  const draws = 200;
  const left = Array.from({ length: draws }, (_, i) => closedTest(model, drawOutcomes(i)).chosen)
    .filter((chosen) => chosen === "none").length;
  // Three standard errors of 0.95 in 200 are 0.046; the likelihood-ratio test is a little liberal.
  assert(left / draws > 0.95 - 0.06, `left alone in ${left} of ${draws}`);
});

Deno.test("closedTest() takes an intercept where the prevalence alone differs, and both where both do", () => {
  const count = (change: Parameters<typeof drawOutcomes>[1], wanted: string): number =>
    Array.from({ length: 60 }, (_, i) => closedTest(model, drawOutcomes(i, change)).chosen)
      .filter((chosen) => chosen === wanted).length;
  assert(count({ shift: 1.5 }, "intercept") > 45);
  assert(count({ shift: 1.5, stretch: 0.3 }, "intercept and slope") > 45);
});

Deno.test("closedTest() takes a refit where the coefficients are others", () => {
  const upsideDown = {
    ...patients,
    labels: patients.rows.map(({ sex }, i): Label =>
      (sex === "female" ? 1 - patients.labels[i] : patients.labels[i]) as Label
    ),
  };
  const { chosen, steps } = closedTest(model, upsideDown);
  assertEquals(chosen, "refit");
  assertEquals(steps.map(({ parameters }) => parameters), [0, 1, 2, 5]);
});

Deno.test("closedTest() has log likelihoods that agree with the recalibrations", () => {
  const local = drawOutcomes(3, { shift: 1 });
  const p = predictRows(model, local.rows);
  const { steps } = closedTest(model, local);
  const scored = { label: local.labels, p };
  const ways = [
    p,
    recalibrate(fitRecalibration.intercept(scored), p),
    recalibrate(fitRecalibration.logistic(scored), p),
  ];
  ways.forEach((each, i) => {
    const loss = metrics.logLoss.score({ label: local.labels, p: each });
    assertAlmostEquals(steps[i].logLikelihood, -loss * p.length, 1e-6);
  });
});

Deno.test("closedTest() does without a refit where the columns part the classes, and says so", () => {
  const few = takeRows(patients, [0, 1, 2, 3, 4, 5]);
  const { steps, withoutRefit } = closedTest(model, { ...few, labels: [1, 1, 1, 0, 0, 1] });
  assertEquals(steps.at(-1)!.name, "intercept and slope");
  assertEquals(withoutRefit, "4 columns part 6 patients, 4 of them diseased, without error");
  assertThrows(() => closedTest(model, takeRows(patients, [0])), RangeError, "both classes");
});

Deno.test("localGain() finds that an intercept helps where the prevalence differs, and harms at home", async () => {
  const options = { sizes: [40, 150], draws: 30, seed: 1, refit: logistic({ l2: 1 }) };
  const away = await localGain(model, drawOutcomes(7, { shift: 2 }), options);
  assert(away.intercept[1].mean > 0.02);
  assertEquals(patientsUntilGain(away.intercept), 40);
  const home = await localGain(model, drawOutcomes(7), options);
  assert(home["intercept and slope"][0].mean < 0, "learning from forty what is right already");
  await assertRejects(() => localGain(model, patients, { ...options, sizes: [302] }), RangeError);
});

Deno.test("localThreshold() asks for as many diseased as the guarantee needs, and then keeps it", () => {
  const local = drawOutcomes(5, { shift: 0.5 });
  const scored = { label: local.labels, p: predictRows(model, local.rows) };
  const guarantee = { recall: 0.9, confidence: 0.95 };
  const [none, some] = localThreshold(scored, { sizes: [20, 120], seed: 1, guarantee });
  assertEquals([none.possible, none.recall, none.short], [0, null, null]);
  assertEquals(some.possible, 1);
  assert(some.recall!.mean > 0.9 && some.short! < 0.2);
});

Deno.test("patientsUntilGain() is undefined where no number of patients helps for good", () => {
  const point = (mean: number, patients: number): Parameters<typeof patientsUntilGain>[0][0] => ({
    patients,
    mean,
    low: mean,
    high: mean,
  });
  assertEquals(patientsUntilGain([point(1, 10), point(-1, 20)]), undefined);
  assertEquals(patientsUntilGain([point(1, 10), point(1, 20)]), 10);
});
