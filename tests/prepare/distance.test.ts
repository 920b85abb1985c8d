import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { nearest } from "heartbook/prepare/distance.ts";

Deno.test("nearest() is the beginning of all in order, those equally far in theirs", () => {
  const distances = fc.array(fc.constantFrom(0, 1, 2, 3.5, Infinity), { maxLength: 30 });
  fc.assert(fc.property(distances, fc.integer({ min: 1, max: 8 }), (distances, k) => {
    const all = distances.map((distance, place) => ({ distance, place }));
    const sorted = all.toSorted((a, b) =>
      a.distance < b.distance ? -1 : a.distance > b.distance ? 1 : a.place - b.place
    );
    assertEquals(nearest(all, k), sorted.slice(0, k));
  }));
});
