import { assertEquals, assertThrows } from "@std/assert";
import { selectFeatures } from "heartbook/prepare/select.ts";
import type { Label, Row } from "heartbook/types.ts";
import { category, number, toDataset } from "./small.ts";

const features = [number("x"), number("almostX"), number("y"), category("c", ["a", "b"])];
const rows: Row[] = Array.from({ length: 40 }, (_, i) => ({
  x: i,
  almostX: -2 * i + (i % 2) / 10,
  y: (i * 7) % 11,
  c: i === 0 ? "b" : "a",
}));

Deno.test("selectFeatures() drops near-zero variance and the later of two that go together", () => {
  assertEquals(selectFeatures(toDataset(features, rows)), ["x", "y"]);
});

Deno.test("selectFeatures() keeps more under looser shares", () => {
  const train = toDataset(features, rows);
  assertEquals(selectFeatures(train, { commonest: 0.98 }), ["x", "y", "c"]);
  assertEquals(selectFeatures(train, { correlation: 1 }), ["x", "almostX", "y"]);
});

Deno.test("selectFeatures() never keeps a constant", () => {
  const train = toDataset(features, rows.map((row) => ({ ...row, y: 5 })));
  assertEquals(selectFeatures(train, { commonest: 1 }), ["x", "c"]);
});

Deno.test("selectFeatures() does not look at the outcome", () => {
  const labels = rows.map((_, i) => Number(i < 20) as Label);
  assertEquals(
    selectFeatures(toDataset(features, rows, labels)),
    selectFeatures(toDataset(features, rows)),
  );
});

Deno.test("selectFeatures() refuses shares outside (0, 1] and to keep nothing", () => {
  const train = toDataset(features, rows);
  assertThrows(() => selectFeatures(train, { commonest: 0 }), RangeError, "commonest");
  assertThrows(() => selectFeatures(train, { correlation: 1.1 }), RangeError, "correlation");
  const still = toDataset([number("x")], [{ x: 1 }, { x: 1 }]);
  assertThrows(() => selectFeatures(still), RangeError, "got none of 1");
});

Deno.test("selectFeatures() by shares of 1 keeps copies: only what goes beyond a share is left out", () => {
  const twins = rows.map((row) => ({ ...row, almostX: row.x }));
  assertEquals(selectFeatures(toDataset(features, twins), { correlation: 1 }), [
    ...["x", "almostX", "y"],
  ]);
  // 39 of 40 are one level: 0.975.
  assertEquals(selectFeatures(toDataset(features, rows), { commonest: 0.975 }), ["x", "y", "c"]);
});

Deno.test("selectFeatures() keeps a number that never varies where another is recorded: nothing tells they go together", () => {
  const apart: Row[] = Array.from({ length: 40 }, (_, i) => ({
    x: i < 20 ? 5 : i,
    y: i < 20 ? (i * 7) % 11 : null,
  }));
  const train = toDataset([number("x"), number("y")], apart);
  assertEquals(selectFeatures(train), ["x", "y"]);
});
