/** A table read by its draft: who is who, which rows stay, and what is said of the others. */
import { assertEquals } from "@std/assert";
import type { Draft } from "heartbook/data/draft/draft.ts";
import { type DraftedDataset, toDraftedDataset } from "heartbook/data/draft/drafted-dataset.ts";
import type { TextTable } from "heartbook/data/table.ts";

const base: Draft = {
  schema: {
    name: "my.csv",
    missing: ["?"],
    features: [
      { kind: "number", name: "x", label: "x", unit: "", range: [0, 1000], about: "" },
    ],
    outcome: { name: "died", label: "died", positive: "died", negative: "not", about: "" },
  },
  outcome: { positive: ["yes"], negative: ["no"] },
  ignored: {},
  doubts: [],
};

type Line = readonly [who: string | null, x: string | null, died: string | null];

/** Reads lines, which stand in every second row of their file, by a draft that has changes made. */
function read(lines: readonly Line[], change: Partial<Draft> = {}): DraftedDataset {
  const table: TextTable = {
    source: "my.csv",
    columns: ["who", "x", "died"],
    rows: lines.map(([who, x, died]) => ({ who, x, died })),
  };
  return toDraftedDataset(table, { ...base, ...change }, lines.map((_, i) => 2 * i + 1));
}

const lines: readonly Line[] = [
  ["a", "1", "yes"],
  ["b", "2", "?"],
  [" c ", "3", " no "],
  ["d", "4", null],
  ["e", "?", "perhaps"],
  ["f", "6", "yes"],
];

Deno.test("toDraftedDataset() leaves out rows without a known outcome, and tells which are left", () => {
  const { dataset, source, doubts } = read(lines, { ignored: { who: "as asked" } });
  assertEquals([source, dataset.labels, doubts], [[0, 2, 5], [1, 0, 1], []]);
  assertEquals(dataset.rows, [{ x: 1 }, { x: 3 }, { x: 6 }]);
  assertEquals(dataset.ids, ["1", "5", "11"]);
});

Deno.test("toDraftedDataset() names rows by their group, else their id, else their number", () => {
  const id = { ...base.schema, id: "who" };
  assertEquals(read(lines, { group: "who" }).dataset.ids, ["a", "c", "f"]);
  assertEquals(read(lines, { schema: id }).dataset.ids, ["a", " c ", "f"]);
  assertEquals(read(lines, { group: "who", ignored: { who: "an id" } }).dataset.ids, [
    ...["a", "c", "f"],
  ]);
  // Who has no id stands alone, under the number of the row.
  const some = lines.map((
    [who, ...rest],
    i,
  ): Line => [i === 2 ? null : i === 5 ? " " : who, ...rest]);
  assertEquals(read(some, { group: "who" }).dataset.ids, ["a", "row 5", "row 11"]);
});

Deno.test("toDraftedDataset() reads a number above a limit as 1", () => {
  const above = read([["a", "1", "5"], ["b", "2", "6"], ["c", "3", "x"]], {
    outcome: { above: 5 },
    group: "who",
  });
  assertEquals([above.dataset.labels, above.source], [[0, 1], [0, 1]]);
});

Deno.test("toDraftedDataset() does not take a code of missing cells for a high number", () => {
  const { dataset } = read([["a", "1", "999"], ["b", "2", "6"], ["c", "3", " 999 "]], {
    schema: { ...base.schema, missing: ["999"] },
    outcome: { above: 5 },
    group: "who",
  });
  assertEquals([dataset.labels, dataset.ids], [[1], ["b"]]);
});

const REPEATS = (count: number): unknown => [{
  seen: `${count} ${count === 1 ? "row" : "rows"} like an earlier one in every cell`,
  assumed: "each is kept once",
  otherwise: "give each row an id that is more than its number, if they are different people",
}];

Deno.test("toDraftedDataset() keeps one of rows that agree in every cell, their id included", () => {
  const twice: Line[] = [
    ["z", "9", "?"],
    ["a", "1", "yes"],
    ["a", "1", "yes"],
    ["b", "1", "yes"],
    ["a", "2", "yes"],
    ["a", "1", "no"],
    ["a", "1", "yes"],
  ];
  const { dataset, source, doubts } = read(twice, { group: "who" });
  assertEquals([source, doubts], [[1, 3, 4, 5], REPEATS(2)]);
  assertEquals(dataset.rows.map(({ x }) => x), [1, 1, 2, 1]);
  assertEquals(dataset.ids, ["a", "b", "a", "a"]);
  const one = read(twice.slice(0, 3), { group: "who" });
  assertEquals([one.dataset.rows, one.source, one.doubts], [[{ x: 1 }], [1], REPEATS(1)]);
  assertEquals(read(twice.slice(3, 6), { group: "who" }).doubts, []);
});

Deno.test("toDraftedDataset() keeps repeats of rows without an id where chance would bring them", () => {
  // Two columns, the second of which is called who.
  const schema = {
    ...base.schema,
    features: ["x", "who"].map((name) => ({ ...base.schema.features[0], name })),
  };
  const readPairs = (value: (i: number) => number): DraftedDataset => {
    const pairs = Array.from({ length: 40 }, (_, i): Line => {
      const text = String(value(i));
      return [text, text, i % 2 ? "yes" : "no"];
    });
    return read(pairs, { schema });
  };
  const few = readPairs((i) => i >> 2);
  assertEquals([few.source.length, few.doubts], [40, []]);
  // Six pairs are one row four times; by chance there would be 0.41 of one.
  const copied = readPairs((i) => i === 8 || i === 12 || i === 38 ? 0 : i);
  const kept = Array.from({ length: 40 }, (_, i) => i).filter((i) => ![8, 12, 38].includes(i));
  assertEquals(copied.source, kept);
  assertEquals(copied.dataset.ids, kept.map((i) => String(2 * i + 1)));
  assertEquals([copied.dataset.rows.length, copied.doubts], [37, REPEATS(3)]);
  // So too where another row agrees with them but for the outcome.
  const both = readPairs((i) => i === 8 || i === 12 || i === 38 || i === 35 ? 0 : i);
  assertEquals([both.source, both.doubts], [kept, REPEATS(3)]);
  // Rows that agree but for the outcome are no copies.
  const against = readPairs((i) => i % 2 && i > 30 ? i - 31 : i);
  assertEquals([against.source.length, against.doubts], [40, []]);
});
