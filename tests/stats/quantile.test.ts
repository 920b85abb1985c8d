import { assertEquals, assertThrows } from "@std/assert";
import { quantile } from "heartbook/stats/quantile.ts";

Deno.test("quantile() interpolates between the two nearest values", () => {
  assertEquals([0, 0.25, 0.5, 1].map((share) => quantile([1, 2, 4, 10, 11], share)), [1, 2, 4, 11]);
  assertEquals(quantile([1, 3], 0.25), 1.5);
});

Deno.test("quantile() of infinite values is infinite, not NaN", () => {
  assertEquals(quantile([1, Infinity, Infinity], 0.75), Infinity);
  assertEquals(quantile([1, Infinity], 0), 1);
});

Deno.test("quantile() refuses no values and a share outside [0, 1]", () => {
  assertThrows(() => quantile([], 0.5), RangeError, "got none");
  assertThrows(() => quantile([1], 1.1), RangeError, "share");
});
