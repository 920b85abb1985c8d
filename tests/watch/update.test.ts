import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { fitRecalibration, recalibrate } from "heartbook/measure/recalibrate.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { childSeed, seeded } from "heartbook/random.ts";
import { neymanPearson } from "heartbook/choose/neyman-pearson.ts";
import { chiSquareTail } from "heartbook/stats/chi-square.ts";
import { quantile } from "heartbook/stats/quantile.ts";
import { pickFeatures } from "heartbook/schema.ts";
import { logits, sigmoid } from "heartbook/stats/log-odds.ts";
import { localGain, localThreshold, patientsUntilGain } from "heartbook/watch/local-patients.ts";
import { closedTest } from "heartbook/watch/update.ts";
import type { Dataset, Label, Row } from "heartbook/types.ts";

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

Deno.test("closedTest() tests each update against the refit, at alpha itself for the larger one", () => {
  const local = drawOutcomes(5, { shift: 0.3 });
  const { steps, withoutRefit } = closedTest(model, local);
  assertEquals(withoutRefit, null);
  const refit = steps[3];
  for (const { name, parameters, logLikelihood, pValue } of steps.slice(0, 3)) {
    const gain = 2 * (refit.logLikelihood - logLikelihood);
    assertAlmostEquals(pValue!, chiSquareTail(gain, refit.parameters - parameters), 1e-12, name);
  }
  assertEquals(refit.pValue, null);
  const [p] = steps.map(({ pValue }) => pValue!);
  assert(p > 0 && p < steps[1].pValue!);
  assertEquals(closedTest(model, local, { alpha: p }).chosen, "intercept");
  assertEquals(closedTest(model, local, { alpha: p * 0.999 }).chosen, "none");
  const five = drawOutcomes(5, { shift: 0.3 });
  const chosen = steps.find(({ pValue }) => pValue === null || pValue > 0.05)!.name;
  assertEquals(closedTest(model, five).chosen, chosen);
});

