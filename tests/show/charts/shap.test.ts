/** Reasons of a prediction, read back by their own axes and in their words. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { Explanation } from "heartbook/explain/shap.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { beeswarmChart, shapBarChart, waterfallChart } from "heartbook/show/charts/shap.ts";
import { outcomeColours, seriesColours } from "heartbook/show/palette.ts";
import { sigmoid } from "heartbook/stats/log-odds.ts";
import { axisOf, byHeight, drawnOf, find, readDrawing, wordsOf } from "../drawing.ts";

const title = "A finding";
const { diseased: sick, healthy: well } = outcomeColours;
const { schema } = readHeart();

const explanation = (unit: Explanation["unit"], base: number, values: Record<string, number>) => ({
  ...{ unit, base },
  contributions: Object.entries(values).map(([feature, value]) => ({ feature, value })),
  prediction: Object.values(values).reduce((sum, value) => sum + value, base),
});

Deno.test("shapBarChart() has a bar as long as each feature's mean distance, the longest first", () => {
  const told = [
    explanation("log odds", 0, { age: 0.5, chol: -1, sex: 0.1 }),
    explanation("log odds", 0, { age: -0.3, chol: 0.5, sex: 0.1 }),
  ];
  const bundle = shapBarChart(told, { title, schema });
  assertEquals(
    wordsOf(bundle),
    "Mean absolute SHAP value in log odds: Cholesterol 0.750; Age 0.400; Sex 0.100.",
  );
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const bars = byHeight(drawnOf(drawing, "rect", { fill: seriesColours[0] }));
  [["Cholesterol", 0.75], ["Age", 0.4], ["Sex", 0.1]].forEach(([name, value], i) => {
    const [a, b] = bars[i].points;
    assertAlmostEquals(x(a[0]), 0, 0.005);
    assertAlmostEquals(x(b[0]), value as number, 0.005);
    assertAlmostEquals((a[1] + b[1]) / 2, find(drawing, name as string).y, 0.6);
    const figure = find(drawing, (value as number).toFixed(3));
    assertAlmostEquals(figure.x, b[0] + 4, 0.6, "four pixels behind its bar");
  });
  assertEquals(wordsOf(shapBarChart(told, { title, schema, most: 1 })).includes("Age"), false);
  assertThrows(() => shapBarChart([], { title, schema }), RangeError, "got none");
});

Deno.test("waterfallChart() leads from the usual prediction to this patient's, step by step", () => {
  const row = { age: 63, sex: "male", chol: 233, thal: null };
  for (const sign of [1, -1]) {
    const told = explanation("log odds", -0.4, {
      age: 0.3 * sign,
      thal: -0.9 * sign,
      chol: 0.05,
      sex: 0.02,
    });
    const bundle = waterfallChart(told, { title, schema, row, most: 2 });
    const percent = (z: number): string => `${Math.round(100 * sigmoid(z))} %`;
    const write = (value: number): string =>
      `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
    assertEquals(
      wordsOf(bundle),
      `From ${percent(-0.4)} to ${percent(told.prediction)}: Thallium scan: not recorded ` +
        `${write(-0.9 * sign)}; Age: 63 years ${write(0.3 * sign)}; 2 others +0.07.`,
    );
    const drawing = readDrawing(bundle);
    const x = axisOf(drawing, "x");
    const bars = byHeight(
      drawing.all.filter(({ kind, style, points }) =>
        kind === "rect" && (style.fill === sick || style.fill === well) &&
        points[1][1] - points[0][1] > 12
      ),
    );
    let at = -0.4;
    [-0.9 * sign, 0.3 * sign, 0.07].forEach((value, i) => {
      const [from, to] = bars[i].points.map(([px]) => x(px)).toSorted((a, b) => a - b);
      assertAlmostEquals(from, Math.min(at, at + value), 0.01);
      assertAlmostEquals(to, Math.max(at, at + value), 0.01);
      assertEquals(bars[i].style.fill, value < 0 ? well : sick);
      const figure = find(drawing, write(value));
      assertAlmostEquals(figure.x, Math.max(...bars[i].points.map(([at]) => at)) + 4, 0.6);
      assert(x(figure.x) >= to - 0.01);
      at += value;
    });
    const usual = find(drawing, `usual: ${percent(-0.4)}`);
    const here = find(drawing, `this patient: ${percent(told.prediction)}`);
    assert(sign < 0 ? usual.x < here.x : here.x < usual.x, "they lean away from each other");
    const rules = drawnOf(drawing, "line", { "stroke-dasharray": "4 4" }).map((each) => x(each.x));
    assertAlmostEquals(Math.min(...rules), Math.min(-0.4, told.prediction), 0.01);
    assertAlmostEquals(Math.max(...rules), Math.max(-0.4, told.prediction), 0.01);
  }
  const tiny = explanation("probability", 0.4, { sex: 0.001 });
  const told = wordsOf(waterfallChart(tiny, { title, schema, row }));
  assertEquals(told, "From 40 % to 40 %: Sex: male 0.00.");
});

Deno.test("beeswarmChart() has a dot for each patient and feature, where the contribution is", () => {
  const rows = [40, 50, 60, 70].map((age, i) => ({
    ...{ age, sex: i < 2 ? "female" : "male", chol: i === 3 ? null : 200 },
  }));
  const told = [-0.4, -0.1, 0.2, 0.5].map((value) =>
    explanation("log odds", 0, { age: value, sex: value / 2, chol: 0 })
  );
  const bundle = beeswarmChart(told, { title, schema, rows, most: 2 });
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const dots = drawnOf(drawing, "circle");
  assertEquals(dots.length, 8);
  const values = dots.map((dot) => Math.round(100 * x(dot.x)) / 100).toSorted((a, b) => a - b);
  assertEquals(values, [-0.4, -0.2, -0.1, -0.05, 0.1, 0.2, 0.25, 0.5]);
  const colourAt = (value: number): string =>
    dots.find((dot) => Math.abs(x(dot.x) - value) < 0.005)!.style.fill;
  // Ages in rank: 0, a third, two thirds, 1; a low value is blue, a high one red.
  assertEquals([-0.4, -0.1, 0.2, 0.5].map(colourAt), ["#0072B2", "#56B4E9", "#E69F00", "#D55E00"]);
  assertEquals([-0.2, 0.25].map(colourAt), ["#0072B2", "#D55E00"]);
  const [age, sex] = ["Age", "Sex"].map((name) => find(drawing, name));
  assert(age.y < sex.y, "the weightier first");
  // Where no two dots would overlap, all lie on the line of their name.
  for (const dot of dots) {
    const nearest = Math.min(Math.abs(dot.y - age.y), Math.abs(dot.y - sex.y));
    assert(nearest < 0.6, `${dot.y} beside ${age.y} and ${sex.y}`);
  }
  for (const words of ["● high value", "● low value"]) find(drawing, words);
  // Who does not record a number moves nobody else's rank.
  const gap = drawnOf(
    readDrawing(beeswarmChart(told, {
      ...{ title, schema, most: 1 },
      rows: [40, 50, 60, null].map((age) => ({ age })),
    })),
    "circle",
  ).toSorted((a, b) => a.x - b.x);
  assertEquals(gap.slice(0, 3).map(({ style }) => style.fill), ["#0072B2", "#c9c9c9", "#D55E00"]);
  // Dots at one place are lifted apart, alternately to either side.
  const same = [1, 1, 1, 0].map((value) => explanation("log odds", 0, { age: value }));
  const swarm = drawnOf(readDrawing(beeswarmChart(same, { title, schema, rows })), "circle");
  const heights = swarm.map(({ y }) => y).toSorted((a, b) => a - b);
  assertEquals(new Set(heights).size, 3);
  assertAlmostEquals(heights[0] + heights[3], 2 * heights[1], 0.6);
});

Deno.test("beeswarmChart() draws those who are not recorded last and in a colour of their own", () => {
  const told = [0.1, 0.2, 0.3].map((value) => explanation("log odds", 0, { age: value }));
  const draw = (ages: readonly (number | null)[]) =>
    readDrawing(
      beeswarmChart(told, { title, schema, rows: ages.map((age) => ({ age })) }),
    );
  const missing = draw([null, 50, 60]);
  const dots = drawnOf(missing, "circle");
  assertEquals(dots.map(({ style }) => style.fill), ["#0072B2", "#D55E00", "#CC79A7"]);
  const key = (drawing: ReturnType<typeof draw>) =>
    byHeight(drawnOf(drawing, "text").filter(({ text }) => text.startsWith("●")))
      .map(({ text, style }) => [text, style.fill]);
  const ends = [["● high value", "#D55E00"], ["● low value", "#0072B2"]];
  assertEquals(key(missing), [...ends, ["● not recorded", "#CC79A7"]]);
  assertEquals(key(draw([40, 50, 60])), ends);
  assertEquals(drawnOf(draw([50, 50, 50]), "circle")[0].style.fill, "#0072B2");
});

Deno.test("beeswarmChart() tells from where to where each feature moves the prediction", () => {
  const told = [-0.1234, 0.5].map((value) =>
    explanation("log odds", 0, { chol: 0.01, age: value })
  );
  const rows = [{ age: 40, chol: 200 }, { age: 50, chol: 300 }];
  assertEquals(
    wordsOf(beeswarmChart(told, { title, schema, rows })),
    "A dot per patient and feature, blue for a low value and orange for a high one. From the " +
      "lowest to the highest SHAP value (log odds): Age −0.123 to 0.5; Cholesterol 0.01 to 0.01.",
  );
});

Deno.test("the charts of SHAP values draw thirteen features, a waterfall eight, where nobody says how many", () => {
  const names = schema.features.map(({ name }) => name);
  const values = Object.fromEntries([...names, "more"].map((name, i) => [name, i + 1]));
  const told = explanation("probability", 0, values);
  const wide = {
    ...schema,
    features: [...schema.features, { ...schema.features[0], name: "more" }],
  };
  const row = Object.fromEntries(Object.keys(values).map((name) => [name, null]));
  const counted = (bundle: Parameters<typeof wordsOf>[0]): number =>
    wordsOf(bundle).split("; ").length;
  assertEquals(counted(shapBarChart([told], { title, schema: wide })), 13);
  const swarm = beeswarmChart([told, told], { title, schema: wide, rows: [row, row] });
  assertEquals(counted(swarm), 13);
  const waterfall = wordsOf(waterfallChart(told, { title, schema: wide, row }));
  assert(waterfall.endsWith("; 6 others +21.00."), waterfall);
  assertEquals(waterfall.split("; ").length, 9);
  // One step for what is left only where something is.
  assert(!wordsOf(waterfallChart(told, { title, schema: wide, row, most: 14 })).includes("others"));
});

Deno.test("waterfallChart() reads log odds as probabilities, and a probability as it is", () => {
  const row = { age: 63, cp: "asymptomatic", ca: 2 };
  const told = (unit: "log odds" | "probability") =>
    wordsOf(
      waterfallChart(explanation(unit, 0.5, { age: 0.2, cp: 0.15, ca: -0.1 }), {
        ...{ title, schema, row },
      }),
    );
  const [cp, ca] = ["cp", "ca"].map((wanted) =>
    schema.features.find(({ name }) => name === wanted)!.label
  );
  const steps = `Age: 63 years +0.20; ${cp}: asymptomatic +0.15; ${ca}: 2 −0.10.`;
  assertEquals(told("probability"), `From 50 % to 75 %: ${steps}`);
  assertEquals(told("log odds"), `From 62 % to 68 %: ${steps}`);
});
