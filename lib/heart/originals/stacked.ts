/** Analysis B, step by step: stacked editions, one split, a scaler used and then forgotten. */
import { popularEdition, popularEditionRepeated } from "../popular/popular.ts";
import { takeRows } from "../../data/dataset.ts";
import { forestRecord } from "../../learners/forest.ts";
import { logisticRecord } from "../../learners/logistic.ts";
import { svmRecord } from "../../learners/svm.ts";
import { learn } from "../../learners/record.ts";
import { accuracy, confusionAt, f1 } from "../../measure/confusion.ts";
import { metrics } from "../../measure/metrics.ts";
import { predict } from "../../models/model.ts";
import { predictRows } from "../../pipeline.ts";
import { prepare, type Preprocessor } from "../../prepare/preprocessor.ts";
import { holdOut } from "../../resample/hold-out.ts";
import { gridOf } from "../../resample/settings.ts";
import { tune } from "../../resample/tune.ts";
import type { Dataset, WorkOptions } from "../../types.ts";

/** The SVM's grid as published, at libsvm's usual tolerance. */
const stackedGrid = [
  ...gridOf({ kernel: ["rbf" as const], C: [0.1, 1, 10], gamma: [0.01, 0.1], tolerance: [1e-3] }),
  ...gridOf({ kernel: ["linear" as const], C: [0.1, 1, 10], tolerance: [1e-3] }),
];

/**
 * Rows as analysis B had them: the two popular editions one below the other, 1,328 rows of 302
 * patients, label 1 meaning NO disease.
 */
export function stackEditions(patients: Dataset): Dataset {
  const parts = [popularEditionRepeated(patients), popularEdition(patients)];
  const rows = parts.flatMap((part) => part.rows);
  return {
    schema: parts[0].schema,
    rows,
    labels: parts.flatMap((part) => part.labels),
    ids: rows.map((_, i) => String(i + 1)),
  };
}

/** Accuracies on one split. */
export interface StackedResult {
  readonly forest: number;
  readonly forestOnItsOwnRows: number;
  readonly logistic: number;
  readonly logisticF1: number;
  readonly svm: number;
  /** The SVM trained on standardised numbers, predicting raw ones. */
  readonly svmWithoutScaler: number;
}

/** The preprocessor without its scaler, as when raw numbers are passed in. */
function forgetScaler(preprocessor: Preprocessor): Preprocessor {
  const columns = preprocessor.columns.map((column) => ({ ...column, mean: 0, scale: 1 }));
  return { ...preprocessor, columns };
}

/**
 * The protocol on random 80/20 splits: standardisation, an SVM by grid search over five folds, a
 * forest of 100 trees and logistic regression, all by accuracy on the test part, one result per
 * split. The published split is not known.
 */
export async function runStacked(
  dataset: Dataset,
  options: WorkOptions & { readonly repeats: number; readonly seed: number },
): Promise<StackedResult[]> {
  const count = Math.round(0.2 * dataset.rows.length);
  const splits = holdOut(dataset.labels, { ...options, count });
  const search = { settings: stackedGrid, metric: metrics.accuracy, folds: 5, seed: options.seed };
  const results: StackedResult[] = [];
  for (const split of splits) {
    options.signal?.throwIfAborted();
    const train = takeRows(dataset, split.train);
    const test = takeRows(dataset, split.test);
    const judge = (p: Float64Array, of: Dataset = test): number =>
      accuracy(confusionAt({ label: of.labels, p }, 0.5));
    const forest = await learn(forestRecord, { trees: 100, seed: options.seed })(train);
    const logistic = await learn(logisticRecord, { l2: 1 })(train);
    const svm = await tune(svmRecord, search)(train);
    const logisticP = predictRows(logistic, test.rows);
    results.push({
      forest: judge(predictRows(forest, test.rows)),
      forestOnItsOwnRows: judge(predictRows(forest, train.rows), train),
      logistic: judge(logisticP),
      logisticF1: f1(confusionAt({ label: test.labels, p: logisticP }, 0.5)),
      svm: judge(predictRows(svm, test.rows)),
      svmWithoutScaler: judge(
        predict(svm.model, prepare(forgetScaler(svm.preprocessor), test.rows)),
      ),
    });
    await options.progress?.(results.length, splits.length);
  }
  return results;
}
