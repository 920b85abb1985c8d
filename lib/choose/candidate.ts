/** The types of a shortlist. */

import type { MaybeRepeated } from "../measure/patients.ts";
import type { Interval, Scored } from "../types.ts";
import type { Threshold, ThresholdRule } from "./threshold.ts";

/** A model to choose from. */
export interface Candidate {
  readonly name: string;
  /** Out-of-fold predictions, of the same patients in the same order as the other candidates'. */
  readonly predictions: MaybeRepeated;
  /** Complexity, in any unit: lower is preferred among ties. */
  readonly complexity: number;
  /** Whether a doctor can read the reasons for its predictions. */
  readonly readable: boolean;
}

/** The purpose of a model. */
export interface Criterion {
  readonly name: string;
  /** The clinician's question. */
  readonly question: string;
  /** Name of the wanted figure, such as "specificity at a recall of at least 95 %". */
  readonly wanted: string;
  /** The wanted figure, higher is better. It chooses its own threshold if it needs one. */
  readonly score: (scored: Scored) => number;
  /** Whether the figure is a share, told in percent; an AUC is not. */
  readonly percent?: boolean;
  /** How the threshold is chosen, if the figure has one. */
  readonly choose?: ThresholdRule;
  /** Only readable models are considered. */
  readonly readableOnly?: boolean;
}

/** A ranked candidate. */
export interface Ranked {
  readonly name: string;
  /** 1 for the leader and all that tie with it. */
  readonly rank: number;
  readonly tied: boolean;
  /** The wanted figure. Candidates are ranked by its lower end. */
  readonly figure: Interval;
  /** The leader's figure minus this one's, on the same patients; a tie if it contains 0. */
  readonly behind: Interval;
  readonly threshold?: Threshold;
}
