/** What every model promises, whichever it is. */
import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { records } from "heartbook/learners/records.ts";
import { predict } from "heartbook/models/model.ts";
import { type Pipeline, predictRows, prepareTraining } from "heartbook/pipeline.ts";
import type { Dataset, Label, Training } from "heartbook/types.ts";
import { pick } from "../models/trainings.ts";
import { type Exemption, type ModelCase, modelCases } from "./models.ts";
import {
  deepFreeze,
  IMPOSSIBLE,
  patients,
  rescaled,
  shuffledOrder,
  spoiled,
  take,
  withConstant,
} from "./patients.ts";

const all = patients.rows.map((_, i) => i);

/** Predictions for the same patients, whatever a change has made of their rows. */
async function predictions(
  { learner }: Pick<ModelCase, "learner">,
  train: Dataset,
  asked: Dataset = patients,
): Promise<Float64Array> {
  return predictRows(await learner(train), asked.rows);
}

function assertAgree(got: Float64Array, expected: Float64Array, within = 1e-9): void {
  assertEquals(got.length, expected.length);
  got.forEach((p, i) => assertAlmostEquals(p, expected[i], within, `patient ${i + 1}`));
}

function promise(
  words: string,
  test: (each: ModelCase, name: string) => Promise<void> | void,
  unless?: Exemption,
): void {
  for (const [name, each] of modelCases) {
    if (unless !== undefined && each.exempt?.[unless] !== undefined) continue;
    Deno.test(`${name}: ${words}`, () => test(each, name));
  }
}

Deno.test("every record of learners/ is tried here, in one setting at least", () => {
  const names = modelCases.map(([name]) => name);
  const forgotten = Object.values(records).flat().map(({ name }) => name)
    .filter((name) => !names.some((each) => each.startsWith(name)));
  assertEquals(forgotten, []);
});

promise("probabilities lie in [0, 1], one a patient", async (each) => {
  const p = await predictions(each, patients);
  assertEquals(p.length, 60);
  assert(p.every((one) => one >= 0 && one <= 1));
});

promise("a patient asked about alone is answered as in company", async (each) => {
  const pipeline = await each.learner(patients);
  const together = predictRows(pipeline, patients.rows);
  for (const i of [0, 17, 59]) {
    assertEquals(predictRows(pipeline, [patients.rows[i]])[0], together[i]);
  }
});

promise("the order of the training rows changes nothing", async (each) => {
  const shuffled = take(patients, shuffledOrder(60));
  assertAgree(await predictions(each, shuffled), await predictions(each, patients), each.within);
}, "row order");

promise("a row of weight 2 is the row twice, and one of weight 0 is no row", ({ fit, within }) => {
  const { training } = prepareTraining(patients, { numbers: "standardised", levels: "reference" });
  const weights = Float64Array.from(all, (i) => i % 3);
  const copied = pick(training, all.flatMap((i) => Array<number>(i % 3).fill(i)));
  assertAgree(
    predict(fit({ ...training, weights }), training.X),
    predict(fit(copied), training.X),
    within,
  );
}, "weights");

promise("a number that is the same for everybody changes nothing", async (each) => {
  const wider = withConstant(patients);
  assertAgree(
    await predictions(each, wider, wider),
    await predictions(each, patients),
    each.within,
  );
}, "constant column");

promise(
  "a number that is the same for everybody does no harm, or is refused by name",
  async (each) => {
    const wider = withConstant(patients);
    try {
      assert((await predictions(each, wider, wider)).every((p) => p >= 0 && p <= 1));
    } catch (error) {
      assert(error instanceof RangeError && /: same;/.test(error.message), `${error}`);
    }
  },
);

promise("another unit changes nothing", async (each) => {
  const other = rescaled(patients);
  assertAgree(
    await predictions(each, other, other),
    await predictions(each, patients),
    each.within,
  );
});

