/** Cells of Parquet in bytes: as a CSV file has them, and against the text of each cell. */
import { DuckDBInstance } from "@duckdb/node-api";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import pl from "nodejs-polars";
import { textsOf } from "heartbook/data/cells/batch.ts";
import { openParquetCells } from "heartbook/data/cells/parquet.ts";
import { writeCell } from "heartbook/ship/score/line.ts";

interface Read {
  readonly columns: readonly string[];
  readonly records: string[][];
  /** A record's bytes as they stand, with what follows them up to the next. */
  readonly sideBySide: string[];
  readonly plain: number[];
  readonly places: number[][];
}

async function read(columns: Readonly<Record<string, readonly unknown[]>>): Promise<Read> {
  const path = await Deno.makeTempFile({ suffix: ".parquet" });
  try {
    pl.DataFrame(columns).writeParquet(path);
    await using stream = openParquetCells(path);
    const found: Read = {
      columns: stream.columns,
      records: [],
      sideBySide: [],
      plain: [],
      places: [[...stream.position()]],
    };
    for await (const batch of stream.batches) {
      assertEquals(batch.first, found.records.length);
      for (let i = 0; i < batch.rows; i++) {
        found.records.push([...textsOf(batch, i)]);
        const start = batch.starts[i * batch.columns];
        const end = batch.ends[(i + 1) * batch.columns - 1];
        found.sideBySide.push(new TextDecoder().decode(batch.bytes.subarray(start, end + 1)));
        found.plain.push(batch.plain[i]);
      }
      found.places.push([...stream.position()]);
    }
    return found;
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("openParquetCells() has cells as a CSV file has them, side by side with commas", async () => {
  const found = await read({ age: [63, -9, null, 0.5], sex: ["male", "é", null, ""] });
  assertEquals(found.columns, ["age", "sex"]);
  assertEquals(found.records, [["63", "male"], ["-9", "é"], ["", ""], ["0.5", ""]]);
  assertEquals(found.sideBySide, ["63,male,", "-9,é,", ",,", "0.5,,"]);
  assertEquals(found.places, [[0, 4], [4, 4]]);
});

Deno.test("openParquetCells() says which records can stand in a CSV file as they are", async () => {
  const texts = [
    "a",
    "a,b",
    'a"b',
    "=1",
    "-1",
    "+1",
    "@x",
    "a\nb",
    "a\rb",
    "\tx",
    "",
    null,
    "a=b-c",
  ];
  const { plain } = await read({ text: texts });
  assertEquals(plain, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
  // A number below 0 is no formula; one with an exponent is written with a plus.
  assertEquals((await read({ number: [-1.5, 1e25, 1e-9, 7] })).plain, [1, 0, 0, 1]);
});

Deno.test("openParquetCells() gives records in batches of 4,096, and says how far it is", async () => {
  const numbers = Array.from({ length: 9000 }, (_, i) => i / 2);
  const { records, places } = await read({ numbers });
  assertEquals(records.length, 9000);
  records.forEach(([text], i) => assert(Number(text) === numbers[i], `record ${i}`));
  assertEquals(places, [[0, 9000], [4096, 9000], [8192, 9000], [9000, 9000]]);
  const full = await read({ numbers: numbers.slice(0, 4096) });
  assertEquals(full.places, [[0, 4096], [4096, 4096]]);
});

Deno.test("openParquetCells() names a file that is not there", () => {
  assertThrows(() => openParquetCells("no/such.parquet"), Error, "no/such.parquet");
});

const number = (value: number): string => Object.is(value, -0) ? "0" : String(value);
const cells = {
  BIGINT: fc.oneof(
    fc.integer({ min: -20, max: 20 }).map(BigInt),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 }).map(BigInt),
    fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
    fc.constantFrom(2n ** 31n - 1n, 2n ** 31n, 2n ** 53n - 1n, 2n ** 53n + 1n, -(2n ** 53n)),
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
