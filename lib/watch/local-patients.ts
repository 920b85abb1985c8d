/** How many local patients an update needs in a new place, by simulation on known patients. */
import { takeRows } from "../data/dataset.ts";
import { diseasedNeeded, type Guarantee, neymanPearson } from "../choose/neyman-pearson.ts";
import { confusionAt, recall, specificity } from "../measure/confusion.ts";
import { metrics } from "../measure/metrics.ts";
import { fitRecalibration, recalibrate } from "../measure/recalibrate.ts";
import { type Learner, type Pipeline, predictRows } from "../pipeline.ts";
import { childSeed, seeded } from "../random.ts";
import { quantile } from "../stats/quantile.ts";
import type { Dataset, Scored, WorkOptions } from "../types.ts";

/** Settings of the simulation. */
export interface LocalDraws extends WorkOptions {
  /** Numbers of local patients to try, ascending; each must leave some patients for testing. */
  readonly sizes: readonly number[];
  /** How often patients are drawn per size; default 100. */
  readonly draws?: number;
  readonly seed: number;
}

/** The gain from a number of local patients, over the draws. */
export interface LocalPoint {
  readonly patients: number;
  readonly mean: number;
  /** 10th and 90th percentile of the draws. */
  readonly low: number;
  readonly high: number;
}

/** The updates to try. */
const localUpdates = ["intercept", "intercept and slope", "refit"] as const;

/** The name of one of them. */
export type LocalUpdate = typeof localUpdates[number];

function checkSizes(sizes: readonly number[], patients: number): void {
  if (sizes.length === 0) throw new RangeError("sizes: expected at least one, got none");
  for (const size of sizes) {
    if (!Number.isInteger(size) || size < 2 || size > patients - 2) {
      throw new RangeError(`sizes: expected whole numbers from 2 to ${patients - 2}, got ${size}`);
    }
  }
}

function pick({ label, p }: Scored, rows: readonly number[]): Scored {
  return { label: rows.map((row) => label[row]), p: rows.map((row) => p[row]) };
}

/** Row numbers drawn, and the others, each with both classes; redrawn until that holds. */
function drawRows(
  labels: ArrayLike<number>,
  size: number,
  random: ReturnType<typeof seeded>,
): { readonly local: number[]; readonly rest: number[] } {
  const rows = Array.from(labels, (_, row) => row);
  const hasBoth = (part: readonly number[]): boolean =>
    new Set(part.map((row) => labels[row])).size === 2;
  for (let attempt = 0; attempt < 10_000; attempt++) {
    const shuffled = random.shuffled(rows);
    const local = shuffled.slice(0, size), rest = shuffled.slice(size);
    if (hasBoth(local) && hasBoth(rest)) return { local, rest };
  }
  throw new RangeError(`sizes: ${size} patients hardly ever have both outcomes here`);
}

function summarise(patients: number, values: readonly number[]): LocalPoint {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    patients,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    low: quantile(sorted, 0.1),
    high: quantile(sorted, 0.9),
  };
}

/** With few patients, the probabilities may separate the classes; then nothing is updated. */
function orUnchanged(
  update: () => ArrayLike<number>,
  unchanged: ArrayLike<number>,
): ArrayLike<number> {
  try {
    return update();
  } catch (error) {
    if (error instanceof RangeError) return unchanged;
    throw error;
  }
}

/**
 * How much each update, learned from a number of local patients, improves the Brier score on all
 * the others; above 0 the update beats leaving the model alone.
 *
 * If the drawn patients do not allow an update, for example because their probabilities separate
 * the classes, the model is left alone in that draw and the gain is 0.
 *
 * @param options `refit` is fits a model on local patients only.
 * @throws `RangeError` for sizes out of range.
 */
