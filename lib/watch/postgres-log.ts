/** A prediction log in PostgreSQL, shared by servers on several machines. */
import postgres from "postgres";
import { parseRow } from "../schema.ts";
import type { Dataset, Row } from "../types.ts";
import {
  type Answered,
  checkOutcomes,
  type KnownOutcome,
  type Logged,
  type LoggedModel,
  type OutcomeFault,
  toEntries,
} from "./log.ts";
import { LogError } from "./log-error.ts";
import type { LogService, LogServiceOptions } from "./log-service.ts";
import {
  type DriftReport,
  ofEnough,
  reportDrift,
  type TooFew,
  type WatchedModel,
} from "./report.ts";
import { DAY, toDataset } from "./prediction-log.ts";

const VERSION = 1;

/** "HBPL" in ASCII: an advisory lock, so only one server at a time creates the tables. */
const LOCK = 0x4842504c;

const TABLES = `
  CREATE TABLE IF NOT EXISTS heartbook_log (version integer PRIMARY KEY);
  INSERT INTO heartbook_log SELECT ${VERSION} WHERE NOT EXISTS (SELECT FROM heartbook_log);
  CREATE TABLE IF NOT EXISTS heartbook_predictions (
    id text PRIMARY KEY,
    place bigint GENERATED ALWAYS AS IDENTITY,
    at bigint NOT NULL,
    model text NOT NULL,
    row json NOT NULL,
    p double precision NOT NULL CHECK (p BETWEEN 0 AND 1)
  );
  CREATE INDEX IF NOT EXISTS heartbook_predictions_by_time ON heartbook_predictions (at);
  CREATE TABLE IF NOT EXISTS heartbook_outcomes (
    id text PRIMARY KEY REFERENCES heartbook_predictions (id) ON DELETE CASCADE,
    label smallint NOT NULL CHECK (label IN (0, 1))
  );
`;

/** The current time in milliseconds since 1970, for tests; default the clock's. */
interface PostgresOptions extends LogServiceOptions {
  readonly now?: () => number;
}

/** Any error of PostgreSQL or of the connection, as one kind of error. */
async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Errors of PostgreSQL and of the connection have a code; ours do not.
    if (typeof (error as { code?: unknown }).code !== "string") throw error;
    throw new LogError((error as Error).message, { cause: error });
  }
}

type Reading = Pick<Logged, "id" | "at" | "p" | "label"> & { readonly row: Row };

/**
 * Opens a log in PostgreSQL and creates its tables, `heartbook_…`, if they are missing. It stores
 * and rejects the same as the SQLite file; see `openLogService`.
 *
 * @throws {@link LogError} if the database cannot be reached or refuses, `SyntaxError` for tables
 * of another version, `RangeError` for `keepDays` that are not above 0.
 */
