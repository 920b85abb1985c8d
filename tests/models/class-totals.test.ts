import { assertEquals } from "@std/assert";
import { classTotals } from "heartbook/models/class-totals.ts";

Deno.test("classTotals() adds up the weights of the healthy and of the diseased", () => {
  const y = Uint8Array.of(0, 1, 1, 0, 1), weights = Float64Array.of(1, 2, 0.5, 4, 8);
  assertEquals(classTotals(y, weights), [5, 10.5]);
  assertEquals(classTotals(new Uint8Array(), new Float64Array()), [0, 0]);
});
