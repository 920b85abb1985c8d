/** What is called how, and what cannot be written. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { logistic } from "heartbook/learners/logistic.ts";
import { tree } from "heartbook/learners/tree.ts";
import { toSql } from "heartbook/ship/sql/sql.ts";
import type { FeatureSchema, Row } from "heartbook/types.ts";
import { patients } from "../model-file/made.ts";
import { compare, databases, decide } from "./compare.ts";

const WORDS = fc.string({ unit: "binary", minLength: 1, maxLength: 8 })
  .filter((text) => !text.includes("\0"));

Deno.test("toSql() can be made to say nothing else by any name or level", async () => {
  const awkward = fc.constantFrom(
    `"; DROP TABLE patients; --`,
    `it's`,
    `''`,
    `\\' OR 1=1 --`,
    "a\nb",
    "100 %",
    "/*",
    "naïve ☃",
  );
  const text = fc.oneof(awkward, WORDS);
  const drawn = fc.record({
    names: fc.uniqueArray(text, {
      minLength: 2,
      maxLength: 2,
      selector: (name) => name.toLowerCase(),
    }),
    levels: fc.uniqueArray(text, { minLength: 3, maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ names: [number, category], levels }) => {
      fc.pre(![number, category].some((name) => name.toLowerCase() === "id"));
      const words = { label: "", about: "" };
      const schema: FeatureSchema = {
        ...patients.schema,
        features: [
          { kind: "number", name: number, unit: "", range: [0, 9], ...words },
          { kind: "category", name: category, levels, ...words },
        ],
      };
      const made = levels.flatMap((level, i): Row[] => [
        { [number]: i, [category]: level },
        { [number]: null, [category]: level },
        { [number]: 3 - i, [category]: null },
      ]);
      const dataset = {
        schema,
        rows: made,
        labels: made.map((_, i) => (i % 2) as 0 | 1),
        ids: made.map((_, i) => String(i)),
      };
      await compare(decide(await logistic({ l2: 1 })(dataset)), { rows: made });
    }),
    { seed: 1, numRuns: 60 },
  );
});

Deno.test("toSql() names a table by its parts, and keeps the columns asked for", async () => {
  const fitted = decide(await logistic({ l2: 1 })(patients));
  const { load, ask } = databases.DuckDB;
  await load("patients", { columns: patients.schema.features, rows: patients.rows });
  const table = ["memory", "main", "patients"];
  const sql = toSql(fitted, { table, dialect: "duckdb", keep: ["sex", "age"] });
  const [first] = await ask(sql);
  assertEquals(Object.keys(first), ["sex", "age", "p", "decision", "reason"]);
});

Deno.test("toSql() speaks each dialect", async () => {
  const fitted = decide(await tree({ maxDepth: 1 })(patients));
  const options = { table: "patients", keep: [] };
  const spark = toSql(fitted, { ...options, dialect: "spark" });
  assert(spark.includes("CAST(`age` AS STRING)") && spark.includes("FROM `patients`"));
  const postgresql = toSql(fitted, { ...options, dialect: "postgresql" });
  assert(postgresql.includes('CAST("age" AS TEXT)'));
  assert(postgresql.includes("5.6e+1::float8"));
});

Deno.test("toSql() refuses what cannot be written as SQL, by name", async () => {
  const options = { table: "patients", dialect: "duckdb" } as const;
  const steps = [{ kind: "impute-neighbours", k: 5 }] as const;
  const imputed = decide(await logistic({ l2: 1 }, { steps })(patients));
  assertThrows(() => toSql(imputed, options), RangeError, "impute-neighbours cannot be written");
  const fitted = decide(await logistic({ l2: 1 })(patients));
  assertThrows(() => toSql(fitted, { ...options, keep: ["p"] }), RangeError, 'got "p"');
  assertThrows(() => toSql(fitted, { ...options, keep: ["id", "id"] }), RangeError, 'got "id"');
});
