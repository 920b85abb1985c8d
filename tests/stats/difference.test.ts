import { assertAlmostEquals, assertEquals } from "@std/assert";
import { normalDifference } from "heartbook/stats/difference.ts";

Deno.test("normalDifference() by hand: 1.96 standard errors to either side, and twice the tail", () => {
  const { low, high, pValue, ...rest } = normalDifference(0.3, 0.2, { method: "DeLong" });
  assertEquals(rest, { estimate: 0.3, level: 0.95, method: "DeLong" });
  assertAlmostEquals(low, 0.3 - 1.959963984540054 * 0.2, 1e-12);
  assertAlmostEquals(high, 0.3 + 1.959963984540054 * 0.2, 1e-12);
  // R: 2 * pnorm(-1.5).
  assertAlmostEquals(pValue, 0.1336144025377161, 1e-12);
});

Deno.test("normalDifference() of the other sign has the same p-value, and of nothing 1", () => {
  const options = { method: "DeLong", level: 0.8 };
  assertEquals(
    normalDifference(-0.3, 0.2, options).pValue,
    normalDifference(0.3, 0.2, options).pValue,
  );
  const none = normalDifference(0, 0, options);
  assertEquals([none.low, none.high, none.pValue, none.level], [0, 0, 1, 0.8]);
});
