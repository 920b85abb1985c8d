/** Monitoring models: logs predictions, joins outcomes, reports drift. */
import type { Dataset } from "../types.ts";
import {
  addOutcomes,
  addPredictions,
  type Answered,
  findFaults,
  forget,
  type KnownOutcome,
  type Logged,
  type LoggedModel,
  type LogQuery,
  type OutcomeFault,
  readPredictions,
  settleOutcomes,
} from "./log.ts";
import { checkWritable, type LogFileOptions, openLogFile } from "./log-file.ts";
import { type DriftReport, reportDrift, type WatchedModel } from "./report.ts";
import type { AlphaOptions } from "../stats/significance.ts";

/** Options of a log. */
export interface PredictionLogOptions extends LogFileOptions {
  /** Predictions older than this are deleted, with their outcomes; default never. */
  readonly keepDays?: number;
  /** The time, in milliseconds since 1970; default the clock's. */
  readonly now?: () => number;
}

/** The patients of a report: default the latest 1,000. */
export interface DriftOptions extends AlphaOptions, Pick<LogQuery, "since" | "latest"> {}

/** An open prediction log. */
export interface PredictionLog extends Disposable {
  /** Logs predictions, all or none; returns an id for each, in order. */
  log(model: LoggedModel, predictions: readonly Answered[]): string[];
  /** The faults of these outcomes; writes nothing. */
  faults(outcomes: readonly KnownOutcome[]): OutcomeFault[];
  /** Joins outcomes to the predictions, all or none. Throws `RangeError` if there are faults. */
  outcomes(outcomes: readonly KnownOutcome[]): void;
  /** Joins outcomes if none has a fault, otherwise none; returns the faults. */
  settle(outcomes: readonly KnownOutcome[]): OutcomeFault[];
  /** Throws the error of SQLite if the log cannot be written. */
  ready(): void;
  /** Deletes what is older than `keepDays`. */
  forgetOld(): void;
  /** `null` if nothing is logged for this model. */
  drift(model: WatchedModel, options?: DriftOptions): DriftReport | null;
  /** The patients with known outcomes, latest first, for retraining. */
  patients(model: LoggedModel): Dataset;
  close(): void;
}

/** The logged patients as a data set; their outcomes must be known. */
export function toDataset({ schema }: LoggedModel, known: readonly Logged[]): Dataset {
  return {
    schema,
    rows: known.map(({ row }) => row),
    labels: known.map(({ label }) => label!),
    ids: known.map(({ id }) => id),
  };
}

/** Milliseconds of a day. */
export const DAY = 24 * 60 * 60 * 1000;

/**
 * Opens a prediction log, one SQLite file. Nothing is logged before this is called: storing
 * patients' data is the caller's decision.
 *
 * @throws as `openLogFile` does, and `RangeError` for `keepDays` that are not above 0.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { toSample } from "heartbook/watch/sample.ts";
 * import { openPredictionLog } from "heartbook/watch/prediction-log.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { schema, rows } = readHeart();
 * const reference = toSample(schema, { rows, p: rows.map((_, i) => (i + 0.5) / rows.length) });
 * const model = { model: "first", schema, reference, threshold: 0.5 };
 *
 * using watch = openPredictionLog(`${Deno.makeTempDirSync()}/log.db`, { keepDays: 365 });
 * const ids = watch.log(model, rows.slice(0, 40).map((row, i) => ({ row, p: (i + 0.5) / 40 })));
 * watch.outcomes([{ id: ids[39], label: 1 }]);
 *
 * const report = watch.drift(model)!;
 * assertEquals(report.drifted, []);
 * assertEquals(report.calibration!.patients, 1);
 * ```
 */
export function openPredictionLog(path: string, options: PredictionLogOptions = {}): PredictionLog {
  const { keepDays = Infinity, now = Date.now } = options;
  if (!(keepDays > 0)) throw new RangeError(`keepDays: expected above 0, got ${keepDays}`);
  const db = openLogFile(path, options);
  const forgetOld = (): void => {
    if (keepDays < Infinity) forget(db, now() - keepDays * DAY);
  };
  const close = (): void => {
    if (db.isOpen) db.close();
  };
  forgetOld();
  return {
    log(model: LoggedModel, predictions: readonly Answered[]): string[] {
      forgetOld();
      return addPredictions(db, predictions, { ...model, at: now() });
    },
    faults: (outcomes: readonly KnownOutcome[]): OutcomeFault[] => findFaults(db, outcomes),
    outcomes: (outcomes: readonly KnownOutcome[]): void => addOutcomes(db, outcomes),
    settle: (outcomes: readonly KnownOutcome[]): OutcomeFault[] => settleOutcomes(db, outcomes),
    ready: (): void => checkWritable(db),
    forgetOld,
    drift(model: WatchedModel, options: DriftOptions = {}): DriftReport | null {
      forgetOld();
      const { since, latest = 1000, alpha } = options;
      const logged = readPredictions(db, model, { since, latest });
      return logged.length === 0 ? null : reportDrift(model, logged, { alpha });
    },
    patients(model: LoggedModel): Dataset {
      forgetOld();
      return toDataset(model, readPredictions(db, model, { known: true }));
    },
    close,
    [Symbol.dispose]: close,
  };
}
