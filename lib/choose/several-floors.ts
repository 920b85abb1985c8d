/** A threshold that keeps several figures above their floors. */
import { demandShare } from "../demand.ts";
import {
  accuracy,
  negativePredictiveValue,
  precision,
  recall,
  specificity,
} from "../measure/confusion.ts";
import { sweepThresholds } from "../measure/sweep.ts";
import type { Scored } from "../types.ts";
import { bestPoint, type Threshold } from "./threshold.ts";

const figures = { accuracy, precision, specificity, negativePredictiveValue } as const;

/** Floors by the name of the figure. */
export type Floors = Partial<Readonly<Record<keyof typeof figures, number>>>;

function checkFloors(floors: readonly [string, number][]): void {
  if (floors.length === 0) throw new RangeError("floors: expected at least one, got none");
  for (const [name, floor] of floors) {
    if (!Object.hasOwn(figures, name)) {
      throw new RangeError(`floors: expected ${Object.keys(figures).join(", ")}, got ${name}`);
    }
    demandShare(name, floor);
  }
}

/**
 * The threshold with the highest recall among those that keep every floor; on a tie, the more
 * specific. A threshold that flags everybody or nobody counts only if its figures are defined. The
 * floors hold for the patients it is chosen on.
 *
 * Throws `RangeError` for no floors, a floor outside (0, 1], or floors that no threshold keeps, and
 * as `scoresByClass` does.
 *
 * @example
 * ```ts
 * import { atFloors } from "heartbook/choose/several-floors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 1, 0, 1, 0, 0], p: [0.9, 0.8, 0.7, 0.4, 0.3, 0.1] };
 * assertEquals(atFloors(scored, { precision: 0.7, accuracy: 0.8 }).value, 0.4);
 * assertEquals(atFloors(scored, { precision: 0.8, accuracy: 0.8 }).value, 0.8);
 * ```
 */
export function atFloors(scored: Scored, floors: Floors): Threshold {
  const wanted = Object.entries(floors);
  checkFloors(wanted);
  const keeps = wanted.map(([name, floor]) => ({ figure: figures[name as keyof Floors], floor }));
  // The first point flags nobody; the last flags everybody, so it has no negative predictive value.
  const points = sweepThresholds(scored).slice(1).filter((point) =>
    keeps.every(({ figure, floor }) =>
      (figure !== negativePredictiveValue || point.trueNegative + point.falseNegative > 0) &&
      figure(point) >= floor
    )
  );
  const best = bestPoint(points, [recall, specificity]);
  const told = wanted.map(([name, floor]) => `${name} of at least ${floor}`).join(" and ");
  if (best === undefined) throw new RangeError(`no threshold keeps ${told}`);
  const { threshold, ...confusion } = best;
  return {
    value: threshold,
    method: "several floors",
    promise: `keeps ${told} among the patients it was chosen on`,
    floors: wanted.map(([figure, least]) => ({ figure, least })),
    confusion,
  };
}
