import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { atRecallFloor } from "heartbook/choose/floor.ts";
import { takeRows } from "heartbook/data/dataset.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { confusionAt } from "heartbook/measure/confusion.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { cardMarkdown } from "heartbook/ship/card/card.ts";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { hasReasons } from "heartbook/ship/model-file/explain.ts";
import { predictWith } from "heartbook/ship/model-file/predict.ts";
import { encodeModelFile } from "heartbook/ship/model-file/write.ts";
import { parseModelFile } from "heartbook/ship/model-file/read.ts";
import { sha256 } from "heartbook/ship/model-file/text.ts";
import { trainHeart } from "heartbook/heart/train.ts";
import { trainModelFile, type TrainOptions } from "heartbook/ship/train/train.ts";
import type { Interval } from "heartbook/types.ts";
import { patients } from "../model-file/made.ts";

const created = "2026-01-02T03:04:05.000Z";
const heard: number[] = [];
const heart = await trainHeart({ created, progress: (done) => heard.push(done) });

function figure({ card }: ModelFile, name: string, group = "everybody"): Interval {
  const { figures } = card.groups.find((each) => each.name === group)!;
  return figures.find((each) => each.name === name)!.interval;
}

Deno.test("trainHeart() makes a file that a reader takes", async () => {
  assertEquals(await parseModelFile(encodeModelFile(heart)), heart);
});

Deno.test("trainHeart() reaches what an honest comparison has found, and no more", () => {
  // Elastic net on Cleveland, tuned inside: AUC .902, Brier .122; above .93 would be a leak.
  assertAlmostEquals(figure(heart, "ROC AUC").estimate, 0.902, 0.015);
  assertAlmostEquals(figure(heart, "Brier score").estimate, 0.122, 0.01);
});

Deno.test("trainHeart() keeps the predictions that its figures are computed from", () => {
  const { outOfFold, groups } = heart.card;
  assertEquals(outOfFold.label, [...patients.labels]);
  assertEquals(figure(heart, "ROC AUC").estimate, metrics.rocAuc.score(outOfFold));
  assertEquals(figure(heart, "Brier score").estimate, metrics.brier.score(outOfFold));
  assertEquals(heart.threshold.confusion, confusionAt(outOfFold, heart.threshold.value));
  const sexes = groups.map(({ name, patients, diseased }) => [name, patients, diseased]);
  assertEquals(sexes, [["everybody", 303, 139], ["female", 97, 25], ["male", 206, 114]]);
});

Deno.test("trainHeart() rules out disease below a threshold that finds 90% of the diseased", () => {
  const { threshold, refer } = heart;
  assertEquals(threshold.method, "Neyman-Pearson");
  assertEquals(refer!.low, threshold.value);
  const { truePositive, falseNegative } = threshold.confusion;
  assert(truePositive / (truePositive + falseNegative) > 0.9);
  assert(figure(heart, "recall").estimate > 0.9);
});

Deno.test("trainHeart() reads low for a healthy patient and high for a sick one", () => {
  const healthy = {
    ...patients.rows[0],
    age: 40,
    sex: "female",
    cp: "non-anginal",
    thalach: 175,
    exang: "no",
    oldpeak: 0,
    slope: "upsloping",
    ca: 0,
    thal: "normal",
    restecg: "normal",
  };
  const sick = {
    ...healthy,
    age: 65,
    sex: "male",
    cp: "asymptomatic",
    thalach: 110,
    exang: "yes",
    oldpeak: 3,
    slope: "flat",
    ca: 2,
    thal: "reversible defect",
  };
  const [low, high] = predictWith(heart, [healthy, sick]);
  assert(low.p < 0.1 && low.decision === "healthy");
  assert(high.p > 0.9 && high.decision === "diseased");
  assertEquals(hasReasons(heart), true);
});

Deno.test("trainHeart() names its data by their checksum, and tells of every fold", async () => {
  assertEquals(heart.dataSha256, await sha256(await Deno.readFile("data/cleveland.csv")));
  assertEquals(heart.created, created);
  assertEquals(heard, Array.from({ length: 10 }, (_, i) => i + 1));
});

Deno.test("the card of the default model says once that it is no medical device", () => {
  const markdown = cardMarkdown(heart);
  assertEquals(markdown.match(/medical device/g)?.length, 1);
});

Deno.test("the card of the default model computes its limits", () => {
  const text = heart.card.limits.join("\n");
  for (const number of ["303 patients", "18 parameters", "at least 382 patients", "97 female"]) {
    assert(text.includes(number), number);
  }
});

