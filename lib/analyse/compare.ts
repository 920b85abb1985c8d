/** Models compared by nested cross-validation, each once and kept, so that a second run goes on. */
import { learnerTraits, type TunedLearnerName } from "../choose/tuned-learners.ts";
import { fearOfMissing } from "../choose/criteria.ts";
import { type Shortlist, shortlist } from "../choose/shortlist.ts";
import { takeRows } from "../data/dataset.ts";
import type { Doubt } from "../data/draft/doubt.ts";
import { prevalence } from "../learners/prevalence.ts";
import { predictRows } from "../pipeline.ts";
import { crossValidate } from "../resample/cross-validate.ts";
import type { Dataset, PredictionTable, Split, WorkOptions } from "../types.ts";
import { OutOfTime, withDeadline } from "./deadline.ts";
import { chosenSettings, modelNames, tunedLearner } from "./models.ts";

/** Out-of-fold predictions of one model, with the settings that each training part chose. */
export interface ComparedModel {
  readonly predictions: PredictionTable;
  readonly settings: readonly unknown[];
}

/** Where finished work is kept. */
export interface Store {
  read(name: string): Promise<ComparedModel | undefined>;
  write(name: string, model: ComparedModel): Promise<void>;
}

/** How models are compared. */
export interface CompareOptions extends WorkOptions {
  /** In the order in which they are compared. */
  readonly models: readonly TunedLearnerName[];
  readonly seed: number;
  readonly store?: Store;
  /** Seconds after which no further model is begun and the one under way is stopped. */
  readonly budget?: number;
}

/** The compared models by name, and the share of the positive outcome as a model of its own. */
export interface Comparison {
  readonly models: Readonly<Partial<Record<TunedLearnerName, ComparedModel>>>;
  readonly baseline: PredictionTable;
  /** Models for which there was no time left. */
  readonly leftOut: readonly Doubt[];
}

/** The table of predictions that a comparison fills, with every probability still 0. */
export function emptyTable(dataset: Dataset, splits: readonly Split[]): PredictionTable {
  const row = Int32Array.from(splits.flatMap(({ test }) => test));
  return {
    repeat: new Int32Array(row.length),
    split: Int32Array.from(splits.flatMap(({ test }, i) => test.map(() => i))),
    row,
    label: Uint8Array.from(row, (i) => dataset.labels[i]),
    p: new Float64Array(row.length),
  };
}

async function compareModel(
  dataset: Dataset,
  splits: readonly Split[],
  { name, seed, signal, done }: WorkOptions & {
    readonly name: TunedLearnerName;
    readonly seed: number;
    readonly done: () => unknown;
  },
): Promise<ComparedModel> {
  const predictions = emptyTable(dataset, splits);
  const settings: unknown[] = [];
  const learner = tunedLearner(name, seed);
  let start = 0;
  for (const { train, test } of splits) {
    signal?.throwIfAborted();
    const pipeline = await learner(takeRows(dataset, train), { signal });
    predictions.p.set(predictRows(pipeline, takeRows(dataset, test).rows), start);
    settings.push(chosenSettings(pipeline));
    start += test.length;
    await done();
  }
  return { predictions, settings };
}

/** Whether an error, or what caused it, is that of the clock. */
function isOutOfTime(error: unknown): boolean {
  return error instanceof OutOfTime ||
    (error instanceof Error && error.cause !== undefined && isOutOfTime(error.cause));
}

/** What is said of models that were stopped, or never begun. */
function doubtTime(names: readonly string[], budget: number): Doubt[] {
  if (names.length === 0) return [];
  return [{
    seen: `${names.join(", ")}: not finished when the comparison had taken ${budget} s`,
    assumed: "left out",
    otherwise: "run the command again, which goes on from here, or give --budget more time",
  }];
}

/**
 * Nested cross-validation of each model: settings are chosen inside each training part, and each
 * row is predicted by a model that never saw it. A model that the store has is not made anew. When
 * the budget is used up, the model under way is stopped; the first is always finished.
 *
 * @throws whatever a learner throws, with its name; the signal's reason when aborted.
 */
export async function compareModels(
  dataset: Dataset,
  splits: readonly Split[],
  options: CompareOptions,
): Promise<Comparison> {
  const { models: names, store, progress, signal, seed, budget = Infinity } = options;
  const found: Partial<Record<TunedLearnerName, ComparedModel>> = {};
  const clock = withDeadline(budget, signal);
  const total = names.length * splits.length;
  let steps = 0;
  for (const name of names) {
    const kept = await store?.read(name);
    if (kept !== undefined) {
      found[name] = kept;
      await progress?.(steps += splits.length, total);
      continue;
    }
    const done = (): unknown => progress?.(++steps, total);
    const isFirst = Object.keys(found).length === 0;
    try {
      const work = { name, seed, signal: isFirst ? signal : clock, done };
      found[name] = await compareModel(dataset, splits, work);
    } catch (error) {
      signal?.throwIfAborted();
      if (isOutOfTime(error)) break;
      throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
    }
    await store?.write(name, found[name]!);
  }
  const { baseline } = await crossValidate(dataset, { baseline: prevalence() }, splits);
  const finished = modelNames.filter((name) => found[name] !== undefined);
  const models = Object.fromEntries(finished.map((name) => [name, found[name]]));
  const unfinished = names.filter((name) => found[name] === undefined);
  return { models, baseline, leftOut: doubtTime(unfinished, budget) };
}

/** How often rows are drawn for an interval: the more rows, the less often it takes. */
export function replicatesFor(rows: number): number {
  return rows > 50_000 ? 100 : rows > 5000 ? 200 : 500;
}

/**
 * Which model to take: of those that cannot be told from the best at the recall floor, the simplest.
 *
 * @throws as `shortlist` does.
 */
export async function chooseModel(
  { models }: Comparison,
  options: WorkOptions & { readonly recall: number; readonly seed: number },
): Promise<Shortlist & { readonly choice: TunedLearnerName }> {
  const names = Object.keys(models) as TunedLearnerName[];
  const candidates = names.map((name) => ({
    name,
    predictions: models[name]!.predictions,
    ...learnerTraits[name],
  }));
  const rows = candidates[0].predictions.p.length;
  const { recall, ...work } = options;
  const chosen = await shortlist(candidates, fearOfMissing({ recall }), {
    ...work,
    replicates: replicatesFor(rows),
    stratified: true,
  });
  return chosen as Shortlist & { readonly choice: TunedLearnerName };
}
