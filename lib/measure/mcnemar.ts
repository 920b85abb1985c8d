/** Two models' calls on the same patients, compared on their disagreements. */

import { demandOptions } from "../demand.ts";
import { normalCdf } from "../stats/distributions.ts";
import type { Difference } from "../stats/difference.ts";
import { type LevelOptions, standardErrors } from "../stats/intervals.ts";
import { checkPair, type ScoredPair } from "./pairs.ts";
import { checkOncePerPatient } from "./patients.ts";

/** The threshold of each model, and the coverage. */
export interface CallOptions extends LevelOptions {
  /** Of the first and the second model; default 0.5 each. */
  readonly thresholds?: readonly [number, number];
}

/** Patients of one class who are called correctly by exactly one of two models. */
export interface Discordance {
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** All patients of that class. */
  readonly total: number;
}

/**
 * The distance of the observed discordance from a true difference of `gap`, in standard errors: the
 * score statistic, whose standard error uses the most likely shares under that difference.
 */
function scoreAt(gap: number, { onlyFirst, onlySecond, total }: Discordance): number {
  const disagree = onlyFirst + onlySecond;
  const linear = disagree - (2 * total - onlyFirst + onlySecond) * gap;
  // The likeliest share of "only the second", is the larger root of a quadratic.
  const root = linear ** 2 + 8 * total * onlySecond * gap * (1 - gap);
  const share = (linear + Math.sqrt(Math.max(0, root))) / (4 * total);
  const variance = total * (2 * share + gap * (1 - gap));
  const distance = onlyFirst - onlySecond - total * gap;
  if (distance === 0) return 0;
  return variance > 0 ? distance / Math.sqrt(variance) : Math.sign(distance) * Infinity;
}

/** The gap in [-1, 1] at which the score, which falls with the gap, equals `z`. */
function gapAt(z: number, discordance: Discordance): number {
  let low = -1, high = 1;
  while (true) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (scoreAt(middle, discordance) > z) low = middle;
    else high = middle;
  }
}

/**
 * The difference of two paired shares, first minus second, with Tango's score interval and
 * McNemar's test without continuity correction. The two agree: the interval excludes 0 exactly
 * when p is below 1 - level.
 *
 * Throws `RangeError` for counts that are not whole, below 0, or more than `total`.
 *
 * Sources: McNemar (1947), doi:10.1007/BF02295996; Tango (1998),
 * doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B.
 *
 * @example
 * ```ts
 * import { mcnemar } from "heartbook/measure/mcnemar.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const difference = mcnemar({ onlyFirst: 12, onlySecond: 3, total: 100 });
 * assertAlmostEquals(difference.estimate, 0.09, 1e-12);
 * assertAlmostEquals(difference.pValue, 0.0201, 1e-4); // (12 - 3)² / (12 + 3) = 5.4
 * ```
 */
export function mcnemar(discordance: Discordance, options: LevelOptions = {}): Difference {
  const { level = 0.95 } = options;
  const { onlyFirst, onlySecond, total } = discordance;
  const whole = [onlyFirst, onlySecond, total].every((n) => Number.isInteger(n) && n >= 0);
  if (!whole || total === 0 || onlyFirst + onlySecond > total) {
    throw new RangeError(
      `expected whole counts within the total, got ${onlyFirst} and ${onlySecond} of ${total}`,
    );
  }
  const z = standardErrors(level);
  return {
    estimate: (onlyFirst - onlySecond) / total,
    low: gapAt(z, discordance),
    high: gapAt(-z, discordance),
    level,
    method: "McNemar, score interval of Tango",
    pValue: 2 * normalCdf(-Math.abs(scoreAt(0, discordance))),
  };
}

function discordanceAmong(
  wanted: 0 | 1,
  pair: ScoredPair,
  [firstThreshold, secondThreshold]: readonly [number, number],
): Discordance {
  const { first, second } = checkPair(pair);
  checkOncePerPatient(first);
  if (Number.isNaN(firstThreshold) || Number.isNaN(secondThreshold)) {
    throw new RangeError(`thresholds: expected numbers, got ${firstThreshold}, ${secondThreshold}`);
  }
  let onlyFirst = 0, onlySecond = 0, total = 0;
  for (let i = 0; i < first.p.length; i++) {
    if (first.label[i] !== wanted) continue;
    total++;
    const firstRight = Number(first.p[i] >= firstThreshold) === wanted;
    const secondRight = Number(second.p[i] >= secondThreshold) === wanted;
    if (firstRight && !secondRight) onlyFirst++;
    if (secondRight && !firstRight) onlySecond++;
  }
  if (total === 0) throw new RangeError(`expected patients with label ${wanted}, got none`);
  return { onlyFirst, onlySecond, total };
}

/**
 * The recall of the first minus that of the second model: {@link mcnemar} among the diseased.
 *
 * Throws as `checkPair` does, and `RangeError` without diseased, for a patient who appears more
 * than once, or for a threshold of `NaN`.
 *
 * @example
 * ```ts
 * import { compareRecall } from "heartbook/measure/mcnemar.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = [1, 1, 1, 1, 0];
 * const first = { label, p: [0.9, 0.8, 0.7, 0.2, 0.1] };
 * const second = { label, p: [0.9, 0.4, 0.3, 0.2, 0.1] };
 * assertEquals(compareRecall({ first, second }).estimate, 0.5);
 * ```
 */
export function compareRecall(pair: ScoredPair, options: CallOptions = {}): Difference {
  demandOptions("compareRecall", options, ["thresholds", "level"]);
  return mcnemar(discordanceAmong(1, pair, options.thresholds ?? [0.5, 0.5]), options);
}

/**
 * The specificity of the first minus that of the second model: {@link mcnemar} among the healthy.
 *
 * Throws as `compareRecall` does, with the healthy in place of the diseased.
 *
 * @example
 * ```ts
 * import { compareSpecificity } from "heartbook/measure/mcnemar.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = [0, 0, 0, 0, 1];
 * const first = { label, p: [0.1, 0.8, 0.3, 0.2, 0.9] };
 * const second = { label, p: [0.1, 0.9, 0.6, 0.2, 0.9] };
 * assertEquals(compareSpecificity({ first, second }).estimate, 0.25);
 * ```
 */
export function compareSpecificity(pair: ScoredPair, options: CallOptions = {}): Difference {
  demandOptions("compareSpecificity", options, ["thresholds", "level"]);
  return mcnemar(discordanceAmong(0, pair, options.thresholds ?? [0.5, 0.5]), options);
}
