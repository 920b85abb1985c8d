import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { cellText, scanParquet } from "heartbook/data/parquet.ts";

async function withTable(
  columns: Readonly<Record<string, readonly unknown[]>>,
  test: (path: string) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".parquet" });
  try {
    pl.DataFrame(columns).writeParquet(path);
    await test(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("scanParquet() gives the columns of a row group, and null where a cell is missing", async () => {
  await withTable({ age: [63, null, 0.5], sex: ["male", "a,b", null] }, async (path) => {
    const { columns, rows, groups } = scanParquet(path);
    assertEquals([columns, rows], [["age", "sex"], 3]);
    const cells = (await Array.fromAsync(groups)).map((group) =>
      group.columns.map((column) => Array.from(column, (cell) => cell ?? null))
    );
    assertEquals(cells, [[[63, null, 0.5], ["male", "a,b", null]]]);
  });
});

Deno.test("scanParquet() returns all rows in order, whatever the groups and pages", async () => {
  const numbers = Array.from({ length: 200_000 }, (_, i) => i / 4);
  const texts = numbers.map((each) => `text ${each}`);
  await withTable({ numbers, texts }, async (path) => {
    const groups = await Array.fromAsync(scanParquet(path).groups);
    const all = (j: number): unknown[] => groups.flatMap(({ columns }) => Array.from(columns[j]));
    assertEquals(groups.reduce((sum, { rows }) => sum + rows, 0), numbers.length);
    assertEquals(all(0), numbers);
    assertEquals(all(1), texts);
  });
});

Deno.test("cellText() writes a cell as a CSV file has it", () => {
  const cells = [1, 0.5, 10n, "a,b", null, undefined, new Date(0), new Date(1)];
  assertEquals(cells.map(cellText), [
    ...["1", "0.5", "10", "a,b", null, null, "1970-01-01", "1970-01-01T00:00:00.001Z"],
  ]);
  const nested = [["I10", "E11"], [], [1n, null], { a: 2n, b: [1] }];
  assertEquals(nested.map(cellText), ["[I10, E11]", "[]", "[1, NULL]", '{"a":"2","b":[1]}']);
});

Deno.test("scanParquet() names a file that is not there or no Parquet", () => {
  assertThrows(() => scanParquet("no/such.parquet"), Error, "no/such.parquet");
  assertThrows(() => scanParquet("data/cleveland.csv"), Error, "data/cleveland.csv");
});

async function refusedFor(bytes: readonly number[]): Promise<string> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, Uint8Array.from(bytes));
    const error = assertThrows(() => scanParquet(path), Error);
    return error.message.replace(path, "it");
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("scanParquet() refuses what is too short, or has a footer longer than the file", async () => {
  const magic = [0x50, 0x41, 0x52, 0x31], other = "it: expected a Parquet file, got another";
  assertEquals(await refusedFor([]), other);
  assertEquals(await refusedFor(magic), other);
  assertEquals(await refusedFor([0, 0, 0, 0, ...magic]), other);
  assertEquals(await refusedFor([...magic, 0, 0, ...magic]), other);
  // Four bytes of a length that is one too many, and the most there can be.
  assertEquals(await refusedFor([...magic, 5, 0, 0, 0, ...magic]), other);
  assertEquals(await refusedFor([...magic, 255, 255, 255, 255, ...magic]), other);
});

Deno.test("scanParquet() has numbers without gaps as float64, from the first row to the last", async () => {
  await withTable({ whole: [1, 2, 3], gaps: [1, null, 3], late: [null, 2, 3] }, async (path) => {
    const [{ columns: [whole, gaps, late] }] = await Array.fromAsync(scanParquet(path).groups);
    assertEquals(whole, Float64Array.of(1, 2, 3));
    assertEquals(Array.from(gaps, (cell) => cell ?? null), [1, null, 3]);
    assertEquals(Array.from(late, (cell) => cell ?? null), [null, 2, 3]);
  });
});

Deno.test("scanParquet() reads a large row group in goes of 131,072 rows, none of them empty", async () => {
  for (const [count, expected] of [[131_072, [131_072]], [131_073, [131_072, 1]]] as const) {
    const numbers = Array.from({ length: count }, (_, i) => i);
    await withTable({ numbers }, async (path) => {
      const goes: number[] = [];
      let next = 0;
      for await (const { rows, columns: [cells] } of scanParquet(path).groups) {
        goes.push(rows);
        for (let i = 0; i < rows; i++) if (cells[i] !== next++) throw new Error(`row ${next}`);
      }
      assertEquals<unknown>([goes, next], [expected, count]);
    });
  }
});
