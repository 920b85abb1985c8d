/** The log of a model's inputs, predictions and outcomes. */
import type { DatabaseSync } from "node:sqlite";
import { parseRow } from "../schema.ts";
import type { FeatureSchema, Label, Row } from "../types.ts";
import { transact } from "./log-file.ts";

/** One prediction of a model. */
export interface Answered {
  readonly row: Row;
  /** Probability of disease. */
  readonly p: number;
}

/** The outcome of one patient. */
export interface KnownOutcome {
  /** The id returned when the prediction was logged. */
  readonly id: string;
  readonly label: Label;
}

/** A logged prediction with its outcome, if known. */
export interface Logged extends Answered {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly label: Label | null;
}

/** The model of a log's predictions. */
export interface LoggedModel {
  /** Its name, such as the SHA-256 of its file. */
  readonly model: string;
  readonly schema: FeatureSchema;
}

/** A prediction as stored. */
export interface Entry {
  readonly id: string;
  /** Only the schema's features of a row, as JSON. */
  readonly row: string;
  readonly p: number;
}

/**
 * Predictions as stored, each with a new id.
 *
 * The ids are random and reveal nothing about the patient. They are not seeded, because anyone who
 * can guess an id can report an outcome for it.
 *
 * @throws as `parseRow` does, and `RangeError` for a probability outside [0, 1]; counted from 0.
 */
export function toEntries(schema: FeatureSchema, predictions: readonly Answered[]): Entry[] {
  return predictions.map(({ row, p }, i) => {
    const place = `predictions[${i}]`;
    if (!(p >= 0 && p <= 1)) throw new RangeError(`${place}: expected p in [0, 1], got ${p}`);
    return { id: crypto.randomUUID(), row: JSON.stringify(parseRow(schema, row, place)), p };
  });
}

/**
 * Writes predictions, all or none, and returns an id for each, in order.
 *
 * @param at The time, in milliseconds since 1970.
 * @throws as {@link toEntries} does.
 */
export function addPredictions(
  db: DatabaseSync,
  predictions: readonly Answered[],
  { model, schema, at }: LoggedModel & { readonly at: number },
): string[] {
  const insert = db.prepare(
    "INSERT INTO predictions (id, at, model, row, p) VALUES (?, ?, ?, ?, ?)",
  );
  const entries = toEntries(schema, predictions);
  transact(db, () => {
    for (const { id, row, p } of entries) insert.run(id, at, model, row, p);
  });
  return entries.map(({ id }) => id);
}

/** Why an outcome is rejected: its id is unknown, already has an outcome, or appears twice here. */
export interface OutcomeFault {
  /** Index of the outcome, from 0. */
  readonly place: number;
  readonly fault: "unknown" | "known already" | "twice";
}

/** The faults of the outcomes; writes nothing. */
export function findFaults(db: DatabaseSync, outcomes: readonly KnownOutcome[]): OutcomeFault[] {
  const find = db.prepare(
    "SELECT label IS NULL AS open FROM predictions LEFT JOIN outcomes USING (id) WHERE id = ?",
  );
  const seen = new Set<string>();
  return outcomes.flatMap(({ id }, place): OutcomeFault[] => {
    const prediction = find.get(id);
    if (prediction === undefined) return [{ place, fault: "unknown" }];
    if (!prediction.open) return [{ place, fault: "known already" }];
    if (seen.has(id)) return [{ place, fault: "twice" }];
    seen.add(id);
    return [];
  });
}

/**
 * Demands outcomes that can be stored.
 *
 * @throws `TypeError` for an id that is not text, `RangeError` for a label that is neither 0 nor 1;
 * counted from 0.
 */
export function checkOutcomes(outcomes: readonly KnownOutcome[]): void {
  outcomes.forEach(({ id, label }, i) => {
    if (typeof id !== "string") {
      throw new TypeError(`outcomes[${i}]: expected the id as text, got ${typeof id}`);
    }
    if (label !== 0 && label !== 1) {
      throw new RangeError(`outcomes[${i}]: expected a label of 0 or 1, got ${label}`);
    }
  });
}

/**
 * Writes the outcomes if none has a fault, otherwise none, and returns the faults. Check and write
 * are one transaction, so of two writers of the same outcome one gets "known already".
 *
 * @throws as {@link checkOutcomes} does.
 */
export function settleOutcomes(
  db: DatabaseSync,
  outcomes: readonly KnownOutcome[],
): OutcomeFault[] {
  checkOutcomes(outcomes);
  const insert = db.prepare("INSERT INTO outcomes (id, label) VALUES (?, ?)");
  return transact(db, () => {
    const faults = findFaults(db, outcomes);
    if (faults.length === 0) { for (const { id, label } of outcomes) insert.run(id, label); }
    return faults;
  });
}

/**
 * Writes outcomes, all or none: known outcomes are never overwritten.
 *
 * @throws as {@link checkOutcomes} does, and `RangeError` for the first fault found by {@link
 * findFaults}; counted from 0.
 */
export function addOutcomes(db: DatabaseSync, outcomes: readonly KnownOutcome[]): void {
  const [first] = settleOutcomes(db, outcomes);
  if (first === undefined) return;
  const { place, fault } = first;
  throw new RangeError(
    `outcomes[${place}]: expected a prediction's id, once, got "${outcomes[place].id}": ${fault}`,
  );
}

/** Which of a model's predictions to read. */
export interface LogQuery {
  /** From this time on, in milliseconds since 1970; default from the first. */
  readonly since?: number;
  /** Only this many, the latest; default all. */
  readonly latest?: number;
  /** Only those with a known outcome. */
  readonly known?: boolean;
}

/**
 * The logged predictions of a model, latest first, each with its outcome if known.
 *
 * @throws `RangeError` for a `since` that is `NaN` or a `latest` that is not a count; and as
 * `parseRow` does, naming the prediction, if a row does not match the schema.
 */
export function readPredictions(
  db: DatabaseSync,
  { model, schema }: LoggedModel,
  { since = -Infinity, latest = Infinity, known = false }: LogQuery,
): Logged[] {
  if (Number.isNaN(since)) throw new RangeError("since: expected a time in milliseconds, got NaN");
  if (!(latest === Infinity || (Number.isInteger(latest) && latest >= 1))) {
    throw new RangeError(`latest: expected a whole number from 1, got ${latest}`);
  }
  const read = db.prepare(`
    SELECT id, at, row, p, label FROM predictions LEFT JOIN outcomes USING (id)
    WHERE model = ? AND at >= ? AND (label IS NOT NULL OR NOT ?)
    ORDER BY at DESC, predictions.rowid DESC LIMIT ?`)
    // SQLite takes a negative limit as no limit.
    .all(model, since, Number(known), latest === Infinity ? -1 : latest);
  return (read as unknown as (Omit<Logged, "row"> & { row: string })[]).map(({ row, ...rest }) => ({
    ...rest,
    row: parseRow(schema, JSON.parse(row), `prediction ${rest.id}`),
  }));
}

/** Deletes predictions made before a time, with their outcomes. */
export function forget(db: DatabaseSync, before: number): void {
  db.prepare("DELETE FROM predictions WHERE at < ?").run(before);
}
