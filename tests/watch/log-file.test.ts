/** The file of a log: how it is opened, and which errors of SQLite are whose fault. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import type { DatabaseSync } from "node:sqlite";
import {
  checkWritable,
  isBusy,
  isStorage,
  type LogFileOptions,
  openLogFile,
  transact,
} from "heartbook/watch/log-file.ts";

async function withFile(
  test: (db: DatabaseSync, path: string) => void,
  options?: LogFileOptions,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const db = openLogFile(`${folder}/log.db`, options);
    try {
      test(db, `${folder}/log.db`);
    } finally {
      db.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const read = (db: DatabaseSync, pragma: string): unknown =>
  Object.values(db.prepare(`PRAGMA ${pragma}`).get()!)[0];

Deno.test("a log's file writes ahead, overwrites what is deleted, and says what it is", () =>
  withFile((db) => {
    assertEquals(read(db, "journal_mode"), "wal");
    assertEquals(read(db, "synchronous"), 1);
    assertEquals(read(db, "secure_delete"), 1);
    assertEquals(read(db, "foreign_keys"), 1);
    assertEquals(read(db, "application_id"), 0x4842504c);
    assertEquals(read(db, "user_version"), 1);
  }));

Deno.test("a log's file waits ten seconds for another writer, or as long as it is told", async () => {
  await withFile((db) => assertEquals(read(db, "busy_timeout"), 10_000));
  await withFile((db) => assertEquals(read(db, "busy_timeout"), 7), { patience: 7 });
});

Deno.test("a log's file of a later version is refused, and neither changed nor locked", () =>
  withFile((db, path) => {
    db.exec("PRAGMA user_version = 2");
    assertThrows(() => openLogFile(path), SyntaxError, `${path}: expected version 1, got 2`);
    db.exec("PRAGMA user_version = 1; PRAGMA application_id = 7");
    assertThrows(() => openLogFile(path), SyntaxError, "a database of something else");
    assertEquals(read(db, "application_id"), 7);
  }));

Deno.test("a log is opened while somebody else writes to it", () =>
  withFile((db, path) => {
    db.exec("BEGIN IMMEDIATE");
    openLogFile(path, { patience: 20 }).close();
    db.exec("ROLLBACK");
  }));

Deno.test("openLogFile() blames no file for a folder that is missing or in its place", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assertThrows(
      () => openLogFile(`${folder}/none/log.db`),
      Deno.errors.NotFound,
      "/none/log.db: there is no such folder",
    );
    const error = assertThrows(() => openLogFile(folder), Error, folder);
    assert(!(error instanceof SyntaxError));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("checkWritable() leaves no trace, not even in the size of the cache", () =>
  withFile((db) => {
    db.exec("PRAGMA cache_size = 123");
    checkWritable(db);
    assertEquals(read(db, "cache_size"), 123);
    assertEquals(db.isTransaction, false);
    assertEquals(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'room'").all(), []);
  }));

Deno.test("checkWritable() fails where a megabyte has no room, and then leaves no transaction open", () =>
  withFile((db) => {
    const [pages, size] = [Number(read(db, "page_count")), Number(read(db, "page_size"))];
    const holding = (bytes: number): number => pages + Math.ceil(bytes / size);
    db.exec(`PRAGMA max_page_count = ${holding(1_000_000)}`);
    const error = assertThrows(() => checkWritable(db), Error, "full");
    assert(isStorage(error) && !isBusy(error));
    assertEquals(db.isTransaction, false);
    assert(read(db, "cache_size") !== 10);
    db.exec(`PRAGMA max_page_count = ${holding(1_100_000)}`);
    checkWritable(db);
  }));

Deno.test("transact() writes all or nothing, and hands on the result or the error", () =>
  withFile((db) => {
    const insert = (id: string): unknown =>
      db.prepare("INSERT INTO predictions VALUES (?, 0, 'm', '{}', 0.5)").run(id);
    assertEquals(transact(db, () => (insert("a"), 7)), 7);
    assertThrows(
      () =>
        transact(db, () => {
          insert("b");
          throw new RangeError("no");
        }),
      RangeError,
      "no",
    );
    assertEquals(db.isTransaction, false);
    assertEquals(db.prepare("SELECT id FROM predictions").all().map(({ id }) => id), ["a"]);
  }));

Deno.test("isBusy() knows a locked file and a locked table, whatever the details, and isStorage() SQLite", () => {
  const failing = (errcode?: number): Error =>
    Object.assign(new Error(), { errcode, code: "ERR_SQLITE_ERROR" });
  for (const code of [5, 6, 5 + 256, 6 + 512]) assert(isBusy(failing(code)), `${code}`);
  for (const code of [undefined, 0, 1, 4, 7, 11, 13]) assert(!isBusy(failing(code)), `${code}`);
  assert(isStorage(failing(1)) && !isStorage(new Error()));
});
