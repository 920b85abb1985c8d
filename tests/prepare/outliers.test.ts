import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { clipRow, fitFences, flagOutliers, type OutlierRule } from "heartbook/prepare/outliers.ts";
import { category, number, numbers, toDataset } from "./small.ts";

const rules: OutlierRule[] = ["z-score", "interquartile", "robust z"];

Deno.test("fitFences() by hand: mean ± 3 population standard deviations", () => {
  // Mean 4, squared deviations 4 + 1 + 0 + 1 + 4 = 10, deviation √2.
  const [fence] = fitFences(numbers([2, 3, 4, 5, 6, null]), { rule: "z-score" });
  assertAlmostEquals(fence.low, 4 - 3 * Math.SQRT2, 1e-12);
  assertAlmostEquals(fence.high, 4 + 3 * Math.SQRT2, 1e-12);
});

Deno.test("fitFences() by hand: 1.5 interquartile ranges beyond the quartiles", () => {
  // Quartiles by linear interpolation at places 0.75 and 2.25 of 1, 2, 4, 10: 1.75 and 5.5.
  assertEquals(fitFences(numbers([10, 1, 4, 2]), { rule: "interquartile" }), [
    { feature: "x", low: 1.75 - 1.5 * 3.75, high: 5.5 + 1.5 * 3.75 },
  ]);
});

Deno.test("fitFences() by hand: median ± 3.5 median deviations over 0.6745", () => {
  // Median 4; deviations 3, 1, 0, 1, 96, their median 1.
  const [fence] = fitFences(numbers([1, 3, 4, 5, 100]), { rule: "robust z" });
  assertAlmostEquals(fence.high, 4 + 3.5 / 0.6744897501960817, 1e-12);
  assertAlmostEquals(fence.low, 4 - 3.5 / 0.6744897501960817, 1e-12);
});

Deno.test("fitFences() takes another cutoff and only the features named", () => {
  const train = toDataset([number("x"), number("y"), category("c", ["a"])], [
    { x: 1, y: 5, c: "a" },
    { x: 3, y: 6, c: "a" },
  ]);
  assertEquals(fitFences(train, { rule: "z-score", cutoff: 2, features: ["x"] }), [
    { feature: "x", low: 0, high: 4 },
  ]);
  assertEquals(fitFences(train, { rule: "z-score" }).length, 2);
});

Deno.test("a number without spread gets no fence, and may not be named", () => {
  const mostlyZero = numbers([0, 0, 0, 5]);
  assertEquals(fitFences(mostlyZero, { rule: "robust z" }), []);
  assertEquals(fitFences(numbers([0.1, 0.1, 0.1]), { rule: "z-score" }), []);
  assertThrows(
    () => fitFences(mostlyZero, { rule: "robust z", features: ["x"] }),
    RangeError,
    "expected a spread by the robust z rule",
  );
});

Deno.test("fitFences() refuses a cutoff that is not above 0, and a feature that is not a number", () => {
  for (const cutoff of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => fitFences(numbers([1, 2]), { rule: "z-score", cutoff }),
      RangeError,
      "cutoff",
    );
  }
  const train = toDataset([number("x"), category("c", ["a"])], [{ x: 1, c: "a" }]);
  assertThrows(
    () => fitFences(train, { rule: "z-score", features: ["c"] }),
    RangeError,
    "feature c: expected one of x",
  );
});

Deno.test("flagOutliers() names row, feature and value; the fence itself is inside", () => {
  const fences = [{ feature: "x", low: 0, high: 10 }];
  const rows = [{ x: 0 }, { x: 11 }, { x: null }, { x: 10 }, { x: -1 }];
  assertEquals(flagOutliers(fences, rows), [
    { row: 1, feature: "x", value: 11, low: 0, high: 10 },
    { row: 4, feature: "x", value: -1, low: 0, high: 10 },
  ]);
});

Deno.test("clipRow() moves outliers onto the fence and leaves the rest, missing included", () => {
  const fences = [{ feature: "x", low: 0, high: 10 }];
  const clip = (x: number | null): unknown => clipRow(fences, { x, other: "kept" }, 0).x;
  assertEquals([-5, 0, 3, 10, 12, null].map(clip), [0, 0, 3, 10, 10, null]);
  assertEquals(clipRow(fences, { x: 99, other: "kept" }, 0).other, "kept");
});

Deno.test("fences follow the unit that is measured in", () => {
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 20 });
  fc.assert(
    fc.property(values, fc.constantFrom(...rules), (xs, rule) => {
      const [plain] = fitFences(numbers(xs), { rule });
      const [changed] = fitFences(numbers(xs.map((x) => 4 * x + 8)), { rule });
      if (plain === undefined) return assertEquals(changed, undefined);
      assert(plain.low < plain.high);
      assertAlmostEquals(changed.low, 4 * plain.low + 8, 1e-9);
      assertAlmostEquals(changed.high, 4 * plain.high + 8, 1e-9);
    }),
    { seed: 11 },
  );
});
