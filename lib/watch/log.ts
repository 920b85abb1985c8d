/** What a model was asked and answered, and what turned out to be true. */
import type { DatabaseSync } from "node:sqlite";
import { parseRow } from "../schema.ts";
import type { FeatureSchema, Label, Row } from "../types.ts";
import { transact } from "./log-file.ts";

/** One answer of a model. */
export interface Answered {
  readonly row: Row;
  /** Probability of disease. */
  readonly p: number;
}

/** What became of one patient. */
export interface KnownOutcome {
  /** As the log gave it when the prediction was logged. */
  readonly id: string;
  readonly label: Label;
}

/** A logged prediction with its outcome, if that has come. */
export interface Logged extends Answered {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly label: Label | null;
}

/** Whose predictions these are: each model has its own. */
export interface LoggedModel {
  /** Its name, such as the SHA-256 of its file. */
  readonly model: string;
  readonly schema: FeatureSchema;
}

/** A prediction as it is kept. */
export interface Entry {
  readonly id: string;
  /** Of a row only the schema's features are kept, as JSON. */
  readonly row: string;
  readonly p: number;
}

/**
 * Predictions as they are kept, each under a new id.
 *
 * The ids are random and say nothing of the patient. They are not seeded, since who can guess an id
 * can report an outcome for it.
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
 * Writes predictions, all or none, and gives back an id for each, in their order.
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

/** Why an outcome is refused: its id was never given, has an outcome, or stands here twice. */
export interface OutcomeFault {
  /** Which of the outcomes, from 0. */
  readonly place: number;
  readonly fault: "unknown" | "known already" | "twice";
}

/** What speaks against each of the outcomes; nothing is written. */
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
 * Demands outcomes that could be kept.
 *
 * @throws `TypeError` for an id that is no text, `RangeError` for a label that is neither 0 nor 1;
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
 * Writes outcomes where nothing speaks against any of them, else none: what speaks against them.
 * Looking and writing are one transaction, so that of two writers of the same outcome one hears
 * "known already".
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
 * Writes outcomes, all or none: nothing that is known is overwritten.
 *
 * @throws as {@link checkOutcomes} does, and `RangeError` for the first of the faults that
 * {@link findFaults} finds; counted from 0.
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
  /** Not more than so many, the latest; default all. */
  readonly latest?: number;
  /** Only those whose outcome is known. */
  readonly known?: boolean;
}

/**
 * The logged predictions of a model, the latest first, each with its outcome if that has come.
 *
 * @throws `RangeError` for a `since` that is `NaN` or a `latest` that is no count; as `parseRow`
 * does, naming the prediction, where a row does not fit the schema.
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
    // Below 0 means no limit to SQLite.
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
