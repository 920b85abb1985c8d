/** What the chosen model leans on: permutation importance and partial dependence. */
import type { TunedLearnerName } from "../choose/tuned-learners.ts";
import { takeRows } from "../data/dataset.ts";
import { type Dependence, partialDependence } from "../explain/dependence.ts";
import type { HeldOut } from "../explain/features.ts";
import { type Importance, permutationImportance } from "../explain/permutation.ts";
import { metrics } from "../measure/metrics.ts";
import type { Pipeline } from "../pipeline.ts";
import { childSeed, seeded } from "../random.ts";
import type { Bundle } from "../show/bundle.ts";
import { dependenceChart } from "../show/charts/dependence.ts";
import { panels } from "../show/panels.ts";
import type { Dataset, FeatureSchema, Interval, WorkOptions } from "../types.ts";
import type { ComparedModel } from "./compare.ts";
import { settledLearner } from "./models.ts";
import type { OpenedTable } from "./open.ts";

/** Test rows that are asked about: more would cost time and tell little more. */
const MOST_ROWS = 2000;
const MOST_CURVES = 200;
/** Outer folds whose models are asked. */
const MOST_FOLDS = 3;

function drawAny(dataset: Dataset, size: number, seed: number): number[] {
  const rows = dataset.rows.map((_, i) => i);
  return rows.length <= size ? rows : seeded(seed).shuffled(rows).slice(0, size);
}

/**
 * Permutation importance of the chosen model on rows that its models of the outer folds never saw:
 * how much of the AUC is lost when a column is dealt anew among them, the largest first. Of more
 * than three folds, three are asked, about 2,000 rows in all.
 *
 * @throws what fitting and `permutationImportance` throw.
 */
export async function importances(
  { patients, splits }: OpenedTable,
  { settings }: ComparedModel,
  options: WorkOptions & { readonly choice: TunedLearnerName; readonly seed: number },
): Promise<Importance[]> {
  const { choice, seed, signal, progress } = options;
  const held: HeldOut<Pipeline>[] = [];
  for (const [i, { train, test }] of splits.slice(0, MOST_FOLDS).entries()) {
    const part = takeRows(patients, train);
    const pipeline = await settledLearner(choice, settings[i])(part, { signal });
    const whole = takeRows(patients, test);
    const drawn = drawAny(whole, Math.ceil(MOST_ROWS / MOST_FOLDS), childSeed(seed, i));
    held.push({
      pipeline,
      train: part,
      test: takeRows(whole, drawn),
      rows: drawn.map((row) => test[row]),
    });
  }
  const found = await permutationImportance(held, {
    metric: metrics.rocAuc,
    repeats: 3,
    replicates: 100,
    seed,
    signal,
    progress,
  });
  return found.toSorted((a, b) => b.loss.estimate - a.loss.estimate);
}

/** The losses of the first columns by what a reader calls them. */
export function lossIntervals(
  found: readonly Importance[],
  { schema, most = 12 }: { readonly schema: FeatureSchema; readonly most?: number },
): Record<string, Interval> {
  const labelOf = (name: string): string =>
    schema.features.find((feature) => feature.name === name)?.label ?? name;
  return Object.fromEntries(found.slice(0, most).map(({ name, loss }) => [labelOf(name), loss]));
}

/** What the losses say: which column is missed most, or that none is missed for sure. */
export function lossFinding(
  found: readonly Importance[],
  { schema, choice }: { readonly schema: FeatureSchema; readonly choice: string },
): string {
  if (!found.some(({ loss }) => loss.low > 0)) {
    return `The ${choice} would lose nothing for sure without any one column`;
  }
  const [[label]] = Object.entries(lossIntervals(found, { schema, most: 1 }));
  return `Without ${label} the ${choice} would lose most`;
}

/** Partial dependence of a fitted model on its first columns, a panel each. */
export function dependencePanels(
  pipeline: Pipeline,
  { patients }: OpenedTable,
  options: { readonly names: readonly string[]; readonly seed: number; readonly title: string },
): Bundle {
  const { names, seed, title } = options;
  const { schema } = patients;
  const rows = takeRows(patients, drawAny(patients, MOST_CURVES, seed)).rows;
  const all = names.map((feature): Dependence => partialDependence(pipeline, rows, { feature }));
  const charts = all.map((dependence) => {
    const { label } = schema.features.find(({ name }) => name === dependence.feature)!;
    return [label, dependenceChart(dependence, { schema, width: 360, title: label })] as const;
  });
  return panels(Object.fromEntries(charts), {
    title,
    about: `How the mean prediction for ${rows.length} rows moves with ${
      charts.map(([label]) => label).join(", ")
    }.`,
  });
}
