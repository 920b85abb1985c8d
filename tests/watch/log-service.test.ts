/** The log in a thread of its own, in a file and in a PostgreSQL that the test starts. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { readHeart } from "heartbook/heart/heart.ts";
import { type LogService, openLogService } from "heartbook/watch/log-service.ts";
import { LogError } from "heartbook/watch/log-error.ts";
import { openPostgresLog } from "heartbook/watch/postgres-log.ts";
import { toSample } from "heartbook/watch/sample.ts";
import { startPostgres } from "./postgres.ts";

const { schema, rows } = readHeart();
const p = rows.map((_, i) => (i + 0.5) / rows.length);
const model = {
  model: "first",
  schema,
  reference: toSample(schema, { rows, p }),
  threshold: 0.5,
};
const asked = rows.map((row, i) => ({ row, p: p[i] }));

async function inFolder(work: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(`${folder}/log.db`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What is promised of a log wherever it is kept: two of them, as of two servers. */
async function promises(log: LogService, other: LogService): Promise<void> {
  assertEquals(await log.drift(model), { patients: 0, least: 100 });
  const ids = await log.log(model, asked.slice(0, 99));
  assertEquals(new Set(ids).size, 99);
  assertEquals(await other.drift(model), { patients: 99, least: 100 });
  const [last] = await other.log(model, asked.slice(99, 100));
  const report = await log.drift(model);
  if (!("calibration" in report)) throw new Error("expected a report");
  assertEquals([report.patients, report.calibration], [100, null]);

  const outcome = (id: string): { id: string; label: 0 | 1 } => ({ id, label: 1 });
  assertEquals(await log.settle([outcome(ids[0]), outcome("none")]), [
    { place: 1, fault: "unknown" },
  ]);
  assertEquals(await log.settle([outcome(ids[0]), outcome(ids[0])]), [
    { place: 1, fault: "twice" },
  ]);
  // Both tell of the same patients at once: one of the two is heard.
  const both = ids.slice(0, 50).map(outcome);
  const heard = await Promise.all([log.settle(both), other.settle(both.toReversed())]);
  assertEquals(heard.map((faults) => faults.length).sort((a, b) => a - b), [0, 50]);
  assert(heard.flat().every(({ fault }) => fault === "known already"));

  const known = await other.patients(model);
  assertEquals(known.rows.length, 50);
  assertEquals(new Set(known.ids), new Set(ids.slice(0, 50)));
  // Of one batch the last comes first, and every cell is as it was.
  assertEquals(known.rows, rows.slice(0, 50).toReversed());
  assertEquals(await log.settle([outcome(last)]), []);
  await assertRejects(() => log.log(model, [{ row: rows[0], p: 2 }]), RangeError, "predictions[0]");
  await log.ready();
  await log.forgetOld();
  // A report is about the latest thousand.
  const many = { ...model, model: "many" };
  await log.log(many, [...asked, ...asked, ...asked, ...asked.slice(0, 92)]);
  assertEquals(patientsOf(await other.drift(many)), 1000);
  await log.log(many, asked.slice(0, 1));
  assertEquals(patientsOf(await other.drift(many)), 1000);
}

const patientsOf = ({ patients }: { readonly patients: number }): number => patients;

Deno.test("a prediction log in a file keeps its promises, to two servers at once", async () => {
  await inFolder(async (path) => {
    const [log, other] = [await openLogService(path), await openLogService(path)];
    await promises(log, other);
    await Promise.all([log.close(), other.close()]);
  });
});

Deno.test("a locked log is given up on in a quarter of a second, and meanwhile holds nothing up", async () => {
  await inFolder(async (path) => {
    const log = await openLogService(path);
    using locking = new DatabaseSync(path);
    locking.exec("BEGIN IMMEDIATE");
    let longest = 0, last = performance.now();
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const start = performance.now();
    const locked = await assertRejects(() => log.log(model, asked.slice(0, 1)), LogError);
    assertEquals(locked.message, "the log is locked");
    await assertRejects(() => log.ready(), LogError);
    const took = performance.now() - start;
    clearInterval(ticking);
    locking.exec("ROLLBACK");
    assert(took < 2000, `it took ${took} ms`);
    assert(longest < 200, `the event loop was held up ${longest} ms`);
    await log.ready();
    assertEquals((await log.log(model, asked.slice(0, 1))).length, 1);
    await log.close();
  });
});

Deno.test("openLogService() refuses a file that is not a log, and an invalid number of days", async () => {
  await inFolder(async (path) => {
    await Deno.writeTextFile(path, "not a log");
    await assertRejects(() => openLogService(path), SyntaxError, path);
    await Deno.remove(path);
    await assertRejects(() => openLogService(path, { keepDays: 0 }), RangeError, "keepDays");
  });
});

Deno.test("a prediction log in PostgreSQL keeps the same promises", async (t) => {
  await using database = await startPostgres();
  const { url } = database;

  await t.step("to two servers that open it at the same moment", async () => {
    const [log, other] = await Promise.all([openLogService(url), openLogService(url)]);
    await promises(log, other);
    await Promise.all([log.close(), other.close()]);
  });

  await t.step("and forgets what is older than it may be", async () => {
    const day = 24 * 60 * 60 * 1000;
    let time = Date.now() + day;
    const log = await openPostgresLog(url, { keepDays: 30, now: () => time });
    const older = { ...model, model: "second" };
    const [id] = await log.log(older, asked.slice(0, 1));
    await log.settle([{ id, label: 0 }]);
    time += 29 * day;
    assertEquals((await log.patients(older)).ids, [id]);
    time += 2 * day;
    assertEquals((await log.patients(older)).ids, []);
    assertEquals(await log.settle([{ id, label: 0 }]), [{ place: 0, fault: "unknown" }]);
    // Each call does so, and so does opening.
    const keeping = await openPostgresLog(url);
    const kept = async (): Promise<number> => patientsOf(await keeping.drift(older));
    const calls = {
      "forgetOld()": () => log.forgetOld(),
      "log()": () => log.log({ ...model, model: "third" }, asked.slice(0, 1)),
      "drift()": () => log.drift({ ...model, model: "third" }),
      "openPostgresLog()": async () => {
        await (await openPostgresLog(url, { keepDays: 30, now: () => time })).close();
      },
    };
    for (const [name, call] of Object.entries(calls)) {
      await log.log(older, asked.slice(0, 2));
      time += 30 * day;
      await call();
      assertEquals(await kept(), 2, name);
      time += 1;
      await call();
      assertEquals(await kept(), 0, name);
    }
    await Promise.all([log.close(), keeping.close()]);
    await assertRejects(() => openPostgresLog(url, { keepDays: 0 }), RangeError, "got 0");
  });

  await t.step("and gives up on a table that is locked", async () => {
    const log = await openLogService(url);
    await using _locked = await database.lock("heartbook_predictions");
    await assertRejects(() => log.log(model, asked.slice(0, 1)), LogError, "lock timeout");
    await log.close();
  });

  await t.step("and says so when the database is gone", async () => {
    const log = await openLogService(url);
    await log.ready();
    await database.stop();
    await assertRejects(() => log.ready(), LogError);
    await assertRejects(() => openLogService(url), LogError);
    await log.close();
  });
});
