import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { boundOdds, oddsRatios } from "heartbook/explain/odds-ratios.ts";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { oddsThreeWays } from "heartbook/heart/originals/odds.ts";
import { popularEdition } from "heartbook/heart/popular/popular.ts";
import { logistic, tree } from "heartbook/learners/mod.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { pickFeatures } from "heartbook/schema.ts";
import type { Row } from "heartbook/types.ts";
import reference from "../reference/odds-ratios.json" with { type: "json" };

const patients = readHeart();
const five = takeFeatures(
  patients,
  pickFeatures(patients.schema, ["age", "sex", "chol", "thalach", "exang"]),
);
const steps = { age: 10, chol: 40, thalach: 10 };
const names = ["age", "male", "chol", "thalach", "yes"] as const;

Deno.test("boundOdds() agrees with R's glm, its Wald intervals and its profile", async () => {
  const fitted = await logistic()(five);
  const profile = boundOdds(fitted, five, { steps });
  const wald = boundOdds(fitted, five, { steps, interval: "Wald" });
  names.forEach((name, i) => {
    const expected = reference.odds[name];
    assertAlmostEquals(profile[i].ratio.estimate, expected.estimate, 1e-6);
    assertAlmostEquals(wald[i].ratio.low, expected.wald[0], 1e-6);
    assertAlmostEquals(wald[i].ratio.high, expected.wald[1], 1e-5);
    assertAlmostEquals(profile[i].ratio.low, expected.exact[0], 1e-6);
    assertAlmostEquals(profile[i].ratio.high, expected.exact[1], 1e-5);
    // confint interpolates the profile with a spline: it is itself off by about so much.
    assertAlmostEquals(Math.log(profile[i].ratio.low), Math.log(expected.confint[0]), 1e-3);
    assertAlmostEquals(Math.log(profile[i].ratio.high), Math.log(expected.confint[1]), 1e-3);
  });
});

Deno.test("oddsRatios() says what a step does to the model's own odds, whatever was standardised", async () => {
  const odds = (p: number): number => p / (1 - p);
  for (
    const learner of [logistic(), logistic({ l2: 5 }), logistic({ l2: 5 }, { numbers: "raw" })]
  ) {
    const fitted = await learner(five);
    const [age, male] = oddsRatios(fitted, { steps });
    const row: Row = { ...five.rows[0], sex: "female" };
    const [now, older, man] = predictRows(fitted, [
      row,
      { ...row, age: Number(row.age) + 10 },
      { ...row, sex: "male" },
    ]);
    assertAlmostEquals(age.ratio, odds(older) / odds(now), 1e-9);
    assertAlmostEquals(male.ratio, odds(man) / odds(now), 1e-9);
    assertEquals([age.contrast, male.contrast], ["per 10 years", "male against female"]);
  }
});

Deno.test("boundOdds() refuses a penalised model, other patients, another kind of model, a wrong step", async () => {
  const plain = await logistic()(five);
  const ridge = await logistic({ l2: 5 })(five);
  assertThrows(() => boundOdds(ridge, five), RangeError, "unpenalised");
  const fewer = takeRows(five, Array.from({ length: 200 }, (_, i) => i));
  assertThrows(() => boundOdds(plain, fewer), RangeError, "very patients");
  const other = await tree({ maxDepth: 1 })(five);
  assertThrows(() => oddsRatios(other), RangeError, "got tree");
  assertThrows(() => oddsRatios(plain, { steps: { sex: 1 } }), RangeError, "a category");
  assertThrows(() => oddsRatios(plain, { steps: { colour: 1 } }), RangeError, "colour");
  assertThrows(() => oddsRatios(plain, { steps: { age: 0 } }), RangeError, "steps.age");
});

Deno.test("oddsThreeWays() makes the published mistake again, and turns its sign on the right outcome", async () => {
  const odds = await oddsThreeWays({ popular: popularEdition(patients), corrected: patients });
  assertEquals(odds.map(({ feature }) => feature), ["age", "trestbps", "chol", "thalach"]);
  const chol = odds.find(({ feature }) => feature === "chol")!;
  assert(Math.abs(Math.log10(chol.asPublished)) > 10);
  assert(chol.divided > 0.98 && chol.divided < 1 && chol.corrected > 1 && chol.corrected < 1.02);
});

Deno.test("oddsRatios() compares a level of a feature that the schema lacks with the others", async () => {
  const fitted = await logistic({ l2: 1 })(five);
  const [, male] = oddsRatios(fitted);
  const without = { ...fitted.schema, features: fitted.schema.features.slice(0, 1) };
  const told = oddsRatios({ ...fitted, schema: without }).map(({ contrast }) => contrast);
  assertEquals(male.contrast, "male against female");
  assertEquals(told.slice(1, 3), ["female against the others", "male against the others"]);
});
