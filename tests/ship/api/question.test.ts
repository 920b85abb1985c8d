import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { heartSchema } from "heartbook/heart/heart.ts";
import { patientShape, toRow } from "heartbook/ship/api/patient.ts";
import { rowReader } from "heartbook/ship/api/question.ts";
import { inStretches, makeTurns } from "heartbook/ship/api/turns.ts";
import { defaultLimits } from "heartbook/ship/http/limits.ts";
import { asking, handlerOf, patient } from "../serving.ts";

Deno.test("rowReader() takes what patientShape() takes, and makes the same row", () => {
  const shape = patientShape(heartSchema);
  const read = rowReader(heartSchema);
  const odd = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.boolean(), fc.jsonValue());
  const names = [...heartSchema.features.map(({ name }) => name), "__proto__", "extra"];
  const change = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(fc.constantFrom(...Object.values(patient), null, -1, 4, 63.5), odd),
    { maxKeys: 3 },
  );
  let taken = 0;
  fc.assert(
    fc.property(change, fc.subarray(Object.keys(patient)), (changed, kept) => {
      const some = Object.entries(patient).filter(([name]) => kept.includes(name));
      const asked = JSON.parse(JSON.stringify({ ...Object.fromEntries(some), ...changed }));
      const { success, data } = shape.safeParse(asked);
      const row = read(asked);
      assertEquals(row !== undefined, success);
      if (!success) return;
      taken++;
      assertEquals(row, toRow(heartSchema, data));
    }),
    { seed: 5, numRuns: 3000 },
  );
  assert(taken > 300, `only ${taken} were taken`);
  for (const none of [null, [], "", 1, true]) assertEquals(read(none), undefined);
});

Deno.test("POST /predict names the place of a fault far down in a batch", async () => {
  const patients = Array.from({ length: 300 }, () => ({ ...patient }));
  const wrong = patients.with(217, { ...patient, chol: 5.8 as never });
  const response = await handlerOf()(asking({ patients: wrong }));
  assertEquals(response.status, 422);
  assertStringIncludes((await response.json()).detail, "/patients/217/chol: expected 80 to 700");
});

Deno.test("inStretches() does everything once, in order, and stops at the first error", async () => {
  const seen: number[] = [];
  const some = (from: number, to: number): void => {
    for (let i = from; i < to; i++) seen.push(i);
  };
  await inStretches(10_000, some, makeTurns());
  assertEquals(seen, Array.from({ length: 10_000 }, (_, i) => i));
});

Deno.test("turns go on after one that failed", async () => {
  const turn = makeTurns();
  const failed = turn(() => {
    throw new Error("no");
  }).then(() => "done", () => "failed");
  assertEquals([await failed, await turn(() => 2)], ["failed", 2]);
});

Deno.test("a batch is answered to the letter as one patient at a time", async () => {
  const handle = handlerOf();
  const patients = Array.from({ length: 450 }, (_, i) => ({ ...patient, age: 30 + i % 50 }));
  const together = await (await handle(asking({ patients }))).text();
  const { model, answers } = JSON.parse(together);
  assertEquals(together, JSON.stringify({ model, answers }));
  for (const i of [0, 199, 200, 449]) {
    const alone = await (await handle(asking({ patients: [patients[i]] }))).json();
    assertEquals(alone.answers, [answers[i]]);
  }
});

Deno.test("with sixteen batches at once others are let in, and a seventeenth comes again", async () => {
  const handle = handlerOf();
  const batch = { patients: Array.from({ length: 2000 }, () => patient) };
  let longest = 0, last = performance.now();
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const start = performance.now();
  const statuses = await Promise.all(Array.from({ length: 20 }, async () => {
    const response = await handle(asking(batch));
    await response.text();
    return response.status;
  }));
  const took = performance.now() - start;
  clearInterval(ticking);
  assertEquals(statuses.filter((status) => status === 200).length, defaultLimits.batches);
  assertEquals(statuses.filter((status) => status === 503).length, 20 - defaultLimits.batches);
  assert(longest < took / 4, `nobody was let in for ${longest} of ${took} ms`);
  const after = await handle(asking(batch));
  await after.body?.cancel();
  assertEquals(after.status, 200);
});
