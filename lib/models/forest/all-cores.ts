/** A forest whose trees grow on all cores. */
import type { Training, WorkOptions } from "../../types.ts";
import { comesFrom } from "../../workers/origin.ts";
import { spread, type TaskOptions } from "../../workers/spread.ts";
import type { Tree } from "../tree/nodes.ts";
import {
  fitForest,
  type ForestGround,
  forestGround,
  type ForestModel,
  type ForestSettings,
  makeTrees,
  type TreeRange,
} from "./forest.ts";

/** About what a level of a tree takes, per row and column tried. */
const MS_PER_CELL = 2e-5;
/** A forest grown sooner is not worth sending its columns to helpers. */
const WORTH_SPREADING_MS = 300;
/** Shorter jobs would spend much of their time on the way. */
const MS_PER_JOB = 20;

/** Milliseconds that a tree takes, roughly. */
function msPerTree({ X }: Training, settings: ForestSettings): number {
  const { maxDepth = Infinity, maxFeatures } = settings;
  const tried = typeof maxFeatures === "number" ? maxFeatures : Math.sqrt(X.columns);
  return MS_PER_CELL * X.rows * tried * Math.min(maxDepth, Math.log2(X.rows));
}

const growing = new WeakMap<ForestGround, (range: TreeRange) => Tree[]>();

/** Some trees of the shared forest. */
export function growTrees(
  range: Pick<TreeRange, "from" | "to">,
  { shared, signal }: TaskOptions<ForestGround>,
): Tree[] {
  let grow = growing.get(shared);
  if (grow === undefined) growing.set(shared, grow = makeTrees(shared));
  return grow({ ...range, signal });
}
comesFrom(growTrees, { module: import.meta.url, name: "growTrees" });

/**
 * The forest of {@link fitForest}, grown by all cores where that is worth their start; the same
 * trees for any number of them.
 *
 * `progress` is called for every tree, or, once helpers take part, for every few. Errors are those
 * of `fitForest`; an aborted `signal` rejects with its reason.
 *
 * @example
 * ```ts
 * import { fitForest } from "heartbook/models/forest/forest.ts";
 * import { fitForestOnAllCores } from "heartbook/models/forest/all-cores.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(41, 48, 57, 66), rows: 4, columns: 1 },
 *   y: Uint8Array.of(0, 0, 1, 1),
 *   columns: [{ kind: "number", feature: "age", fill: 50, mean: 0, scale: 1 }] as const,
 * };
 * const forest = await fitForestOnAllCores(training, { trees: 50 });
 * assertEquals(forest, fitForest(training, { trees: 50 }));
 * ```
 */
export async function fitForestOnAllCores(
  training: Training,
  settings: ForestSettings = {},
  options: WorkOptions = {},
): Promise<ForestModel> {
  const { trees = 100 } = settings, { progress, signal } = options;
  const ms = msPerTree(training, settings);
  if (!(ms * trees > WORTH_SPREADING_MS)) return fitForest(training, settings, options);
  const shared = forestGround(training, settings), perJob = Math.ceil(MS_PER_JOB / ms);
  const ranges = Array.from({ length: Math.ceil(trees / perJob) }, (_, job) => {
    return { from: job * perJob, to: Math.min(trees, (job + 1) * perJob) };
  });
  const grown = await spread(growTrees, ranges, {
    shared,
    signal,
    progress: (jobs) => progress?.(Math.min(trees, jobs * perJob), trees),
  });
  return { kind: "forest", columns: training.X.columns, trees: grown.flat() };
}
