/** What is watched, computed a second and slower way. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { takeRows } from "heartbook/data/dataset.ts";
import { diseasedNeeded, neymanPearson } from "heartbook/choose/neyman-pearson.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { fitRecalibration, recalibrate } from "heartbook/measure/recalibrate.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { childSeed, seeded } from "heartbook/random.ts";
import { quantile } from "heartbook/stats/quantile.ts";
import type { Interval, Label, Scored } from "heartbook/types.ts";
import { findDrift, PREDICTION } from "heartbook/watch/drift.ts";
import { expectPerformance } from "heartbook/watch/expected-performance.ts";
import { freshFolds } from "heartbook/watch/fresh-folds.ts";
import { localGain, localThreshold, patientsUntilGain } from "heartbook/watch/local-patients.ts";
import type { Logged } from "heartbook/watch/log.ts";
import { driftRecords } from "heartbook/watch/places.ts";
import { ofEnough, reportDrift, type WatchedModel } from "heartbook/watch/report.ts";
import { toSample } from "heartbook/watch/sample.ts";
import { outcomesOf, steady, uniforms } from "./draws.ts";

const { schema, rows, labels } = readHeart();

/** Each figure as a function of outcomes that may lie between 0 and 1, the probabilities held. */
const figures: Readonly<
  Record<string, (y: readonly number[], p: readonly number[], threshold: number) => number>
> = {
  recall: (y, p, threshold) => {
    const found = y.filter((_, i) => p[i] >= threshold);
    return sum(found) / sum(y);
  },
  specificity: (y, p, threshold) => {
    const healthy = y.map((each) => 1 - each);
    return sum(healthy.filter((_, i) => p[i] < threshold)) / sum(healthy);
  },
  accuracy: (y, p, threshold) =>
    sum(y.map((each, i) => p[i] >= threshold ? each : 1 - each)) / y.length,
  rocAuc: (y, p) => {
    let ordered = 0, pairs = 0;
    y.forEach((ill, i) =>
      y.forEach((other, j) => {
        if (i === j) return;
        const pair = ill * (1 - other);
        pairs += pair;
        ordered += pair * (p[i] > p[j] ? 1 : p[i] === p[j] ? 0.5 : 0);
      })
    );
    return ordered / pairs;
  },
};

function sum(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0);
}

Deno.test("expectPerformance() has the interval of the delta method, by differences", () => {
  const p = fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 2, maxLength: 8 })
    .map((all) => all.map((each) => each / 20));
  const threshold = fc.integer({ min: 0, max: 20 }).map((each) => each / 20);
  fc.assert(
    fc.property(p, threshold, (p, threshold) => {
      const expected = expectPerformance(p, { threshold, level: 0.9 });
      for (const [name, figure] of Object.entries(figures)) {
        const slopes = p.map((_, i) => {
          const at = (by: number): number => figure(p.with(i, p[i] + by), p, threshold);
          return (at(1e-5) - at(-1e-5)) / 2e-5;
        });
        const reach = 1.6448536269514722 *
          Math.sqrt(sum(slopes.map((slope, i) => slope ** 2 * p[i] * (1 - p[i]))));
        const value = figure(p, p, threshold);
        const { estimate, low, high, level, method } =
          expected[name as keyof typeof expected] as Interval;
        assertAlmostEquals(estimate, value, 1e-9, name);
        assertAlmostEquals(low, Math.max(0, value - reach), 1e-7, name);
        assertAlmostEquals(high, Math.min(1, value + reach), 1e-7, name);
        assertEquals([level, method], [0.9, "delta method over unknown outcomes"]);
      }
      assertEquals([expected.patients, expected.threshold], [p.length, threshold]);
    }),
    steady,
  );
});

Deno.test("expectPerformance() says in full what it takes for granted", () => {
  assertEquals(
    expectPerformance([0.3], { threshold: 0.3 }).assumption,
    "the probabilities are calibrated for these patients: who they are may have changed, what " +
      "disease does to the features may not",
  );
});

