/** Settings that all learners of trees have, and how they are checked. */

/** How far a tree may grow. */
export interface TreeLimits {
  /** Splits above a leaf at most, from 1; without it, as many as the rows allow. */
  readonly maxDepth?: number;
  /** Training rows in a leaf at least, whatever their weight; 1 when absent. */
  readonly minLeaf?: number;
  /** Training rows in a node that is split at least; 2 when absent. */
  readonly minSplit?: number;
}

/** A whole number in a range, both ends included. */
export interface WholeRange {
  readonly name: string;
  readonly from: number;
  readonly to?: number;
}

/** Throws a `RangeError` unless `value` is a whole number in the range. */
export function checkWhole(value: number, { name, from, to = Infinity }: WholeRange): void {
  if (Number.isInteger(value) && value >= from && value <= to) return;
  const range = to === Infinity ? `of ${from} or more` : `from ${from} to ${to}`;
  throw new RangeError(`${name}: expected a whole number ${range}, got ${value}`);
}

/** The limits with nothing left out, checked: a value out of range is a `RangeError`. */
export function checkedLimits(
  { maxDepth = Infinity, minLeaf = 1, minSplit = 2 }: TreeLimits,
  learner: string,
): Required<TreeLimits> {
  if (maxDepth !== Infinity) checkWhole(maxDepth, { name: `${learner}: maxDepth`, from: 1 });
  checkWhole(minLeaf, { name: `${learner}: minLeaf`, from: 1 });
  checkWhole(minSplit, { name: `${learner}: minSplit`, from: 2 });
  return { maxDepth, minLeaf, minSplit };
}

/** Throws a `RangeError` unless `value` is above 0 and at most 1. */
export function checkShare(value: number, name: string): void {
  if (value > 0 && value <= 1) return;
  throw new RangeError(`${name}: expected a number above 0 and at most 1, got ${value}`);
}
