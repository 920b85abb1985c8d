import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { scanParquet } from "heartbook/data/parquet.ts";

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

Deno.test("scanParquet() gives every cell as text, and null where there is none", async () => {
  await withTable({ age: [63, null, 0.5], sex: ["male", "a,b", null] }, async (path) => {
    const { columns, rows, batches } = scanParquet(path);
    assertEquals([columns, rows], [["age", "sex"], 3]);
    const cells = (await Array.fromAsync(batches)).flat();
    assertEquals(cells, [["63", "male"], [null, "a,b"], ["0.5", null]]);
  });
});

Deno.test("scanParquet() returns the rows in order, in batches", async () => {
  await withTable({ i: Array.from({ length: 25 }, (_, i) => i) }, async (path) => {
    const batches = await Array.fromAsync(scanParquet(path, { size: 10 }).batches);
    assertEquals(batches.map(({ length }) => length), [10, 10, 5]);
    assertEquals(batches.flat(2), Array.from({ length: 25 }, (_, i) => String(i)));
  });
});

Deno.test("scanParquet() names a file that is not there or no Parquet", () => {
  assertThrows(() => scanParquet("no/such.parquet"), Error, "no/such.parquet");
  assertThrows(() => scanParquet("data/cleveland.csv"), Error, "data/cleveland.csv");
});
