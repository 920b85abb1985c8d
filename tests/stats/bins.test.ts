import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import type { CategoryFeature, NumberFeature } from "heartbook/types.ts";
import { countBins } from "heartbook/stats/bins.ts";
import { steady } from "../watch/draws.ts";

const about = { name: "x", label: "X", about: "Made up." };
const number: NumberFeature = { ...about, kind: "number", unit: "", range: [0, 100] };
const category: CategoryFeature = { ...about, kind: "category", levels: ["a", "b", "c"] };
const byNumber = (a: number, b: number): number => a - b;

Deno.test("countBins() of numbers has a tenth of the reference in each bin", () => {
  const reference = Array.from({ length: 20 }, (_, i) => i + 1);
  const bins = countBins(number, { reference, recent: [1, 2, 3, 100] });
  assertEquals(bins.map((bin) => bin.reference), new Array(10).fill(2));
  assertEquals(bins.map((bin) => bin.recent), [2, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  assertEquals(bins[0].label, "up to 2");
  assertEquals(bins[1].label, "2 to 4");
  assertEquals(bins[9].label, "above 18");
});

Deno.test("countBins() of tied numbers has a bin a distinct decile", () => {
  const bins = countBins(number, { reference: [0, 0, 0, 0, 1, 1, 2], recent: [0, 3, null] });
  assertEquals(bins, [
    { label: "up to 0", reference: 4, recent: 1 },
    { label: "0 to 1", reference: 2, recent: 0 },
    { label: "above 1", reference: 1, recent: 1 },
    { label: "not recorded", reference: 0, recent: 1 },
  ]);
});

Deno.test("countBins() of a constant or an unrecorded reference tells recorded from missing", () => {
  assertEquals(countBins(number, { reference: [5, 5], recent: [7, null] }), [
    { label: "recorded", reference: 2, recent: 1 },
    { label: "not recorded", reference: 0, recent: 1 },
  ]);
  assertEquals(countBins(number, { reference: [null], recent: [7] }), [
    { label: "recorded", reference: 0, recent: 1 },
    { label: "not recorded", reference: 1, recent: 0 },
  ]);
});

Deno.test("countBins() of levels leaves out a level without patients", () => {
  assertEquals(countBins(category, { reference: ["a", "a"], recent: ["c"] }), [
    { label: "a", reference: 2, recent: 0 },
    { label: "c", reference: 0, recent: 1 },
  ]);
});

Deno.test("countBins() counts everybody once", () => {
  const cells = fc.array(fc.option(fc.integer({ min: 0, max: 9 })), { minLength: 1 })
    .map((values) => [
      ...values.filter((value) => value !== null).sort(byNumber),
      ...values.filter((value) => value === null),
    ]);
  fc.assert(
    fc.property(cells, cells, (reference, recent) => {
      const bins = countBins(number, { reference, recent });
      assertEquals(bins.reduce((sum, bin) => sum + bin.reference, 0), reference.length);
      assertEquals(bins.reduce((sum, bin) => sum + bin.recent, 0), recent.length);
    }),
    steady,
  );
});
