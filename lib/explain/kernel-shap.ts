/** SHAP values of any model, from a sample of coalitions, with their sampling error. */
import { demandWhole } from "../demand.ts";
import { type Model, predict } from "../models/model.ts";
import { childSeed, type Random, seeded } from "../random.ts";
import { cholesky, solve } from "../stats/linear-algebra.ts";
import type { Matrix } from "../types.ts";
import { checkRows, type ExplainOptions, type Explanation, playersOf } from "./shap.ts";
import type { Players } from "./shap-game.ts";

/** The sampling effort. */
export interface KernelOptions extends ExplainOptions {
  /** Coalitions per patient; default 2048. If that covers all of them, values are exact. */
  readonly samples?: number;
  readonly seed: number;
}

/** {@link Explanation} with its sampling error. */
export interface KernelExplanation extends Explanation {
  /** The standard error of each contribution from the sampling of coalitions; 0 if exact. */
  readonly errors: readonly number[];
}

/** A coalition: 1 for each feature that has the patient's value; and its weight. */
interface Coalition {
  readonly known: Uint8Array;
  readonly weight: number;
}

/** Coalitions that are always evaluated, and independent draws of the others. */
interface Plan {
  readonly always: readonly Coalition[];
  readonly draws: readonly (readonly Coalition[])[];
}

const BATCHES = 10;

function choose(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= k; i++) count = count * (n - k + i) / i;
  return count;
}

/** All coalitions of `size` among `n`. */
function ofSize(n: number, size: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  const known = new Uint8Array(n);
  function place(from: number, left: number): void {
    if (left === 0) {
      found.push(known.slice());
      return;
    }
    for (let i = from; i <= n - left; i++) {
      known[i] = 1;
      place(i + 1, left - 1);
      known[i] = 0;
    }
  }
  place(0, size);
  return found;
}

/** Total weight of all coalitions of a size: Shapley's kernel. */
function massOf(n: number, size: number): number {
  return (n - 1) / (size * (n - size));
}

function drawPair(
  n: number,
  { sizes, random, weight }: {
    sizes: readonly number[];
    random: Random;
    weight: number;
  },
): Coalition[] {
  const total = sizes.reduce((sum, size) => sum + massOf(n, size), 0);
  let left = random.uniform() * total, at = 0;
  while (at < sizes.length - 1 && left >= massOf(n, sizes[at])) left -= massOf(n, sizes[at++]);
  const known = new Uint8Array(n);
  const order = random.shuffled(Array.from({ length: n }, (_, i) => i));
  for (const i of order.slice(0, sizes[at])) known[i] = 1;
  return [{ known, weight }, { known: known.map((each) => 1 - each), weight }];
}

/**
 * The smallest and largest coalitions weigh most and are few: they are evaluated in full as long as
 * they fit. Others are drawn in pairs with their complement, in independent batches.
 */
function planCoalitions(n: number, samples: number, seed: number): Plan {
  const always: Coalition[] = [];
  const sizes: number[] = [];
  for (let size = 1; size <= n - size; size++) {
    const both = size === n - size ? [size] : [size, n - size];
    const count = both.length * choose(n, size);
    const isAll = sizes.length === 0 && always.length + count <= samples;
    if (!isAll) sizes.push(...both);
    else {
      for (const each of both) {
        const weight = massOf(n, each) / choose(n, each);
        always.push(...ofSize(n, each).map((known) => ({ known, weight })));
      }
    }
  }
  if (sizes.length === 0) return { always, draws: [] };
  const pairs = Math.max(n, Math.floor((samples - always.length) / 2 / BATCHES));
  const mass = sizes.reduce((sum, size) => sum + massOf(n, size), 0);
  const draws = Array.from({ length: BATCHES }, (_, batch) => {
    const random = seeded(childSeed(seed, batch));
    const drawing = { sizes, random, weight: mass / (2 * pairs) };
    return Array.from({ length: pairs }, () => drawPair(n, drawing)).flat();
  });
  return { always, draws };
}

/** The mean prediction over the background for each coalition. */
function askAbout(
  coalitions: readonly Coalition[],
  cells: Float64Array,
  { model, background, players }: { model: Model; background: Matrix; players: Players },
): Float64Array {
  const { rows, columns, values } = background;
  const most = Math.max(1, Math.floor(200_000 / background.values.length));
  const worth = new Float64Array(coalitions.length);
  for (let from = 0; from < coalitions.length; from += most) {
    const some = coalitions.slice(from, from + most);
    const asked = new Float64Array(some.length * values.length);
    some.forEach(({ known }, c) => {
      for (let cell = 0; cell < values.length; cell++) {
        const column = cell % columns;
        asked[c * values.length + cell] = known[players.of[column]] === 1
          ? cells[column]
          : values[cell];
      }
    });
    const p = predict(model, { values: asked, rows: rows * some.length, columns });
    p.forEach((each, i) => worth[from + Math.floor(i / rows)] += each / rows);
  }
  return worth;
}

