/** Women and men by age, counted in squares. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { pyramidChart } from "heartbook/show/charts/pyramid.ts";
import { outcomeColours } from "heartbook/show/palette.ts";
import type { Dataset, Label } from "heartbook/types.ts";
import { category, number, toDataset } from "../../prepare/small.ts";
import { type Drawn, drawnOf, find, lengthOf, readDrawing, wordsOf } from "../drawing.ts";

const title = "A finding";
const { diseased: sick, healthy: well } = outcomeColours;

function small(rows: readonly (readonly [number, string, Label])[]): Dataset {
  return toDataset(
    [number("age"), category("sex", ["female", "male"])],
    rows.map(([age, sex]) => ({ age, sex })),
    rows.map(([, , label]) => label),
  );
}

Deno.test("pyramidChart() has women to the left and men to the right, the diseased at the middle", () => {
  const data = small([
    ...[[40, "female", 1], [44, "female", 0], [44, "female", 0], [45, "male", 1]] as const,
    ...[[49, "male", 1], [49, "male", 1], [41, "male", 0]] as const,
  ]);
  const bundle = pyramidChart(data, { title });
  assertEquals(
    wordsOf(bundle),
    "40–44: 1 diseased women, 2 not diseased women, 1 not diseased men; 45–49: 3 diseased men",
  );
  const drawing = readDrawing(bundle);
  for (const words of ["3 women", "4 men"]) find(drawing, words);
  const [upper, lower] = ["45–49", "40–44"].map((name) => find(drawing, name));
  assert(upper.y < lower.y, "the old above");
  const lines = (stroke: string): Drawn[] => drawnOf(drawing, "line", { stroke });
  const middle = upper.x;
  const at = (stroke: string, side: -1 | 1, row: Drawn): Drawn | undefined =>
    lines(stroke).find(({ y, points }) =>
      Math.abs(y - row.y) < 1 && Math.sign(points[0][0] + points[1][0] - 2 * middle) === side
    );
  const squares = (each: Drawn | undefined): number => each ? Math.round(lengthOf(each) / 8) : 0;
  assertEquals([squares(at(sick, -1, lower)), squares(at(well, -1, lower))], [1, 2]);
  assertEquals([squares(at(sick, 1, lower)), squares(at(well, 1, lower))], [0, 1]);
  assertEquals([squares(at(sick, 1, upper)), squares(at(sick, -1, upper))], [3, 0]);
  const near = ({ points }: Drawn): number =>
    Math.min(...points.map(([x]) => Math.abs(x - middle)));
  assert(near(at(sick, -1, lower)!) < near(at(well, -1, lower)!));
  const gap = small([[40, "male", 1], [51, "male", 0]]);
  assert(wordsOf(pyramidChart(gap, { title })).includes("45–49: nobody"));
  for (
    const [row, unknown] of [[2, { age: null, sex: "male" }], [0, { age: 40, sex: null }]] as const
  ) {
    assertThrows(
      () => pyramidChart({ ...data, rows: data.rows.with(row, unknown) }, { title }),
      RangeError,
      `row ${row}: expected age and sex`,
    );
  }
});
