/** A budget that is used up stops the model under way and says so. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { compareModels } from "heartbook/analyse/compare.ts";
import { OutOfTime, withDeadline } from "heartbook/analyse/deadline.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { forest } from "heartbook/learners/forest.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 2, seed: 1 });

Deno.test("compareModels() finishes the first model and names those the time does not suffice for", async () => {
  const { models, leftOut } = await compareModels(patients, splits, {
    models: ["naive Bayes", "forest", "boosting"],
    seed: 1,
    budget: 0,
  });
  assertEquals(Object.keys(models), ["naive Bayes"]);
  assertEquals(leftOut.length, 1);
  assert(leftOut[0].seen.startsWith("forest, boosting: not finished"), leftOut[0].seen);
});

Deno.test("compareModels() without a budget leaves nothing out", async () => {
  const { models, leftOut } = await compareModels(patients, splits, {
    models: ["naive Bayes", "tree"],
    seed: 1,
  });
  assertEquals([Object.keys(models).sort(), leftOut], [["naive Bayes", "tree"], []]);
});

Deno.test("withDeadline() stops a forest between two of its trees", async () => {
  const start = performance.now();
  const learner = forest({ trees: 100_000, seed: 1 });
  await assertRejects(
    async () => await learner(patients, { signal: withDeadline(0.2) }),
    OutOfTime,
  );
  assert(performance.now() - start < 20_000);
});

Deno.test("withDeadline() is aborted as the signal it goes with", () => {
  const stop = new AbortController();
  const signal = withDeadline(1000, stop.signal);
  signal.throwIfAborted();
  stop.abort(new Error("stopped"));
  assertEquals(signal.aborted, true);
});
