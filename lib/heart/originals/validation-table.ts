/** Analysis A's validation table, repeated over many choices of the held-out rows. */
import { takeRows } from "../../data/dataset.ts";
import { elasticNet } from "../../learners/elastic-net.ts";
import { neighbours } from "../../learners/neighbours.ts";
import { tree } from "../../learners/tree.ts";
import {
  accuracy,
  type Confusion,
  confusionAt,
  kappa,
  recall,
  specificity,
} from "../../measure/confusion.ts";
import { crossValidate } from "../../resample/cross-validate.ts";
import { stratifiedFolds } from "../../resample/folds.ts";
import { holdOut } from "../../resample/hold-out.ts";
import { predictPlace } from "../../resample/transport.ts";
import { quantile } from "../../stats/quantile.ts";
import type { Dataset, WorkOptions } from "../../types.ts";
import { publishedHeldOut } from "./published.ts";
import { type RecallLedName, takePublishedPredictors } from "./recall-led.ts";

/** The figures of the table. */
const figures = { accuracy, recall, specificity, "Cohen's kappa": kappa } as const;

/** A figure of one model in one such table: cross-validated on 273 rows, and of the 30 held out. */
export interface ValidationCell {
  readonly model: RecallLedName;
  readonly figure: keyof typeof figures;
  /** One per draw. */
  readonly crossValidated: readonly number[];
  readonly heldOut: readonly number[];
}

const models = {
  neighbours: neighbours({ k: 50 }),
  "elastic net": elasticNet({ penalty: 1, l1Ratio: 0.9 }),
  tree: tree({ maxDepth: 3 }),
};
const names = Object.keys(models) as RecallLedName[];

/**
 * The table that analysis A shows once, its settings as published, on any number of
 * choices of 30 rows: cross-validated figures of the rest and figures of the held-out rows.
 *
 * @param dataset Patients with the seven predictors; others are left out.
 * @throws `RangeError` if 30 rows lack a class.
 */
export async function repeatValidationTable(
  dataset: Dataset,
  options: WorkOptions & { readonly repeats: number; readonly seed: number },
): Promise<ValidationCell[]> {
  const seven = takePublishedPredictors(dataset);
  const draws = holdOut(seven.labels, { ...options, count: publishedHeldOut });
  const tables: Record<RecallLedName, { inner: Confusion; outer: Confusion }>[] = [];
  for (const { train, test } of draws) {
    const kept = takeRows(seven, train), aside = takeRows(seven, test);
    const splits = stratifiedFolds(kept.labels, { folds: 10, seed: 42 });
    const inner = await crossValidate(kept, models, splits, { signal: options.signal });
    const entries = await Promise.all(names.map(async (name) => [name, {
      inner: confusionAt(inner[name], 0.5),
      outer: confusionAt(predictPlace(aside, await models[name](kept)), 0.5),
    }]));
    tables.push(Object.fromEntries(entries));
    await options.progress?.(tables.length, draws.length);
  }
  return names.flatMap((model) =>
    Object.entries(figures).map(([figure, of]) => ({
      model,
      figure: figure as keyof typeof figures,
      crossValidated: tables.map((table) => of(table[model].inner)),
      heldOut: tables.map((table) => of(table[model].outer)),
    }))
  );
}

/** The central 95 % of the draws: median and ends. */
export interface DrawsRange {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Median and the central 95 % of the draws. */
export function rangeOfDraws(values: readonly number[]): DrawsRange {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.025),
    high: quantile(sorted, 0.975),
  };
}

/** How often the best model by the held-out figure is the best by the cross-validated one. */
export function agreementOnBest(
  cells: readonly ValidationCell[],
  figure: ValidationCell["figure"],
): number {
  const of = cells.filter((cell) => cell.figure === figure);
  const bestOf = (values: readonly number[]): number => values.indexOf(Math.max(...values));
  const draws = of[0].heldOut.map((_, i) =>
    bestOf(of.map(({ heldOut }) => heldOut[i])) ===
      bestOf(of.map(({ crossValidated }) => crossValidated[i]))
  );
  return draws.filter(Boolean).length / draws.length;
}
