/** The threshold that keeps a recall floor within a group too, and its price. */
import { demandOptions } from "../demand.ts";
import { type Confusion, confusionAt } from "../measure/confusion.ts";
import { splitScored } from "../measure/groups.ts";
import type { Scored } from "../types.ts";
import { atRecallFloor } from "./floor.ts";
import type { Threshold } from "./threshold.ts";

/** The group and its recall floor. */
export interface GroupFloorOptions {
  /** The group of each row of the table. */
  readonly groups: readonly string[];
  readonly group: string;
  /** The lowest acceptable recall in the group. */
  readonly floor: number;
  /** The current threshold for everybody. */
  readonly shared: number;
}

/** Change in patient counts from the old threshold to the new one. */
export interface Price {
  readonly found: number;
  readonly falseAlarms: number;
}

/** The threshold that keeps the floor for the group, and its price. */
export interface GroupFloor {
  readonly threshold: Threshold;
  /** Used for the group only. */
  readonly alone: Price;
  /** Used for everybody. */
  readonly everybody: Price;
}

function priceOf(before: Confusion, after: Confusion): Price {
  return {
    found: after.truePositive - before.truePositive,
    falseAlarms: after.falsePositive - before.falsePositive,
  };
}

/**
 * The highest threshold that keeps the floor among the group's own patients, with its price if used
 * for the group only and if used for everybody. The floor holds for the patients at hand and
 * promises nothing for others: with few diseased it is uncertain.
 *
 * @throws `RangeError` for an unknown group; else as `atRecallFloor` does.
 *
 * @example
 * ```ts
 * import { keepFloorFor } from "heartbook/choose/group-floor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = [1, 1, 0, 0, 1, 1, 0, 0], p = [0.9, 0.8, 0.35, 0.1, 0.9, 0.3, 0.6, 0.4];
 * const groups = ["men", "men", "men", "men", "women", "women", "women", "women"];
 * const kept = keepFloorFor({ label, p }, { groups, group: "women", floor: 1, shared: 0.5 });
 * assertEquals(kept.threshold.value, 0.3);
 * assertEquals(kept.alone, { found: 1, falseAlarms: 1 });
 * assertEquals(kept.everybody, { found: 1, falseAlarms: 2 });
 * ```
 */
export function keepFloorFor(scored: Scored, options: GroupFloorOptions): GroupFloor {
  demandOptions("keepFloorFor", options, ["groups", "group", "floor", "shared"]);
  const { groups, group, floor, shared } = options;
  const parts = splitScored(scored, groups);
  if (!Object.hasOwn(parts, group)) {
    throw new RangeError(`group "${group}": expected one of ${Object.keys(parts).join(", ")}`);
  }
  const threshold = atRecallFloor(parts[group], floor);
  const priceFor = (patients: Scored): Price =>
    priceOf(confusionAt(patients, shared), confusionAt(patients, threshold.value));
  return { threshold, alone: priceFor(parts[group]), everybody: priceFor(scored) };
}
