/** Cells of Parquet in bytes, against the text of each cell. */
import { DuckDBInstance } from "@duckdb/node-api";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { textsOf } from "heartbook/data/cells/batch.ts";
import { openParquetCells } from "heartbook/data/cells/parquet.ts";
import { writeCell } from "heartbook/ship/score/line.ts";

const number = (value: number): string => Object.is(value, -0) ? "0" : String(value);
const cells = {
  BIGINT: fc.oneof(
    fc.integer({ min: -20, max: 20 }).map(BigInt),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 }).map(BigInt),
    fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
    fc.constantFrom(2n ** 31n - 1n, 2n ** 31n, 2n ** 53n - 1n, 2n ** 53n + 1n),
  ).map(String),
  DOUBLE: fc.oneof(
    fc.integer({ min: -5, max: 5000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ).map(number),
  VARCHAR: fc.oneof(
    fc.constantFrom("", "male", "a,b", 'say "a"', "=1+1", "-3", "-x", "a\nb", "Ünal", "𝄞", " x"),
    fc.string({ unit: "grapheme-ascii", maxLength: 5 }),
  ),
};
const literal = (text: string | null): string =>
  text === null ? "NULL" : `'${text.replaceAll("'", "''")}'`;

/** Rows of one cell of each kind, and how often the rows come: then the same cell comes again. */
const table = fc.record({
  rows: fc.array(
    fc.tuple(
      fc.option(cells.BIGINT),
      cells.BIGINT,
      fc.option(cells.DOUBLE),
      cells.DOUBLE,
      fc.option(cells.VARCHAR),
    ),
    { minLength: 1, maxLength: 8 },
  ),
  times: fc.constantFrom(1, 2, 1000),
});
const TYPES = ["BIGINT", "BIGINT", "DOUBLE", "DOUBLE", "VARCHAR"];

Deno.test("openParquetCells() writes each cell as text, and calls plain only what needs no quotes", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const path = await Deno.makeTempFile({ suffix: ".parquet" });
  let plainRows = 0;
  try {
    await fc.assert(
      fc.asyncProperty(table, async ({ rows, times }) => {
        const values = rows.map((row, i) => `(${i}, ${row.map(literal).join(", ")})`);
        const columns = TYPES.map((type, j) => `c${j}::${type} AS c${j}`);
        await connection.run(
          `COPY (SELECT ${columns.join(", ")} FROM range(${times}) AS again(t),
           (VALUES ${values.join(", ")}) AS given(i, c0, c1, c2, c3, c4) ORDER BY t, i)
           TO '${path}' (ROW_GROUP_SIZE 2048)`,
        );
        let done = 0;
        for await (const batch of openParquetCells(path).batches) {
          for (let i = 0; i < batch.rows; i++, done++) {
            const texts = textsOf(batch, i);
            assertEquals(texts, rows[done % rows.length].map((text) => text ?? ""));
            if (batch.plain[i] === 0) continue;
            plainRows++;
            assertEquals(texts.map(writeCell), [...texts]);
          }
        }
        assertEquals(done, rows.length * times);
      }),
      { seed: 1, numRuns: 60 },
    );
  } finally {
    connection.closeSync();
    await Deno.remove(path);
  }
  assertEquals(plainRows > 1000, true);
});
