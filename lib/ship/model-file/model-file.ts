/** What a model file holds: all that is needed to answer for a patient, and to answer for that. */
import type { ReferZone } from "../../choose/refer-zone.ts";
import type { Threshold } from "../../choose/threshold.ts";
import type { CalibrationCurve } from "../../measure/calibration-curve.ts";
import type { Recalibration } from "../../measure/recalibrate.ts";
import type { Pipeline } from "../../pipeline.ts";
import type { Interval } from "../../types.ts";
import type { Sample } from "../../watch/sample.ts";

/** How the recorded values of one feature lie among the training patients. */
export type FeatureSummary =
  | {
    readonly kind: "number";
    readonly name: string;
    readonly missing: number;
    /** Smallest value, nine deciles (type 7), largest value: eleven numbers that never fall. */
    readonly deciles: readonly number[];
  }
  | {
    readonly kind: "category";
    readonly name: string;
    readonly missing: number;
    /** Patients with each level, in the schema's order of levels. */
    readonly counts: readonly number[];
  };

/** A figure of performance by its name, such as "ROC AUC". */
export interface CardFigure {
  readonly name: string;
  readonly interval: Interval;
}

/** The figures of everybody, or of one level of a category, such as the women. */
export interface CardGroup {
  /** "everybody", or a level of {@link feature}. */
  readonly name: string;
  /** The category that tells the groups apart; absent for everybody. */
  readonly feature?: string;
  readonly patients: number;
  readonly diseased: number;
  readonly figures: readonly CardFigure[];
}

/** What a reader must know before trusting the model. Every number in it was computed. */
export interface ModelCard {
  /** What it is, such as "Coronary disease by logistic regression". */
  readonly title: string;
  /** What it may be used for, a sentence each. */
  readonly use: readonly string[];
  readonly misuse: readonly string[];
  /** Why this model, this threshold and this calibration, a sentence each. */
  readonly reasons: readonly string[];
  readonly limits: readonly string[];
  /** Who it learned from. */
  readonly patients: {
    readonly about: string;
    readonly count: number;
    readonly diseased: number;
    /** One a feature, in the schema's order. */
    readonly features: readonly FeatureSummary[];
  };
  /** How the figures were made, a sentence. */
  readonly validation: string;
  /** Everybody first. */
  readonly groups: readonly CardGroup[];
  /** Of patients predicted by models that never saw them: what the curve was drawn from. */
  readonly outOfFold: { readonly label: readonly number[]; readonly p: readonly number[] };
  /** `null` where the model gives too few different probabilities for a smooth curve. */
  readonly calibrationCurve: CalibrationCurve | null;
  /** What became of the model in places that it did not learn from; absent where that is no matter. */
  readonly external?: {
    /** How it was tried, or why it was not, a sentence. */
    readonly about: string;
    /** One per place, all with the same figures; empty where it was not tried. */
    readonly places: readonly CardGroup[];
  };
}

/** A pipeline that also decides. Plain JSON. */
export interface DecidingPipeline extends Pipeline {
  /** What is done to the model's probabilities; `null` where they are taken as they are. */
  readonly calibration: Recalibration | null;
  /** On recalibrated probabilities. */
  readonly threshold: Threshold;
  /**
   * Healthy below `low`, diseased from `high` on, referred in between; `null` where the threshold
   * decides for everybody. The threshold lies within, both ends included.
   */
  readonly refer: Pick<ReferZone, "low" | "high"> | null;
}

/** What goes into a model file. Plain JSON. */
export interface ModelContent extends DecidingPipeline {
  /** When it was trained: ISO 8601 in UTC, such as "2026-07-25T12:00:00.000Z". */
  readonly created: string;
  /** All randomness of the training came from it. */
  readonly seed: number;
  /** SHA-256 of the bytes of the training data, as 64 hexadecimal digits. */
  readonly dataSha256: string;
  /**
   * Training patients as rows of the prepared matrix: whom a patient is compared with when asked
   * why. A logistic model needs but one row, their mean. Empty where no exact reasons can be given.
   */
  readonly background: readonly (readonly number[])[];
  readonly card: ModelCard;
  /**
   * Training patients with their out-of-fold probabilities, each column sorted on its own: whom
   * later patients are compared with. Files from before it was kept have none.
   */
  readonly reference?: Sample;
}

/** A {@link ModelContent} with the marks by which it is recognised and checked. */
export interface ModelFile extends ModelContent {
  readonly format: "heartbook model";
  readonly version: 1;
  /** SHA-256 of the canonical text of all else, as 64 hexadecimal digits. */
  readonly contentSha256: string;
}