const half = takeRows(patients, patients.labels.flatMap((_, i) => (i % 2 === 0 ? [i] : [])));
const options: TrainOptions = {
  learner: logistic({ l2: 1 }),
  rule: (scored) => ({ threshold: atRecallFloor(scored, 0.9), refer: null }),
  describe: ({ groups, folds }) => ({
    title: `${groups.length} groups, ${folds.length} folds`,
    use: [],
    misuse: [],
    reasons: [],
    limits: [],
    patients: "Every other patient.",
  }),
  seed: 1,
  replicates: 50,
  created,
  dataSha256: "0123456789abcdef".repeat(4),
};

Deno.test("trainModelFile() fits on all patients and predicts each without itself", async () => {
  const file = await trainModelFile(half, options);
  const fitted = await options.learner(half);
  assertEquals(file.model, fitted.model);
  assertEquals(file.card.title, "1 groups, 10 folds");
  const p = Array.from(predictRows(fitted, half.rows));
  assertEquals(file.card.outOfFold.p.some((each, i) => each === p[i]), false);
});

Deno.test("trainModelFile() gives the same bytes for the same seed", async () => {
  const some = { ...options, learner: forest({ trees: 5, seed: 3 }) };
  const [first, second] = [await trainModelFile(half, some), await trainModelFile(half, some)];
  assertEquals(encodeModelFile(first), encodeModelFile(second));
  const other = await trainModelFile(half, { ...some, seed: 2 });
  assertEquals(other.contentSha256 === first.contentSha256, false);
});

Deno.test("trainModelFile() says which figures a model that is certain of somebody lacks", async () => {
  const certain = await trainModelFile(half, { ...options, learner: forest({ trees: 5 }) });
  const sure = await trainModelFile(half, options);
  const names = [certain, sure].map(({ card }) => card.groups[0].figures.map(({ name }) => name));
  assertEquals(names[0].length + 2, names[1].length);
  const said = [certain, sure].map(({ card }) => card.validation.includes("are undefined"));
  assertEquals(said, [true, false]);
  const drawn = [certain, sure].map(({ card }) => card.calibrationCurve !== null);
  assertEquals(drawn, [false, true]);
});

Deno.test("trainModelFile() refuses to group by what is no category, and stops when told", async () => {
  const byAge = { ...options, groupBy: "age" };
  await assertRejects(() => trainModelFile(half, byAge), RangeError, "got age");
  const signal = AbortSignal.abort(new Error("stopped"));
  await assertRejects(() => trainModelFile(half, { ...options, signal }), Error, "stopped");
});

Deno.test("trainModelFile() gives a group figures from two of each outcome on, and says of rarer ones that they lack them", async () => {
  const women = async (diseased: number, healthy: number): Promise<ModelFile["card"]> => {
    const left = [healthy, diseased];
    const rows = half.rows.map((row, i) => ({
      ...row,
      sex: left[half.labels[i]]-- > 0 ? "female" : "male",
    }));
    return (await trainModelFile({ ...half, rows }, { ...options, groupBy: "sex" })).card;
  };
  for (const [diseased, healthy] of [[2, 2], [3, 2], [2, 3]]) {
    const { groups, limits } = await women(diseased, healthy);
    assertEquals(groups.map(({ name, feature }) => [name, feature]), [
      ...[["everybody", undefined], ["female", "sex"], ["male", "sex"]],
    ]);
    assertEquals([groups[1].patients, groups[1].diseased], [diseased + healthy, diseased]);
    assertEquals(limits, []);
  }
  for (const [diseased, healthy] of [[1, 9], [9, 1], [4, 0], [0, 4]]) {
    const { groups, limits } = await women(diseased, healthy);
    assertEquals(groups.map(({ name }) => name), ["everybody", "male"]);
    assertEquals(limits, [
      `female has no figures of its own: ${diseased + healthy} rows, ${diseased} of them ` +
      "diseased, are too few.",
    ]);
  }
});

Deno.test("trainModelFile() keeps rows that share an id together, inside its folds too", async () => {
  const each = takeRows(patients, Array.from({ length: 120 }, (_, i) => i >> 1));
  const parts: string[][] = [];
  await trainModelFile(each, {
    learner: (part, work) => {
      parts.push([...part.ids]);
      return logistic({ l2: 1 })(part, work);
    },
    rule: (scored) => ({ threshold: atRecallFloor(scored, 0.9), refer: null }),
    describe: () => ({ title: "", use: [], misuse: [], reasons: [], limits: [], patients: "" }),
    replicates: 20,
    seed: 1,
    created,
    dataSha256: "0".repeat(64),
  });
  assertEquals(parts.length, 10 * 11 + 1);
  for (const ids of parts) assertEquals(ids.length, 2 * new Set(ids).size);
});
