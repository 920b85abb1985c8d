import { assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic, prevalence } from "heartbook/learners/mod.ts";
import { interactWith } from "heartbook/prepare/interactions.ts";
import { derive } from "heartbook/prepare/derived.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { crossValidateByLevel } from "heartbook/resample/by-level.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 5, seed: 1 });

Deno.test("crossValidateByLevel() predicts each patient by a model of the own level alone", async () => {
  const table = await crossValidateByLevel(patients, prevalence(), splits, { by: "sex" });
  assertEquals([...table.row], patients.rows.map((_, i) => i));
  table.row.forEach((row, i) => {
    const { train } = splits[table.split[i]];
    const alike = train.filter((each) => patients.rows[each].sex === patients.rows[row].sex);
    const diseased = alike.filter((each) => patients.labels[each] === 1).length;
    assertAlmostEquals(table.p[i], diseased / alike.length, 1e-12);
  });
});

Deno.test("crossValidateByLevel() refuses what is not a category and patients who do not record it", async () => {
  for (const by of ["age", "colour"]) {
    await assertRejects(
      () => crossValidateByLevel(patients, prevalence(), splits, { by }),
      RangeError,
      "a category",
    );
  }
  await assertRejects(
    () => crossValidateByLevel(patients, prevalence(), splits, { by: "thal" }),
    RangeError,
    "thal to be recorded",
  );
});

Deno.test("interactWith() makes features that are 0 for all other levels", () => {
  const women = { by: "sex", level: "female" };
  const derived = derive(patients, interactWith(patients.schema, women));
  derived.rows.forEach((row) => {
    assertEquals(row["age if female"], row.sex === "female" ? row.age : 0);
    const isYes = row.sex === "female" && row.exang === "yes";
    assertEquals(row["exang yes if female"], Number(isYes));
  });
  assertThrows(() => interactWith(patients.schema, { by: "age", level: "x" }), RangeError, "age");
});

Deno.test("a model with interactions can tell women by other weights than men", async () => {
  const features = interactWith(patients.schema, { by: "sex", level: "female" });
  const learner = logistic({ l2: 1 }, { steps: [{ kind: "derive", features }] });
  const fitted = await learner(patients);
  const [row] = takeRows(patients, [0]).rows;
  const change = (sex: string): number => {
    const [a, b] = predictRows(fitted, [{ ...row, sex, age: 40 }, { ...row, sex, age: 60 }]);
    return Math.log(b / (1 - b)) - Math.log(a / (1 - a));
  };
  assertEquals(Math.abs(change("male") - change("female")) > 1e-3, true);
});

Deno.test("crossValidateByLevel() names the first patient who does not record the category", async () => {
  for (const row of [0, 7]) {
    const rows = patients.rows.map((each, i) => i === row ? { ...each, sex: null } : each);
    await assertRejects(
      () => crossValidateByLevel({ ...patients, rows }, prevalence(), splits, { by: "sex" }),
      RangeError,
      `row ${row}: expected sex to be recorded`,
    );
  }
});