Deno.test("closedTest() learns nothing of columns that do not vary here or follow from others", async () => {
  const wide = takeFeatures(all, pickFeatures(all.schema, ["age", "sex", "fbs", "thalach"]));
  const fitted = await logistic({ l2: 1 })(wide);
  const parameters = (change: (row: Row, i: number) => Row): number =>
    closedTest(fitted, { ...wide, rows: wide.rows.map(change) }).steps.at(-1)!.parameters;
  assertEquals(parameters((row) => row), 5);
  assertEquals(parameters((row) => ({ ...row, sex: "male" })), 4);
  assertEquals(parameters((row) => ({ ...row, age: 50, sex: "female" })), 3);
  assertEquals(parameters((row) => ({ ...row, thalach: 60 + 2 * Number(row.age) })), 4);
  assertEquals(
    parameters((row) => ({ ...row, fbs: row.sex === "male" ? "yes" : "no" })),
    4,
  );
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

/** The patients of each draw and the others, drawn as the module says: anew for each size and draw. */
function drawsOf(
  labels: readonly number[],
  { sizes, draws, seed }: { sizes: readonly number[]; draws: number; seed: number },
): { readonly local: number[]; readonly rest: number[] }[][] {
  const rows = labels.map((_, row) => row);
  return sizes.map((size, i) =>
    Array.from({ length: draws }, (_, draw) => {
      const shuffled = seeded(childSeed(seed, i * draws + draw)).shuffled(rows);
      return { local: shuffled.slice(0, size), rest: shuffled.slice(size) };
    })
  );
}

Deno.test("localThreshold() is over draws of its own the rule learned on some, judged on the others", () => {
  const local = drawOutcomes(5, { shift: 0.5 });
  const p = predictRows(model, local.rows);
  const guarantee = { recall: 0.8, confidence: 0.8 };
  const options = { sizes: [30, 30, 60], draws: 9, seed: 4 };
  const told = localThreshold({ label: local.labels, p }, { ...options, guarantee });
  drawsOf(local.labels, options).forEach((draws, i) => {
    const judged = draws.map(({ local: some, rest }) => {
      const { value } = neymanPearson(
        { label: some.map((row) => local.labels[row]), p: some.map((row) => p[row]) },
        guarantee,
      );
      const share = (label: number, isRight: (row: number) => boolean): number => {
        const all = rest.filter((row) => local.labels[row] === label);
        return all.filter(isRight).length / all.length;
      };
      return [share(1, (row) => p[row] >= value), share(0, (row) => p[row] < value)];
    });
    const [found, spared] = [0, 1].map((at) => judged.map((each) => each[at]));
    const mean = (values: number[]): number => values.reduce((a, b) => a + b) / values.length;
    assertEquals([told[i].patients, told[i].possible], [options.sizes[i], 1]);
    assertAlmostEquals(told[i].recall!.mean, mean(found), 1e-12);
    assertAlmostEquals(told[i].specificity!.mean, mean(spared), 1e-12);
    assertAlmostEquals(told[i].recall!.low, quantile(found.toSorted((a, b) => a - b), 0.1), 1e-12);
    assertAlmostEquals(told[i].recall!.high, quantile(found.toSorted((a, b) => a - b), 0.9), 1e-12);
    assertAlmostEquals(told[i].short!, found.filter((each) => each < 0.8).length / 9, 1e-12);
  });
  assertNotEquals(told[0], told[1], "two sizes that are equal have draws of their own");
});

Deno.test("localGain() is over draws of its own the Brier score saved on the others", async () => {
  const place = drawOutcomes(7, { shift: 2 });
  const p = predictRows(model, place.rows);
  const options = { sizes: [50, 50, 80], draws: 4, seed: 6 };
  const told: number[][] = [];
  const gains = await localGain(model, place, {
    ...options,
    refit: logistic({ l2: 1 }),
    progress: (done, total) => void told.push([done, total]),
  });
  assertEquals(told, [[1, 3], [2, 3], [3, 3]]);
  for (const [i, draws] of drawsOf(place.labels, options).entries()) {
    const saved = await Promise.all(draws.map(async ({ local, rest }) => {
      const take = (rows: number[]) => ({
        label: rows.map((row) => place.labels[row]),
        p: rows.map((row) => p[row]),
      });
      const brier = (values: ArrayLike<number>): number =>
        rest.reduce((sum, row, k) => sum + (values[k] - place.labels[row]) ** 2, 0) / rest.length;
      const before = take(rest).p, learned = take(local);
      const own = await logistic({ l2: 1 })(takeRows(place, local));
      return [
        recalibrate(fitRecalibration.intercept(learned), before),
        recalibrate(fitRecalibration.logistic(learned), before),
        predictRows(own, takeRows(place, rest).rows),
      ].map((after) => brier(before) - brier(after));
    }));
    [gains.intercept, gains["intercept and slope"], gains.refit].forEach((points, way) => {
      const mean = saved.reduce((sum, each) => sum + each[way], 0) / saved.length;
      assertAlmostEquals(points[i].mean, mean, 1e-12);
      assertEquals(points[i].patients, options.sizes[i]);
    });
  }
});

Deno.test("local patients: sizes from 2 to all but 2, both outcomes on both sides, whole numbers", () => {
  const scored = { label: [1, 0, 1, 0, 1], p: [0.9, 0.1, 0.8, 0.3, 0.6] };
  const guarantee = { recall: 0.5, confidence: 0.5 };
  const draw = (sizes: number[], from = scored): unknown =>
    localThreshold(from, { sizes, draws: 2, seed: 1, guarantee });
  draw([2, 3]);
  assertThrows(() => draw([]), RangeError, "expected at least one, got none");
  for (const size of [1, 4, 2.5]) {
    assertThrows(() => draw([size]), RangeError, `whole numbers from 2 to 3, got ${size}`);
  }
  const one = { ...scored, label: [1, 0, 0, 0, 0] };
  assertThrows(() => draw([2], one), RangeError, "2 patients hardly ever have both outcomes");
});

Deno.test("localGain() leaves the model alone where the drawn patients part without error", async () => {
  // Two patients, one of each outcome, are always parted or the wrong way round.
  const place = takeRows(patients, [0, 1, 2, 3, 4, 5, 6, 7]);
  const labels = predictRows(model, place.rows);
  const order = [...labels].toSorted((a, b) => a - b);
  const parted = { ...place, labels: Array.from(labels, (p): Label => p > order[3] ? 1 : 0) };
  const gains = await localGain(model, parted, {
    sizes: [4],
    draws: 5,
    seed: 2,
    refit: logistic({ l2: 1 }),
  });
  const { mean, low, high } = gains["intercept and slope"][0];
  assertEquals([mean, low, high], [0, 0, 0]);
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
