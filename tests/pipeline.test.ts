import { assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { predictRows } from "heartbook/pipeline.ts";

const patients = readHeart();
const fitted = await logistic({ l2: 1 })(patients);

Deno.test("a fitted pipeline is plain JSON: stored and read again it predicts bit for bit the same", () => {
  const again = JSON.parse(JSON.stringify(fitted));
  assertEquals(again, fitted);
  assertEquals(predictRows(again, patients.rows), predictRows(fitted, patients.rows));
});

Deno.test("predictRows() finds columns by name, whatever the order of the keys or of the rows", () => {
  const reversed = patients.rows.map((row) => Object.fromEntries(Object.entries(row).toReversed()))
    .toReversed();
  assertEquals(predictRows(fitted, reversed), predictRows(fitted, patients.rows).toReversed());
});

Deno.test("predictRows() gives a patient the same probability alone as among others", () => {
  const alone = patients.rows.map((row) => predictRows(fitted, [row])[0]);
  assertEquals(alone, [...predictRows(fitted, patients.rows)]);
});

Deno.test("predictRows() names the row and column of what it cannot use", () => {
  const { chol: _, ...without } = patients.rows[1];
  const rows = [patients.rows[0], without];
  assertThrows(() => predictRows(fitted, rows), TypeError, "row 2: expected a column chol");
  const text = [{ ...patients.rows[0], chol: "233" }];
  assertThrows(() => predictRows(fitted, text), TypeError, "row 1, column chol");
  const nan = [{ ...patients.rows[0], chol: NaN }];
  assertThrows(() => predictRows(fitted, nan), TypeError, "got NaN");
});

Deno.test("a learner gives the same pipeline again, and leaves the patients alone", async () => {
  const before = JSON.stringify(patients);
  assertEquals(await logistic({ l2: 1 })(readHeart()), fitted);
  await prevalence()(patients);
  assertEquals(JSON.stringify(patients), before);
});
