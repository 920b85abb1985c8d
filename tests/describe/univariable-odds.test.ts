import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { type FeatureOdds, univariableOdds } from "heartbook/describe/univariable-odds.ts";
import reference from "../reference/univariable.json" with { type: "json" };
import { category, number, toDataset } from "../prepare/small.ts";

const crude = univariableOdds(readHeart());
const held = univariableOdds(readHeart(), { adjustFor: ["sex"] });

function find(odds: readonly FeatureOdds[], feature: string, contrast = ""): FeatureOdds {
  return odds.find((each) => each.feature === feature && each.contrast.startsWith(contrast))!;
}

Deno.test("univariableOdds() equal those of R's glm, likelihood intervals included", () => {
  const ours: Record<keyof typeof reference.odds, FeatureOdds> = {
    age: find(crude, "age"),
    chol: find(crude, "chol"),
    cholHoldingSex: find(held, "chol"),
    ca: find(crude, "ca"),
    male: find(crude, "sex"),
    stAbnormal: find(crude, "restecg", "ST-T"),
    reversibleHoldingSex: find(held, "thal", "reversible"),
  };
  for (const [name, expected] of Object.entries(reference.odds)) {
    const { estimate, low, high } = ours[name as keyof typeof ours].ratio;
    assertAlmostEquals(Math.log(estimate), Math.log(expected.estimate), 1e-6, name);
    assertAlmostEquals(Math.log(low), Math.log(expected.low), 1e-6, name);
    assertAlmostEquals(Math.log(high), Math.log(expected.high), 1e-6, name);
  }
});

Deno.test("univariableOdds() has a row a number and a row a level but the first", () => {
  assertEquals(crude.length, 6 + 1 + 3 + 1 + 2 + 1 + 2 + 2);
  assertEquals(find(crude, "age").contrast, "per 9.0 years");
  assertEquals(find(crude, "ca").patients, 299);
  assertEquals(held.some(({ feature }) => feature === "sex"), false);
});

Deno.test("univariableOdds() takes the first level that anybody has as the reference", () => {
  const rows = ["v", "v", "v", "w", "w", "w"].map((c) => ({ c }));
  const small = toDataset([category("c", ["u", "v", "w"])], rows, [1, 0, 0, 1, 1, 0]);
  const [odds] = univariableOdds(small);
  assertEquals(odds.contrast, "w against v");
  assertAlmostEquals(odds.ratio.estimate, 4, 1e-8);
});

Deno.test("univariableOdds() names the feature that it refuses", () => {
  const small = toDataset([number("x")], [{ x: 1 }, { x: 2 }, { x: 3 }, { x: 4 }], [0, 0, 1, 1]);
  assertThrows(() => univariableOdds(small), RangeError, "x, per 1.3");
  assertThrows(() => univariableOdds(small, { adjustFor: ["y"] }), RangeError, '"y"');
});
