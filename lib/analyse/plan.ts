/** Which models the time allows, told from how long each takes on a few rows. */
import process from "node:process";
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

/**
 * Time grows with the rows to a power between these: neighbours and SVM look at pairs of rows. What
 * is measured on a few hundred rows alone would be far off at 100,000.
 */
const powers: Readonly<Record<TunedLearnerName, readonly [least: number, most: number]>> = {
  "elastic net": [1, 1.2],
  "naive Bayes": [1, 1.1],
  tree: [1, 1.3],
  forest: [1.1, 1.3],
  boosting: [1, 1.3],
  neighbours: [1.8, 2.2],
  SVM: [2, 3],
};

/** Processor time: by the clock, whatever else the machine does would count. */
async function secondsOf(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
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
    const [least, most] = powers[name];
    const power = Math.log(second[part] / first[part]) / grown;
    return second[part] *
      (size / large.rows.length) ** Math.min(most, Math.max(least, power || least));
  };
  return at("tune", Math.min(rows, TUNING_ROWS)) + (rows > TUNING_ROWS ? at("fit", rows) : 0);
}

function duration(seconds: number): string {
  if (seconds < 100) return `about ${Math.ceil(seconds)} s`;
  if (seconds < 6000) return `about ${Math.ceil(seconds / 60)} min`;
  return seconds < 360_000 ? `about ${Math.ceil(seconds / 3600)} h` : "many days";
}

/**
 * The models whose comparison the budget allows, the quickest first of those that take long; at
 * least the quickest one. Each that is left out is told with the time that it would take.
 *
 * How long a model takes is estimated from samples of 400 and 800 rows, so it may be off by half. Tables of fewer than 1,500 rows are not timed.
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
  const start = performance.now(), begun = process.cpuUsage();
  for (const name of modelNames) {
    signal?.throwIfAborted();
    const seconds = await estimate(name, [samples[0], samples[1]], { rows, seed });
    costs.push({ name, seconds: folds * seconds });
    await progress?.(costs.length, modelNames.length);
  }
  // By the clock it takes longer, as far as this process has to share the machine.
  const { user, system } = process.cpuUsage(begun);
  const waiting = Math.max(1, 1000 * (performance.now() - start) / (user + system));
  for (const cost of costs) cost.seconds *= waiting;
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
      seen: `${name} would take ${duration(seconds)} on ${total} rows`,
      assumed: `left out, as the comparison may take ${duration(budget)}`,
      otherwise: "--budget with more time, or --models",
    })),
  };
}