Deno.test("toSample() sorts each column for itself, numbers by size and gaps last", () => {
  const cells = [9, null, 10, 100, null, 2];
  const some = cells.map((chol, i) => ({
    ...rows[i],
    chol: chol === null ? null : 100 + chol,
    sex: i % 3 === 0 ? null : i % 2 ? "male" : "female",
  }));
  const sample = toSample(schema, { rows: some, p: [0.5, 0.25, 1, 0, 0.75, 0.1] });
  assertEquals(sample.cells.chol, [102, 109, 110, 200, null, null]);
  assertEquals(sample.cells.sex, ["female", "female", "male", "male", null, null]);
  assertEquals([sample.p, sample.patients], [[0, 0.1, 0.25, 0.5, 0.75, 1], 6]);
});

const steadyP = rows.map((_, i) => (i + 0.5) / rows.length);
const reference = toSample(schema, { rows, p: steadyP });

Deno.test("findDrift() tests gaps where either side has some, and values where both have some", () => {
  const gaps = rows.map((row, i) => i % 2 ? { ...row, chol: null } : row);
  const none = rows.map((row) => ({ ...row, chol: null }));
  const tested = (then: typeof rows, now: typeof rows): string[] => {
    const columns = findDrift(schema, {
      reference: toSample(schema, { rows: then, p: steadyP }),
      recent: toSample(schema, { rows: now, p: steadyP }),
    });
    return columns.find(({ column }) => column === "chol")!.tests.map(({ of }) => of);
  };
  assertEquals(tested(rows, rows), ["values"]);
  assertEquals([tested(gaps, rows), tested(rows, gaps)], [
    ...[["values", "missing"], ["values", "missing"]],
  ]);
  assertEquals([tested(none, rows), tested(rows, none), tested(none, none)], [
    ...[["missing"], ["missing"], ["missing"]],
  ]);
  const one = none.map((row, i) => i === 0 ? rows[0] : row);
  assertEquals([tested(one, rows), tested(rows, one)], [
    ...[["values", "missing"], ["values", "missing"]],
  ]);
});

Deno.test("findDrift() sizes a change of the prediction first, with its limit for all columns", () => {
  const columns = findDrift(schema, { reference, recent: reference });
  assertEquals(columns.map(({ column }) => column), [
    PREDICTION,
    ...schema.features.map(({ name }) => name),
  ]);
  assertEquals(columns[0].label, "Predicted probability");
  // As reports that were written before name it.
  assertEquals(PREDICTION, "predicted probability");
  const two = { ...schema, features: schema.features.slice(0, 1) };
  const few = findDrift(two, { reference, recent: reference }, { alpha: 0.05 * 2 / 14 });
  // An alpha of 0.05 over fourteen columns is the same share of each as 2/14 of it over two.
  assertAlmostEquals(few[1].stability!.limit, columns[1].stability!.limit, 1e-9);
});

Deno.test("findDrift() takes a corrected p-value of alpha itself for drift", () => {
  const recent = toSample(schema, { rows: rows.slice(0, 100), p: steadyP.slice(0, 100) });
  const [{ tests }] = findDrift(schema, { reference, recent });
  const alpha = 0.04, [{ corrected }] = tests;
  assert(corrected < alpha);
  const drifted = (at: number): boolean =>
    findDrift(schema, { reference, recent }, { alpha: at })[0].drifted;
  assertEquals([drifted(corrected), drifted(corrected * 0.999)], [true, false]);
});

Deno.test("driftRecords() has one record per column, starred where it drifted", () => {
  const column = (label: string, index: number | null, drifted: boolean) => ({
    column: label,
    label,
    drifted,
    tests: [],
    stability: index === null ? null : { index, limit: 1, pValue: 1 },
    bins: [],
  });
  assertEquals(
    driftRecords({
      here: [column("Age", 0.126, true), column("Sex", null, false)],
      there: [column("Age", 0, false), column("Sex", null, true)],
    }),
    [
      { column: "Age", here: "0.13 *", there: "0.00" },
      { column: "Sex", here: "–", there: "– *" },
    ],
  );
  assertEquals(driftRecords({}), []);
});

const model: WatchedModel = {
  model: "a model",
  schema,
  reference,
  threshold: 0.4,
} as WatchedModel;