promise("one outcome only is refused, naming it", async ({ learner }) => {
  for (const label of [0, 1] as const) {
    const labels = patients.labels.map((): Label => label);
    await assertRejects(
      async () => await learner({ ...patients, labels }),
      RangeError,
      `got only ${label}`,
    );
  }
}, "one class");

promise("one patient is refused, none are too", async ({ learner }) => {
  await assertRejects(async () => await learner(take(patients, [0])), RangeError);
}, "one class");

promise("no patients are refused", async ({ learner }) => {
  await assertRejects(async () => await learner(take(patients, [])), RangeError, "row");
});

promise("the same seed gives the same bytes", async ({ learner }) => {
  const again = structuredClone(patients);
  assertEquals(JSON.stringify(await learner(again)), JSON.stringify(await learner(patients)));
});

promise("another seed gives another model, where chance has a part", async (each) => {
  if (each.otherSeed === undefined) return;
  const other = await each.otherSeed(patients), one = await each.learner(patients);
  assert(JSON.stringify(other.model) !== JSON.stringify(one.model));
});

promise("written as JSON and read again it answers to the last bit", async ({ learner }) => {
  const pipeline = await learner(patients);
  const read: Pipeline = JSON.parse(JSON.stringify(pipeline));
  assertEquals(read, pipeline);
  assertEquals(predictRows(read, patients.rows), predictRows(pipeline, patients.rows));
});

promise("fitting and predicting write to nothing that they are given", async (each) => {
  const given = deepFreeze(structuredClone(patients));
  const pipeline = deepFreeze(await each.learner(given));
  predictRows(pipeline, given.rows);

  const { training } = prepareTraining(patients, { numbers: "standardised", levels: "reference" });
  const weights = each.exempt?.weights === undefined ? new Float64Array(60).fill(2) : undefined;
  const numbers: Training = { ...training, ...(weights && { weights }) };
  const before = structuredClone(numbers);
  predict(each.fit(numbers), numbers.X);
  assertEquals(numbers, before);
});

promise("what no measurement is gets refused in training, by row and column", async (each) => {
  for (const value of IMPOSSIBLE) {
    const error = await assertRejects(async () => await each.learner(spoiled(patients, value)));
    assert(error instanceof TypeError || error instanceof RangeError, `${error}`);
    assert(/row 4, column rate: .*got -?(NaN|Infinity|1e\+300)/.test(error.message), error.message);
  }
});

promise("what no measurement is gets refused in asking, by row and column", async (each) => {
  const pipeline = await each.learner(patients);
  for (const value of IMPOSSIBLE) {
    const error = assertThrows(() => predictRows(pipeline, spoiled(patients, value).rows));
    assert(error instanceof TypeError || error instanceof RangeError, `${error}`);
    assert(/row 4, column rate: .*got -?(NaN|Infinity|1e\+300)/.test(error.message), error.message);
  }
});

promise("numbers that are none are refused in a matrix too, by row and column", ({ fit }) => {
  const { training } = prepareTraining(patients, { numbers: "standardised", levels: "reference" });
  const model = fit(training);
  for (const value of IMPOSSIBLE) {
    const values = training.X.values.with(3 * training.X.columns + 2, value);
    const X = { ...training.X, values };
    assertThrows(() => fit({ ...training, X }), RangeError, "row 3, column 2 (rate)");
    assertThrows(() => predict(model, X), RangeError, "row 3, column 2");
  }
});

promise("work that was called off ends with the reason given", async ({ learner }) => {
  const signal = AbortSignal.abort(new Error("called off"));
  await assertRejects(async () => await learner(patients, { signal }), Error, "called off");
});

promise("progress rises to the whole of the work", async ({ learner }) => {
  const heard: [number, number][] = [];
  await learner(patients, { progress: (done, total) => heard.push([done, total]) });
  assert(heard.length > 0);
  assertEquals(heard.at(-1)![0], heard.at(-1)![1]);
  heard.forEach(([done, total], i) => {
    assertEquals(total, heard[0][1]);
    assert(done > (heard[i - 1]?.[0] ?? 0));
  });
});
