import { assertEquals, assertThrows } from "@std/assert";
import { agreeOn } from "heartbook/explain/agreement.ts";

const shap = [{ feature: "a", value: 0.4 }, { feature: "b", value: -0.2 }];
const odds = [{ feature: "b", value: -1 }, { feature: "a", value: 2 }];

Deno.test("agreeOn() sets features side by side as shares of each way's largest", () => {
  assertEquals(agreeOn({ shap, odds }, { top: 1 }), [
    {
      feature: "a",
      values: { shap: 0.4, odds: 2 },
      shares: { shap: 1, odds: 1 },
      sameSign: true,
      allTop: true,
    },
    {
      feature: "b",
      values: { shap: -0.2, odds: -1 },
      shares: { shap: -0.5, odds: -0.5 },
      sameSign: true,
      allTop: false,
    },
  ]);
});

Deno.test("agreeOn() refuses ways that are not about the same features, and no ways", () => {
  assertThrows(() => agreeOn({ shap, odds: odds.slice(1) }), RangeError, "odds: expected b");
  assertThrows(() => agreeOn({}), RangeError, "got none");
});
