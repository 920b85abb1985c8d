import { assertEquals, assertThrows } from "@std/assert";
import { bestPoint, describeThreshold } from "heartbook/choose/threshold.ts";
import { recall, specificity } from "heartbook/measure/confusion.ts";
import { sweepThresholds } from "heartbook/measure/sweep.ts";

Deno.test("describeThreshold() counts at p = value and takes its words as they are", () => {
  const words = { value: 0.6, method: "by hand", promise: "nothing" };
  const confusion = { truePositive: 1, falseNegative: 0, falsePositive: 0, trueNegative: 1 };
  assertEquals(describeThreshold({ label: [1, 0], p: [0.6, 0.5] }, words), { ...words, confusion });
});

Deno.test("describeThreshold() refuses NaN", () => {
  const words = { value: NaN, method: "", promise: "" };
  assertThrows(() => describeThreshold({ label: [1], p: [0.6] }, words), RangeError, "NaN");
});

Deno.test("bestPoint() breaks a tie of the first figure by the second", () => {
  const sweep = sweepThresholds({ label: [1, 1, 0], p: [0.9, 0.8, 0.1] });
  assertEquals(bestPoint(sweep, [specificity])?.threshold, Infinity);
  assertEquals(bestPoint(sweep, [specificity, recall])?.threshold, 0.8);
});

Deno.test("bestPoint() of no points is undefined", () => {
  assertEquals(bestPoint([], [recall]), undefined);
});
