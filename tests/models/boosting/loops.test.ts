/** The parts that compiled and plain loops share, by hand. */
import { assertEquals } from "@std/assert";
import { leastScore, listRows, takeWeights, totalsOf } from "heartbook/models/boosting/loops.ts";

Deno.test("leastScore() is the score of the node unsplit and what rounding may add", () => {
  assertEquals(leastScore({ sum: 6, weight: 4 }), 9 + 4 * Number.EPSILON);
  assertEquals(leastScore({ sum: 0, weight: 1 }), Number.EPSILON);
});

Deno.test("listRows() lists the rows that have weight", () => {
  const rows = new Int32Array(5);
  assertEquals(listRows(Float64Array.of(1, 0, 0.5, 0, 2), rows), 3);
  assertEquals([...rows.subarray(0, 3)], [0, 2, 4]);
});

Deno.test("takeWeights() writes the second of each pair, and tells of weights beside 0 and 1", () => {
  for (const [weights, isWeighted] of [[[1, 0, 1], false], [[1, 2, 1], true], [[0.5], true]]) {
    const some = Float64Array.from(weights as number[]);
    const pairs = new Float64Array(2 * some.length).fill(7);
    assertEquals(takeWeights(some, pairs), isWeighted);
    assertEquals([...pairs], [...some].flatMap((weight) => [7, weight]));
  }
});

Deno.test("totalsOf() adds up the first column of a histogram", () => {
  const histogram = new Float64Array(2 * 2 * 256);
  histogram.set([1, 10, 2, 20]);
  histogram.set([4, 40], 510);
  histogram.set([100, 100], 512);
  assertEquals(totalsOf(histogram), { sum: 7, weight: 70 });
});
