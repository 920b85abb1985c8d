import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { rocAuc } from "heartbook/measure/auc.ts";
import { precisionRecallCurve, rocCurve } from "heartbook/measure/curves.ts";
import reference from "../reference/metrics.json" with { type: "json" };
import { scoredPatients, steady } from "./arbitrary.ts";
import * as predictions from "./predictions.ts";

function assertColumnEquals(actual: readonly number[], expected: readonly number[]): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-12));
}

for (const name of ["logistic", "neighbours"] as const) {
  Deno.test(`rocCurve() equals scikit-learn's roc_curve, none dropped: ${name}`, () => {
    const curve = rocCurve(predictions[name]).slice(1);
    const { roc } = reference[name];
    assertColumnEquals(curve.map((point) => point.falsePositiveRate), roc.falsePositiveRate);
    assertColumnEquals(curve.map((point) => point.recall), roc.recall);
    assertColumnEquals(curve.map((point) => point.threshold), roc.threshold);
  });

  Deno.test(`precisionRecallCurve() equals scikit-learn's: ${name}`, () => {
    const curve = precisionRecallCurve(predictions[name]);
    const { precisionRecall } = reference[name];
    assertColumnEquals(curve.map((point) => point.precision), precisionRecall.precision);
    assertColumnEquals(curve.map((point) => point.recall), precisionRecall.recall);
  });
}

Deno.test("the trapezoids under rocCurve() add up to rocAuc()", () => {
  fc.assert(
    fc.property(scoredPatients, (scored) => {
      const curve = rocCurve(scored);
      let area = 0;
      for (let i = 1; i < curve.length; i++) {
        const width = curve[i].falsePositiveRate - curve[i - 1].falsePositiveRate;
        area += width * (curve[i].recall + curve[i - 1].recall) / 2;
      }
      assertAlmostEquals(area, rocAuc(scored), 1e-12);
    }),
    steady,
  );
});

Deno.test("rocCurve() starts at (0, 0) and ends at (1, 1)", () => {
  const curve = rocCurve(predictions.neighbours);
  const [first, last] = [curve[0], curve[curve.length - 1]];
  assertEquals([first.falsePositiveRate, first.recall], [0, 0]);
  assertEquals([last.falsePositiveRate, last.recall], [1, 1]);
});

Deno.test("precisionRecallCurve() ends at full recall with the prevalence as its precision", () => {
  const curve = precisionRecallCurve(predictions.logistic);
  const { recall, precision } = curve[curve.length - 1];
  assertEquals([recall, precision], [1, 139 / 303]);
});
