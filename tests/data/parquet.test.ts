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
});

Deno.test("scanParquet() names a file that is not there or no Parquet", () => {
  assertThrows(() => scanParquet("no/such.parquet"), Error, "no/such.parquet");
  assertThrows(() => scanParquet("data/cleveland.csv"), Error, "data/cleveland.csv");
});
