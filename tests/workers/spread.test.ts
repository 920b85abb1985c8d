import { fileURLToPath } from "node:url";
import { assertEquals, assertInstanceOf, assertRejects, assertThrows } from "@std/assert";
import { pack, unpack } from "heartbook/workers/origin.ts";
import { spread } from "heartbook/workers/spread.ts";
import { threadCount } from "heartbook/workers/threads.ts";
import { AT_WORK, drawSlowly, ENDED, failSometimes, untilAborted } from "./tasks.ts";
import { forest } from "heartbook/learners/forest.ts";
import { mlForest, mlLogistic } from "heartbook/learners/mljs.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logisticRecord } from "heartbook/learners/logistic.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import fc from "fast-check";
import { withThreads } from "./with-threads.ts";

const seeds = Array.from({ length: 24 }, (_, i) => i);

async function draw(): Promise<{ drawn: Float64Array[]; threads: number }> {
  const all = await spread(drawSlowly, seeds, { shared: { ms: 15 } });
  return {
    drawn: all.map(({ drawn }) => drawn),
    threads: new Set(all.map(({ thread }) => thread)).size,
  };
}

Deno.test("spread() gives the same bytes with 0, 1, 2 and 3 workers, and uses them", async () => {
  const alone = await withThreads("0", draw);
  assertEquals(alone.threads, 1);
  for (const count of ["1", "2", "3"]) {
    // Helpers take a moment to start; on a busy machine a few batches go by until they are up.
    let threads = 0;
    for (let i = 0; i < 40 && threads < Number(count); i++) {
      const together = await withThreads(count, draw);
      assertEquals(together.drawn, alone.drawn);
      threads = Math.max(threads, together.threads);
    }
    assertEquals(threads, Number(count));
  }
});

Deno.test("spread() tells every step once, in order, with any number of workers", async () => {
  for (const count of ["0", "2", "3"]) {
    const told: number[][] = [];
    await withThreads(count, () =>
      spread(drawSlowly, seeds, {
        shared: { ms: 5 },
        progress: (done, total) => told.push([done, total]),
      }));
    assertEquals(told, seeds.map((i) => [i + 1, seeds.length]));
  }
});

Deno.test("spread() throws the first job's error with its type, message and cause", async () => {
  for (const count of ["0", "2", "3"]) {
    for (const bad of [[5, 6, 7], [6, 7], [23], [0, 1, 2, 3]]) {
      const error = await assertRejects(() =>
        withThreads(count, () => spread(failSometimes, seeds, { shared: { ms: 3, bad } }))
      );
      const [first] = bad;
      assertInstanceOf(error, [RangeError, TypeError][first % 2]);
      assertEquals(error.message, `job ${first} went wrong`);
      assertInstanceOf(error.cause, SyntaxError);
    }
  }
});

Deno.test("an abort reaches a job at work in another thread and rejects with its reason", async () => {
  await withThreads("2", async () => {
    const helper = new Int32Array(new SharedArrayBuffer(4));
    const stop = new AbortController(), reason = new Error("enough");
    const work = spread(untilAborted, Array.from({ length: 20_000 }, (_, i) => i), {
      shared: { helper },
      signal: stop.signal,
      progress: () => {
        if (Atomics.load(helper, 0) === AT_WORK) stop.abort(reason);
      },
    });
    assertEquals(await assertRejects(() => work), reason);
    // Left alone, its job would go on for twice as long as this waits.
    for (let i = 0; i < 1500 && Atomics.load(helper, 0) !== ENDED; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assertEquals(Atomics.load(helper, 0), ENDED);
  });
});

Deno.test("spread() does all jobs here when what they share is a closure", async () => {
  await withThreads("2", async () => {
    const shared = { ms: 15, closure: (): number => 1 };
    const all = await spread(drawSlowly, seeds, { shared });
    assertEquals(new Set(all.map(({ thread }) => thread)).size, 1);
  });
});

Deno.test("spread() goes on alone when its helpers end", async () => {
  const run = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", fileURLToPath(new URL("./dying.ts", import.meta.url))],
    env: { HEARTBOOK_WORKERS: "3" },
  });
  const { code, stdout, stderr } = await run.output();
  assertEquals(new TextDecoder().decode(stdout), "all 40\n", new TextDecoder().decode(stderr));
  assertEquals(code, 0);
});

Deno.test("without the permissions there are no helpers, no questions, and the same bytes", async () => {
  const outputs = await Promise.all(
    [["-A"], ["--allow-read"], ["--allow-env"], ["--allow-read", "--ignore-env"], []].map(
      async (flags) => {
        const run = new Deno.Command(Deno.execPath(), {
          args: [
            "run",
            "--quiet",
            ...flags,
            fileURLToPath(new URL("./drawing.ts", import.meta.url)),
          ],
          env: { HEARTBOOK_WORKERS: "2" },
        });
        const { stdout, stderr } = await run.output();
        assertEquals(new TextDecoder().decode(stderr), "");
        return new TextDecoder().decode(stdout).split("\n");
      },
    ),
  );
  assertEquals(outputs.map(([threads]) => threads), ["2", "1", "1", "1", "1"]);
  assertEquals(new Set(outputs.map(([, bytes]) => bytes)).size, 1);
});

Deno.test("threadCount() refuses what is not a number of workers", async () => {
  for (const wrong of ["two", "-1", "1.5", "65"]) {
    await withThreads(wrong, () => {
      assertThrows(threadCount, RangeError, `expected a whole number from 0 to 64, got "${wrong}"`);
    });
  }
  await withThreads("", () => assertEquals(threadCount(), navigator.hardwareConcurrency));
});

Deno.test("a learner that was packed and unpacked makes the same model", async () => {
  const patients = readHeart();
  const learners = [
    forest({ trees: 5, seed: 3 }),
    mlForest({ nEstimators: 1, maxDepth: 1 }),
    mlLogistic({ numSteps: 2 }),
  ];
  const again = await unpack(structuredClone(pack(learners))) as typeof learners;
  for (const [i, learner] of learners.entries()) {
    assertEquals(await again[i](patients), await learner(patients));
  }
});

Deno.test("whatever holds functions and records of known origin is the same when unpacked", async () => {
  const known = fc.constantFrom(drawSlowly, failSometimes, logisticRecord, metrics.rocAuc);
  const leaf = fc.oneof(known, fc.float(), fc.string(), fc.constantFrom(null, undefined));
  const { data } = fc.letrec((tie) => ({
    data: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.array(tie("data"), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie("data"), { maxKeys: 4 }),
    ),
  }));
  await fc.assert(fc.asyncProperty(data, async (data) => {
    assertEquals(await unpack(structuredClone(pack(data))), data);
  }));
});

Deno.test("pack() leaves plain data as it is, and refuses a closure", () => {
  const data = { rows: [{ age: 41, sex: null }], p: Float64Array.of(1), words: ["a", "b"] };
  assertEquals(pack(data).root.data === data, true);
  assertThrows(() => pack({ run: () => 1 }), TypeError, "its origin is not known");
});
