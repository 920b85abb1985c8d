import { assertEquals, assertThrows } from "@std/assert";
import { checkPair } from "heartbook/measure/pairs.ts";
import { checkOncePerPatient, numberPatients } from "heartbook/measure/patients.ts";

Deno.test("numberPatients() takes rows of one patient together", () => {
  const table = { label: [1, 0, 1], p: [0.9, 0.2, 0.8], row: Int32Array.of(17, 4, 17) };
  assertEquals(numberPatients(table), { count: 2, of: Int32Array.of(0, 1, 0) });
});

Deno.test("numberPatients() takes every row for a patient where the table does not say", () => {
  assertEquals(numberPatients({ label: [1, 0], p: [0.9, 0.2] }).count, 2);
});

Deno.test("checkOncePerPatient() says how many patients there are in how many rows", () => {
  const table = { label: [1, 0, 1], p: [0.9, 0.2, 0.8], row: [5, 6, 5] };
  assertThrows(() => checkOncePerPatient(table), RangeError, "2 patients in 3 rows");
});

Deno.test("checkPair() refuses unequal lengths, labels and patients", () => {
  const first = { label: [1, 0], p: [0.9, 0.2], row: [1, 2] };
  const shorter = { label: [1], p: [0.9] };
  const strangers = { label: [1, 0], p: [0.9, 0.2], row: [1, 3] };
  assertThrows(() => checkPair({ first, second: shorter }), TypeError, "2 and 1 rows");
  assertThrows(() => checkPair({ first, second: strangers }), RangeError, "row 1 differs");
});
