/** Settings shared by all tree learners. */
import { type AllowedSettings, or, whole } from "../allowed.ts";

/** Limits on the growth of a tree. */
export interface TreeLimits {
  /** Maximum depth, from 1; default unlimited. */
  readonly maxDepth?: number;
  /** Minimum training rows in a leaf, whatever their weight; default 1. */
  readonly minLeaf?: number;
  /** Minimum training rows in a node to split it; default 2. */
  readonly minSplit?: number;
}

/** The allowed limits. */
export const treeLimitsAllowed: AllowedSettings<TreeLimits> = {
  maxDepth: or(Infinity, whole(1)),
  minLeaf: whole(1),
  minSplit: whole(2),
};

/** The limits with defaults filled in. */
export function fillLimits(
  { maxDepth = Infinity, minLeaf = 1, minSplit = 2 }: TreeLimits,
): Required<TreeLimits> {
  return { maxDepth, minLeaf, minSplit };
}
