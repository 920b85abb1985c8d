import { assertEquals, assertThrows } from "@std/assert";
import { alarmsPerHundred, callRecords } from "heartbook/measure/calls.ts";

const counts = { truePositive: 9, falseNegative: 1, falsePositive: 3, trueNegative: 7 };
const nobody = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };

Deno.test("alarmsPerHundred() counts right and wrong alarms alike", () => {
  assertEquals(alarmsPerHundred(counts), 60);
  assertThrows(() => alarmsPerHundred(nobody), RangeError, "no patients");
});

Deno.test("callRecords() has one record a way of calling", () => {
  assertEquals(callRecords({ strict: counts }), [{
    calls: "strict",
    recall: 0.9,
    precision: 0.75,
    F1: 18 / 22,
    accuracy: 0.8,
    missed: 1,
    "alarms per 100": 60,
  }]);
});
