/**
 * Two mistakes made on purpose to measure their effect: preparing all patients before the split.
 * Nothing else in the library calls this code.
 */
import type { Learner } from "../pipeline.ts";
import { smote, type SmoteSettings } from "../prepare/smote.ts";
import { recordedValues, standardise } from "../prepare/recorded.ts";
import type { Dataset, PredictionTable } from "../types.ts";
import { byPatient } from "./by-patient.ts";
import { crossValidate } from "./cross-validate.ts";
import { type FoldOptions, stratifiedFolds } from "./folds.ts";
import { withSmote } from "./imbalance.ts";

/**
 * WRONG, on purpose: every number minus its mean over ALL patients, divided by their population
 * standard deviation, later test parts included. Missing cells stay missing.
 */
function scaleBeforeSplit(dataset: Dataset): Dataset {
  const numbers = dataset.schema.features.filter(({ kind }) => kind === "number")
    .map(({ name }) => ({ name, ...standardise(recordedValues(dataset, name) as number[]) }));
  const rows = dataset.rows.map((row) => {
    const scaled = numbers.map(({ name, mean, scale }) =>
      [name, row[name] === null ? null : (Number(row[name]) - mean) / scale] as const
    );
    return { ...row, ...Object.fromEntries(scaled) };
  });
  return { ...dataset, rows };
}

/** One model, with and without its own preparation of the numbers. */
export interface ScalingLearners {
  readonly standardising: Learner;
  readonly asTheyCome: Learner;
}

/** Out-of-fold predictions, row for row about the same patients. */
export interface ScalePredictions {
  /** Scaled inside each training part: correct. */
  readonly inside: PredictionTable;
  /** Scaled before the split, and not again. */
  readonly before: PredictionTable;
  /** Scaled before the split, and again inside each training part. */
  readonly beforeAndInside: PredictionTable;
}

/**
 * Scaling inside the training part and, WRONG on purpose, before the split, on the same folds.
 *
 * @throws as `stratifiedFolds` and `crossValidate` do.
 */
export async function scaleInsideAndBefore(
  dataset: Dataset,
  learners: ScalingLearners,
  options: FoldOptions,
): Promise<ScalePredictions> {
  const { standardising, asTheyCome } = learners;
  const { folds, repeats, seed } = options;
  const splits = stratifiedFolds(dataset.labels, { folds, repeats, seed });
  const scaled = scaleBeforeSplit(dataset);
  const { inside } = await crossValidate(dataset, { inside: standardising }, splits);
  const leaking = { before: asTheyCome, beforeAndInside: standardising };
  return { inside, ...await crossValidate(scaled, leaking, splits) };
}

/** Out-of-fold predictions by learner, three ways. */
export interface SmotePredictions<Name extends string> {
  /** SMOTE inside each training part, which is correct; in the patients' order. */
  readonly inside: Record<Name, PredictionTable>;
  /** SMOTE before the split, the same patients in the same order. */
  readonly before: Record<Name, PredictionTable>;
  /** SMOTE before the split, with made-up patients tested too, as such a study would report. */
  readonly beforeWithMadeUp: Record<Name, PredictionTable>;
}

function mapTables<Name extends string>(
  tables: Record<Name, PredictionTable>,
  change: (table: PredictionTable) => PredictionTable,
): Record<Name, PredictionTable> {
  const names = Object.keys(tables) as Name[];
  return Object.fromEntries(names.map((name) => [name, change(tables[name])])) as typeof tables;
}

/**
 * SMOTE inside the training part and, WRONG on purpose, before the split: there patients are made
 * up from ALL patients, and the enlarged table is cross-validated as if they were real, so near
 * copies of test patients are in the training part, and made-up patients are tested.
 *
 * @throws as `smote`, `stratifiedFolds` and `crossValidate` do.
 */
export async function smoteInsideAndBefore<Name extends string>(
  dataset: Dataset,
  learners: Readonly<Record<Name, Learner>>,
  options: FoldOptions & { readonly smote: SmoteSettings },
): Promise<SmotePredictions<Name>> {
  const names = Object.keys(learners) as Name[];
  const rightly = Object.fromEntries(
    names.map((name) => [name, withSmote(learners[name], options.smote)]),
  ) as Record<Name, Learner>;
  const { folds, repeats, seed } = options;
  const splits = stratifiedFolds(dataset.labels, { folds, repeats, seed });
  const inside = await crossValidate(dataset, rightly, splits);

  const made = smote(dataset, options.smote);
  // Removes the marks on the ids, so that made-up patients pass for real, as in such a study.
  const enlarged: Dataset = { ...made, ids: made.ids.map((_, i) => String(i + 1)) };
  const leaking = stratifiedFolds(enlarged.labels, { folds, repeats, seed });
  const beforeWithMadeUp = await crossValidate(enlarged, learners, leaking);
  const isPatient = (row: number): boolean => row < dataset.rows.length;
  return {
    inside: mapTables(inside, (table) => byPatient(table)),
    before: mapTables(beforeWithMadeUp, (table) => byPatient(table, { only: isPatient })),
    beforeWithMadeUp,
  };
}
