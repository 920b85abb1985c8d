import { assert, assertEquals } from "@std/assert";
import { makeDrawing } from "heartbook/models/forest/bootstrap.ts";
import { trainingOf } from "../trees.ts";

const cells = [[1], [2], [3], [4], [5]];
const y = [0, 0, 1, 1, 1];

Deno.test("makeDrawing() draws as many rows as there are, the same for the same seed", () => {
  const draw = makeDrawing(trainingOf(cells, { y }), {});
  for (let seed = 0; seed < 50; seed++) {
    const counts = draw(seed);
    assertEquals(counts.reduce((sum, count) => sum + count, 0), 5);
    assertEquals(draw(seed), counts);
  }
});

Deno.test("makeDrawing() draws rows in proportion to row and class weights, and 0 never", () => {
  const weights = [0, 3, 0, 2, 1];
  const draw = makeDrawing(trainingOf(cells, { y, weights }), { classWeights: [2, 1] });
  const times = new Float64Array(5);
  for (let seed = 0; seed < 2000; seed++) draw(seed).forEach((count, row) => times[row] += count);
  // 10,000 draws from weights 0, 6, 0, 2, 1: within four standard errors of a binomial count.
  [0, 6, 0, 2, 1].forEach((weight, row) => {
    const p = weight / 9;
    assert(Math.abs(times[row] - 10_000 * p) <= 4 * Math.sqrt(10_000 * p * (1 - p)));
  });
});

Deno.test("makeDrawing() without a bootstrap is the weights, whatever the seed", () => {
  const weights = [1, 2, 3, 4, 5];
  const draw = makeDrawing(trainingOf(cells, { y, weights }), { bootstrap: false });
  assertEquals(draw(1), Float64Array.from(weights));
  assertEquals(draw(2), Float64Array.from(weights));
});
