/** A zone in which the model refers a patient to a doctor instead of deciding. */

import { scoresByClass } from "../measure/scored.ts";
import type { Scored } from "../types.ts";
import { atRecallFloor, atSpecificityFloor } from "./floor.ts";

/** Patients of either class. */
export interface ByClass {
  readonly diseased: number;
  readonly healthy: number;
}

/** Two thresholds and their figures. */
export interface ReferZone {
  /** Below it disease is ruled out. */
  readonly low: number;
  /** From it on a patient is called diseased. In between, including `low`, a doctor decides. */
  readonly high: number;
  readonly ruledOut: ByClass;
  readonly referred: ByClass;
  readonly flagged: ByClass;
  /** Share of all patients who are referred. */
  readonly referredShare: number;
  /** Share of the diseased in whom disease is ruled out. */
  readonly missedShare: number;
  /** Share of the healthy who are flagged. */
  readonly alarmedShare: number;
}

/**
 * Divides the patients at two thresholds: disease ruled out at `p < low`, referred at `low <= p <
 * high`, called diseased at `p >= high`. Nobody is referred if the two are equal.
 *
 * Throws `RangeError` when `low` is above `high` or either is `NaN`, and as `scoresByClass` does.
 *
 * @example
 * ```ts
 * import { referZone } from "heartbook/choose/refer-zone.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] };
 * const zone = referZone(scored, { low: 0.3, high: 0.7 });
 * assertEquals(zone.referred, { diseased: 1, healthy: 1 });
 * assertEquals([zone.referredShare, zone.missedShare, zone.alarmedShare], [0.5, 0, 0]);
 * ```
 */
export function referZone(
  scored: Scored,
  { low, high }: { readonly low: number; readonly high: number },
): ReferZone {
  if (!(low <= high)) {
    throw new RangeError(`expected a low threshold up to the high one, got ${low} and ${high}`);
  }
  const classes = scoresByClass(scored);
  const between = (from: number, to: number): ByClass => {
    const inside = (p: number): boolean => p >= from && p < to;
    return {
      diseased: classes.diseased.filter(inside).length,
      healthy: classes.healthy.filter(inside).length,
    };
  };
  const ruledOut = between(-Infinity, low);
  const referred = between(low, high);
  const flagged = between(high, Infinity);
  return {
    low,
    high,
    ruledOut,
    referred,
    flagged,
    referredShare: (referred.diseased + referred.healthy) / scored.p.length,
    missedShare: ruledOut.diseased / classes.diseased.length,
    alarmedShare: flagged.healthy / classes.healthy.length,
  };
}

/** Floors for the decisions. */
export interface ZoneFloors {
  /** Share of the diseased to be flagged or referred. */
  readonly recall: number;
  /** Share of the healthy to be ruled out or referred. */
  readonly specificity: number;
}

/**
 * The narrowest zone that keeps both floors on these patients: disease is ruled out only below the
 * threshold of the recall floor, and a patient is flagged only from that of the specificity floor.
 * If one threshold keeps both, nobody is referred.
 *
 * Throws as `atRecallFloor` and `atSpecificityFloor` do.
 *
 * @example
 * ```ts
 * import { referZoneAtFloors } from "heartbook/choose/refer-zone.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] };
 * const { low, high } = referZoneAtFloors(scored, { recall: 1, specificity: 1 });
 * assertEquals([low, high], [0.4, 0.9]);
 * ```
 */
export function referZoneAtFloors(scored: Scored, floors: ZoneFloors): ReferZone {
  const low = atRecallFloor(scored, floors.recall).value;
  const high = atSpecificityFloor(scored, floors.specificity).value;
  return referZone(scored, { low, high: Math.max(low, high) });
}
