/** Whether a model is out of date. */
import type { Scored } from "../types.ts";
import { type CalibrationDrift, calibrationDrift } from "./calibration-drift.ts";
import { type ColumnDrift, findDrift } from "./drift.ts";
import { type ExpectedPerformance, expectPerformance } from "./expected-performance.ts";
import type { Logged, LoggedModel } from "./log.ts";
import { type Sample, toSample } from "./sample.ts";
import type { AlphaOptions } from "../stats/significance.ts";

/** A model with its reference patients. */
export interface WatchedModel extends LoggedModel {
  /** The patients it was trained on, with their out-of-fold probabilities: from `toSample`. */
  readonly reference: Sample;
  /** A patient is called diseased when `p >= threshold`. */
  readonly threshold: number;
}

/** A monitoring report on the logged patients. Plain JSON. */
export interface DriftReport {
  readonly model: string;
  readonly alpha: number;
  readonly referencePatients: number;
  readonly patients: number;
  /** Times of the first and the last prediction: ISO 8601 in UTC. */
  readonly from: string;
  readonly to: string;
  /** The names of the drifted columns. */
  readonly drifted: readonly string[];
  readonly columns: readonly ColumnDrift[];
  /** Expected performance while outcomes are pending. */
  readonly expected: ExpectedPerformance;
  /** On the patients with known outcomes; `null` if there are none. */
  readonly calibration: CalibrationDrift | null;
}

function withOutcome(logged: readonly Logged[]): Scored {
  const known = logged.filter(({ label }) => label !== null);
  return { label: known.map(({ label }) => label!), p: known.map(({ p }) => p) };
}

/**
 * Drift of the columns, expected performance, and calibration, in one report.
 *
 * With `alpha`, if nothing has changed, at most that share of reports names a column, and at most
 * the same share finds fault with the calibration.
 *
 * @param logged Latest first, as returned by `readPredictions`.
 * @throws `RangeError` for no predictions; as `findDrift` does.
 */
export function reportDrift(
  { model, schema, reference, threshold }: WatchedModel,
  logged: readonly Logged[],
  options: AlphaOptions = {},
): DriftReport {
  const { alpha = 0.05 } = options;
  const p = logged.map((each) => each.p);
  const recent = toSample(schema, { rows: logged.map(({ row }) => row), p });
  const columns = findDrift(schema, { reference, recent }, { alpha });
  const scored = withOutcome(logged);
  return {
    model,
    alpha,
    referencePatients: reference.patients,
    patients: logged.length,
    from: new Date(logged[logged.length - 1].at).toISOString(),
    to: new Date(logged[0].at).toISOString(),
    drifted: columns.filter(({ drifted }) => drifted).map(({ column }) => column),
    columns,
    expected: expectPerformance(p, { threshold }),
    calibration: scored.p.length > 0 ? calibrationDrift(scored, { alpha }) : null,
  };
}

/** Too few patients for a report. */
export interface TooFew {
  readonly patients: number;
  readonly least: number;
}

/**
 * Ten bins of ten patients: with fewer, the stability index exceeds its limit far more often than
 * alpha says, and a test finds only obvious changes.
 */
const LEAST_PATIENTS = 100;

/** The report, if it is of 100 patients or more. */
export function ofEnough(report: DriftReport | null): DriftReport | TooFew {
  const patients = report?.patients ?? 0;
  return report === null || patients < LEAST_PATIENTS
    ? { patients, least: LEAST_PATIENTS }
    : report;
}
