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

Deno.test("agreeOn() begins with the largest of the first way, whatever its sign and place", () => {
  const first = [
    { feature: "a", value: 0.1 },
    { feature: "b", value: -0.9 },
    { feature: "c", value: 0.5 },
    { feature: "d", value: 0 },
  ];
  const second = first.map(({ feature, value }) => ({ feature, value: -value }));
  const rows = agreeOn({ first, second });
  assertEquals(rows.map(({ feature }) => feature), ["b", "c", "a", "d"]);
  // Three by default; nothing has the same sign as nothing.
  assertEquals(rows.map(({ allTop }) => allTop), [true, true, true, false]);
  assertEquals(rows.map(({ sameSign }) => sameSign), [false, false, false, true]);
  const nothing = first.map(({ feature }) => ({ feature, value: 0 }));
  assertEquals(agreeOn({ first, nothing })[0].shares, { first: -1, nothing: 0 });
});
