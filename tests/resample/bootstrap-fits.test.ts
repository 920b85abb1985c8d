import { assert, assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { prevalence } from "heartbook/learners/prevalence.ts";
import type { Learner } from "heartbook/pipeline.ts";
import { childSeed, seeded } from "heartbook/random.ts";
import { bootstrapFits } from "heartbook/resample/bootstrap-fits.ts";
import { patients } from "../battery/patients.ts";

const rows = patients.rows.length;

Deno.test("bootstrapFits() draws as many patients as there are, each sample from its own seed", async () => {
  const { labels, apparent, samples } = await bootstrapFits(patients, prevalence(), {
    replicates: 3,
    seed: 7,
  });
  assertEquals(labels, patients.labels);
  assertEquals(apparent.counts, new Uint16Array(rows).fill(1));
  const share = labels.filter((label) => label === 1).length / rows;
  assertEquals([...apparent.p], Array(rows).fill(share));
  assertEquals([apparent.threshold, samples.length], [null, 3]);
  samples.forEach(({ counts, p, threshold }, i) => {
    const random = seeded(childSeed(7, i)), drawn = new Uint16Array(rows);
    for (let draw = 0; draw < rows; draw++) drawn[random.integer(rows)]++;
    assertEquals([counts, threshold], [drawn, null]);
    const diseased = labels.reduce<number>((sum, label, row) => sum + label * drawn[row], 0);
    assertEquals([...p], Array(rows).fill(diseased / rows));
  });
});

Deno.test("bootstrapFits() makes 500 samples by default, and refuses none", async () => {
  const { samples } = await bootstrapFits(patients, prevalence(), { seed: 1 });
  assertEquals(samples.length, 500);
  for (const replicates of [0, 1.5]) {
    const work = (): Promise<unknown> =>
      bootstrapFits(patients, prevalence(), { seed: 1, replicates });
    const message = `replicates: expected a whole number from 1, got ${replicates}`;
    await assertRejects(work, RangeError, message);
  }
});

Deno.test("bootstrapFits() tells how far it is, the model of all patients not counted", async () => {
  const told: string[] = [];
  const progress = (done: number, total: number): void => void told.push(`${done}/${total}`);
  await bootstrapFits(patients, prevalence(), { replicates: 3, seed: 1, progress });
  assertEquals(told, ["1/3", "2/3", "3/3"]);
  told.length = 0;
  const threshold = { choose: () => ({ value: 0.3 }), folds: 2 };
  const fits = await bootstrapFits(patients, prevalence(), {
    ...{ replicates: 2, seed: 1, progress, threshold },
  });
  assertEquals(told, ["1/4", "2/4", "3/4", "4/4"]);
  assertEquals([fits.apparent, ...fits.samples].map((each) => each.threshold), [0.3, 0.3, 0.3]);
});

/** Fails at its fit of this number. */
function failing(at: number): Learner {
  let fits = 0;
  return (train) => {
    if (fits++ === at) throw new RangeError("no fit");
    return prevalence()(train);
  };
}

Deno.test("bootstrapFits() names the sample that has no fit, or no threshold", async () => {
  const work = (at: number): Promise<unknown> =>
    bootstrapFits(patients, failing(at), { replicates: 2, seed: 1 });
  assertEquals((await assertRejects(() => work(0), RangeError)).message, "no fit");
  const named = await assertRejects(() => work(2), Error);
  assertEquals(named.message, "sample 1 of 2: no fit");
  assert(named.cause instanceof RangeError);

  let asked = 0;
  const choose = (): never => {
    throw new RangeError(`no threshold ${asked++}`);
  };
  const all = await assertRejects(
    () =>
      bootstrapFits(patients, prevalence(), {
        ...{ replicates: 1, seed: 1, threshold: { choose, folds: 2 } },
      }),
    RangeError,
  );
  assertEquals(all.message, "no threshold 0");
  const inside = await assertRejects(
    () =>
      bootstrapFits(patients, failing(3), {
        ...{ replicates: 1, seed: 1, threshold: { choose: () => ({ value: 0 }), folds: 2 } },
      }),
    Error,
  );
  assert(inside.message.endsWith("no fit"), inside.message);
});

Deno.test("bootstrapFits() ends with the reason when called off", async () => {
  const stop = new AbortController(), reason = new Error("enough");
  const progress = (): void => stop.abort(reason);
  const error = await assertRejects(() =>
    bootstrapFits(patients, prevalence(), {
      ...{ replicates: 9, seed: 1, progress, signal: stop.signal },
    })
  );
  assertStrictEquals(error, reason);
});
