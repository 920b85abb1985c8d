import { assert, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { textsOf } from "heartbook/data/cells/batch.ts";
import { openParquetCells } from "heartbook/data/cells/parquet.ts";

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
});

Deno.test("openParquetCells() names a file that is not there", () => {
  assertThrows(() => openParquetCells("no/such.parquet"), Error, "no/such.parquet");
});
