import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { univariableAucs } from "heartbook/describe/univariable-auc.ts";
import reference from "../reference/univariable.json" with { type: "json" };
import { category, number, toDataset } from "../prepare/small.ts";

const areas = univariableAucs(readHeart());
const find = (name: string) => areas.find(({ feature }) => feature === name)!;

Deno.test("univariableAucs() by hand: a number that falls with disease, levels in order", () => {
  const small = toDataset(
    [number("x"), category("c", ["u", "v"])],
    [{ x: 4, c: "u" }, { x: 3, c: "v" }, { x: 3, c: "v" }, { x: 1, c: null }, { x: null, c: "u" }],
    [0, 0, 1, 1, 0],
  );
  const [x] = univariableAucs({ ...small, schema: { ...small.schema, features: [number("x")] } });
  // Pairs (4, 3), (4, 1), (3, 3), (3, 1): three in order downwards and a tie.
  assertEquals([x.feature, x.diseased, x.patients], ["x", "lower", 4]);
  assertAlmostEquals(x.auc.estimate, 3.5 / 4, 1e-12);
  assertThrows(() => univariableAucs(small), RangeError, "1 diseased"); // c is recorded for one
});

Deno.test("univariableAucs() equal pROC's, direction and DeLong interval included", () => {
  for (const [name, expected] of Object.entries(reference.areas)) {
    const { auc, diseased } = find(name);
    assertEquals(diseased, expected.direction === "<" ? "higher" : "lower", name);
    assertAlmostEquals(auc.estimate, expected.estimate, 1e-12, name);
    assertAlmostEquals(auc.low, expected.low, 1e-12, name);
    assertAlmostEquals(auc.high, expected.high, 1e-12, name);
  }
  for (const [name, expected] of Object.entries(reference.levels)) {
    const { auc, diseased } = find(name);
    assertEquals(diseased, "by level");
    assertAlmostEquals(auc.estimate, expected.estimate, 1e-12, name);
    assertAlmostEquals(auc.low, expected.low, 1e-12, name);
  }
});

Deno.test("univariableAucs() are never below one half, and one half for a constant", () => {
  assert(areas.every(({ auc }) => auc.estimate >= 0.5));
  const constant = toDataset([number("x")], Array.from({ length: 6 }, () => ({ x: 7 })));
  assertEquals(univariableAucs(constant)[0].auc.estimate, 0.5);
});

Deno.test("univariableAucs() do not change under a monotone map of a number", () => {
  const patients = readHeart();
  const cubed = {
    ...patients,
    rows: patients.rows.map((row) => ({ ...row, thalach: Number(row.thalach) ** 3 })),
  };
  const [before] = [find("thalach")];
  const after = univariableAucs(cubed).find(({ feature }) => feature === "thalach")!;
  assertEquals(after, before);
});
