/** Tables whose first column has no name, as `write.csv` of R and `to_csv` of pandas write them. */
import { assertEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import { readColumnNames } from "heartbook/data/column-names.ts";
import { withCells } from "heartbook/data/cells/open.ts";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import { toDraftedDataset } from "heartbook/data/draft/drafted-dataset.ts";
import { readAnyTable } from "heartbook/data/draft/read.ts";
import { parseTable } from "heartbook/data/table.ts";

const rows = Array.from(
  { length: 40 },
  (_, i) => [`${i + 1}`, `${40 + i % 7}`, i % 3 ? "no" : "yes"],
);
const byR = ['"","age","died"', ...rows.map(([n, age, died]) => `"${n}",${age},"${died}"`)].join(
  "\n",
);
const byPandas = [",age,died", ...rows.map((cells) => cells.join(","))].join("\n");
const named = byPandas.replace(",", "nr,");

async function withFile<T>(text: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "some.csv");
    await Deno.writeTextFile(path, text);
    return await work(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (
  const [writer, text] of [["R", byR], ["pandas", byPandas], ["R, with a mark", `\uFEFF${byR}`]]
) {
  Deno.test(`a first column without a name, by ${writer}, names the rows, and both readers say so`, async () => {
    await withFile(text, async (path) => {
      const { table, doubts } = await readAnyTable(path, { seed: 1 });
      assertEquals(table.columns, ["row_name", "age", "died"]);
      assertEquals(table.rows[2], { row_name: "3", age: "42", died: "no" });
      assertEquals(doubts.map(({ seen }) => seen), ["the first column has no name"]);
      await withCells(path, (cells) => {
        assertEquals([cells.columns, cells.doubts], [table.columns, doubts]);
        return Promise.resolve();
      });
    });
  });
}

Deno.test("a first column with a name is no doubt, even if it is called as row names are", async () => {
  for (const text of [named, byPandas.replace(",", "row_name,")]) {
    await withFile(text, async (path) => {
      assertEquals((await readAnyTable(path, { seed: 1 })).doubts, []);
      await withCells(path, ({ doubts }) => Promise.resolve(assertEquals(doubts, [])));
    });
  }
});

const asked = { outcome: "died", positive: "yes" };

Deno.test("row names are no feature and no id", () => {
  const { schema, group, ignored } = draftSchema(parseTable(byR, "some.csv"), asked);
  assertEquals(schema.features.map(({ name }) => name), ["age"]);
  assertEquals([schema.id, group], [undefined, undefined]);
  assertEquals(ignored, { row_name: "it names rows and measures nothing" });
});

Deno.test("a row that repeats another but for its row name or number is kept once, with an id and without", () => {
  const patients = Array.from(
    { length: 40 },
    (_, i) => `${100 + i * 7 % 40},${30 + i},${i % 3 ? "no" : "yes"}`,
  );
  const written = (columns: string, lines: readonly string[]): string =>
    [columns, ...lines.map((line, i) => `${i},${line}`)].join("\n");
  for (
    const columns of [",patient_id,age,died", ",weight,age,died", "Unnamed: 0,weight,age,died"]
  ) {
    const table = parseTable(written(columns, [...patients, ...patients.slice(0, 12)]), "some.csv");
    const { dataset, doubts } = toDraftedDataset(
      table,
      draftSchema(table, asked),
      table.rows.map((_, i) => i + 1),
    );
    assertEquals(dataset.rows.length, 40, columns);
    assertEquals(doubts.map(({ seen }) => seen), ["12 rows like an earlier one in every cell"]);
  }
});

Deno.test("readColumnNames() names the first column alone, and none twice", () => {
  assertEquals(readColumnNames([null, " b "]), ["row_name", "b"]);
  assertThrows(() => readColumnNames(["a", ""]), SyntaxError, "column 2 has no name; give it one");
  assertThrows(() => readColumnNames([""]), SyntaxError, "column 1 has no name");
  assertThrows(
    () => readColumnNames(["", "row_name"]),
    SyntaxError,
    '"row_name" stands there twice, as 1 and 2; rename one',
  );
});
