/** One boosted tree after the other: on every value, or on histograms. */

import type { Training } from "../../types.ts";
import { treeColumns } from "../tree/columns.ts";
import { makeGrow } from "../tree/grow.ts";
import type { GrowSettings } from "../tree/grow-target.ts";
import { float32Cells, leafOf, type Tree } from "../tree/nodes.ts";
import type { TreeLimits } from "../tree/settings.ts";
import type { BinnedTraining } from "./binned.ts";
import { growBinned, histogramsFor } from "./grow-binned.ts";
import { plainLoops } from "./loops-plain.ts";
import { vectorLoops } from "./loops-vectors.ts";
import { addSteps, newtonSteps, setResiduals } from "./loss.ts";

/** What every tree of a model shares. */
export interface StageSettings extends Required<TreeLimits> {
  readonly learningRate: number;
}

export interface Stages {
  /** Of the table. */
  readonly columns: number;
  /** Of each row; the caller sets the start. */
  readonly logOdds: Float64Array;
  /**
   * Grows a tree on the residuals of the log odds, and adds its steps to them. Rows of weight 0 are
   * not learned from.
   */
  readonly next: (weights: Float64Array, seed: number) => Tree;
}

export type MakeStages = (settings: StageSettings) => Stages;

/** Stages that equal scikit-learn's: see `fitBoosting`. */
export function exactStages({ X, y }: Pick<Training, "X" | "y">): MakeStages {
  return ({ learningRate, ...limits }) => {
    const grow = makeGrow(treeColumns(X));
    const settings: GrowSettings = { criterion: "squares", perSplit: X.columns, ...limits };
    let cells: Float32Array | undefined;
    const logOdds = new Float64Array(X.rows), residuals = new Float64Array(X.rows);
    const sums = new Float64Array(X.rows), leaves = new Int32Array(X.rows);
    return {
      columns: X.columns,
      logOdds,
      next: (weights, seed) => {
        setResiduals({ y, weights, logOdds }, { residuals, sums });
        const tree = grow({ weights, sums, seed, leaves }, settings);
        if (weights.includes(0)) {
          cells ??= float32Cells(X, { learner: "boosting", columns: X.columns });
          findLeaves(tree, { weights, cells, leaves });
        }
        const value = scaled(newtonSteps(tree, { residuals, weights, leaves }), learningRate);
        addSteps(logOdds, { leaves, value });
        return { ...tree, value };
      },
    };
  };
}

/** Finds the leaves of the rows that a tree was not grown on. */
function findLeaves(
  tree: Tree,
  { weights, cells, leaves }: { weights: Float64Array; cells: Float32Array; leaves: Int32Array },
): void {
  const width = cells.length / leaves.length;
  for (let row = 0; row < leaves.length; row++) {
    if (weights[row] === 0) leaves[row] = leafOf(tree, cells, row * width);
  }
}

function scaled(steps: Float64Array, factor: number): number[] {
  const values = new Array<number>(steps.length);
  for (let node = 0; node < steps.length; node++) values[node] = factor * steps[node];
  return values;
}

/** Stages on histograms, with the compiled loops where the platform has them. */
export function binnedStages(
  training: Pick<BinnedTraining, "table" | "y">,
  { plain = false }: { plain?: boolean } = {},
): MakeStages {
  return (settings) => {
    const { table } = training, histograms = histogramsFor(settings.maxDepth);
    const loops = (plain ? null : vectorLoops(training, histograms)) ??
      plainLoops(training, histograms);
    return {
      columns: table.codes.length,
      logOdds: loops.logOdds,
      next: (weights) => growBinned({ loops, table }, { ...settings, weights }),
    };
  };
}
