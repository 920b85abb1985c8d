/** The rulers of a nomogram, measured. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { nomogramChart } from "heartbook/show/charts/nomogram.ts";
import { guideColour, outcomeColours } from "heartbook/show/palette.ts";
import { logit } from "heartbook/stats/log-odds.ts";
import {
  byHeight,
  type Drawn,
  drawnOf,
  find,
  lengthOf,
  readDrawing,
  textsOf,
  wordsOf,
} from "../drawing.ts";

const title = "A finding";
const sick = outcomeColours.diseased;
const { schema } = readHeart();

Deno.test("nomogramChart() has a ruler for each feature that earns points, the sum, and what it means", () => {
  const score = {
    intercept: -2,
    perPoint: 0.5,
    features: [
      {
        feature: "age",
        bands: [{ label: "under 50", points: 0 }, { label: "50 and over", points: 3 }],
      },
      { feature: "sex", bands: [{ label: "female", points: 0 }, { label: "male", points: 5 }] },
      { feature: "chol", bands: [{ label: "any", points: 0 }] },
    ],
  } as never;
  const bundle = nomogramChart(score, { title, schema });
  assertEquals(
    wordsOf(bundle),
    "Points: Sex: female 0, male 5; Age (years): under 50 0, 50 and over 3. 8 points stand for 88 %.",
  );
  const drawing = readDrawing(bundle);
  const [sex, age] = ["Sex", "Age (years)"].map((name) => find(drawing, name));
  const [sum, chance] = ["Sum of points", "Probability of disease"].map((name) =>
    find(drawing, name)
  );
  assert(sex.y < age.y && age.y < sum.y && sum.y < chance.y);
  const rulers = byHeight(
    drawing.all.filter(({ kind, style }) =>
      kind === "line" && [guideColour, sick].includes(style.stroke)
    ),
  );
  assertEquals(rulers.map(({ style }) => style.stroke), [
    guideColour,
    guideColour,
    guideColour,
    sick,
  ]);
  const whole = lengthOf(rulers[0]), from = rulers[0].points[0][0];
  [1, 3 / 5, 1, 1].forEach((share, i) =>
    assertAlmostEquals(lengthOf(rulers[i]), share * whole, 0.6)
  );
  const dotsOn = (name: Drawn): number[] =>
    drawnOf(drawing, "circle").filter(({ y }) => Math.abs(y - name.y) < 1)
      .map(({ x }) => Math.round(1000 * (x - from) / whole) / 1000).toSorted();
  assertEquals(dotsOn(sex), [0, 1]);
  assertEquals(dotsOn(age), [0, 0.6]);
  assertEquals(dotsOn(sum), [0, 1, 2, 3, 4, 5, 6, 7, 8].map((points) => points / 8));
  // From 12 % to 88 %: 25, 50 and 75 % are in between.
  assertEquals(
    dotsOn(chance).length,
    3,
  );
  [0.25, 0.5, 0.75].forEach((p, i) =>
    assertAlmostEquals(dotsOn(chance)[i], (logit(p) + 2) / 0.5 / 8, 0.002)
  );
  for (const words of ["25 %", "50 %", "75 %", "male", "50 and over"]) find(drawing, words);
  assert(!textsOf(drawing).some((text) => text.includes("Cholesterol")));
  const long = {
    ...(score as { features: never[] }),
    features: [
      { feature: "age", bands: [{ label: "a", points: 0 }, { label: "b", points: 25 }] },
    ],
  } as never;
  // Not more than thirteen marks: every third of 25.
  const marks = readDrawing(nomogramChart(long, { title, schema }));
  const sums = drawnOf(marks, "circle").filter(({ y }) =>
    Math.abs(y - find(marks, "Sum of points").y) < 1
  );
  assertEquals(sums.length, 9);
});
