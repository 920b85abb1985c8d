/** Models fitted to the training rows of a file. */
import { binEdges, type BinnedTraining, makeBinner } from "../../../models/boosting/binned.ts";
import { type BoostingSettings, fitBinnedBoosting } from "../../../models/boosting/boosting.ts";
import { fitLogisticBlocks } from "../../../models/logistic/blocks.ts";
import type { LogisticData } from "../../../models/logistic/loss.ts";
import type { Pipeline } from "../../../pipeline.ts";
import { prepareColumns } from "../../../prepare/by-column.ts";
import type { Preprocessor } from "../../../prepare/preprocessor.ts";
import type { Matrix, Training, WorkOptions } from "../../../types.ts";
import { countTraining, type FileTraining, fitFileColumns, prepareFile } from "./prepare.ts";
import { gatherRows } from "./table.ts";

/** Which model, with its settings. */
export type FileLearner =
  | { readonly kind: "logistic"; readonly l2?: number }
  | { readonly kind: "boosting"; readonly settings?: BoostingSettings };

/** Fits the model. */
export type Fit = (work?: WorkOptions) => Pipeline;

function sampleTraining({ table, sample }: FileTraining, preprocessor: Preprocessor): Training {
  const { table: columns, y } = gatherRows(table, sample);
  return { X: prepareColumns(preprocessor, columns), y, columns: preprocessor.columns };
}

function logisticFit(training: FileTraining, l2?: number): Fit {
  const { schema } = training.table;
  const levels = (l2 ?? 0) > 0 ? "all" : "reference";
  const preprocessor = fitFileColumns(training, { numbers: "standardised", levels });
  function* blocks(): Generator<LogisticData> {
    for (const { X, y } of prepareFile(training, preprocessor)) {
      yield { X, y, weights: new Float64Array(y.length).fill(1) };
    }
  }
  const weight = countTraining(training);
  const sample = sampleTraining(training, preprocessor);
  return () => {
    const model = fitLogisticBlocks({ blocks, weight, sample }, { l2 });
    return { schema, preprocessor, model };
  };
}

/** The bytes that boosting learns from: bins of the sample, codes of all training rows. */
function binFile(training: FileTraining, preprocessor: Preprocessor): BinnedTraining {
  const rows = countTraining(training);
  const { X } = sampleTraining(training, preprocessor);
  const edges = preprocessor.columns.map((_, j) => binEdges(columnOf(X, j)));
  const binners = edges.map(makeBinner);
  const codes = edges.map(() => new Uint8Array(rows)), y = new Uint8Array(rows);
  for (const block of prepareFile(training, preprocessor)) {
    binners.forEach((bin, j) => bin(columnOf(block.X, j), codes[j], block.from));
    y.set(block.y, block.from);
  }
  return { table: { rows, codes, edges }, y };
}

function columnOf({ values, rows, columns }: Matrix, j: number): Float32Array {
  const column = new Float32Array(rows);
  for (let i = 0, cell = j; i < rows; i++, cell += columns) column[i] = values[cell];
  return column;
}

function boostingFit(training: FileTraining, settings?: BoostingSettings): Fit {
  const { schema } = training.table;
  const preprocessor = fitFileColumns(training, { numbers: "raw", levels: "all" });
  const binned = binFile(training, preprocessor);
  return (work) => ({ schema, preprocessor, model: fitBinnedBoosting(binned, settings, work) });
}

/**
 * All that is needed to fit a model, and no more: for boosting these are bytes, a quarter of the
 * table, which can be freed.
 *
 * @throws as `fitFileColumns` does; the fit as `fitLogisticBlocks` and `fitBinnedBoosting` do.
 */
export function prepareFit(training: FileTraining, learner: FileLearner): Fit {
  return learner.kind === "logistic"
    ? logisticFit(training, learner.l2)
    : boostingFit(training, learner.settings);
}
