/** Curves over all thresholds, read back by their own axes and in their words. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { precisionRecallCurve, rocCurve } from "heartbook/measure/curves.ts";
import { decisionCurve } from "heartbook/measure/netbenefit.ts";
import { decisionChart } from "heartbook/show/charts/decision.ts";
import { precisionRecallChart } from "heartbook/show/charts/precision-recall.ts";
import { rocChart } from "heartbook/show/charts/roc.ts";
import { sweepChart } from "heartbook/show/charts/sweep.ts";
import { curveChart, placeX, placeY } from "heartbook/show/explorer/curve.ts";
import { outcomeColours, seriesColours } from "heartbook/show/palette.ts";
import {
  assertLeadsThrough,
  axisOf,
  dashed,
  drawnOf,
  only,
  readDrawing,
  textsOf,
  valuesOf,
  wordsOf,
} from "../drawing.ts";
import { four, many } from "../scored-patients.ts";

const title = "A finding";
const sick = outcomeColours.diseased;

Deno.test("rocChart() draws each model's curve, chance between the corners, and where a threshold is", () => {
  const drawing = readDrawing(rocChart({ a: four, b: many }, { title, threshold: 0.4 }));
  Object.entries({ [seriesColours[0]]: four, [seriesColours[1]]: many }).forEach(
    ([stroke, scored]) => {
      assertLeadsThrough(
        drawing,
        only(drawing, "path", { stroke }),
        rocCurve(scored).map(({ falsePositiveRate: x, recall: y }) => [100 * x, 100 * y] as const),
      );
    },
  );
  assertLeadsThrough(drawing, only(drawing, "path", dashed), [[0, 0], [100, 100]]);
  // From 0.4 on both diseased are found, and one of two healthy alarmed.
  const [at] = drawnOf(drawing, "circle");
  const [[x, y]] = valuesOf(drawing, at);
  assertAlmostEquals(x, 50, 0.2);
  assertAlmostEquals(y, 100, 0.2);
  const words = drawnOf(drawing, "text").find(({ text }) => text === "at 40 % or above")!;
  assert(Math.hypot(words.x - at.x, words.y - at.y) < 20, "beside its point");
  assert(
    !textsOf(readDrawing(rocChart({ a: four }, { title }))).some((text) => /or above/.test(text)),
  );
});

Deno.test("rocChart() draws the band of the first model", () => {
  const band = [0, 0.5, 1].map((falsePositiveRate) => ({
    falsePositiveRate,
    recall: 0.6,
    low: 0.5,
    high: 0.75,
  }));
  const drawing = readDrawing(rocChart({ a: four }, { title, band: band as never }));
  const area = only(drawing, "path", { fill: seriesColours[0] });
  assertLeadsThrough(drawing, area, [[0, 75], [50, 75], [100, 75], [100, 50], [0, 50]]);
});

Deno.test("rocChart() tells AUC, the shares found within 10 and 30 %, and the axes in the table's words", () => {
  const bundle = rocChart({ a: four }, { title });
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\nShare found at 10 % and at 30 % false alarms. a, AUC 0.750: 50 % and 50 %. ` +
      "The diagonal is guessing.",
  );
  const texts = textsOf(readDrawing(bundle));
  for (
    const each of [
      "Diseased who are found, % (recall)",
      "Healthy called diseased, % (1 − specificity)",
      "a, AUC 0.750",
    ]
  ) {
    assert(texts.includes(each), each);
  }
  const words = { positive: "malignant", negative: "benign" };
  const other = textsOf(readDrawing(rocChart({ a: four }, { title, words })));
  for (
    const each of [
      "Malignant: share found, % (recall)",
      "Benign: share called malignant, % (1 − specificity)",
    ]
  ) {
    assert(other.includes(each), each);
  }
  // At 10 % of false alarms one of ten healthy is alarmed: exactly there still counts.
  const ten = {
    label: [1, ...new Array(10).fill(0), 1],
    p: [0.9, 0.8, ...new Array(9).fill(0.1), 0.5],
  };
  assert(rocChart({ ten }, { title })["text/plain"].includes(": 100 % and 100 %"));
});

Deno.test("precisionRecallChart() draws each curve and the share of the diseased, and tells both", () => {
  const bundle = precisionRecallChart({ a: many, b: four }, { title });
  const drawing = readDrawing(bundle);
  for (const [stroke, scored] of [[seriesColours[0], many], [seriesColours[1], four]] as const) {
    assertLeadsThrough(
      drawing,
      only(drawing, "path", { stroke }),
      precisionRecallCurve(scored).map(({ recall, precision }) =>
        [100 * recall, 100 * precision] as const
      ),
    );
  }
  const rule = only(drawing, "line", dashed);
  assertAlmostEquals(axisOf(drawing, "y")(rule.y), 50, 0.2);
  // One of one is diseased where half are found; two of three where all are.
  assert(bundle["text/plain"].includes(": 100 % and 67 %. Dashed: 50 %, as if flagged at random."));
  assert(textsOf(drawing).includes("b, average precision 0.833"));
});

Deno.test("sweepChart() draws four steps over the threshold, and tells them where one is marked", () => {
  const bundle = sweepChart(four, { title, threshold: 0.6 });
  const drawing = readDrawing(bundle);
  const wanted = {
    recall: [[90, 50], [60, 50], [40, 100], [10, 100]],
    specificity: [[90, 100], [60, 50], [40, 50], [10, 0]],
    precision: [[90, 100], [60, 50], [40, 200 / 3], [10, 50]],
    "share flagged": [[90, 25], [60, 50], [40, 75], [10, 100]],
  } as const;
  Object.values(wanted).forEach((points, i) => {
    const drawn = only(drawing, "path", { stroke: seriesColours[i] });
    const isRising = drawn.points[0][0] < drawn.points.at(-1)![0];
    assertLeadsThrough(drawing, drawn, isRising ? points.toReversed() : points);
  });
  assertAlmostEquals(axisOf(drawing, "x")(only(drawing, "line", dashed).x), 60, 0.2);
  assert(bundle["text/plain"].endsWith(
    "At 60.0 % or above: recall 50 %, specificity 50 %, precision 50 %, share flagged 50 %.",
  ));
  const unmarked = sweepChart(four, { title })["text/plain"];
  assert(
    unmarked.endsWith(
      "At 25.0 % or above: recall 100 %, specificity 50 %, precision 67 %, share flagged 75 %. " +
        "At 50.0 % or above: recall 50 %, specificity 50 %, precision 50 %, share flagged 50 %. " +
        "At 75.0 % or above: recall 50 %, specificity 100 %, precision 100 %, share flagged 25 %.",
    ),
    unmarked,
  );
  // Nobody is flagged from 95 % on: there is no precision.
  assert(
    sweepChart(four, { title, threshold: 0.95 })["text/plain"].endsWith(
      "At 95.0 % or above: recall 0 %, specificity 100 %, share flagged 0 %.",
    ),
  );
  const words = { positive: "malignant", negative: "benign" };
  assert(
    textsOf(readDrawing(sweepChart(four, { title, words }))).includes(
      "Threshold: called malignant from this probability on, %",
    ),
  );
});

Deno.test("decisionChart() draws net benefit beside treating everybody and nobody, and tells three places", () => {
  const thresholds = [0.1, 0.2, 0.3, 0.4, 0.5];
  const a = decisionCurve(many, thresholds), b = decisionCurve(four, thresholds);
  const bundle = decisionChart({ a, b }, { title });
  const drawing = readDrawing(bundle);
  [a, b].forEach((points, i) => {
    assertLeadsThrough(
      drawing,
      only(drawing, "path", { stroke: seriesColours[i] }),
      points.map(({ threshold, netBenefit }) => [100 * threshold, netBenefit] as const),
    );
  });
  assertLeadsThrough(
    drawing,
    only(drawing, "path", dashed),
    a.map(({ threshold, treatAll }) => [100 * threshold, treatAll] as const),
  );
  const nobody = drawnOf(drawing, "text").find(({ text }) => text === "treat nobody")!;
  assertAlmostEquals(axisOf(drawing, "y")(nobody.y), 0, 0.002);
  const all = drawnOf(drawing, "text").find(({ text }) => text === "treat everybody")!;
  const last = a.findLast(({ treatAll }) => treatAll > 0)!;
  assert(Math.abs(axisOf(drawing, "x")(all.x) - 100 * last.threshold) < 2);
  assert(Math.abs(axisOf(drawing, "y")(all.y) - last.treatAll) < 0.02);
  const at = (k: number): string =>
    `Net benefit at ${100 * thresholds[k]} %: a ${a[k].netBenefit.toFixed(3)}, ` +
    `b ${b[k].netBenefit.toFixed(3)}, treating everybody ${a[k].treatAll.toFixed(3)}`;
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\n${[0, 2, 4].map(at).join(". ")}. Treating nobody is 0.`.replaceAll("-", "−"),
  );
});

Deno.test("curveChart() stands where its script places the point, and counts people beside it", () => {
  const four = { label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] };
  const bundle = curveChart(four, { title, threshold: 0.5 });
  assertEquals(
    wordsOf(bundle),
    "Called diseased at 50.0 % or above: 1 diseased, found; 1 diseased, missed; 1 healthy, alarmed; 1 " +
      "healthy, ruled out. Recall 50 %, specificity 50 %.",
  );
  const drawing = readDrawing(bundle);
  const [dot] = drawnOf(drawing, "circle", { fill: sick });
  const [x, y] = [axisOf(drawing, "x"), axisOf(drawing, "y")];
  assertAlmostEquals(x(dot.x), 50, 0.2);
  assertAlmostEquals(y(dot.y), 50, 0.2);
  assertAlmostEquals(dot.x, (placeX[0] + placeX[1]) / 2, 0.6);
  assertAlmostEquals(dot.y, (placeY[0] + placeY[1]) / 2, 0.6);
  const [chance] = drawnOf(drawing, "path", { "stroke-dasharray": "4 4" });
  assertEquals(chance.points.map(([a, b]) => [Math.round(x(a)), Math.round(y(b))]), [[0, 0], [
    100,
    100,
  ]]);
});
