/** Predictions against one feature, read back by their own axes and in their words. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { dependenceChart } from "heartbook/show/charts/dependence.ts";
import { guideColour, seriesColours } from "heartbook/show/palette.ts";
import { axisOf, drawnOf, readDrawing, wordsOf } from "../drawing.ts";

const title = "A finding";
const { schema } = readHeart();

Deno.test("dependenceChart() draws the mean on the patients' curves, and tells it", () => {
  const curves = [[0.1, 0.3, 0.5], [0.3, 0.5, 0.9]];
  const dependence = {
    feature: "age",
    values: [40, 50, 60],
    mean: [0.2, 0.4, 0.7],
    curves,
    recorded: [41, 59],
  } as never;
  const bundle = dependenceChart(dependence, { title, schema });
  assertEquals(
    wordsOf(bundle),
    "Predicted probability against Age (years), on average: 0.2 at 40, 0.7 at 60. The grey lines " +
      "are single patients.",
  );
  const drawing = readDrawing(bundle);
  const [x, y] = [axisOf(drawing, "x"), axisOf(drawing, "y")];
  const [mean] = drawnOf(drawing, "path", { stroke: seriesColours[1] });
  mean.points.forEach(([px, py], i) => {
    assertAlmostEquals(x(px), [40, 50, 60][i], 0.2);
    assertAlmostEquals(y(py), [0.2, 0.4, 0.7][i], 0.005);
  });
  const single = drawing.all.filter(({ style, kind }) =>
    kind === "path" && style.stroke === guideColour
  );
  assertEquals(single.length, 2);
  const rug = drawnOf(drawing, "line", { "stroke-opacity": "0.25" }).map((each) =>
    Math.round(x(each.x))
  );
  assertEquals(rug.toSorted(), [41, 59]);
  const many = { ...(dependence as object), curves: new Array(250).fill(curves[0]) } as never;
  const thin = dependenceChart(many, { title, schema, y: "Risk" });
  assert(wordsOf(thin).startsWith("Risk against"));
  assert(wordsOf(thin).endsWith("The grey lines are 100 of the 250 patients, from low to high."));
  const level = { ...(dependence as object), feature: "sex", values: ["female", "male"] };
  const dots = readDrawing(dependenceChart(
    { ...level, mean: [0.25, 0.5], curves: [], recorded: ["male"] } as never,
    { title, schema },
  ));
  const places = drawnOf(dots, "circle", { fill: seriesColours[1] });
  assertEquals(places.map((dot) => Math.round(100 * axisOf(dots, "y")(dot.y))), [25, 50]);
});
