/** What a shortlist is made of: types only. */

import type { MaybeRepeated } from "../measure/patients.ts";
import type { Interval, Scored } from "../types.ts";
import type { Threshold, ThresholdRule } from "./threshold.ts";

/** A model that may be chosen. */
export interface Candidate {
  readonly name: string;
  /** Out-of-fold predictions, of the same patients in the same order as the other candidates'. */
  readonly predictions: MaybeRepeated;
  /** How hard it is to follow, in any unit: the lower is preferred among equals. */
  readonly complexity: number;
  /** Whether a doctor can read off why it says what it says. */
  readonly readable: boolean;
}

/** What a model is wanted for. */
export interface Criterion {
  readonly name: string;
  /** The clinician's question. */
  readonly question: string;
  /** The wanted figure in words, such as "specificity at a recall of at least 0.95". */
  readonly wanted: string;
  /** The wanted figure; the higher the better. A threshold it needs is chosen within. */
  readonly score: (scored: Scored) => number;
  /** How the threshold is chosen, where the figure has one. */
  readonly choose?: ThresholdRule;
  /** Only readable models are considered. */
  readonly readableOnly?: boolean;
}

/** A candidate in its place. */
export interface Ranked {
  readonly name: string;
  /** 1 for the leader and all who tie with it. */
  readonly rank: number;
  readonly tied: boolean;
  /** The wanted figure. Candidates are ranked by its lower end. */
  readonly figure: Interval;
  /** The leader's figure minus this one's, on the same patients; it ties when 0 lies within. */
  readonly behind: Interval;
  readonly threshold?: Threshold;
}
