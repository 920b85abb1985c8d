import { assertEquals } from "@std/assert";
import { describeDifference } from "heartbook/measure/compare.ts";
import type { MetricKey } from "heartbook/measure/metrics.ts";

function sentence(low: number, high: number, metric: MetricKey): string {
  const difference = { estimate: (low + high) / 2, low, high, level: 0.95, method: "by hand" };
  return describeDifference(difference, { first: "A", second: "B", metric });
}

Deno.test("describeDifference() counts people and names the better model first", () => {
  assertEquals(sentence(0.04, 0.11, "recall"), "A finds 4 to 11 more of every 100 diseased than B");
  assertEquals(
    sentence(-0.11, -0.04, "recall"),
    "B finds 4 to 11 more of every 100 diseased than A",
  );
});

Deno.test("describeDifference() counts a lower loss as better", () => {
  assertEquals(
    sentence(-0.013, -0.004, "brier"),
    "A is better than B on Brier score, by 0.004 to 0.013",
  );
});

Deno.test("describeDifference() cannot tell models apart when 0 lies within, ends included", () => {
  assertEquals(
    sentence(-0.03, 0.08, "recall"),
    "A and B cannot be told apart on recall: A finds between 3 fewer and 8 more of every 100 diseased",
  );
  assertEquals(sentence(0, 0.08, "recall").includes("cannot be told apart"), true);
  assertEquals(
    sentence(-0.012, 0.05, "kappa"),
    "A and B cannot be told apart on Cohen's kappa: the difference is between -0.01 and 0.05",
  );
});

Deno.test("describeDifference() rounds no difference away", () => {
  assertEquals(
    sentence(0.002, 0.031, "specificity"),
    "A rightly rules out 0.2 to 3.1 more of every 100 healthy than B",
  );
  assertEquals(
    sentence(0.0412, 0.0437, "accuracy"),
    "A is right about 4.1 to 4.4 more of every 100 patients than B",
  );
});

Deno.test("describeDifference() says when models are equal", () => {
  assertEquals(sentence(0, 0, "rocAuc"), "A and B are equal on ROC AUC");
});

Deno.test("describeDifference() writes up to five digits, and beyond them all there are", () => {
  assertEquals(
    sentence(-0.00004, -0.00001, "brier"),
    "A is better than B on Brier score, by 0.00001 to 0.00004",
  );
  assertEquals(
    sentence(-0.0000042, -0.0000013, "brier"),
    "A is better than B on Brier score, by 0.0000013 to 0.0000042",
  );
});
