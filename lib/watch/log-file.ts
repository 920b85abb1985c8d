/** The file of a prediction log: created, recognised or rejected. */
import { DatabaseSync } from "node:sqlite";

/** "HBPL" in ASCII, SQLite's application id. */
const APPLICATION = 0x4842504c;
const VERSION = 1;

/** Options for opening a log. */
export interface LogFileOptions {
  /** Waiting time for another writer, in milliseconds; default 10,000. */
  readonly patience?: number;
}

const TABLES = `
  CREATE TABLE predictions (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    model TEXT NOT NULL,
    row TEXT NOT NULL CHECK (json_valid(row)),
    p REAL NOT NULL CHECK (p BETWEEN 0 AND 1)
  ) STRICT;
  CREATE INDEX predictions_by_time ON predictions (at);
  CREATE TABLE outcomes (
    id TEXT PRIMARY KEY REFERENCES predictions (id) ON DELETE CASCADE,
    label INTEGER NOT NULL CHECK (label IN (0, 1))
  ) STRICT;
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${VERSION};
`;

/** Runs `work` as one transaction: all of it is written, or nothing. */
export function transact<Result>(db: DatabaseSync, work: () => Result): Result {
  // Unlike `exec`, a statement fails with a code that gives the reason.
  db.prepare("BEGIN IMMEDIATE").run();
  try {
    const result = work();
    db.prepare("COMMIT").run();
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function readNumber(db: DatabaseSync, sql: string): number {
  return Number(Object.values(db.prepare(sql).get()!)[0]);
}

function isEmpty(db: DatabaseSync): boolean {
  return readNumber(db, "SELECT count(*) FROM sqlite_schema") === 0 &&
    readNumber(db, "PRAGMA application_id") === 0;
}

/** Write nothing before the file is known to be ours, so that no other file is changed. */
function recognise(db: DatabaseSync): void {
  if (isEmpty(db)) transact(db, () => isEmpty(db) && db.exec(TABLES));
  if (readNumber(db, "PRAGMA application_id") !== APPLICATION) {
    throw new SyntaxError("expected a prediction log, got a database of something else");
  }
  const version = readNumber(db, "PRAGMA user_version");
  if (version !== VERSION) throw new SyntaxError(`expected version ${VERSION}, got ${version}`);
  const [{ quick_check: verdict }] = db.prepare("PRAGMA quick_check(1)").all();
  if (verdict !== "ok") throw new SyntaxError(`expected a whole file, got one with ${verdict}`);
}

/** What `node:sqlite` throws: the low byte of the code is the kind of error. */
type SqliteError = Error & { readonly code?: string; readonly errcode?: number };

const CORRUPT = 11;
const NOT_A_DATABASE = 26;

const BUSY = [5, 6];

/** Whether the wait for another writer timed out. */
export function isBusy(error: unknown): boolean {
  return BUSY.includes(((error as SqliteError).errcode ?? 0) & 0xff);
}

/** Whether the error comes from SQLite. */
export function isStorage(error: unknown): boolean {
  return (error as SqliteError).code === "ERR_SQLITE_ERROR";
}

/** Room for about 2,000 patients, in bytes. A full disk still takes a few pages. */
const LEAST_ROOM = 2 ** 20;

/**
 * Writes a megabyte and takes it back: fails if the disk is full or the file cannot be written.
 *
 * @throws the error of SQLite.
 */
export function checkWritable(db: DatabaseSync): void {
  const cached = readNumber(db, "PRAGMA cache_size");
  // With a small cache the pages reach the file before the transaction ends.
  db.exec("PRAGMA cache_size = 10");
  try {
    db.prepare("BEGIN IMMEDIATE").run();
    db.exec("CREATE TABLE room (bytes BLOB)");
    db.prepare("INSERT INTO room VALUES (zeroblob(?))").run(LEAST_ROOM);
  } finally {
    if (db.isTransaction) db.exec("ROLLBACK");
    db.exec(`PRAGMA cache_size = ${cached}`);
  }
}

/** Whether the file itself is the cause, not the disk or another process. */
function isRefused(error: SqliteError): boolean {
  return error instanceof SyntaxError ||
    [CORRUPT, NOT_A_DATABASE].includes((error.errcode ?? 0) & 0xff);
}

function createForOwnerOnly(path: string): void {
  try {
    Deno.writeFileSync(path, new Uint8Array(), { createNew: true, mode: 0o600 });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return;
    if (error instanceof Deno.errors.NotFound) error.message = `${path}: there is no such folder`;
    throw error;
  }
}

/**
 * Opens a prediction log, or creates one, readable only by its owner, if there is no file.
 *
 * Several processes may write at once (write-ahead log; each waits for the others as long as
 * `patience` allows). A process that dies loses nothing already written; a power failure may lose
 * the last moments. Deleted data are overwritten with zeros. The whole file is checked on opening,
 * which takes about two seconds for a million predictions.
 *
 * @throws `SyntaxError` naming the file if it is not a prediction log, has another version, or is
 * damaged: it is left unchanged. `Deno.errors.NotFound` if the folder is missing, `Error` for any
 * other failure of SQLite, such as opening a folder or a timeout.
 */
export function openLogFile(path: string, options: LogFileOptions = {}): DatabaseSync {
  const { patience = 10_000 } = options;
  createForOwnerOnly(path);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: patience });
    recognise(db);
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;");
    return db;
  } catch (error) {
    db?.close();
    const Kind = isRefused(error as SqliteError) ? SyntaxError : Error;
    throw new Kind(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
