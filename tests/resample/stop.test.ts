/** Long work stops when it is told to, and says how far it is while it goes on. */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { nestSubsets } from "heartbook/choose/best-subset.ts";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { replicateBinned } from "heartbook/measure/calibration-binned.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import type { Learner } from "heartbook/pipeline.ts";
import { bootstrapFits } from "heartbook/resample/bootstrap-fits.ts";
import { conformalByPlace } from "heartbook/resample/conformal-places.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { learningCurve } from "heartbook/resample/learning-curve.ts";
import { leaveOnePlaceOut } from "heartbook/resample/transport.ts";
import { pickFeatures } from "heartbook/schema.ts";
import type { WorkOptions } from "heartbook/types.ts";
import { localGain } from "heartbook/watch/local-patients.ts";

const all = readHeart();
const patients = takeFeatures(all, pickFeatures(all.schema, ["age", "sex"]));
const learner = prevalence();
const splits = stratifiedFolds(patients.labels, { folds: 3, seed: 1 });
const half = (odd: number) =>
  takeRows(patients, patients.rows.map((_, i) => i).filter((i) => i % 2 === odd));
const places = { here: half(0), there: half(1) };
const fitted = await learner(patients);
const p = patients.rows.map((_, i) => (i + 0.5) / patients.rows.length);

const works: Readonly<Record<string, (work: WorkOptions, learner: Learner) => Promise<unknown>>> = {
  learningCurve: (work, learner) =>
    learningCurve(patients, { learner }, splits, { sizes: [50, 100], seed: 1, ...work }),
  leaveOnePlaceOut: (work, learner) => leaveOnePlaceOut(places, learner, work),
  conformalByPlace: (work, learner) =>
    conformalByPlace(patients, places, learner, { coverage: 0.8, draws: 3, seed: 1, ...work }),
  bootstrapFits: (work, learner) =>
    bootstrapFits(patients, learner, { replicates: 3, seed: 1, ...work }),
  nestSubsets: (work) =>
    nestSubsets(patients, splits, { metric: metrics.rocAuc, folds: 3, seed: 1, ...work }),
  localGain: (work, learner) =>
    localGain(fitted, patients, { sizes: [30, 60], draws: 2, seed: 1, refit: learner, ...work }),
  replicateBinned: (work) =>
    replicateBinned({ label: patients.labels, p }, [0.5], { seed: 1, replicates: 300, ...work }),
};

for (const [name, work] of Object.entries(works)) {
  Deno.test(`${name}() tells of its progress in whole steps up to the last`, async () => {
    const told: (readonly [number, number])[] = [];
    await work({ progress: (done, total) => void told.push([done, total]) }, learner);
    const [, total] = told[0];
    assert(total >= 2);
    assertEquals(told.at(-1), [total, total]);
    assert(told.every(([done, of], i) => of === total && (i === 0 || done > told[i - 1][0])));
  });

  Deno.test(`${name}() stops where it is told to, with the reason given`, async () => {
    const stopping = new AbortController();
    const reason = new Error("enough");
    const told: number[] = [];
    const stopped = work({
      signal: stopping.signal,
      progress: (done) => {
        told.push(done);
        stopping.abort(reason);
      },
    }, async (train, work) => {
      work?.signal?.throwIfAborted();
      return await learner(train, work);
    });
    assertStrictEquals(await stopped.catch((error) => error), reason);
    assertEquals(told.length, 1);
  });

  Deno.test(`${name}() does not begin where it is stopped already`, async () => {
    let fits = 0;
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    const counting: Learner = (train, work) => {
      work?.signal?.throwIfAborted();
      fits++;
      return learner(train, work);
    };
    assertStrictEquals(await work({ signal }, counting).catch((error) => error), reason);
    assertEquals(fits, 0);
  });
}
