import { assertEquals, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import * as fc from "fast-check";
import { parseTable, readTable } from "heartbook/data/table.ts";

Deno.test("parseTable() takes text for text, even where it looks like a path or an archive", () => {
  // A reader that packs out what it is given takes "x^" for the head of zlib's format.
  assertEquals(parseTable("x^2,b\n1,2", "example").rows, [{ "x^2": "1", b: "2" }]);
  assertEquals(parseTable("data/cleveland.csv", "example").columns, ["data/cleveland.csv"]);
});

Deno.test("parseTable() refuses a quote that is not around a whole cell, by its place", () => {
  const refused = (text: string, where: string): void => {
    assertThrows(() => parseTable(text, "example"), SyntaxError, where);
  };
  refused('a,b"c\n1,2', "example, header, cell 2: expected quotes around the whole cell");
  refused('a,b\n1,2\n3,"4" mm', "example, row 2, cell 2: expected quotes around the whole cell");
  refused('a,b\n1,"2', "example: a quote is opened and never closed");
  refused("a,\n1,2", "example: column 2 has no name");
});

Deno.test("parseTable() tells an empty cell from a quoted text of no letters", () => {
  assertEquals(parseTable('a,b\n,""', "example").rows, [{ a: null, b: "" }]);
});

Deno.test("parseTable() keeps the empty cell behind the last tab", () => {
  const { rows } = parseTable("a\tb\n1\t2\n3\t\n", "example", { separator: "\t" });
  assertEquals(rows[1], { a: "3", b: null });
});

Deno.test("parseTable() sees the cells that another reader of CSV sees", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "ü", " ", ",", '"', "\n", "1") });
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      const text = ["a,b", ...rows.map((row) => row.map(quote).join(","))].join("\n");
      const theirs = parse(text, { skipFirstRow: true }) as Record<string, string>[];
      assertEquals(parseTable(text, "example").rows, theirs.map((row) => ({ ...row })));
    }),
    { seed: 5 },
  );
});

Deno.test("readTable() calls only a byte-order mark UTF-16, and other bytes what they are", async () => {
  const path = `${await Deno.makeTempDir()}/t.csv`;
  const says = async (bytes: readonly number[], words: string): Promise<void> => {
    await Deno.writeFile(path, Uint8Array.from(bytes));
    assertThrows(() => readTable(path), SyntaxError, words);
  };
  await says([0xff, 0xfe, 0x61, 0], "got UTF-16");
  await says([0xfe, 0xff, 0, 0x61], "got UTF-16");
  for (const bytes of [[0x61, 0xff], [0xff, 0x61], [0xfe, 0x61], [0x61, 0xfe]]) {
    await says(bytes, "bytes that are not UTF-8");
  }
});

Deno.test("parseTable() keeps some rows as if it had kept all, and tells how far it is", () => {
  const text = `a,b\n${Array.from({ length: 500 }, (_, i) => `${i},"x,${i}"`).join("\n")}\n`;
  const whole = parseTable(text, "made");
  const told: number[] = [];
  const some = parseTable(text, "made", {
    keep: (rows) => Array.from({ length: rows }, (_, i) => i % 3 === 0),
    progress: (done, total) => void told.push(done / total),
  });
  assertEquals(some.rows, whole.rows.filter((_, i) => i % 3 === 0));
  assertEquals(told.filter((share) => share === 1).length, 2); // counted, then kept
  assertEquals(
    told.slice(0, told.indexOf(1)).every((share, i) => i === 0 || share > told[i - 1]),
    true,
  );
});

Deno.test("parseTable() refuses what is wrong in a row that it would leave out", () => {
  const keep = (rows: number): boolean[] => new Array<boolean>(rows).fill(false);
  const wrong = (text: string, message: string): unknown =>
    assertThrows(() => parseTable(text, "made", { keep }), SyntaxError, message);
  wrong('a,b\n1,2\n3,4"5\n', "row 2, cell 2: expected quotes around the whole cell");
  wrong("a,b\n1,2\n3\n", "row 2: expected 2 cells, got 1");
});