export async function localGain(
  pipeline: Pipeline,
  place: Dataset,
  options: LocalDraws & { readonly refit: Learner },
): Promise<Record<LocalUpdate, LocalPoint[]>> {
  const { sizes, draws = 100, seed, refit, progress, signal } = options;
  checkSizes(sizes, place.rows.length);
  const scored = { label: place.labels, p: predictRows(pipeline, place.rows) };
  const points = { intercept: [], "intercept and slope": [], refit: [] } as Record<
    LocalUpdate,
    LocalPoint[]
  >;
  for (const [i, size] of sizes.entries()) {
    const gains: Record<LocalUpdate, number[]> = {
      intercept: [],
      "intercept and slope": [],
      refit: [],
    };
    for (let draw = 0; draw < draws; draw++) {
      signal?.throwIfAborted();
      const random = seeded(childSeed(seed, i * draws + draw));
      const { local, rest } = drawRows(place.labels, size, random);
      const learned = pick(scored, local), judged = pick(scored, rest);
      const alone = metrics.brier.score(judged);
      const gain = (name: LocalUpdate, p: ArrayLike<number>): unknown =>
        gains[name].push(alone - metrics.brier.score({ label: judged.label, p }));
      gain(
        "intercept",
        orUnchanged(() => recalibrate(fitRecalibration.intercept(learned), judged.p), judged.p),
      );
      gain(
        "intercept and slope",
        orUnchanged(() => recalibrate(fitRecalibration.logistic(learned), judged.p), judged.p),
      );
      const own = await refit(takeRows(place, local), { signal });
      gain("refit", predictRows(own, takeRows(place, rest).rows));
    }
    for (const name of localUpdates) points[name].push(summarise(size, gains[name]));
    await progress?.(i + 1, sizes.length);
  }
  return points;
}

/**
 * The smallest size from which the mean gain is above 0 at it and at every larger one; `undefined`
 * if there is none.
 *
 * @example
 * ```ts
 * import { patientsUntilGain } from "heartbook/watch/local-patients.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const points = [-1, 1, -1, 2, 3].map((mean, i) => ({ patients: i, mean, low: 0, high: 0 }));
 * assertEquals(patientsUntilGain(points), 3);
 * ```
 */
export function patientsUntilGain(points: readonly LocalPoint[]): number | undefined {
  const last = points.findLastIndex(({ mean }) => !(mean > 0));
  return points[last + 1]?.patients;
}

/** How a threshold chosen on local patients performs on the others. */
export interface LocalThreshold {
  readonly patients: number;
  /** Share of the draws with enough diseased for the guarantee. */
  readonly possible: number;
  /** Over those draws; `null` if none had enough. */
  readonly recall: LocalPoint | null;
  readonly specificity: LocalPoint | null;
  /** Share of those draws whose recall fell short of the guarantee; `null` if none had enough. */
  readonly short: number | null;
}

/**
 * How a threshold chosen again by the Neyman-Pearson rule on a number of local patients performs on
 * all the others.
 *
 * @param scored Predictions of the unchanged model for the patients of the place.
 * @throws `RangeError` for sizes or a guarantee out of range.
 */
export function localThreshold(
  scored: Scored,
  options: LocalDraws & { readonly guarantee: Guarantee },
): LocalThreshold[] {
  const { sizes, draws = 100, seed, guarantee } = options;
  checkSizes(sizes, scored.p.length);
  const needed = diseasedNeeded(guarantee);
  return sizes.map((patients, i) => {
    const found: number[] = [], spared: number[] = [];
    for (let draw = 0; draw < draws; draw++) {
      const random = seeded(childSeed(seed, i * draws + draw));
      const { local, rest } = drawRows(scored.label, patients, random);
      const learned = pick(scored, local);
      if (Array.from(learned.label).filter((label) => label === 1).length < needed) continue;
      const { value } = neymanPearson(learned, guarantee);
      const confusion = confusionAt(pick(scored, rest), value);
      found.push(recall(confusion));
      spared.push(specificity(confusion));
    }
    const any = found.length > 0;
    return {
      patients,
      possible: found.length / draws,
      recall: any ? summarise(patients, found) : null,
      specificity: any ? summarise(patients, spared) : null,
      short: any ? found.filter((each) => each < guarantee.recall).length / found.length : null,
    };
  });
}