export async function openPostgresLog(
  url: string,
  { keepDays = Infinity, now = Date.now }: PostgresOptions = {},
): Promise<LogService> {
  if (!(keepDays > 0)) throw new RangeError(`keepDays: expected above 0, got ${keepDays}`);
  const sql = postgres(url, {
    max: 4,
    connect_timeout: 2,
    onnotice: () => {},
    // In milliseconds: a client would rather retry than wait.
    connection: { statement_timeout: 5000, lock_timeout: 250, application_name: "heartbook" },
  });

  async function prepare(): Promise<void> {
    await sql.begin(async (transaction) => {
      await transaction`SELECT pg_advisory_xact_lock(${LOCK})`;
      await transaction.unsafe(TABLES);
    });
    const [{ version }] = await sql`SELECT version FROM heartbook_log`;
    if (version !== VERSION) {
      throw new SyntaxError(`expected a log of version ${VERSION}, got ${version}`);
    }
  }

  async function forgetOld(): Promise<void> {
    if (keepDays === Infinity) return;
    await sql`DELETE FROM heartbook_predictions WHERE at < ${now() - keepDays * DAY}`;
  }

  async function read(
    { model, schema }: LoggedModel,
    { latest, known }: { readonly latest: number | null; readonly known: boolean },
  ): Promise<Logged[]> {
    await forgetOld();
    const rows = await sql<Reading[]>`
      SELECT id, at::double precision AS at, row, p, label
      FROM heartbook_predictions LEFT JOIN heartbook_outcomes USING (id)
      WHERE model = ${model} AND (label IS NOT NULL OR NOT ${known})
      ORDER BY heartbook_predictions.at DESC, place DESC LIMIT ${latest}`;
    return rows.map(({ row, ...rest }) => ({
      ...rest,
      row: parseRow(schema, row, `prediction ${rest.id}`),
    }));
  }

  async function log(
    { model, schema }: LoggedModel,
    predictions: readonly Answered[],
  ): Promise<string[]> {
    const entries = toEntries(schema, predictions);
    const [ids, rows, ps] = [
      entries.map(({ id }) => id),
      entries.map(({ row }) => row),
      entries.map(({ p }) => p),
    ];
    await forgetOld();
    await sql`
      INSERT INTO heartbook_predictions (id, at, model, row, p)
      SELECT each.id, ${now()}::bigint, ${model}, each.row::json, each.p
      FROM unnest(${ids}::text[], ${rows}::text[], ${ps}::double precision[]) WITH ORDINALITY
        AS each (id, row, p, place) ORDER BY each.place`;
    return ids;
  }

  async function settle(outcomes: readonly KnownOutcome[]): Promise<OutcomeFault[]> {
    checkOutcomes(outcomes);
    const ids = outcomes.map(({ id }) => id);
    const labels = outcomes.map(({ label }) => label);
    return await sql.begin(async (transaction) => {
      // Writers of the same patients wait here, in the same order, until this is done.
      const found = await transaction<{ id: string }[]>`
        SELECT id FROM heartbook_predictions WHERE id = ANY(${ids}::text[])
        ORDER BY id FOR UPDATE`;
      const settled = await transaction<{ id: string }[]>`
        SELECT id FROM heartbook_outcomes WHERE id = ANY(${ids}::text[])`;
      const given = new Set(found.map(({ id }) => id));
      const known = new Set(settled.map(({ id }) => id));
      const seen = new Set<string>();
      const faults = ids.flatMap((id, place): OutcomeFault[] => {
        if (!given.has(id)) return [{ place, fault: "unknown" }];
        if (known.has(id)) return [{ place, fault: "known already" }];
        if (seen.has(id)) return [{ place, fault: "twice" }];
        seen.add(id);
        return [];
      });
      if (faults.length === 0) {
        await transaction`
          INSERT INTO heartbook_outcomes (id, label)
          SELECT * FROM unnest(${ids}::text[], ${labels}::smallint[])`;
      }
      return faults;
    }) as OutcomeFault[];
  }

  async function drift(model: WatchedModel): Promise<DriftReport | TooFew> {
    const logged = await read(model, { latest: 1000, known: false });
    return ofEnough(logged.length === 0 ? null : reportDrift(model, logged));
  }

  async function patients(model: LoggedModel): Promise<Dataset> {
    return toDataset(model, await read(model, { latest: null, known: true }));
  }

  const close = (): Promise<void> => sql.end({ timeout: 2 });
  try {
    await storing(prepare);
    await storing(forgetOld);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    log: (model, predictions) => storing(() => log(model, predictions)),
    settle: (outcomes) => storing(() => settle(outcomes)),
    drift: (model) => storing(() => drift(model)),
    patients: (model) => storing(() => patients(model)),
    // Changes nothing, but fails if the table cannot be written.
    ready: () => storing(async () => void await sql`UPDATE heartbook_log SET version = ${VERSION}`),
    forgetOld: () => storing(forgetOld),
    close,
  };
}
