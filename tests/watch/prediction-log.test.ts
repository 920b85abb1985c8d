import { assert, assertEquals, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { readHeart } from "heartbook/heart/heart.ts";
import type { Label } from "heartbook/types.ts";
import type { WatchedModel } from "heartbook/watch/report.ts";
import { checkOutcomes } from "heartbook/watch/log.ts";
import { toSample } from "heartbook/watch/sample.ts";
import {
  openPredictionLog,
  type PredictionLog,
  type PredictionLogOptions,
} from "heartbook/watch/prediction-log.ts";

const { schema, rows, labels } = readHeart();
const p = rows.map((_, i) => (i + 0.5) / rows.length);
const reference = toSample(schema, { rows, p });
const model: WatchedModel = { model: "first", schema, reference, threshold: 0.5 };
const answered = rows.map((row, i) => ({ row, p: p[i] }));

/** A folder that is gone after the test. */
async function inFolder(test: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function withWatch(
  test: (watch: PredictionLog, path: string) => void,
  options: PredictionLogOptions = {},
): Promise<void> {
  return inFolder((folder) => {
    const path = `${folder}/log.db`;
    using watch = openPredictionLog(path, options);
    test(watch, path);
  });
}

Deno.test("a watch joins each outcome to its own prediction", () =>
  withWatch((watch) => {
    const ids = watch.log(model, answered);
    // Every third patient's outcome comes, in another order than they were asked about.
    const known = ids.map((id, i) => ({ id, label: labels[i] })).filter((_, i) => i % 3 === 0);
    watch.outcomes(known.toReversed());
    const joined = watch.patients(model);
    assertEquals(joined.rows.length, known.length);
    joined.ids.forEach((id, k) => {
      const i = ids.indexOf(id);
      assertEquals(joined.rows[k], rows[i]);
      assertEquals(joined.labels[k], labels[i]);
    });
    assertEquals(watch.drift(model)!.calibration!.patients, known.length);
  }));

Deno.test("a watch reports no drift for patients like the reference, as plain JSON", () =>
  withWatch((watch) => {
    assertEquals(watch.drift(model), null);
    watch.log(model, answered);
    const report = watch.drift(model)!;
    assertEquals(report.drifted, []);
    assertEquals(report.calibration, null);
    assertEquals([report.patients, report.referencePatients], [303, 303]);
    assertEquals(JSON.parse(JSON.stringify(report)), report);
  }));

Deno.test("a watch keeps its log from one opening to the next", () =>
  inFolder((folder) => {
    const path = `${folder}/log.db`;
    {
      using watch = openPredictionLog(path);
      watch.log(model, answered.slice(0, 5));
    }
    using watch = openPredictionLog(path);
    watch.log(model, answered.slice(5, 7));
    assertEquals(watch.drift(model)!.patients, 7);
  }));

Deno.test("a watch gives random ids and keeps of a row the features alone", () =>
  withWatch((watch, path) => {
    const named = { ...answered[0], row: { ...rows[0], name: "Erika Mustermann" } };
    const ids = watch.log(model, [named, named]);
    assertEquals(new Set(ids).size, 2);
    for (const id of ids) assert(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id), id);
    using db = new DatabaseSync(path, { readOnly: true });
    const kept = JSON.stringify(db.prepare("SELECT * FROM predictions").all());
    assert(kept.includes("chol") && !kept.includes("Erika"));
  }));

Deno.test("a watch refuses an id it never gave, and then keeps nothing", () =>
  withWatch((watch) => {
    const [id] = watch.log(model, answered.slice(0, 1));
    const outcomes = [{ id, label: 1 as Label }, { id: "somebody", label: 0 as Label }];
    assertEquals(watch.faults(outcomes), [{ place: 1, fault: "unknown" }]);
    assertThrows(() => watch.outcomes(outcomes), RangeError, "outcomes[1]: expected a prediction");
    assertEquals(watch.patients(model).rows.length, 0);
  }));

Deno.test("a watch refuses a second outcome, sent together or later, and overwrites nothing", () =>
  withWatch((watch) => {
    const [id] = watch.log(model, answered.slice(0, 1));
    const twice = [{ id, label: 1 as Label }, { id, label: 0 as Label }];
    assertEquals(watch.faults(twice), [{ place: 1, fault: "twice" }]);
    assertThrows(() => watch.outcomes(twice), RangeError, "twice");
    watch.outcomes(twice.slice(0, 1));
    assertEquals(watch.faults(twice.slice(1)), [{ place: 0, fault: "known already" }]);
    assertThrows(() => watch.outcomes(twice.slice(1)), RangeError, "known already");
    assertEquals(watch.patients(model).labels, [1]);
  }));

Deno.test("a watch refuses outcomes and predictions of the wrong kind, all or none", () =>
  withWatch((watch) => {
    const [id] = watch.log(model, answered.slice(0, 1));
    assertThrows(() => watch.outcomes([{ id, label: 2 as Label }]), RangeError, "0 or 1");
    assertThrows(() => watch.outcomes([{ id: 7 as unknown as string, label: 1 }]), TypeError, "id");
    const { row } = answered[0];
    for (const bad of [NaN, -0.1, 1.1]) {
      const batch = [answered[1], { row, p: bad }];
      assertThrows(() => watch.log(model, batch), RangeError, "predictions[1]");
    }
    const impossible = { row: { ...row, chol: -4 }, p: 0.5 };
    assertThrows(() => watch.log(model, [impossible]), RangeError, "column chol");
    assertEquals(watch.drift(model)!.patients, 1);
  }));

Deno.test("a watch takes text for text, never for SQL", () =>
  withWatch((watch) => {
    const nasty = "x'); DROP TABLE predictions; --";
    const other = { ...model, model: nasty };
    watch.log(other, answered.slice(0, 2));
    assertThrows(() => watch.outcomes([{ id: nasty, label: 1 }]), RangeError, "unknown");
    assertThrows(() => watch.outcomes([{ id: "' OR '1'='1", label: 1 }]), RangeError, "unknown");
    assertEquals(watch.drift(other)!.patients, 2);
    assertEquals(watch.drift(other)!.model, nasty);
  }));

Deno.test("a watch keeps the predictions of two models apart", () =>
  withWatch((watch) => {
    const [id] = watch.log(model, answered.slice(0, 3));
    const second = { ...model, model: "second" };
    watch.log(second, answered.slice(0, 4));
    watch.outcomes([{ id, label: 1 }]);
    assertEquals(watch.drift(model)!.patients, 3);
    assertEquals(watch.drift(second)!.patients, 4);
    assertEquals(watch.drift(second)!.calibration, null);
  }));

Deno.test("a watch reports on the latest patients, or on those since a time", async () => {
  let time = Date.UTC(2026, 0, 1);
  await withWatch((watch) => {
    for (const each of answered.slice(0, 10)) {
      watch.log(model, [each]);
      time += 1000;
    }
    const latest = watch.drift(model, { latest: 4 })!;
    assertEquals(latest.patients, 4);
    assertEquals(latest.from, "2026-01-01T00:00:06.000Z");
    assertEquals(latest.to, "2026-01-01T00:00:09.000Z");
    assertEquals(watch.drift(model, { since: Date.UTC(2026, 0, 1, 0, 0, 8) })!.patients, 2);
    assertEquals(watch.drift(model, { latest: 1 })!.patients, 1);
    for (const latest of [0, 1.5, -1, NaN]) {
      assertThrows(() => watch.drift(model, { latest }), RangeError, "latest");
    }
    assertThrows(() => watch.drift(model, { since: NaN }), RangeError, "since");
  }, { now: () => time });
});

Deno.test("a watch forgets predictions and their outcomes when their time is over", async () => {
  const day = 24 * 60 * 60 * 1000;
  let time = 0;
  await withWatch((watch, path) => {
    const [id] = watch.log(model, answered.slice(0, 1));
    watch.outcomes([{ id, label: 1 }]);
    time = 20 * day;
    watch.log(model, answered.slice(1, 2));
    time = 30 * day;
    assertEquals(watch.drift(model)!.patients, 2);
    time = 30 * day + 1;
    assertEquals(watch.drift(model)!.patients, 1);
    assertThrows(() => watch.outcomes([{ id, label: 1 }]), RangeError, "unknown");
    using db = new DatabaseSync(path, { readOnly: true });
    assertEquals(db.prepare("SELECT count(*) AS n FROM outcomes").get()!.n, 0);
  }, { now: () => time, keepDays: 30 });
  assertThrows(() => openPredictionLog("never.db", { keepDays: 0 }), RangeError, "keepDays");
  assertThrows(() => Deno.statSync("never.db"), Deno.errors.NotFound);
});

Deno.test("a watch forgets at each call, and as soon as it is opened", async () => {
  const day = 24 * 60 * 60 * 1000;
  let time = 0;
  const options = { now: () => time, keepDays: 30 };
  await withWatch((watch, path) => {
    const second = { ...model, model: "second" };
    const calls: Readonly<Record<string, () => unknown>> = {
      forgetOld: () => watch.forgetOld(),
      log: () => watch.log(second, answered.slice(0, 1)),
      drift: () => watch.drift(second),
      patients: () => watch.patients(second),
      openPredictionLog: () => openPredictionLog(path, options).close(),
    };
    using keeping = openPredictionLog(path);
    const kept = (): number => keeping.drift(model)?.patients ?? 0;
    for (const [name, call] of Object.entries(calls)) {
      watch.log(model, answered.slice(0, 2));
      time += 30 * day;
      call();
      assertEquals(kept(), 2, name);
      time += 1;
      call();
      assertEquals(kept(), 0, name);
    }
  }, options);
});

Deno.test("a watch that forgets nothing is read while somebody else writes", () =>
  withWatch((watch, path) => {
    watch.log(model, answered.slice(0, 3));
    using writing = new DatabaseSync(path);
    writing.exec("BEGIN IMMEDIATE");
    assertEquals(watch.drift(model)!.patients, 3);
    assertEquals(watch.patients(model).rows, []);
    watch.forgetOld();
    assertThrows(() => watch.log(model, answered.slice(0, 1)), Error, "locked");
    writing.exec("ROLLBACK");
  }, { patience: 20 }));

Deno.test("a watch reports on the latest thousand where nobody says of how many", () =>
  withWatch((watch) => {
    watch.log(model, Array.from({ length: 1001 }, (_, i) => answered[i % answered.length]));
    assertEquals(watch.drift(model)!.patients, 1000);
    assertEquals(watch.drift(model, { latest: 1001 })!.patients, 1001);
  }));

Deno.test({
  name: "a watch's file is readable by its owner alone",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withWatch((watch, path) => {
      watch.log(model, answered.slice(0, 1));
      for (const file of [path, `${path}-wal`]) {
        assertEquals(Deno.statSync(file).mode! & 0o777, 0o600);
      }
    }),
});

/** Starts tests/watch/log-writer.ts. */
function startWriter(path: string, count: number): Deno.ChildProcess {
  const script = join(import.meta.dirname!, "log-writer.ts");
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script, path, String(count)],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

Deno.test("three processes that open and write one log at once lose nothing", () =>
  inFolder(async (folder) => {
    const path = `${folder}/log.db`;
    const writers = Array.from({ length: 3 }, () => startWriter(path, 40).output());
    for (const { success, stderr } of await Promise.all(writers)) {
      assert(success, new TextDecoder().decode(stderr));
    }
    using watch = openPredictionLog(path);
    assertEquals(watch.patients(model).rows.length, 120);
  }));

Deno.test("a process killed while it writes leaves a whole log with all that it had written", () =>
  inFolder(async (folder) => {
    const path = `${folder}/log.db`;
    const writer = startWriter(path, 1e6);
    const said = writer.stdout.pipeThrough(new TextDecoderStream());
    let text = "";
    for await (const chunk of said) {
      text += chunk;
      if (text.split("\n").length > 50) break;
    }
    writer.kill("SIGKILL");
    await writer.stderr.cancel();
    await writer.status;
    using watch = openPredictionLog(path);
    const kept = new Set(watch.patients(model).ids);
    const written = text.split("\n").slice(0, -1);
    assertEquals(written.filter((id) => !kept.has(id)), []);
  }));

Deno.test("two watches on one file see each other's predictions", () =>
  withWatch((first, path) => {
    using second = openPredictionLog(path);
    const [id] = first.log(model, answered.slice(0, 1));
    second.outcomes([{ id, label: 0 }]);
    assertThrows(() => first.outcomes([{ id, label: 0 }]), RangeError, "known already");
  }));

Deno.test("openPredictionLog() refuses a file of something else and leaves it as it is", () =>
  inFolder((folder) => {
    const strangers: Record<string, (path: string) => void> = {
      "a text": (path) => Deno.writeTextFileSync(path, "age,sex,chol\n63,male,233\n".repeat(99)),
      "a short text": (path) => Deno.writeTextFileSync(path, "no"),
      "another database": (path) => {
        using db = new DatabaseSync(path);
        db.exec("CREATE TABLE predictions (id TEXT); INSERT INTO predictions VALUES ('mine')");
      },
      "a database of another application": (path) => {
        using db = new DatabaseSync(path);
        db.exec("PRAGMA application_id = 7");
      },
      "a later version": (path) => {
        openPredictionLog(path).close();
        using db = new DatabaseSync(path);
        db.exec("PRAGMA user_version = 99; PRAGMA journal_mode = DELETE");
      },
    };
    for (const [name, make] of Object.entries(strangers)) {
      const path = `${folder}/${name}`;
      make(path);
      const before = Deno.readFileSync(path);
      assertThrows(() => openPredictionLog(path), SyntaxError, `${path}: `, name);
      assertEquals(Deno.readFileSync(path), before, name);
    }
    assertThrows(() => openPredictionLog(folder), Error, `${folder}: unable to open`);
    assertThrows(() => openPredictionLog(`${folder}/none/log.db`), Deno.errors.NotFound);
  }));

Deno.test("openPredictionLog() refuses a damaged log and leaves it as it is", () =>
  inFolder((folder) => {
    const path = `${folder}/log.db`;
    {
      using watch = openPredictionLog(path);
      watch.log(model, answered);
    }
    const whole = Deno.readFileSync(path);
    const damages: Record<string, (bytes: Uint8Array) => Uint8Array> = {
      "cut short": (bytes) => bytes.slice(0, bytes.length - 6000),
      "a page of zeros": (bytes) => bytes.map((byte, i) => i >= 8192 && i < 12288 ? 0 : byte),
      "a header that lies": (bytes) => bytes.map((byte, i) => i === 16 ? 0xff : byte),
      "a brace of a row": (bytes) => {
        const place = bytes.findIndex((byte, i) => byte === 0x7b && bytes[i + 1] === 0x22);
        return bytes.map((byte, i) => i === place ? 0x20 : byte);
      },
    };
    for (const [name, damage] of Object.entries(damages)) {
      const damaged = damage(whole);
      Deno.writeFileSync(path, damaged);
      assertThrows(() => openPredictionLog(path), SyntaxError, `${path}: `, name);
      assertEquals(Deno.readFileSync(path), damaged, name);
    }
  }));

Deno.test("openPredictionLog() takes over an empty file, as one that was cut off before it began", () =>
  inFolder((folder) => {
    const path = `${folder}/log.db`;
    Deno.writeFileSync(path, new Uint8Array());
    using watch = openPredictionLog(path);
    assertEquals(watch.log(model, answered.slice(0, 2)).length, 2);
  }));

Deno.test("a watch can be closed twice", () =>
  withWatch((watch) => {
    watch.close();
    watch.close();
  }));

Deno.test("checkOutcomes() names the first outcome that cannot be stored, and the log stores none", () =>
  withWatch((watch) => {
    const [id, other] = watch.log(model, answered.slice(0, 2));
    const bad = [
      [{ id: 7, label: 1 }, TypeError, "outcomes[1]: expected the id as text, got number"],
      [{ id: other, label: 2 }, RangeError, "outcomes[1]: expected a label of 0 or 1, got 2"],
      [{ id: other, label: "1" }, RangeError, "outcomes[1]: expected a label of 0 or 1, got 1"],
    ] as const;
    for (const [outcome, error, message] of bad) {
      const outcomes = [{ id, label: 1 }, outcome] as unknown as Parameters<
        typeof checkOutcomes
      >[0];
      assertThrows(() => checkOutcomes(outcomes), error, message);
      assertThrows(() => watch.settle(outcomes), error, message);
    }
    assertEquals(watch.settle([{ id, label: 1 }, { id: other, label: 0 }]), []);
    assertEquals(watch.settle([{ id, label: 1 }, { id: "nobody", label: 0 }]), [
      { place: 0, fault: "known already" },
      { place: 1, fault: "unknown" },
    ]);
  }));
