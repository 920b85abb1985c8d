/** Settings that all learners of trees have. */
import { type AllowedSettings, or, whole } from "../allowed.ts";

/** How far a tree may grow. */
export interface TreeLimits {
  /** Splits above a leaf at most, from 1; without it, as many as the rows allow. */
  readonly maxDepth?: number;
  /** Training rows in a leaf at least, whatever their weight; default 1. */
  readonly minLeaf?: number;
  /** Training rows in a node that is split at least; default 2. */
  readonly minSplit?: number;
}

/** What the limits may be. */
export const treeLimitsAllowed: AllowedSettings<TreeLimits> = {
  maxDepth: or(Infinity, whole(1)),
  minLeaf: whole(1),
  minSplit: whole(2),
};

/** The limits with nothing left out. */
export function fillLimits(
  { maxDepth = Infinity, minLeaf = 1, minSplit = 2 }: TreeLimits,
): Required<TreeLimits> {
  return { maxDepth, minLeaf, minSplit };
}
