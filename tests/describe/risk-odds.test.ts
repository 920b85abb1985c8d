import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { riskOdds } from "heartbook/describe/risk-odds.ts";
import { heartRiskFactors } from "heartbook/heart/risk-factors.ts";

Deno.test("riskOdds() has a row a known risk factor, and turns over with the outcome", () => {
  const patients = readHeart();
  const odds = riskOdds(patients, { factors: heartRiskFactors });
  assertEquals(odds.map(({ feature }) => feature), [
    ...["age", "sex", "cp", "thalach", "exang", "oldpeak", "ca"],
  ]);
  const inverted = riskOdds({
    ...patients,
    labels: patients.labels.map((label) => label === 1 ? 0 : 1),
  }, { factors: heartRiskFactors });
  odds.forEach(({ ratio }, i) =>
    assertAlmostEquals(inverted[i].ratio.estimate, 1 / ratio.estimate, 1e-6)
  );
});

Deno.test("riskOdds() takes factors of one's own, a level to the letter", () => {
  const odds = riskOdds(readHeart(), {
    factors: [{ feature: "thal", level: "fixed defect", effect: "raises" }],
  });
  assertEquals(odds.length, 1);
  assert(odds[0].contrast.startsWith("fixed defect against "));
});

Deno.test("riskOdds() takes the level of its intervals", () => {
  const [patients, factors] = [readHeart(), heartRiskFactors];
  const [usual] = riskOdds(patients, { factors });
  const [narrow] = riskOdds(patients, { factors, level: 0.5 });
  assertEquals([usual.ratio.level, narrow.ratio.level], [0.95, 0.5]);
  assert(narrow.ratio.high < usual.ratio.high && narrow.ratio.low > usual.ratio.low);
});
