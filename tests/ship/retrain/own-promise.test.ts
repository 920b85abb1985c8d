import { assert, assertEquals, assertThrows } from "@std/assert";
import { atCosts } from "heartbook/choose/cost.ts";
import { atRecallFloor, atSpecificityFloor } from "heartbook/choose/floor.ts";
import { neymanPearson } from "heartbook/choose/neyman-pearson.ts";
import { atFloors } from "heartbook/choose/several-floors.ts";
import type { Threshold } from "heartbook/choose/threshold.ts";
import { seeded } from "heartbook/random.ts";
import { ownPromise } from "heartbook/ship/retrain/own-promise.ts";
import { decideByFloors, type DecidingRule } from "heartbook/ship/train/decision.ts";
import type { Scored } from "heartbook/types.ts";

/** 400 patients, half of them diseased, with higher probabilities. */
function draw(seed: number): Scored & { readonly label: number[]; readonly p: number[] } {
  const random = seeded(seed);
  const label = Array.from({ length: 400 }, (_, i) => i % 2);
  return { label, p: label.map((one) => (random.uniform() + random.uniform() + 0.6 * one) / 2.6) };
}
const old = draw(1), later = draw(2);

/** What a file made by a rule on the old patients decides by once it is retrained on the later. */
const renew = (rule: DecidingRule): ReturnType<DecidingRule> =>
  ownPromise({ ...rule(old), calibration: null, card: { outOfFold: old } })(later);

Deno.test("a retrained model keeps the recall, the confidence and the specificity of its forerunner", () => {
  for (
    const [recall, confidence, specificity] of [[0.9, 0.95, 0.9], [0.8, 0.975, 0.8], [
      0.95,
      0.8,
      0.75,
    ]]
  ) {
    const rule = decideByFloors({ guarantee: { recall, confidence }, specificity });
    const { refer } = rule(old);
    assert(refer!.low < refer!.high);
    assertEquals(renew(rule), rule(later));
  }
});

Deno.test("a retrained model refers nobody if the zone of its forerunner was empty", () => {
  const rule = decideByFloors({ guarantee: { recall: 0.6, confidence: 0.95 }, specificity: 0.4 });
  assertEquals(rule(old).refer!.low, rule(old).refer!.high);
  const { threshold, refer } = renew(rule);
  assertEquals(refer, { low: threshold.value, high: threshold.value });
});

const thresholds: Readonly<Record<string, (scored: Scored) => Threshold>> = {
  "a Neyman-Pearson threshold": (scored) => neymanPearson(scored, { recall: 0.7, confidence: 0.9 }),
  "a recall floor": (scored) => atRecallFloor(scored, 0.85),
  "a specificity floor": (scored) => atSpecificityFloor(scored, 0.85),
  "several floors": (scored) => atFloors(scored, { precision: 0.55, specificity: 0.5 }),
  "a cost ratio": (scored) => atCosts(scored, { falseAlarm: 1, miss: 9 }),
};
for (const [name, rule] of Object.entries(thresholds)) {
  Deno.test(`a retrained model keeps ${name}, and refers nobody if its forerunner did not`, () => {
    const zoneless: DecidingRule = (scored) => ({ threshold: rule(scored), refer: null });
    assertEquals(renew(zoneless), zoneless(later));
  });
}

Deno.test("a retrained model keeps the sentence of a promise that was put in a table's own words", () => {
  const promise = "finds at least 90 % of the malignant, with a confidence of 95 %";
  const rule: DecidingRule = (scored) => ({
    threshold: { ...neymanPearson(scored, { recall: 0.9, confidence: 0.95 }), promise },
    refer: null,
  });
  assertEquals(renew(rule), rule(later));
});

Deno.test("the specificity of a recalibrated model is that of its recalibrated probabilities", () => {
  const calibration = { kind: "intercept", intercept: -1 } as const;
  const shifted = (p: number): number => 1 / (1 + Math.exp(1) * (1 - p) / p);
  const made = decideByFloors({ guarantee: { recall: 0.9, confidence: 0.95 }, specificity: 0.8 });
  const { threshold, refer } = made({ ...old, p: old.p.map(shifted) });
  const rule = ownPromise({ threshold, refer, calibration, card: { outOfFold: old } });
  assertEquals(rule(later), made(later));
});

Deno.test("a threshold whose making is not known is not retrained on a guess", () => {
  const threshold = atRecallFloor(old, 0.9);
  const refuse = (changes: Partial<Threshold>, Kind: ErrorConstructor, words: string): void => {
    const changed = { ...threshold, ...changes };
    assertThrows(() => renew(() => ({ threshold: changed, refer: null })), Kind, words);
  };
  refuse({ method: "by hand" }, RangeError, "threshold.method: expected one that can be repeated");
  refuse({ method: "Neyman-Pearson" }, SyntaxError, "threshold.promise: expected a confidence");
});