function logged(count: number, label: (i: number) => Label | null): Logged[] {
  return Array.from({ length: count }, (_, i) => ({
    id: i,
    at: 1_000_000 - 1000 * i,
    row: rows[i],
    p: steadyP[i],
    label: label(i),
  } as unknown as Logged));
}

Deno.test("reportDrift() puts drift, expectation and calibration of all patients together", () => {
  const report = reportDrift(model, logged(120, (i) => i % 2 ? null : labels[i]), { alpha: 0.01 });
  assertEquals([report.model, report.alpha, report.patients, report.referencePatients], [
    ...["a model", 0.01, 120, 303],
  ]);
  assertEquals([report.from, report.to], ["1970-01-01T00:14:41.000Z", "1970-01-01T00:16:40.000Z"]);
  assertEquals(report.expected, expectPerformance(steadyP.slice(0, 120), { threshold: 0.4 }));
  assertEquals(report.calibration!.patients, 60);
  assertEquals(
    report.drifted,
    report.columns.filter(({ drifted }) => drifted).map(({ column }) => column),
  );
  assert(report.drifted.includes(PREDICTION));
  assertEquals(reportDrift(model, logged(120, () => null)).calibration, null);
  assertEquals(reportDrift(model, logged(120, (i) => i === 7 ? 1 : null)).calibration!.patients, 1);
});

Deno.test("ofEnough() gives a report of a hundred patients, and of fewer how many they are", () => {
  const report = (patients: number) => reportDrift(model, logged(patients, () => null));
  assertEquals(ofEnough(null), { patients: 0, least: 100 });
  assertEquals(ofEnough(report(99)), { patients: 99, least: 100 });
  const enough = report(100);
  assertEquals(ofEnough(enough), enough);
});

const random = seeded(31);
const p = uniforms(random, 60).map((x) => 0.05 + 0.9 * x);
const label = outcomesOf(random, p) as Label[];
const guarantee = { recall: 0.7, confidence: 0.8 } as Parameters<typeof neymanPearson>[1];

/** Patients drawn as the simulation draws them: shuffled again until both parts have both. */
function draw(of: ArrayLike<number>, size: number, seed: number): [number[], number[]] {
  const random = seeded(seed), all = Array.from(of, (_, row) => row);
  for (;;) {
    const shuffled = random.shuffled(all);
    const parts = [shuffled.slice(0, size), shuffled.slice(size)] as [number[], number[]];
    if (parts.every((part) => [0, 1].every((each) => part.some((row) => of[row] === each)))) {
      return parts;
    }
  }
}

function summed(patients: number, values: readonly number[]): unknown {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [0.1, 0.9].map((at) => quantile(sorted, at));
  return { patients, mean: sum(values) / values.length, low, high };
}

Deno.test("localThreshold() does what choosing and counting draw by draw does", () => {
  const draws = 12, sizes = [6, 14, 40];
  const found = localThreshold({ label, p }, { sizes, draws, seed: 4, guarantee });
  const needed = diseasedNeeded(guarantee);
  sizes.forEach((size, k) => {
    const recalls: number[] = [], spared: number[] = [];
    for (let each = 0; each < draws; each++) {
      const [local, rest] = draw(label, size, childSeed(4, k * draws + each));
      if (local.filter((row) => label[row] === 1).length < needed) continue;
      const learned = { label: local.map((row) => label[row]), p: local.map((row) => p[row]) };
      const { value } = neymanPearson(learned, guarantee);
      const share = (of: Label, isRight: (p: number) => boolean): number => {
        const those = rest.filter((row) => label[row] === of);
        return those.filter((row) => isRight(p[row])).length / those.length;
      };
      recalls.push(share(1, (each) => each >= value));
      spared.push(share(0, (each) => each < value));
    }
    const any = recalls.length > 0;
    assertEquals(found[k] as unknown, {
      patients: size,
      possible: recalls.length / draws,
      recall: any ? summed(size, recalls) : null,
      specificity: any ? summed(size, spared) : null,
      short: any ? recalls.filter((each) => each < 0.7).length / recalls.length : null,
    });
  });
  assertEquals(found[0].recall === null, found[0].possible === 0);
  assert(found[2].possible === 1);
});

