import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { readParquetTable } from "heartbook/data/parquet-table.ts";

const path = await Deno.makeTempFile({ suffix: ".parquet" });
pl.DataFrame({ age: [63, null, 41, 52], sex: ["male", "female", null, ""] }).writeParquet(path);
addEventListener("unload", () => Deno.removeSync(path));

const all = [
  { age: "63", sex: "male" },
  { age: null, sex: "female" },
  { age: "41", sex: null },
  { age: "52", sex: "" },
];

Deno.test("readParquetTable() has every cell as text, and null where it is missing", async () => {
  const table = await readParquetTable(path, () => undefined);
  assertEquals(table, { source: path, columns: ["age", "sex"], rows: all });
});

Deno.test("readParquetTable() keeps the rows that are chosen by their number", async () => {
  const asked: number[] = [];
  const { rows } = await readParquetTable(path, (count) => {
    asked.push(count);
    return [false, true, false, true];
  });
  assertEquals([rows, asked], [[all[1], all[3]], [4]]);
});

Deno.test("readParquetTable() names a file that is no Parquet", async () => {
  const read = (): Promise<unknown> => readParquetTable("data/cleveland.csv", () => undefined);
  await assertRejects(read, Error, "data/cleveland.csv: expected a Parquet file, got another");
});
