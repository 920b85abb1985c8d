import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { seeded } from "heartbook/random.ts";
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

Deno.test("makeDrawing() counts NumPy's draws, whether it remembers them or not", () => {
  fc.assert(fc.property(
    fc.array(fc.tuple(fc.constantFrom(1, 2, 5, 4999, 5000, 5001), fc.integer({ min: 0, max: 3 })), {
      maxLength: 12,
    }),
    (asked) => {
      for (const [rows, seed] of asked) {
        const counts = new Float64Array(rows), random = seeded(seed);
        for (let i = 0; i < rows; i++) counts[random.integer(rows)]++;
        assertEquals(makeDrawing({ y: new Uint8Array(rows) }, {})(seed), counts);
      }
    },
  ));
});

Deno.test("makeDrawing() draws the same again after more than it can remember", () => {
  const draw = makeDrawing({ y: new Uint8Array(4000) }, {}), first = draw(0);
  for (let seed = 1; seed < 600; seed++) draw(seed);
  assertEquals(draw(0), first);
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

Deno.test("makeDrawing() draws the same counts again, remembered or not", () => {
  const counted = (rows: number, seed: number): Float64Array => {
    const counts = new Float64Array(rows), random = seeded(seed);
    for (let i = 0; i < rows; i++) counts[random.integer(rows)]++;
    return counts;
  };
  // Of 5,000 rows no more than 200 draws are remembered.
  for (const [rows, seeds] of [[7, 3], [4999, 3], [5000, 250], [5001, 3]]) {
    const draw = makeDrawing({ y: new Uint8Array(rows) }, {});
    for (const _ of ["first", "again"]) {
      for (let seed = 0; seed < seeds; seed++) {
        const counts = draw(seed), expected = counted(rows, seed);
        assert(counts.every((count, row) => count === expected[row]), `${rows} ${seed}`);
      }
    }
  }
});
