import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { decisionCurve, netBenefit } from "heartbook/measure/netbenefit.ts";
import reference from "../reference/netbenefit.json" with { type: "json" };
import { logistic, neighbours } from "./predictions.ts";

Deno.test("netBenefit() weighs a false alarm by the odds of the threshold, by hand", () => {
  const counts = { truePositive: 40, falseNegative: 5, falsePositive: 20, trueNegative: 35 };
  assertAlmostEquals(netBenefit(counts, 0.2), 0.4 - 0.2 / 4, 1e-12);
});

Deno.test("netBenefit() refuses a threshold of 0 or 1, and no patients", () => {
  const counts = { truePositive: 1, falseNegative: 0, falsePositive: 0, trueNegative: 1 };
  const none = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
  for (const threshold of [0, 1, NaN]) {
    assertThrows(() => netBenefit(counts, threshold), RangeError, "threshold");
  }
  assertThrows(() => netBenefit(none, 0.5), RangeError, "no patients");
});

Deno.test("decisionCurve() equals the dcurves package, with and without ties", () => {
  for (const [key, scored] of Object.entries({ logistic, neighbours })) {
    const expected = reference[key as "logistic"];
    decisionCurve(scored, reference.thresholds).forEach((point, i) => {
      assertAlmostEquals(point.netBenefit, expected.netBenefit[i], 1e-12);
      assertAlmostEquals(point.treatAll, reference.treatAll[i], 1e-12);
      assertAlmostEquals(point.interventionsAvoided, expected.interventionsAvoided[i], 1e-12);
    });
  }
});

Deno.test("decisionCurve() goes in steps of 1 % by default", () => {
  const thresholds = decisionCurve(logistic).map(({ threshold }) => threshold);
  assertEquals([thresholds.length, thresholds[0], thresholds[98]], [99, 0.01, 0.99]);
});

Deno.test("a perfect model has the prevalence as its net benefit and 1 as its standardised", () => {
  const label = [1, 1, 0, 0, 0];
  for (const point of decisionCurve({ label, p: label })) {
    assertAlmostEquals(point.netBenefit, 0.4, 1e-12);
    assertAlmostEquals(point.standardised, 1, 1e-12);
  }
});

Deno.test("a model that flags everybody is treating everybody", () => {
  for (const point of decisionCurve({ label: [1, 0, 0], p: [1, 1, 1] })) {
    assertAlmostEquals(point.netBenefit, point.treatAll, 1e-12);
    assertAlmostEquals(point.interventionsAvoided, 0, 1e-9);
  }
});

Deno.test("decisionCurve() refuses thresholds out of range and a table without diseased", () => {
  assertThrows(() => decisionCurve(logistic, [0.5, 1]), RangeError, "got 1");
  assertThrows(() => decisionCurve({ label: [0], p: [0.5] }), RangeError, "no diseased");
});
