import { assert, assertEquals } from "@std/assert";
import { drawRows, holdOut } from "heartbook/models/boosting/rows.ts";
import { seeded } from "heartbook/random.ts";

const y = Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
const weights = Float64Array.of(1, 2, 0, 1, 2, 3, 1, 2, 3, 4);
const counting = (some: Float64Array, label: number): number =>
  some.filter((weight, row) => weight > 0 && y[row] === label).length;

Deno.test("holdOut() holds out the share of either outcome's rows that count", () => {
  for (const seed of [0, 1, 2]) {
    const { learning, heldOut } = holdOut({ y, weights }, { share: 0.4, seed });
    assertEquals(learning.map((weight, row) => weight + heldOut[row]), weights);
    assert(learning.every((weight, row) => weight === 0 || heldOut[row] === 0));
    assertEquals([counting(heldOut, 0), counting(heldOut, 1)], [2, 2]);
  }
});

Deno.test("holdOut() holds out at least one row of an outcome, and not all", () => {
  for (const [share, expected] of [[0.01, [1, 1]], [0.99, [4, 3]]] as const) {
    const { heldOut } = holdOut({ y, weights }, { share, seed: 0 });
    assertEquals([counting(heldOut, 0), counting(heldOut, 1)], expected);
  }
});

Deno.test("drawRows() draws the share, rounded down but at least one, every row as likely", () => {
  const random = seeded(3);
  const times = new Float64Array(10);
  for (let i = 0; i < 900; i++) {
    const drawn = drawRows(weights, { share: 0.4, random });
    assertEquals(drawn.filter((weight) => weight > 0).length, 3); // of the nine that count
    drawn.forEach((weight, row) => {
      assert(weight === 0 || weight === weights[row]);
      if (weight > 0) times[row]++;
    });
  }
  // 300 expected; four standard errors of a binomial count.
  times.forEach((count, row) => assert(row === 2 ? count === 0 : Math.abs(count - 300) < 57));
  const one = drawRows(weights, { share: 0.01, random });
  assertEquals(one.filter((weight) => weight > 0).length, 1);
});
