import { assertEquals, assertThrows } from "@std/assert";
import { checkAlpha } from "heartbook/stats/significance.ts";

Deno.test("checkAlpha() gives back a share between 0 and 1, and refuses the ends", () => {
  for (const alpha of [1e-9, 0.05, 0.999]) assertEquals(checkAlpha(alpha), alpha);
  for (const alpha of [0, 1, 1.5, -0.1, NaN, Infinity]) {
    assertThrows(() => checkAlpha(alpha), RangeError, `got ${alpha}`);
  }
});
