/** The thread of a log, asked directly: how long it lets a question wait, and what it says of errors. */
import { assert, assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import type { LogAnswer, LogRequest } from "heartbook/watch/log-service.ts";

const { schema, rows } = readHeart();
const model = { model: "first", schema };

/** Asks a thread in turn, each question so many milliseconds after it was asked. */
async function withThread(
  work: (
    ask: (
      method: LogRequest["method"],
      values: readonly unknown[],
      late?: number,
    ) => Promise<LogAnswer>,
    path: string,
  ) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const worker = new Worker(new URL("../../lib/watch/log-worker.ts", import.meta.url), {
    type: "module",
  });
  let id = 0;
  try {
    await work((method, values, late = 0) => {
      const { promise, resolve } = Promise.withResolvers<LogAnswer>();
      worker.onmessage = ({ data }): void => resolve(data);
      worker.postMessage({ id: ++id, method, values, asked: Date.now() - late });
      return promise;
    }, `${folder}/log.db`);
  } finally {
    worker.terminate();
    await Deno.remove(folder, { recursive: true });
  }
}

const errorOf = (answer: LogAnswer): { kind: string; message: string; stack: string } => {
  if (!("error" in answer)) throw new Error(`expected an error, got ${JSON.stringify(answer)}`);
  return answer.error;
};

Deno.test("the log's thread answers by number, and turns away what has waited a second", () =>
  withThread(async (ask, path) => {
    assertEquals(await ask("open", [path, {}], 60_000), { id: 1, value: null });
    assertEquals(await ask("settle", [[]], 500), { id: 2, value: [] });
    const late = errorOf(await ask("settle", [[]], 1500));
    assertEquals([late.kind, late.message], ["LogError", "the log is busy"]);
    assertEquals(await ask("drift", [{ ...model, threshold: 0.5 }]), {
      id: 4,
      value: { patients: 0, least: 100 },
    });
  }));

Deno.test("the log's thread tells errors of the question from those of the storage", () =>
  withThread(async (ask, path) => {
    const missing = errorOf(await ask("open", [`${path}/none/log.db`, {}]));
    assertEquals(missing.kind, "NotFound");
    await Deno.writeTextFile(path, "not a log");
    const wrong = errorOf(await ask("open", [path, {}]));
    assertEquals(wrong.kind, "SyntaxError");
    assert(wrong.message.startsWith(path) && wrong.stack.includes("log-file.ts"));
    await Deno.remove(path);
    assertEquals(errorOf(await ask("open", [path, { keepDays: -1 }])).kind, "RangeError");
    await ask("open", [path, {}]);
    const impossible = errorOf(await ask("log", [model, [{ row: rows[0], p: 2 }]]));
    assertEquals(impossible.kind, "RangeError");
    assertEquals(errorOf(await ask("settle", [[{ id: 7, label: 1 }]])).kind, "TypeError");
    await ask("close", []);
    const closed = errorOf(await ask("ready", []));
    assert(closed.message.includes("not open"), closed.message);
  }));

for (const address of ["postgres://127.0.0.1:1/x", "postgresql://127.0.0.1:1/x"]) {
  Deno.test(`the log's thread takes ${address} for a database, and says that it is not there`, () =>
    withThread(async (ask) => {
      const { kind, message } = errorOf(await ask("open", [address, {}]));
      assertEquals(kind, "LogError");
      assert(message.includes("ECONNREFUSED"), message);
    }));
}