Deno.test("localGain() does what updating and scoring draw by draw does, and tells how far it is", async () => {
  const place = takeRows(readHeart(), Array.from({ length: 60 }, (_, i) => i));
  const pipeline = await prevalence()(readHeart());
  const draws = 3, sizes = [12, 30], heard: number[][] = [];
  const points = await localGain(pipeline, place, {
    sizes,
    draws,
    seed: 9,
    refit: prevalence(),
    progress: (...far: number[]) => void heard.push(far.slice(0, 2)),
  });
  assertEquals(heard, [[1, 2], [2, 2]]);
  const all = predictRows(pipeline, place.rows);
  const brier = ({ label, p }: Scored): number =>
    sum(Array.from(p, (each, i) => (each - label[i]) ** 2)) / p.length;
  for (const [k, size] of sizes.entries()) {
    const gains: Record<string, number[]> = { intercept: [], refit: [] };
    for (let each = 0; each < draws; each++) {
      const [local, rest] = draw(place.labels, size, childSeed(9, k * draws + each));
      const of = (part: number[]): Scored => ({
        label: part.map((row) => place.labels[row]),
        p: part.map((row) => all[row]),
      });
      const judged = of(rest), alone = brier(judged);
      const moved = recalibrate(fitRecalibration.intercept(of(local)), judged.p);
      gains.intercept.push(alone - brier({ label: judged.label, p: moved }));
      const own = await prevalence()(takeRows(place, local));
      const fresh = predictRows(own, takeRows(place, rest).rows);
      gains.refit.push(alone - brier({ label: judged.label, p: fresh }));
    }
    for (const name of ["intercept", "refit"] as const) {
      const wanted = summed(size, gains[name]) as Record<string, number>;
      for (const [key, value] of Object.entries(wanted)) {
        assertAlmostEquals(points[name][k][key as "mean"], value, 1e-12, `${name} ${key}`);
      }
    }
  }
});

Deno.test("localGain() and localThreshold() want sizes of two or more, and two patients left", () => {
  const tried = (...sizes: number[]) => () =>
    localThreshold({ label, p }, { sizes, draws: 1, seed: 1, guarantee });
  for (const size of [1, 59, 2.5]) {
    assertThrows(
      tried(size),
      RangeError,
      `sizes: expected whole numbers from 2 to 58, got ${size}`,
    );
  }
  assertThrows(tried(), RangeError, "at least one");
  for (const size of [2, 58]) tried(size)();
});

Deno.test("patientsUntilGain() looks for the size from which on all are above 0", () => {
  const until = (...means: number[]): number | undefined =>
    patientsUntilGain(means.map((mean, i) => ({ patients: 10 * (i + 1), mean, low: 0, high: 0 })));
  assertEquals([until(1, 2), until(0, 2), until(1, 0), until(1, NaN, 3), until()], [
    ...[10, 20, undefined, 30, undefined],
  ]);
});

Deno.test("freshFolds() trains on all known patients and tests each fresh one once a repeat", () => {
  const all = readHeart(), numbers = all.rows.map((_, i) => i);
  const known = takeRows(all, numbers.slice(0, 50)), fresh = takeRows(all, numbers.slice(50, 90));
  const { patients, splits } = freshFolds({ known, fresh }, { folds: 4, seed: 2 });
  assertEquals(patients.rows, all.rows.slice(0, 90));
  assertEquals([patients.labels, patients.ids], [all.labels.slice(0, 90), all.ids.slice(0, 90)]);
  assertEquals(splits.length, 4);
  for (const { train, test } of splits) {
    assertEquals([...train, ...test].toSorted((a, b) => a - b), numbers.slice(0, 90));
    assertEquals(train.slice(0, 50), numbers.slice(0, 50));
  }
  const tested = splits.flatMap(({ test }) => test).toSorted((a, b) => a - b);
  assertEquals(tested, numbers.slice(50, 90));
  const twice = takeRows(all, [49, 60]);
  assertThrows(
    () => freshFolds({ known, fresh: twice }, { folds: 2, seed: 1 }),
    RangeError,
    "both",
  );
  const narrow = { ...fresh, schema: { ...schema, features: schema.features.slice(1) } };
  assertThrows(
    () => freshFolds({ known, fresh: narrow }, { folds: 2, seed: 1 }),
    TypeError,
    "same",
  );
});
