import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { readCardiotocography } from "heartbook/cardiotocography/recordings.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { detect, writeDetections, writeReasons } from "heartbook/ship/detect/detect.ts";
import { fitCardiotocography } from "heartbook/cardiotocography/detection.ts";
import { readDetection, writeDetection } from "heartbook/ship/detect/detection-file.ts";
import { fitDetection } from "heartbook/ship/detect/detection-model.ts";

const patients = readHeart();
const threshold = {
  value: 0.3,
  method: "by hand",
  promise: "none",
  confusion: { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 },
};
const model = await fitDetection(patients, logistic({ l2: 1 }), { threshold });
const [, second] = patients.rows;

// By hand.

Deno.test("fitDetection() notes what is usual among the healthy and seen in anybody", () => {
  const [age, sex] = model.usual;
  const healthy = patients.rows.filter((_, i) => patients.labels[i] === 0);
  const ages = healthy.map((row) => Number(row.age)).sort((a, b) => a - b);
  if (age.kind !== "number") throw new TypeError("expected age to be a number");
  assertEquals([age.middle, age.seen], [(ages[81] + ages[82]) / 2, [29, 77]]);
  // Between the 2.5th and the 97.5th of a hundred healthy, 163 steps from the first to the last.
  const at = (place: number): number => {
    const below = Math.floor(place);
    return ages[below] + (place - below) * (ages[below + 1] - ages[below]);
  };
  assertEquals(healthy.length, 164);
  assertAlmostEquals(age.range[0], at(0.025 * 163), 1e-9);
  assertAlmostEquals(age.range[1], at(0.975 * 163), 1e-9);
  assertEquals(sex, { kind: "category", feature: "sex", middle: "male", seen: ["female", "male"] });
});

Deno.test("detect() raises an alarm from the threshold on", () => {
  const [p] = predictRows(model, [second]);
  for (const [value, label] of [[p, 1], [p + 1e-9, 0]] as const) {
    const [found] = detect({ ...model, threshold: { ...threshold, value } }, [second]);
    assertEquals([found.label, found.probability, found.id], [label, p, "1"]);
  }
});

Deno.test("detect() gives as reasons what the probability would be without them", () => {
  const [{ reasons, probability }] = detect(model, [second]);
  assert(reasons.length >= 2);
  for (const { feature, effect } of reasons) {
    const usual = model.usual.find((each) => each.feature === feature)!;
    const [without] = predictRows(model, [{ ...second, [feature]: usual.middle }]);
    assertAlmostEquals(effect, probability - without, 1e-12);
  }
});

Deno.test("detect() has no reasons where no feature counts", async () => {
  const blind = await fitDetection(patients, prevalence(), { threshold });
  assertEquals(detect(blind, [second])[0].reasons, []);
});

Deno.test("detect() warns of what is missing and of what it has never seen", () => {
  const [{ warnings }] = detect(model, [{ ...second, age: 95, ca: null }]);
  assertEquals(warnings, [
    "age 95 lies outside the 29 to 77 seen before",
    "ca is missing and taken for 0",
  ]);
});

Deno.test("detect() reads rows, CSV text and a file alike", () => {
  const text = Deno.readTextFileSync("data/cleveland.csv");
  const expected = detect(model, patients.rows);
  const nameless = expected.map((each, i) => ({ ...each, id: patients.ids[i] }));
  assertEquals(detect(model, text), nameless);
  assertEquals(detect(model, "data/cleveland.csv"), nameless);
  assertEquals(detect(model, new URL("../../../data/cleveland.csv", import.meta.url)), nameless);
});

Deno.test("detect() refuses a table that is not the model's, with row and column", () => {
  const { age: _, ...ageless } = second;
  const cases = [
    [[ageless], SyntaxError, "row 1: column age is missing"],
    [[{ ...second, note: "x" }], SyntaxError, "column note is not in the schema"],
    [[second, { ...second, chol: 0 }], RangeError, "row 2, column chol"],
    [[{ ...second, sex: "m" }], RangeError, 'column sex: expected "female", "male"'],
    [[null], TypeError, "expected an object of features, got null"],
    [[], SyntaxError, "expected at least one row"],
    ["age,sex\n", SyntaxError, "expected at least one row"],
    ["nowhere.csv", Deno.errors.NotFound, "nowhere.csv"],
  ] as const;
  for (const [input, kind, message] of cases) {
    assertThrows(() => detect(model, input as never), kind, message);
  }
  assertEquals(detect(model, [{ ...second, note: "x" }], { ignore: ["note"] }).length, 1);
});

Deno.test("writeDetections() quotes what has commas in it", () => {
  const detections = detect(model, [{ ...second, age: 95 }]);
  const [header, line] = writeDetections(detections, patients.schema).split("\n");
  assertEquals(header, "id,disease,probability,reasons,warnings");
  assert(line.startsWith(`1,yes,${Number(detections[0].probability.toFixed(4))},"`));
  assert(line.includes(writeReasons(detections[0])));
});

// The file.

Deno.test("readDetection() reads what writeDetection() wrote, and nothing else", async () => {
  const path = await Deno.makeTempFile();
  try {
    await writeDetection(model, path);
    assertEquals(await readDetection(path), model);
    const { usual, ...others } = model;
    const damaged: [unknown, typeof SyntaxError | typeof RangeError, string][] = [
      [{ ...model, version: 2 }, SyntaxError, "version 1"],
      [null, SyntaxError, "version 1"],
      [{ ...others, usual: usual.slice(1) }, RangeError, "expected what is usual of age"],
      [{ ...model, model: { kind: "logistic" } }, RangeError, "damaged"],
      [{ ...model, threshold: { ...threshold, value: null } }, RangeError, "a threshold"],
    ];
    for (const [content, kind, message] of damaged) {
      await Deno.writeTextFile(path, JSON.stringify(content));
      await assertRejects(() => readDetection(path), kind, message);
    }
    await Deno.writeTextFile(path, JSON.stringify(model).slice(0, -10));
    await assertRejects(() => readDetection(path), SyntaxError, "expected JSON");
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("fitCardiotocography() keeps its floors on recordings that it had not seen", async () => {
  const { threshold: { confusion }, usual } = await fitCardiotocography();
  const { truePositive, falsePositive, trueNegative } = confusion;
  assert(truePositive / (truePositive + falsePositive) >= 0.6);
  assert((truePositive + trueNegative) / readCardiotocography().rows.length >= 0.95);
  assert(truePositive / 176 > 0.9);
  assertEquals(usual.length, 21);
});
