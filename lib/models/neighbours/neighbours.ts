/** k nearest neighbours: the outcomes of the most similar patients. */

import type { Matrix, Training } from "../../types.ts";
import { checkQueries } from "../check-queries.ts";
import { type AllowedSettings, checkAllowed, needed, oneOf, whole } from "../allowed.ts";
import { demand } from "../../demand.ts";
import { checkTraining } from "../check-training.ts";
import type { Nearest } from "./nearest.ts";
import { listToFill } from "./rows.ts";
import { searchOf } from "./search.ts";

/** How neighbours vote: equally, or each weighted by one over its distance. */
export type NeighbourWeights = "uniform" | "distance";

export interface NeighbourSettings {
  /** Number of voting neighbours, from 1 to the number of training rows. */
  readonly k: number;
  /** Default `"uniform"`. */
  readonly weights?: NeighbourWeights;
}

/** The allowed settings; `k` is also checked against the number of training rows. */
export const neighboursAllowed: AllowedSettings<NeighbourSettings> = {
  k: needed(whole(1)),
  weights: oneOf("uniform", "distance"),
};

/** The training rows themselves, as plain JSON data. */
export interface NeighboursModel {
  readonly kind: "neighbours";
  readonly k: number;
  readonly weights: NeighbourWeights;
  /** Number of columns of a row. */
  readonly columns: number;
  /** The training rows one after the other. */
  readonly values: readonly number[];
  /** 0 or 1 per row. */
  readonly labels: readonly number[];
  /** How many patients each row counts for when it votes. */
  readonly counts: readonly number[];
}

/**
 * Stores the training rows for later neighbour searches.
 *
 * Distances are Euclidean on the columns as they are: a preprocessor that standardises numbers
 * makes them comparable. A row's weight multiplies its vote, so a row of weight 2 votes like two
 * rows but is only one of the `k`; a row of weight 0 is left out.
 *
 * A `k` that is not a whole number from 1 to the number of rows is a `RangeError`; training data
 * that cannot be learned from throw as {@link checkTraining} says.
 *
 * @example
 * ```ts
 * import { fitNeighbours, predictNeighbours } from "heartbook/models/neighbours/neighbours.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(50, 61, 62), rows: 3, columns: 1 },
 *   y: Uint8Array.of(0, 1, 1),
 *   columns: [{ kind: "number", feature: "age", fill: 60, mean: 0, scale: 1 }] as const,
 * };
 * const model = fitNeighbours(training, { k: 2 });
 * const patient = { values: Float64Array.of(54), rows: 1, columns: 1 };
 * assertEquals(predictNeighbours(model, patient), Float64Array.of(0.5)); // 50 and 61 vote
 * ```
 */
export function fitNeighbours(training: Training, settings: NeighbourSettings): NeighboursModel {
  return fitNeighboursForAll(training, [settings])[0];
}

/**
 * {@link fitNeighbours} for several settings at once: the models share the training rows, so a
 * grid needs no more memory than one model.
 */
export function fitNeighboursForAll(
  training: Training,
  settings: readonly NeighbourSettings[],
): NeighboursModel[] {
  checkTraining(training, "neighbours");
  const patients = patientsOf(training);
  const largest = patients.labels.length;
  return settings.map((each) => {
    checkAllowed("neighbours", each, neighboursAllowed);
    const { k, weights = "uniform" } = each;
    const expected = `at most ${largest}, the number of training rows that count`;
    demand(k <= largest, { field: "neighbours: k", expected, got: k });
    return { kind: "neighbours", k, weights, ...patients };
  });
}

type Patients = Pick<NeighboursModel, "columns" | "values" | "labels" | "counts">;

function patientsOf({ X, y, weights }: Training): Patients {
  const { columns } = X;
  let many = X.rows;
  if (weights) { for (const weight of weights) if (weight === 0) many--; }
  const values = listToFill(many * columns);
  const labels = new Array<number>(many), counts = new Array<number>(many);
  for (let row = 0, i = 0, to = 0; row < X.rows; row++) {
    const count = weights ? weights[row] : 1;
    if (count === 0) continue;
    labels[i] = y[row];
    counts[i] = count;
    i++;
    const end = (row + 1) * columns;
    for (let from = row * columns; from < end; from++, to++) values[to] = X.values[from];
  }
  return { columns, values, labels, counts };
}

/**
 * Probability of disease for each row of `X`: the share of diseased votes among its
 * `k` nearest training rows.
 *
 * On equal distances the earlier training row counts as nearer, so the order of the training rows
 * matters only for ties at the `k`-th place. With `weights: "distance"` a vote is divided by its
 * distance, and if a neighbour is at distance 0, only such neighbours vote. Both conventions are
 * scikit-learn's.
 *
 * A number of columns other than the model's is a `TypeError`, a cell that is not finite a
 * `RangeError`.
 */
export function predictNeighbours(model: NeighboursModel, X: Matrix): Float64Array {
  return predictNeighboursForAll([model], X)[0];
}

/**
 * {@link predictNeighbours} for several models of the same training rows, which may differ in `k`
 * and `weights`: distances are computed once for all of them. One array per model, in their order.
 *
 * Models of different training rows are a `RangeError`.
 */
export function predictNeighboursForAll(
  models: readonly NeighboursModel[],
  X: Matrix,
): Float64Array[] {
  if (models.length === 0) return [];
  checkSamePatients(models);
  checkQueries(X, { learner: "neighbours", columns: models[0].columns });
  const { values, labels, columns } = models[0];
  const search = searchOf({ values, rows: labels.length, columns });
  const nearest = search(X, Math.max(...models.map(({ k }) => k)));
  return models.map((model) => {
    const p = new Float64Array(X.rows);
    for (let query = 0; query < X.rows; query++) p[query] = share(model, nearest, query);
    return p;
  });
}

/** The diseased among the votes of one query's neighbours. */
function share(model: NeighboursModel, nearest: Nearest, query: number): number {
  const first = query * nearest.k, end = first + model.k;
  const oneIsHere = nearest.squares[first] === 0;
  let diseased = 0, all = 0;
  for (let place = first; place < end; place++) {
    const row = nearest.rows[place], square = nearest.squares[place];
    let vote = model.counts[row];
    if (model.weights === "distance") {
      if (!oneIsHere) vote /= Math.sqrt(square);
      else if (square > 0) break;
    }
    all += vote;
    if (model.labels[row] === 1) diseased += vote;
  }
  return diseased / all;
}

function checkSamePatients([first, ...others]: readonly NeighboursModel[]): void {
  const same = (a: readonly number[], b: readonly number[]): boolean =>
    a === b || a.length === b.length && a.every((value, i) => value === b[i]);
  others.forEach((other, i) => {
    if (
      !same(first.values, other.values) || !same(first.labels, other.labels) ||
      !same(first.counts, other.counts)
    ) {
      throw new RangeError(
        `neighbours: expected models of the same training rows, got others in model ${i + 1}`,
      );
    }
  });
}
