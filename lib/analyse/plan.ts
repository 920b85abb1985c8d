/** Which models the time allows, told from how long each takes on a few rows. */
import process from "node:process";
import type { TunedLearnerName } from "../choose/tuned-learners.ts";
import type { Doubt } from "../data/draft/doubt.ts";
import { takeRows } from "../data/dataset.ts";
import { predictRows } from "../pipeline.ts";
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

/** The share of the budget that one measurement may take. */
const PATIENCE = 1 / 200;

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

/** How a model's time is told from smaller samples. */
interface Growth {
  readonly powers: readonly [least: number, most: number];
  /** Seconds that one measurement may take. */
  readonly patience: number;
}

/**
 * Seconds of work on so many rows: measured on 400 and 800 rows, then on twice as many each time
 * while patience lasts, and from there as the last two grow.
 */
async function secondsAt(
  rows: number,
  measure: (size: number) => Promise<number>,
  { powers: [least, most], patience }: Growth,
): Promise<number> {
  let size = 2 * SAMPLE;
  let [before, last] = [await measure(SAMPLE), await measure(size)];
  while (2 * size <= rows && last * 2 ** most <= patience) {
    size *= 2;
    [before, last] = [last, await measure(size)];
  }
  const power = Math.log2(last / before);
  return last * (rows / size) ** Math.min(most, Math.max(least, power || least));
}

/** Seconds of one fold: settings are chosen on some of its rows, then fitted to all of them. */
async function estimate(
  name: TunedLearnerName,
  dataset: Dataset,
  { rows, seed, patience }: {
    readonly rows: number;
    readonly seed: number;
    readonly patience: number;
  },
): Promise<number> {
  const growth = { powers: powers[name], patience };
  const take = (size: number): Dataset => takeRows(dataset, drawRows(dataset, { size, seed }));
  let chosen: unknown;
  const tuning = await secondsAt(Math.min(rows, TUNING_ROWS), (size) => {
    const sample = take(size);
    return secondsOf(async () => chosen = chosenSettings(await tunedLearner(name, seed)(sample)));
  }, growth);
  if (rows <= TUNING_ROWS) return tuning;
  const fitting = await secondsAt(rows, (size) => {
    const sample = take(size);
    return secondsOf(async () =>
      predictRows(await settledLearner(name, chosen)(sample), sample.rows)
    );
  }, growth);
  return tuning + fitting;
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
 * How long a model takes is estimated from samples of 400 rows and more, so it may be off by half:
 * all the samples of a model take about a fiftieth of the budget at most. Tables of fewer than 1,500
 * rows are not timed.
 */
export async function planModels(dataset: Dataset, options: PlanOptions): Promise<Plan> {
  const { folds, budget, seed, signal, progress } = options;
  const total = dataset.rows.length;
  if (total < QUICK) return { models: modelNames, doubts: [] };
  const rows = total * (1 - 1 / folds);
  const costs: { name: TunedLearnerName; seconds: number }[] = [];
  const start = performance.now(), begun = process.cpuUsage();
  for (const name of modelNames) {
    signal?.throwIfAborted();
    const seconds = await estimate(name, dataset, { rows, seed, patience: PATIENCE * budget });
    costs.push({ name, seconds: folds * seconds });
    await progress?.(costs.length, modelNames.length);
  }
  // By the clock it takes longer where this process shares the machine, less where it uses all cores.
  const { user, system } = process.cpuUsage(begun);
  const waiting = 1000 * (performance.now() - start) / (user + system);
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
