/** The whole analysis of one table, in memory. */
import type { Shortlist } from "../choose/shortlist.ts";
import type { TunedLearnerName } from "../choose/tuned-learners.ts";
import type { Doubt } from "../data/draft/doubt.ts";
import type { Draft } from "../data/draft/draft.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import type { WorkOptions } from "../types.ts";
import { chooseModel, compareModels, type Comparison, type Store } from "./compare.ts";
import { checkModels } from "./models.ts";
import { type OpenedTable, openTable, type Stage } from "./open.ts";
import { planModels } from "./plan.ts";
import { answer } from "./sentences.ts";
import type { AnalysisSettings } from "./settings.ts";
import { trainChosen } from "./train.ts";

/** All that came of it. */
export interface Analysis {
  readonly opened: OpenedTable;
  readonly models: readonly TunedLearnerName[];
  /** Models that were left out for want of time. */
  readonly leftOut: readonly Doubt[];
  readonly comparison: Comparison;
  readonly chosen: Shortlist & { readonly choice: TunedLearnerName };
  readonly file: ModelFile;
  /** The answer in three sentences. */
  readonly answer: readonly string[];
}

/** The share of the budget that the comparison may take; the rest is for what follows. */
const COMPARING = 0.6;

/** What an analysis may be told besides its settings. */
export interface AnalyseOptions extends Omit<WorkOptions, "progress"> {
  /** A draft that its owner has corrected. */
  readonly draft?: Draft;
  readonly stage?: Stage;
  /** Where finished comparisons are kept. */
  readonly store?: (opened: OpenedTable) => Promise<Store>;
  /** Hears of the table once it is read; what it throws ends the analysis. */
  readonly opened?: (opened: OpenedTable) => unknown;
  /** ISO 8601 in UTC; default now. */
  readonly created?: string;
}

/**
 * Reads a table, drafts its schema, audits it, compares models by nested cross-validation, chooses
 * one and its threshold by the recall floor, and describes it in a model file.
 *
 * @throws as `openTable` does, and whatever a learner throws.
 *
 * @example
 * ```ts
 * import { analyse } from "heartbook/analyse/analyse.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { chosen, file } = await analyse({
 *   table: "data/breast-cancer.csv",
 *   outcome: "diagnosis",
 *   positive: "malignant",
 *   models: ["tree"],
 *   folds: 3,
 * });
 * assertEquals([chosen.choice, file.schema.features.length], ["tree", 30]);
 * ```
 */
export async function analyse(
  settings: AnalysisSettings,
  options: AnalyseOptions = {},
): Promise<Analysis> {
  const { seed = 1, recall = 0.9, group } = settings;
  const { signal, stage } = options;
  const opened = await openTable(settings, options.draft, { stage });
  await options.opened?.(opened);
  const { patients, splits } = opened;
  // Models named by the user are all wanted, however long they take.
  const { budget = settings.models === undefined ? 300 : Infinity } = settings;
  const { models: planned, doubts } = settings.models === undefined
    ? await planModels(patients, {
      folds: splits.length,
      budget: COMPARING * budget,
      seed,
      progress: stage?.("timing the models"),
      signal,
    })
    : { models: checkModels(settings.models), doubts: [] };
  const comparison = await compareModels(patients, splits, {
    models: planned,
    seed,
    budget: COMPARING * budget,
    store: await options.store?.(opened),
    progress: stage?.(
      planned.length === 1 ? `judging the ${planned[0]}` : `comparing ${planned.length} models`,
    ),
    signal,
  });
  const chosen = await chooseModel(comparison, {
    recall,
    seed,
    progress: stage?.("choosing one"),
    signal,
  });
  const file = await trainChosen(opened, {
    chosen,
    compared: comparison.models[chosen.choice]!,
    recall,
    seed,
    group,
    created: options.created ?? new Date().toISOString(),
    progress: stage?.("threshold and figures"),
    signal,
  });
  return {
    opened,
    models: Object.keys(comparison.models) as TunedLearnerName[],
    leftOut: [...doubts, ...comparison.leftOut],
    comparison,
    chosen,
    file,
    answer: answer(opened, { file, chosen, comparison }),
  };
}