/** The weighted least-squares values for the coalitions' worths, constrained to sum to `total`. */
function regress(
  coalitions: readonly Coalition[],
  worth: ArrayLike<number>,
  { base, total }: { base: number; total: number },
): Float64Array {
  const n = coalitions[0].known.length, size = n - 1;
  const square = new Float64Array(size * size), right = new Float64Array(size);
  coalitions.forEach(({ known, weight }, c) => {
    const last = known[size], y = worth[c] - base - last * total;
    for (let i = 0; i < size; i++) {
      const x = known[i] - last;
      if (x === 0) continue;
      right[i] += weight * x * y;
      for (let j = 0; j <= i; j++) square[i * size + j] += weight * x * (known[j] - last);
    }
  });
  const others = solve(cholesky(square, size), right);
  return Float64Array.of(...others, total - others.reduce((sum, value) => sum + value, 0));
}

/**
 * SHAP values for each row of `X` and any kind of model, in probability: the game of `explain`,
 * estimated by Shapley's kernel, with the standard error of each value. They add up to the
 * prediction exactly, whatever the sample. The columns of one feature are one player.
 *
 * If 2^n - 2 ≤ `samples` for n features, all coalitions are evaluated and the values are exact. A
 * feature that is not used then gets 0 up to rounding, otherwise about 0.
 *
 * @throws `RangeError` for an empty background or samples below 2; `TypeError` for rows with
 * different columns.
 *
 * Source: Lundberg & Lee (2017), NeurIPS 30, in pairs as Covert & Lee (2021), AISTATS 130.
 *
 * @example
 * ```ts
 * import { kernelShap } from "heartbook/explain/kernel-shap.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const tree = {
 *   feature: [0, -1, -1],
 *   threshold: [50, 0, 0],
 *   left: [1, -1, -1],
 *   right: [2, -1, -1],
 *   value: [0.25, 0, 1],
 *   weight: [4, 3, 1],
 * };
 * const number = { kind: "number", fill: 0, mean: 0, scale: 1 } as const;
 * const columns = [{ ...number, feature: "age" }, { ...number, feature: "chol" }];
 * const X = { values: Float64Array.of(60, 200), rows: 1, columns: 2 };
 * const background = { values: Float64Array.of(40, 300, 70, 250), rows: 2, columns: 2 };
 * const [{ contributions }] = kernelShap({ kind: "tree", columns: 2, tree }, X, {
 *   columns,
 *   background,
 *   seed: 1,
 * });
 * assertAlmostEquals(contributions[0].value, 0.5, 1e-12);
 * assertAlmostEquals(contributions[1].value, 0, 1e-12);
 * ```
 */
export function kernelShap(model: Model, X: Matrix, options: KernelOptions): KernelExplanation[] {
  checkRows(X, options);
  const { columns, background, samples = 2048, seed } = options;
  demandWhole("samples", samples, 2);
  const { features, players } = playersOf(columns);
  const n = features.length;
  const plan = planCoalitions(n, samples, seed);
  const asking = { model, background, players };
  const predictions = predict(model, X);
  const base = predict(model, background).reduce((sum, p) => sum + p, 0) / background.rows;

  function valuesOf(cells: Float64Array, total: number): Float64Array[] {
    if (n === 1) return [Float64Array.of(total)];
    const known = askAbout(plan.always, cells, asking);
    const ends = { base, total };
    if (plan.draws.length === 0) return [regress(plan.always, known, ends)];
    return plan.draws.map((drawn) => {
      const worth = [...known, ...askAbout(drawn, cells, asking)];
      return regress([...plan.always, ...drawn], worth, ends);
    });
  }

  return Array.from(predictions, (prediction, row) => {
    const cells = X.values.subarray(row * X.columns, (row + 1) * X.columns);
    const batches = valuesOf(cells, prediction - base);
    const mean = features.map((_, i) =>
      batches.reduce((sum, values) => sum + values[i], 0) / batches.length
    );
    const errors = features.map((_, i) => {
      if (batches.length === 1) return 0;
      const squares = batches.reduce((sum, values) => sum + (values[i] - mean[i]) ** 2, 0);
      return Math.sqrt(squares / (batches.length - 1) / batches.length);
    });
    const contributions = features.map((feature, i) => ({ feature, value: mean[i] }));
    return { unit: "probability", base, contributions, prediction, errors };
  });
}
