import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { holdOut } from "heartbook/resample/hold-out.ts";
import type { Label } from "heartbook/types.ts";

const labels = Array.from({ length: 20 }, (_, row): Label => row % 2 === 0 ? 0 : 1);

Deno.test("holdOut() splits all rows, differently in each repeat, the same way from the same seed", () => {
  const splits = holdOut(labels, { count: 6, repeats: 3, seed: 5 });
  for (const { train, test } of splits) {
    assertEquals(test.length, 6);
    assertEquals([...train, ...test].toSorted((a, b) => a - b), labels.map((_, row) => row));
  }
  assertNotEquals(splits[0].test, splits[1].test);
  assertEquals(holdOut(labels, { count: 6, repeats: 3, seed: 5 }), splits);
});

Deno.test("holdOut() refuses to hold out nothing, everything, or half a row", () => {
  for (const count of [0, 20, 2.5, NaN]) {
    assertThrows(() => holdOut(labels, { count, seed: 1 }), RangeError, "count: expected 1 to 19");
  }
  assertThrows(() => holdOut(labels, { count: 1, repeats: 0, seed: 1 }), RangeError, "repeats");
});

Deno.test("holdOut() of one row of two splits once if it is not told how often", () => {
  const [{ train, test, repeat }, ...others] = holdOut([0, 1], { count: 1, seed: 3 });
  assertEquals([train.length, test.length, repeat, others.length], [1, 1, 0, 0]);
});
