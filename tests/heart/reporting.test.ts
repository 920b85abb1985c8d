import { assert, assertEquals } from "@std/assert";
import { reportingItems, reportingRecords } from "heartbook/heart/reporting.ts";
import { findNotebooks, NOTEBOOKS } from "heartbook/jupyter/find-notebooks.ts";
import { readNotebook } from "heartbook/jupyter/notebook.ts";
import { typedNumber } from "heartbook/jupyter/typed-numbers.ts";
import { basename } from "node:path";

Deno.test("reportingItems name each item once, all twenty-seven of them", () => {
  const names = reportingItems.map(({ item }) => item);
  assertEquals(new Set(names).size, names.length);
  const numbers = new Set(names.map((name) => Number.parseInt(name)));
  assertEquals([...numbers], Array.from({ length: 27 }, (_, i) => i + 1));
});

Deno.test("reportingItems point to headings that are there", async () => {
  const paths = await findNotebooks([], NOTEBOOKS);
  const headings = new Set(
    (await Promise.all(paths.map(async (path) => {
      const number = basename(path).slice(0, 2);
      const { cells } = await readNotebook(path);
      return cells.filter((cell) => cell.cell_type === "markdown")
        .flatMap(({ source }) => source.match(/^## .*$/gm) ?? [])
        .map((heading) => `${number} ${heading.slice(3)}`);
    }))).flat(),
  );
  const lost = reportingItems.flatMap(({ where }) =>
    where === null ? [] : [`${where.notebook} ${where.heading}`]
  ).filter((each) => !headings.has(each));
  assertEquals(lost, []);
});

Deno.test("reportingItems type no result, which a notebook computes", () => {
  for (const { answer } of reportingItems) assertEquals(typedNumber(answer, []), undefined, answer);
});

Deno.test("reportingRecords() says what is not reported, with the reason", () => {
  const records = reportingRecords();
  const not = records.filter(({ where }) => where === "not reported");
  assert(not.length > 0 && not.every(({ answer }) => answer.endsWith(".")));
});
