/** Which models the time allows, told from how long each takes on a few rows. */
import type { TunedLearnerName } from "../choose/tuned-learners.ts";
import type { Doubt } from "../data/draft/doubt.ts";
import { takeRows } from "../data/dataset.ts";
import { type Pipeline, predictRows } from "../pipeline.ts";
import type { Dataset, WorkOptions } from "../types.ts";
import { drawRows } from "./draw-rows.ts";
import { chosenSettings, modelNames, settledLearner, tunedLearner, TUNING_ROWS } from "./models.ts";

/** What is compared, the quickest first, and what had to be left out for want of time. */
export interface Plan {
  readonly models: readonly TunedLearnerName[];
  readonly doubts: readonly Doubt[];
}

/** How a plan is made. */
export interface PlanOptions extends WorkOptions {
  /** Outer folds. */
  readonly folds: number;
  /** Seconds that the comparison may take. */
  readonly budget: number;
  readonly seed: number;
}

/** Below this many rows every model is quick. */
const QUICK = 1500;
const SAMPLE = 400;

/** Time grows with the rows to this power at least: neighbours and SVM look at pairs of rows. */
const leastPower: Readonly<Record<TunedLearnerName, number>> = {
  "elastic net": 1,
  "naive Bayes": 1,
  tree: 1,
  forest: 1.1,
  boosting: 1.1,
  neighbours: 2,
  SVM: 2,
};

async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** What a model costs on so many rows: choosing its settings, and fitting and predicting once. */
interface Cost {
  readonly tune: number;
  readonly fit: number;
}

async function costOf(name: TunedLearnerName, dataset: Dataset, seed: number): Promise<Cost> {
  let pipeline: Pipeline;
  const tune = await secondsOf(async () => pipeline = await tunedLearner(name, seed)(dataset));
  const fit = await secondsOf(async () =>
    predictRows(await settledLearner(name, chosenSettings(pipeline))(dataset), dataset.rows)
  );
  return { tune, fit };
}

/** Seconds of one fold, from how they grow over a few hundred rows. */
async function estimate(
  name: TunedLearnerName,
  [small, large]: readonly [Dataset, Dataset],
  { rows, seed }: { readonly rows: number; readonly seed: number },
): Promise<number> {
  const [first, second] = [await costOf(name, small, seed), await costOf(name, large, seed)];
  const grown = Math.log(large.rows.length / small.rows.length);
  const at = (part: keyof Cost, size: number): number => {
    const power = Math.log(second[part] / first[part]) / grown;
    const kept = Math.min(3, Math.max(leastPower[name], power));
    return second[part] * (size / large.rows.length) ** kept;
  };
  return at("tune", Math.min(rows, TUNING_ROWS)) + (rows > TUNING_ROWS ? at("fit", rows) : 0);
}

function duration(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  if (seconds < 6000) return `${Math.ceil(seconds / 60)} min`;
  return seconds < 360_000 ? `${Math.ceil(seconds / 3600)} h` : "many days";
}

/**
 * The models whose comparison the budget allows, the quickest first of those that take long; at
 * least the quickest one. Each that is left out is told with the time that it would take.
 *
 * How long a model takes is estimated from samples of 400 and 800 rows, so it may be off by half,
 * and on a busy machine by more. Tables of fewer than 1,500 rows are not timed.
 */
export async function planModels(dataset: Dataset, options: PlanOptions): Promise<Plan> {
  const { folds, budget, seed, signal, progress } = options;
  const total = dataset.rows.length;
  if (total < QUICK) return { models: modelNames, doubts: [] };
  const samples = [SAMPLE, 2 * SAMPLE].map((size) =>
    takeRows(dataset, drawRows(dataset, { size, seed }))
  );
  const rows = total * (1 - 1 / folds);
  const costs: { name: TunedLearnerName; seconds: number }[] = [];
  for (const name of modelNames) {
    signal?.throwIfAborted();
    const seconds = await estimate(name, [samples[0], samples[1]], { rows, seed });
    costs.push({ name, seconds: folds * seconds });
    await progress?.(costs.length, modelNames.length);
  }
  costs.sort((a, b) => a.seconds - b.seconds);
  let spent = 0;
  const kept = costs.filter(({ seconds }, i) => {
    if (i > 0 && spent + seconds > budget) return false;
    spent += seconds;
    return true;
  }).map(({ name }) => name);
  return {
    models: kept,
    doubts: costs.filter(({ name }) => !kept.includes(name)).map(({ name, seconds }): Doubt => ({
      seen: `${name} would take about ${duration(seconds)} on ${total} rows`,
      assumed: `left out, as the comparison may take ${duration(budget)}`,
      otherwise: "--budget with more time, or --models",
    })),
  };
}
