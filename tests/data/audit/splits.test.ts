import { assert, assertEquals, assertThrows } from "@std/assert";
import { auditSplits } from "heartbook/data/audit/splits.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { popularEdition, popularEditionRepeated } from "heartbook/heart/popular/popular.ts";
import type { Split } from "heartbook/types.ts";

const patients = readHeart();

/** Every fifth row is tested. */
function fifths(n: number): Split[] {
  const rows = Array.from({ length: n }, (_, i) => i);
  return [0, 1, 2, 3, 4].map((fold) => ({
    repeat: 0,
    train: rows.filter((row) => row % 5 !== fold),
    test: rows.filter((row) => row % 5 === fold),
  }));
}

Deno.test("auditSplits() finds nothing where no patient is on both sides", () => {
  assertEquals(auditSplits(patients, fifths(303)), []);
});

Deno.test("auditSplits() finds the twins of the popular file wherever a split parts them", () => {
  const [finding] = auditSplits(popularEdition(patients), fifths(303));
  assertEquals(finding.rows, [163, 164]);
  assertEquals(
    finding.title,
    "2 of 303 rows (0.7 %) tested were trained on too, in 2 of 5 splits",
  );
});

Deno.test("auditSplits() finds more than 95 % of the repeated edition's rows in training", () => {
  const [finding] = auditSplits(popularEditionRepeated(patients), fifths(1025));
  assert(finding.rows.length > 0.95 * 1025);
});

Deno.test("auditSplits() counts a row that is simply in both parts", () => {
  const [finding] = auditSplits(patients, [{ repeat: 0, train: [1, 2], test: [2, 3] }]);
  assertEquals(finding.rows, [2]);
});

Deno.test("auditSplits() refuses a row number out of range", () => {
  const split = { repeat: 0, train: [1], test: [303] };
  assertThrows(() => auditSplits(patients, [split]), RangeError, "row 303");
});
