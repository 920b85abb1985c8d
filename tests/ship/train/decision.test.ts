import { assertEquals, assertThrows } from "@std/assert";
import { referZoneAtFloors } from "heartbook/choose/refer-zone.ts";
import { neymanPearson } from "heartbook/choose/neyman-pearson.ts";
import { seeded } from "heartbook/random.ts";
import { decideByFloors, type Deciding, judge } from "heartbook/ship/train/decision.ts";

/** Many patients whose probabilities say something. */
function drawn(): { label: number[]; p: number[] } {
  const random = seeded(1);
  const p = Array.from({ length: 400 }, () => random.uniform());
  return { label: p.map((value) => Number(random.uniform() < value)), p };
}

Deno.test("decideByFloors() rules out by Neyman-Pearson and calls diseased by specificity", () => {
  const guarantee = { recall: 0.9, confidence: 0.95 };
  const { threshold, refer } = decideByFloors({ guarantee, specificity: 0.9 })(drawn());
  assertEquals(threshold, neymanPearson(drawn(), guarantee));
  const { high } = referZoneAtFloors(drawn(), { recall: 0.9, specificity: 0.9 });
  assertEquals(refer, { low: threshold.value, high });
});

Deno.test("decideByFloors() refers nobody where one threshold serves both", () => {
  const p = Array.from({ length: 60 }, (_, i) => i / 100);
  const scored = { label: p.map((value) => Number(value >= 0.3)), p };
  const rule = decideByFloors({
    guarantee: { recall: 0.5, confidence: 0.95 },
    specificity: 0.9,
  });
  const { threshold, refer } = rule(scored);
  assertEquals(refer, { low: threshold.value, high: threshold.value });
});

Deno.test("decideByFloors() refuses what its floors refuse", () => {
  const rule = decideByFloors({ guarantee: { recall: 0.9, confidence: 0.95 }, specificity: 0.9 });
  assertThrows(() => rule({ label: [1, 0], p: [0.9, 0.1] }), RangeError, "needs 29 diseased");
});

Deno.test("judge() settles the rule on each fold's inner predictions, in the patients' order", () => {
  const splits = [
    { repeat: 0, train: [0, 2], test: [1, 3] },
    { repeat: 0, train: [1, 3], test: [0, 2] },
  ];
  const folds = [
    { inner: { label: [1], p: [0.4] }, outer: { label: [1, 0], p: [0.45, 0.1] } },
    { inner: { label: [1], p: [0.6] }, outer: { label: [0, 1], p: [0.5, 0.7] } },
  ];
  const confusion = { truePositive: 1, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
  const first = ({ p }: { readonly p: ArrayLike<number> }): Deciding => ({
    threshold: { value: p[0], method: "first", promise: "none", confusion },
    refer: null,
  });
  assertEquals(judge(folds, splits, first), [
    { label: 0, p: 0.5, decision: "healthy" },
    { label: 1, p: 0.45, decision: "diseased" },
    { label: 1, p: 0.7, decision: "diseased" },
    { label: 0, p: 0.1, decision: "healthy" },
  ]);
});
