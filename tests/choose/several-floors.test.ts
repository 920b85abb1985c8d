import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { atFloors } from "heartbook/choose/several-floors.ts";
import { accuracy, confusionAt, precision, recall } from "heartbook/measure/confusion.ts";
import { scoredPatients, steady } from "../measure/arbitrary.ts";

const scored = { label: [1, 1, 0, 1, 0, 0, 0, 0], p: [0.9, 0.8, 0.7, 0.4, 0.3, 0.2, 0.1, 0] };

// By hand.

Deno.test("atFloors() finds as many as the floors allow", () => {
  assertEquals(atFloors(scored, { precision: 0.7 }).value, 0.4);
  assertEquals(atFloors(scored, { precision: 1 }).value, 0.8);
  assertEquals(atFloors(scored, { accuracy: 0.5 }).value, 0.4); // and no laxer: that only alarms
});

Deno.test("atFloors() says what it keeps", () => {
  const { method, promise, confusion } = atFloors(scored, { precision: 0.7, accuracy: 0.8 });
  assertEquals(method, "several floors");
  assertEquals(
    promise,
    "keeps precision of at least 0.7 and accuracy of at least 0.8 among the patients it was chosen on",
  );
  assertEquals(confusion.falsePositive, 1);
});

Deno.test("atFloors() refuses floors that no threshold keeps, and invalid floors", () => {
  const worst = { label: [0, 1], p: [0.9, 0.1] };
  assertThrows(
    () => atFloors(worst, { precision: 0.6 }),
    RangeError,
    "no threshold keeps precision",
  );
  assertThrows(() => atFloors(scored, {}), RangeError, "at least one");
  assertThrows(() => atFloors(scored, { accuracy: 0 }), RangeError, "accuracy");
  assertThrows(() => atFloors(scored, { kappa: 0.5 } as never), RangeError, "got kappa");
});

// Oracle: try every probability.

Deno.test("atFloors() is the best of all thresholds that keep the floors", () => {
  fc.assert(
    fc.property(scoredPatients, (patients) => {
      const floors = { precision: 0.4, accuracy: 0.4 };
      const kept = Array.from(patients.p, (p) => confusionAt(patients, p)).filter((each) =>
        precision(each) >= floors.precision && accuracy(each) >= floors.accuracy
      );
      if (kept.length === 0) {
        assertThrows(() => atFloors(patients, floors), RangeError);
      } else {
        const found = atFloors(patients, floors);
        assertEquals(recall(found.confusion), Math.max(...kept.map(recall)));
        assertEquals(confusionAt(patients, found.value), found.confusion);
      }
    }),
    steady,
  );
});
