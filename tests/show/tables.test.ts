import { assertEquals, assertThrows } from "@std/assert";
import { audit } from "heartbook/data/audit/audit.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { popularEdition, popularRiskFactors } from "heartbook/heart/popular/popular.ts";
import { heartDerived } from "heartbook/heart/derived.ts";
import { traceRow } from "heartbook/prepare/inspect.ts";
import {
  codebookTable,
  derivedTable,
  findingsTable,
  rowsTable,
  traceTable,
} from "heartbook/show/tables.ts";

const patients = readHeart();

Deno.test("findingsTable() counts the rows, with a dash where it is all of them", () => {
  const findings = audit(popularEdition(patients), { expected: popularRiskFactors });
  const lines = findingsTable(findings, { caption: "x" })["text/plain"].split("\n");
  assertEquals(/^error +1 of 303 rows .* 2 +Keep one/.test(lines[2]), true);
  assertEquals(/^error +target looks inverted.* – +Look up/.test(lines[3]), true);
  const empty = findingsTable([], { caption: "x" })["text/plain"];
  assertEquals(empty, "x\nseverity  finding  rows  what to do");
});

Deno.test("rowsTable() turns rows on their side and refuses none", () => {
  const shown = rowsTable({ one: { age: 63, sex: "male" }, two: { age: null } }, { caption: "x" });
  assertEquals(shown["text/plain"].split("\n").slice(1, 4), [
    "column   one  two",
    "age       63  –",
    "sex     male  –",
  ]);
  assertThrows(() => rowsTable({}, { caption: "x" }), RangeError);
});

Deno.test("the other tables have a line per column, code, feature and matrix column", () => {
  const traced = traceRow(patients, patients.rows[0], { numbers: "raw", levels: "reference" });
  for (
    const [table, rows] of [
      [codebookTable(patients.schema), 14],
      [derivedTable(heartDerived), 4],
      [traceTable(traced), 6 + 12],
    ] as const
  ) assertEquals(table["text/plain"].split("\n").length, rows + 1);
});
