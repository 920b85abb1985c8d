/** What it takes to keep a promise of recall for a group too, and what that costs. */
import { type Confusion, confusionAt } from "../measure/confusion.ts";
import { splitScored } from "../measure/groups.ts";
import type { Scored } from "../types.ts";
import { atRecallFloor } from "./floor.ts";
import type { Threshold } from "./threshold.ts";

/** Whose promise is to be kept. */
export interface GroupFloorOptions {
  /** The group of each row of the table. */
  readonly groups: readonly string[];
  readonly group: string;
  /** The share of its diseased to be found. */
  readonly floor: number;
  /** The threshold that everybody has now. */
  readonly shared: number;
}

/** Patients more, or fewer, at the new threshold than at the old one. */
export interface Price {
  readonly found: number;
  readonly falseAlarms: number;
}

/** The threshold that keeps the floor for the group, and its price. */
export interface GroupFloor {
  readonly threshold: Threshold;
  /** If it is for the group alone. */
  readonly alone: Price;
  /** If it is for everybody. */
  readonly everybody: Price;
}

function priceOf(before: Confusion, after: Confusion): Price {
  return {
    found: after.truePositive - before.truePositive,
    falseAlarms: after.falsePositive - before.falsePositive,
  };
}

/**
 * The highest threshold that keeps the floor among the group's own patients, with its price if the
 * group alone has it and if everybody does. It is met on the patients at hand and promises nothing
 * for others: few diseased make it uncertain.
 *
 * @throws `RangeError` for a group that is not there; else as `atRecallFloor` does.
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
