import { assertEquals, assertThrows } from "@std/assert";
import { diseasedNeeded, neymanPearson } from "heartbook/choose/neyman-pearson.ts";
import { recall } from "heartbook/measure/confusion.ts";
import { seeded } from "heartbook/random.ts";
import reference from "../reference/threshold.json" with { type: "json" };
import { logistic } from "../measure/predictions.ts";

const nineInTen = { recall: 0.9, confidence: 0.95 };

/** So many diseased with probabilities 1/(n+1), 2/(n+1) … and one healthy patient at 0. */
function ladder(diseased: number): { label: number[]; p: number[] } {
  const steps = Array.from({ length: diseased }, (_, i) => (i + 1) / (diseased + 1));
  return { label: [0, ...steps.map(() => 1)], p: [0, ...steps] };
}

Deno.test("diseasedNeeded() is 59 for .95 and .95, the rule of the books", () => {
  assertEquals(diseasedNeeded({ recall: 0.95, confidence: 0.95 }), 59);
  assertEquals(diseasedNeeded(nineInTen), 29);
  assertEquals(diseasedNeeded({ recall: 0.5, confidence: 0.75 }), 2);
});

Deno.test("neymanPearson() takes the rank of the published formula", () => {
  for (const { diseased, recall, confidence, rank } of reference.cases) {
    const choose = (): number => neymanPearson(ladder(diseased), { recall, confidence }).value;
    if (rank === 0) assertThrows(choose, RangeError, `got ${diseased}`);
    else assertEquals(choose(), rank / (diseased + 1));
  }
});

Deno.test("neymanPearson() says how many diseased it needs when there are too few", () => {
  assertThrows(
    () => neymanPearson(ladder(40), { recall: 0.95, confidence: 0.95 }),
    RangeError,
    "needs 59 diseased, got 40",
  );
});

Deno.test("neymanPearson() is stricter with itself than the plain floor", () => {
  const { confusion, promise } = neymanPearson(logistic, nineInTen);
  assertEquals(recall(confusion) > 0.9, true);
  assertEquals(
    promise,
    "finds at least 90 % of all diseased like these, with a confidence of 95 %",
  );
});

Deno.test("neymanPearson() refuses invalid shares and repeated patients", () => {
  for (const share of [0, 1, NaN]) {
    assertThrows(() => neymanPearson(logistic, { ...nineInTen, recall: share }), RangeError, "rec");
    assertThrows(() => diseasedNeeded({ ...nineInTen, confidence: share }), RangeError, "conf");
  }
  const twice = { label: [1, 1, 0], p: [0.9, 0.8, 0.1], row: [0, 0, 1] };
  assertThrows(() => neymanPearson(twice, { recall: 0.5, confidence: 0.5 }), RangeError, "once");
});

Deno.test("neymanPearson() keeps its promise in 95 of 100 samples, and hardly more", () => {
  // With p uniform among the diseased, the recall of a threshold t on all to come is 1 - t.
  const random = seeded(11);
  const samples = 4000;
  let kept = 0;
  for (let s = 0; s < samples; s++) {
    const p = Array.from({ length: 100 }, () => random.uniform());
    const { value } = neymanPearson({ label: [0, ...p.map(() => 1)], p: [0, ...p] }, nineInTen);
    if (1 - value >= 0.9) kept++;
  }
  // The exact share for 100 diseased is .976; three standard errors are .007.
  assertEquals(Math.abs(kept / samples - 0.976) < 0.008, true, `${kept / samples}`);
});
