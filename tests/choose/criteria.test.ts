import { assertEquals, assertThrows } from "@std/assert";
import { fearOfMissing, fullHospital, newDoctors, rootCauses } from "heartbook/choose/criteria.ts";
import { confusionAt, precision, recall } from "heartbook/measure/confusion.ts";
import { logistic } from "../measure/predictions.ts";

const four = { label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] };

Deno.test("fear of missing wants specificity at a recall floor, which flagging everybody loses", () => {
  assertEquals(fearOfMissing({ recall: 1 }).score(four), 0.5);
  assertEquals(fearOfMissing({ recall: 1 }).score({ ...four, p: [1, 1, 1, 1] }), 0);
  assertEquals(fearOfMissing().wanted, "specificity at a recall of at least 95 %");
});

Deno.test("a full hospital wants the highest precision that still finds enough", () => {
  const { score, choose } = fullHospital({ recall: 0.8 });
  const highest = Math.max(
    ...Array.from(logistic.p, (threshold) => confusionAt(logistic, threshold))
      .filter((counts) => recall(counts) >= 0.8)
      .map(precision),
  );
  assertEquals(score(logistic), highest);
  assertEquals(recall(choose!(logistic).confusion) >= 0.8, true);
});

Deno.test("a full hospital accepts one more false alarm for many more found", () => {
  const scored = { label: [0, 1, 0, 1, 1, 1, 1], p: [0.9, 0.8, 0.7, 0.6, 0.6, 0.6, 0.6] };
  assertEquals(fullHospital({ recall: 0.2 }).score(scored), 5 / 7);
});

Deno.test("root causes want the AUC of readable models, at no threshold", () => {
  const { score, readableOnly, choose } = rootCauses();
  assertEquals([score(four), readableOnly, choose], [0.75, true, undefined]);
});

Deno.test("comparing new doctors wants accuracy at one half", () => {
  const { score, choose } = newDoctors();
  assertEquals(score(four), 0.5);
  assertEquals(choose!(four).value, 0.5);
});

Deno.test("every criterion has a question, and refuses columns that cannot be measured", () => {
  for (const criterion of [fearOfMissing(), fullHospital(), rootCauses(), newDoctors()]) {
    assertEquals(criterion.question.endsWith("?"), true);
    assertThrows(() => criterion.score({ label: [1, 0], p: [0.5, NaN] }), RangeError, "p[1]");
  }
});
