import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { median, quantile } from "heartbook/stats/quantile.ts";

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

Deno.test("median() is the quantile at a half, in whatever order the values come", () => {
  const check = (values: readonly number[]): void => {
    const sorted = values.toSorted((a, b) => a - b), half = sorted.length / 2;
    assertEquals(median(values), (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2);
  };
  const value = fc.oneof(
    fc.integer({ min: 0, max: 3 }),
    fc.double({ min: -9, max: 9, noNaN: true }),
  );
  fc.assert(fc.property(fc.array(value.map((x) => x + 0), { minLength: 1, maxLength: 60 }), check));
  // The largest is in the middle, and after each round of the search the largest of the rest.
  const unlucky = Array.from({ length: 2000 }, (_, i) => i);
  for (let i = 1001; i < 2000; i++) [unlucky[1000], unlucky[i]] = [unlucky[i], unlucky[1000]];
  check(unlucky);
  assertThrows(() => median([]), RangeError, "got none");
});
