import { assertEquals, assertStringIncludes } from "@std/assert";
import { auditTable } from "heartbook/data/audit/table.ts";
import { audit } from "heartbook/data/audit/audit.ts";
import { findRepeatedIds } from "heartbook/data/audit/refused.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { heartSchema } from "heartbook/heart/heart.ts";
import { readTable, type TextTable } from "heartbook/data/table.ts";
import { cleanPlants, plantSchema } from "./plants.ts";

function toTable(seed: number): TextTable {
  const { rows, labels, ids } = cleanPlants(seed);
  const cells = rows.map((row, i) => ({
    plot: ids[i],
    ...Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, String(cell)])),
    ill: labels[i] === 1 ? "yes" : "no",
  }));
  return { source: "plants.csv", columns: Object.keys(cells[0]), rows: cells };
}

const table = toTable(2);

function withText(column: string, texts: Readonly<Record<number, string | null>>): TextTable {
  const rows = table.rows.map((row, i) => i in texts ? { ...row, [column]: texts[i] } : row);
  return { ...table, rows };
}

Deno.test("auditTable() finds nothing in clean tables", () => {
  for (let seed = 0; seed < 5; seed++) assertEquals(auditTable(toTable(seed), plantSchema), []);
});

Deno.test("auditTable() says of a readable file what audit() says of its patients", () => {
  assertEquals(auditTable(readTable("data/cleveland.csv"), heartSchema), audit(readHeart()));
});

Deno.test("auditTable() reports each cell that the reader would refuse, with its rows", () => {
  const planted = withText("weight", { 4: "-9", 11: "12,5", 20: "heavy" });
  const [finding, missing] = auditTable(planted, plantSchema);
  assertEquals([finding.severity, finding.column, finding.rows], ["error", "weight", [4, 11, 20]]);
  assertEquals(
    finding.title,
    'weight is "-9", "12,5", "heavy" in 3 rows: expected 0 to 5000 g',
  );
  assertEquals(missing.rows, [4, 11, 20]); // what cannot be read counts as missing
});

Deno.test("auditTable() leaves rows without an outcome out, and keeps the table's row numbers", () => {
  const noOutcome = withText("ill", { 0: "", 1: "perhaps" });
  const planted = {
    ...noOutcome,
    rows: noOutcome.rows.map((row, i) => i === 6 ? { ...row, soil: null } : row),
  };
  const [outcome, soil] = auditTable(planted, plantSchema);
  assertEquals([outcome.column, outcome.rows], ["ill", [0, 1]]);
  assertEquals([soil.title, soil.rows], ["soil is missing in 1 of 238 rows (0.4 %)", [6]]);
});

Deno.test("auditTable() names columns that are absent or strange, and audits the rest", () => {
  const renamed: TextTable = {
    ...table,
    columns: table.columns.map((column) => column === "soil" ? "Soil" : column),
    rows: table.rows.map(({ soil, ...row }, i) => ({
      ...row,
      Soil: soil,
      shade: i ? row.shade : "?",
    })),
  };
  const findings = auditTable(renamed, plantSchema);
  assertEquals(findings.map(({ severity, column }) => [severity, column]), [
    ["error", "soil"],
    ["warning", "Soil"],
    ["note", "shade"],
  ]);
  assertStringIncludes(findings[0].advice, "Is it one of Soil?");
  const expected = [{ feature: "soil", level: "clay", effect: "raises" }] as const;
  const ignoring = auditTable(renamed, plantSchema, { ignore: ["Soil"], expected });
  assertEquals(ignoring.map(({ column }) => column), ["soil", "shade"]);
});

Deno.test("auditTable() says as much as it can without outcomes or rows", () => {
  const columns = table.columns.filter((column) => column !== "ill");
  assertEquals(auditTable({ ...table, columns }, plantSchema).map(({ column }) => column), ["ill"]);
  assertEquals(
    auditTable({ ...table, rows: [] }, plantSchema).map(({ title }) => title),
    ["the table has no rows"],
  );
});

Deno.test("auditTable() finds empty and repeated ids", () => {
  const [finding] = auditTable(withText("plot", { 0: null, 3: "plot 5" }), plantSchema);
  assertEquals([finding.column, finding.rows], ["plot", [0, 3, 5]]);
});

Deno.test("findRepeatedIds() finds nothing where there is no column of ids", () => {
  assertEquals(findRepeatedIds(table, undefined), []);
  assertEquals(findRepeatedIds(table, "no such column"), []);
});

Deno.test("auditTable() says what to do about a column that is absent where none is strange", () => {
  const columns = table.columns.filter((column) => column !== "soil");
  const [finding] = auditTable({ ...table, columns }, plantSchema);
  assertEquals(finding, {
    severity: "error",
    column: "soil",
    title: "there is no column soil",
    rows: [],
    advice: "Add it, or leave it out of the schema.",
  });
  const [strange] = auditTable({ ...table, columns: [...table.columns, "mood"] }, plantSchema);
  assertEquals(strange.advice, 'Describe it in the schema, or leave it out: { ignore: ["mood"] }.');
});
