/** Whether a model is out of date. */
import type { Scored } from "../types.ts";
import { type CalibrationDrift, calibrationDrift } from "./calibration-drift.ts";
import { type ColumnDrift, findDrift } from "./drift.ts";
import { type ExpectedPerformance, expectPerformance } from "./expected-performance.ts";
import type { Logged, LoggedModel } from "./log.ts";
import { type Sample, toSample } from "./sample.ts";
import type { AlphaOptions } from "../stats/significance.ts";

/** A model, and what it was made on. */
export interface WatchedModel extends LoggedModel {
  /** The patients it was made on, with their out-of-fold probabilities: from `toSample`. */
  readonly reference: Sample;
  /** A patient is called diseased when `p >= threshold`. */
  readonly threshold: number;
}

/** What the logged patients say of a model. Plain JSON. */
export interface DriftReport {
  readonly model: string;
  readonly alpha: number;
  readonly referencePatients: number;
  readonly patients: number;
  /** When the first and the last of them were predicted: ISO 8601 in UTC. */
  readonly from: string;
  readonly to: string;
  /** The names of the columns that are no longer what they were. */
  readonly drifted: readonly string[];
  readonly columns: readonly ColumnDrift[];
  /** What to expect while outcomes are out. */
  readonly expected: ExpectedPerformance;
  /** On those whose outcome has come; `null` where none has. */
  readonly calibration: CalibrationDrift | null;
}

function withOutcome(logged: readonly Logged[]): Scored {
  const known = logged.filter(({ label }) => label !== null);
  return { label: known.map(({ label }) => label!), p: known.map(({ p }) => p) };
}

/**
 * Drift of the columns, the performance to expect, and calibration, in one.
 *
 * With `alpha`, at most that share of reports on an unchanged world names a column, and as many
 * find fault with the calibration.
 *
 * @param logged The latest first, as `readPredictions` gives them.
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

/** Fewer patients than a report is worth. */
export interface TooFew {
  readonly patients: number;
  readonly least: number;
}

/**
 * Ten bins of ten patients: with fewer, the stability index passes its limit far more often than
 * alpha says, and a test finds only what nobody could overlook.
 */
const LEAST_PATIENTS = 100;

/** The report, if it is of 100 patients or more. */
export function ofEnough(report: DriftReport | null): DriftReport | TooFew {
  const patients = report?.patients ?? 0;
  return report === null || patients < LEAST_PATIENTS
    ? { patients, least: LEAST_PATIENTS }
    : report;
}
