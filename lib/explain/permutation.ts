/** Permutation importance: how much worse a model does with another patient's value. */
import { demandOptions, demandWhole } from "../demand.ts";
import { intervalsOf } from "../measure/bootstrap.ts";
import type { MaybeRepeated } from "../measure/patients.ts";
import { replicateFigures } from "../measure/replicates.ts";
import { type Pipeline, predictRows } from "../pipeline.ts";
import { childSeed, seeded } from "../random.ts";
import type { Interval, Metric, Row, Scored, WorkOptions } from "../types.ts";
import { comesFrom } from "../workers/origin.ts";
import { spread, type TaskOptions } from "../workers/spread.ts";
import { findFeature, type HeldOut, withCellsFrom } from "./features.ts";

/** What to measure, and how often. */
export interface PermutationOptions extends WorkOptions {
  readonly metric: Metric;
  /**
   * Names of features by the name of their group, shuffled together; default each feature
   * separately.
   */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Shuffles per feature; default 10. */
  readonly repeats?: number;
  /** Draws of patients for the interval; default 500. */
  readonly replicates?: number;
  readonly seed: number;
}

/** The importance of a feature, or a group of features. */
export interface Importance {
  readonly name: string;
  readonly features: readonly string[];
  /** How much worse the metric gets without it; 0 for a feature that is not used. */
  readonly loss: Interval;
}

/**
 * Orders of `length` rows, each the previous one shuffled again: those of scikit-learn's
 * `permutation_importance` for a column whose generator has this seed.
 */
export function shuffles(
  length: number,
  { repeats, seed }: { readonly repeats: number; readonly seed: number },
): number[][] {
  const random = seeded(seed);
  let index = Array.from({ length }, (_, i) => i);
  let order = index;
  return Array.from({ length: repeats }, () => {
    index = random.shuffled(index);
    order = index.map((i) => order[i]);
    return order;
  });
}

/** The groups by name, each feature known to the schema and in no two groups. */
export function checkGroups(
  { schema }: Pick<Pipeline, "schema">,
  groups?: Readonly<Record<string, readonly string[]>>,
): [name: string, features: readonly string[]][] {
  if (groups === undefined) return schema.features.map(({ name }) => [name, [name]]);
  const named = Object.values(groups).flat();
  named.forEach((name, i) => {
    findFeature(schema, name);
    if (named.indexOf(name) < i) throw new RangeError(`groups: feature "${name}" is named twice`);
  });
  return Object.entries(groups);
}

/** A fold's model and its test patients. */
type Tested = Pick<HeldOut<Pipeline>, "pipeline" | "test" | "rows">;

function predictAll(
  held: readonly Tested[],
  change: (rows: readonly Row[], fold: number) => readonly Row[],
): MaybeRepeated {
  return {
    label: held.flatMap(({ test }) => test.labels),
    row: held.flatMap(({ rows }) => rows),
    p: held.flatMap(({ pipeline, test }, fold) => [
      ...predictRows(pipeline, change(test.rows, fold)),
    ]),
  };
}

/** What the features share. */
interface Shared extends Pick<PermutationOptions, "metric"> {
  readonly held: readonly Tested[];
  readonly base: MaybeRepeated;
  /** The orders of the test patients, by fold and repeat. */
  readonly orders: readonly (readonly number[][])[];
  readonly draws: { readonly seed: number; readonly replicates: number };
}

/** The importance of one group of features. */
export async function permuteGroup(
  [name, features]: readonly [name: string, features: readonly string[]],
  { shared, signal }: TaskOptions<Shared>,
): Promise<Importance> {
  const { held, base, orders, metric, draws } = shared;
  const sign = metric.better === "higher" ? 1 : -1;
  const meanLoss = ([whole, ...shuffled]: readonly Scored[]): number[] => {
    const score = metric.score(whole);
    const sum = shuffled.reduce((total, each) => total + sign * (score - metric.score(each)), 0);
    return [sum / shuffled.length];
  };
  const shuffled = orders[0].map((_, repeat) =>
    predictAll(
      held,
      (rows, fold) => withCellsFrom(rows, { names: features, from: orders[fold][repeat] }),
    )
  );
  const figures = await replicateFigures([base, ...shuffled], meanLoss, {
    ...draws,
    stratified: true,
    signal,
  });
  return { name, features, loss: intervalsOf(figures)[0] };
}
comesFrom(permuteGroup, { module: import.meta.url, name: "permuteGroup" });

/**
 * Permutation importance on held-out patients: each feature's cells are shuffled among the test
 * patients of each fold, and the loss in the metric over all of them is its importance. A category
 * is one feature, however many columns it has. The interval comes from drawing patients, for the
 * mean over the shuffles.
 *
 * Of two redundant features each looks dispensable alone: shuffle them as a group too. The figures
 * show what the model relies on, not what causes the disease.
 *
 * @param held From `fitHeldOut`.
 * @throws `RangeError` for no folds, a feature that does not exist or is in two groups, repeats
 * below 1; also as the metric does.
 *
 * Sources: Breiman (2001), doi:10.1023/A:1010933404324; Fisher, Rudin & Dominici (2019), JMLR 20.
 *
 * @example
 * ```ts
 * import { permutationImportance } from "heartbook/explain/permutation.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { tree } from "heartbook/learners/mod.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { stratifiedFolds } from "heartbook/resample/folds.ts";
 * import { fitHeldOut } from "heartbook/resample/held-out.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const splits = stratifiedFolds(patients.labels, { folds: 5, seed: 1 });
 * const held = await fitHeldOut(patients, tree({ maxDepth: 1 }), splits);
 * const losses = await permutationImportance(held, {
 *   metric: metrics.rocAuc,
 *   replicates: 50,
 *   seed: 1,
 * });
 * assertEquals(losses.find(({ name }) => name === "chol")!.loss.estimate, 0);
 * ```
 */
export async function permutationImportance(
  held: readonly HeldOut<Pipeline>[],
  options: PermutationOptions,
): Promise<Importance[]> {
  demandOptions("permutationImportance", options, [
    "metric",
    "groups",
    "repeats",
    "replicates",
    "seed",
    "progress",
    "signal",
  ]);
  const { metric, repeats = 10, replicates = 500, seed, signal, progress } = options;
  if (held.length === 0) throw new RangeError("permutationImportance: expected folds, got none");
  demandWhole("repeats", repeats, 1);
  const groups = checkGroups(held[0].pipeline, options.groups);
  const base = predictAll(held, (rows) => rows);
  const orders = held.map(({ test }, fold) =>
    shuffles(test.rows.length, { repeats, seed: childSeed(seed, fold) })
  );
  const tested = held.map(({ pipeline, test, rows }) => ({ pipeline, test, rows }));
  const draws = { seed, replicates };
  const shared = { held: tested, base, orders, metric, draws };
  return await spread(permuteGroup, groups, { shared, signal, progress });
}
