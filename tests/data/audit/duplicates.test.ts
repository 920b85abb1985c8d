import { assertEquals } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { findDuplicates } from "heartbook/data/audit/duplicates.ts";
import type { Cell, Dataset, Label } from "heartbook/types.ts";
import { cleanPlants } from "./plants.ts";
import { category, toDataset } from "../../prepare/small.ts";

const titles = (dataset: Dataset): string[] => findDuplicates(dataset).map(({ title }) => title);

Deno.test("findDuplicates() finds nothing in a table of one patient, or of two who differ", () => {
  const plants = cleanPlants(1);
  for (const rows of [[0], [0, 1]]) assertEquals(findDuplicates(takeRows(plants, rows)), []);
});

Deno.test("findDuplicates() counts copies, and names their originals too", () => {
  const plants = cleanPlants(1);
  const [finding, ...others] = findDuplicates(takeRows(plants, [4, 5, 6, 5, 7, 5, 6]));
  assertEquals(others, []);
  assertEquals(finding.severity, "error");
  assertEquals(finding.title, "3 of 7 rows (42.9 %) repeat an earlier row exactly");
  assertEquals(finding.rows, [1, 3, 5, 2, 6]);
});

Deno.test("findDuplicates() asks for ten times as many pairs as independent columns would give", () => {
  const table = (columns: readonly (readonly Cell[])[], labels: readonly Label[]): Dataset =>
    toDataset(
      columns.map((cells, j) => category(`x${j}`, [...new Set(cells.map(String))])),
      labels.map((_, i) => Object.fromEntries(columns.map((cells, j) => [`x${j}`, cells[i]]))),
      labels,
    );
  const letters = [..."abcdefghijklmnopqrst"];
  const twice = letters.with(1, "a");
  const labels = letters.map((_, i): Label => i % 2 === 0 ? 1 : 0);
  // Both columns repeat the same letter once: 190 pairs · (22/400)² · 1/2 are expected, 0.29 of
  // one; the pair that stands there is not ten times as much.
  assertEquals(titles(table([twice, twice], labels)), []);
  // With a third column of the kind 0.016 of one are expected.
  assertEquals(titles(table([twice, twice, twice], labels)), [
    "2 rows agree in all features but not in the outcome",
  ]);
  assertEquals(titles(table([twice, twice, twice], labels.with(1, 1))), [
    "1 of 20 rows (5.0 %) repeat an earlier row exactly",
  ]);
});
