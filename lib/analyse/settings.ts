/** What the user decided about an analysis, with the default for everything else. */
import type { TunedLearnerName } from "../choose/tuned-learners.ts";
import type { DraftOptions } from "../data/draft/draft.ts";

/** How an analysis is done. */
export interface AnalysisSettings extends DraftOptions {
  /** Path of the table: CSV or Parquet. */
  readonly table: string;
  /** The column whose levels get figures of their own. */
  readonly group?: string;
  /** The share of the positive outcome that must be found; default 0.9. */
  readonly recall?: number;
  /** Where all randomness comes from; default 1. */
  readonly seed?: number;
  /** Outer folds; default 10, or 5 from 2,000 rows or from 10,000 cells on. */
  readonly folds?: number;
  /** Most rows to read; more are drawn from at random. Default 200,000. */
  readonly rows?: number;
  /** The models to compare; default those that the budget allows. */
  readonly models?: readonly TunedLearnerName[];
  /** About how many seconds the whole may take; default 300, or as long as it takes for `models`. */
  readonly budget?: number;
}

/** How sure the threshold has to be of its recall on new rows. */
export const CONFIDENCE = 0.95;

/** Fewer rows of an outcome than this cannot be parted into folds that say anything. */
export const FEWEST = 20;

/** Outer folds for a table of this size. */
export function foldsFor(rows: number, columns: number): number {
  return rows >= 2000 || rows * columns >= 10_000 ? 5 : 10;
}
