/** Files to texts: which rows are drawn, what parts the cells, and what is said of it. */
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { checkIsText, decodeTable, findUtf16 } from "heartbook/data/draft/decode.ts";
import { readAnyTable, type ReadOptions, type ReadTable } from "heartbook/data/draft/read.ts";
import { doubtSeparator, findSeparator, findTold } from "heartbook/data/draft/separator.ts";

const folder = Deno.makeTempDirSync();
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

async function read(text: string, options: ReadOptions): Promise<ReadTable> {
  const path = `${folder}/my.csv`;
  await Deno.writeTextFile(path, text);
  return await readAnyTable(path, options);
}

const lines = (rows: number): string =>
  "i,x\n" + Array.from({ length: rows }, (_, i) => `${i + 1},a\n`).join("");

Deno.test("readAnyTable() keeps all of so many rows, and draws them of one more, with a doubt", async () => {
  const all = await read(lines(7), { seed: 1, most: 7 });
  assertEquals([all.numbers, all.rows, all.doubts], [[1, 2, 3, 4, 5, 6, 7], 7, []]);
  const some = await read(lines(8), { seed: 1, most: 7 });
  assertEquals([some.numbers.length, some.rows], [7, 8]);
  assertEquals(some.table.rows.map(({ i }) => Number(i)), some.numbers);
  assertEquals(some.doubts, [{
    seen: "the file has 8 rows",
    assumed: "7 of them, drawn at random, are analysed",
    otherwise: "--rows 8 takes all, if memory and time allow",
  }]);
});

Deno.test("readAnyTable() knows Parquet by its first bytes, and draws rows of it too", async () => {
  const path = `${folder}/table`;
  pl.DataFrame({ i: ["1", "2", "3"], x: ["a", null, "c"] }).writeParquet(path);
  const all = await readAnyTable(path, { seed: 1 });
  assertEquals(all.table.rows, [{ i: "1", x: "a" }, { i: "2", x: null }, { i: "3", x: "c" }]);
  assertEquals([all.numbers, all.rows, all.doubts], [[1, 2, 3], 3, []]);
  const two = await readAnyTable(path, { seed: 1, most: 2 });
  assertEquals(two.table.rows.map(({ i }) => Number(i)), two.numbers);
  assertEquals([two.numbers.length, two.rows, two.doubts.length], [2, 3, 1]);
});

Deno.test("readAnyTable() draws each row as often as any other", async () => {
  const text = lines(10), often = new Array<number>(10).fill(0), seeds = 400;
  for (let seed = 0; seed < seeds; seed++) {
    for (const number of (await read(text, { seed, most: 3 })).numbers) often[number - 1]++;
  }
  // 120 of each are expected, with a standard deviation of 9.2.
  for (const count of often) assert(Math.abs(count - 120) < 4 * 9.2, often.join());
});

Deno.test("readAnyTable() keeps 200,000 rows where nothing else is said", async () => {
  const { numbers, rows } = await read(lines(200_001), { seed: 1 });
  assertEquals([numbers.length, rows], [200_000, 200_001]);
});

Deno.test("readAnyTable() tells the tables of a folder, five of them, in order", async () => {
  const place = await Deno.makeTempDir({ dir: folder });
  const message = async (): Promise<string> =>
    (await assertRejects(() => readAnyTable(place, { seed: 1 }), TypeError)).message;
  await Deno.writeTextFile(`${place}/notes.doc`, "");
  assert((await message()).endsWith("got a folder; it has no CSV or Parquet file"));
  for (const name of ["f.csv", "e.CSV", "d.tsv", "c.txt", "b.parquet", "a.csv"]) {
    await Deno.writeTextFile(`${place}/${name}`, "");
  }
  assert(
    (await message()).endsWith(
      "name one of its files: a.csv, b.parquet, c.txt, d.tsv, e.CSV",
    ),
  );
});

Deno.test("readAnyTable() tells how far it is, and what parts the cells", async () => {
  const heard: number[] = [];
  const { table, doubts } = await read(lines(5).replaceAll(",", ";"), {
    seed: 1,
    progress: (share: number) => void heard.push(share),
  } as ReadOptions);
  assertEquals(table.columns, ["i", "x"]);
  assert(heard.length > 0);
  assertEquals(doubts, [{
    seen: "cells are parted by a semicolon",
    assumed: "read so",
    otherwise: "save the file with commas",
  }]);
  assertEquals(doubtSeparator(","), []);
  const seen = ["\t", "|", ":"].map((separator) => doubtSeparator(separator)[0].seen);
  assertEquals(seen, ["tab", "bar", '":"'].map((name) => `cells are parted by a ${name}`));
});

Deno.test("findSeparator() wants more than nine lines in ten alike, then the most cells", () => {
  const text = (rows: number, odd: number): string =>
    "a,b,c;d\n" +
    Array.from({ length: rows }, (_, i) => i < odd ? "1,2;3\n" : "1,2,3;4\n").join("");
  // Commas part more cells, but in 9 of 10 rows alone.
  assertEquals(findSeparator(text(10, 1)), ";");
  assertEquals(findSeparator(text(11, 1)), ",");
  assertEquals(findSeparator(text(10, 0)), ",");
  assertEquals(findSeparator("a;b;c,d\n1;2;3,4\n"), ";");
  assertEquals(findSeparator("a|b\n"), "|");
  assertEquals(findSeparator("a\tb\r1\t2\r"), "\t");
  assertEquals(findSeparator("abc\n1,2\n"), undefined);
  assertEquals(findSeparator(""), undefined);
  // Of two that part equally many the first is taken, and what stands in quotes parts nothing.
  assertEquals(findSeparator("a,b;c\n1,2;3\n"), ",");
  assertEquals(findSeparator('"a,b,c";d\n"1,2,3";4\n'), ";");
});

Deno.test("findSeparator() looks at fifty lines, blank ones not counted", () => {
  const text = (good: number, blank = ""): string =>
    "a,b,c;d\n" + `1,2,3;4\n${blank}`.repeat(good) + "1,2;3\n".repeat(60);
  // 44 good rows of 49 are less than nine in ten, 45 are more.
  assertEquals([findSeparator(text(44)), findSeparator(text(45))], [";", ","]);
  assertEquals([findSeparator(text(44, " \n")), findSeparator(text(45, "\n"))], [";", ","]);
});

Deno.test("findTold() reads a first line that names the separator, and how long it is", () => {
  assertEquals(findTold("sep=;\na;b\n"), { separator: ";", length: 6 });
  assertEquals(findTold("\uFEFFsep=|\r\na|b\n"), { separator: "|", length: 8 });
  assertEquals([findTold("a;b\nsep=;\n"), findTold("sep=;;\n")], [undefined, undefined]);
});

Deno.test("findUtf16() wants more than a quarter of zeros, all at every second byte", () => {
  const bytes = (zeros: number, odd: number, length: number): Uint8Array => {
    const all = new Uint8Array(length).fill(65);
    for (let i = 0; i < zeros; i++) all[2 * i + odd] = 0;
    return all;
  };
  assertEquals([findUtf16(bytes(10, 1, 40)), findUtf16(bytes(11, 1, 40))], [undefined, "utf-16le"]);
  assertEquals([findUtf16(bytes(10, 0, 40)), findUtf16(bytes(11, 0, 40))], [undefined, "utf-16be"]);
  for (const odd of [0, 1]) {
    const both = bytes(15, odd, 40);
    both[39 - odd] = 0;
    assertEquals(findUtf16(both), undefined);
  }
  // The first thousand bytes are looked at: 250 zeros of them are no more than a quarter.
  assertEquals(findUtf16(bytes(250, 1, 1000)), undefined);
  assertEquals(findUtf16(bytes(251, 1, 4000)), "utf-16le");
  assertEquals(findUtf16(bytes(251, 1, 4000).fill(0, 1000)), "utf-16le");
  const marks = [[0xff, 0xfe], [0xfe, 0xff], [0xff, 0xff], [0xfe, 0xfe], [0xff], []];
  assertEquals(marks.map((mark) => findUtf16(Uint8Array.from([...mark, 65]))), [
    ...["utf-16le", "utf-16be", undefined, undefined, undefined, undefined],
  ]);
});

Deno.test("decodeTable() shows three words, each once, that are not UTF-8", () => {
  const latin = (text: string): Uint8Array => Uint8Array.from(text, (unit) => unit.charCodeAt(0));
  const { text, doubts } = decodeTable(latin("Göd,Göd,Zoë,é,ñu\n"), "my.csv");
  assertEquals(text, "Göd,Göd,Zoë,é,ñu\n");
  assertEquals(doubts, [{
    seen: 'the file is not UTF-8 ("Göd", "Zoë", "é")',
    assumed: "read as Windows-1252 (Latin-1)",
    otherwise: "save the file as UTF-8",
  }]);
});

Deno.test("checkIsText() looks at the first bytes alone, in any case", () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  for (
    const start of ["<!DOCTYPE html>", "<!doctype html>", "SQLITE FORMAT 3\0", "%pdf-1.7", "{"]
  ) {
    const { message } = assertThrows(() => checkIsText(bytes(start), "my.csv"), SyntaxError);
    assert(message.startsWith("my.csv: expected CSV or Parquet, got "), start);
  }
  const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1);
  const { message } = assertThrows(() => checkIsText(old, "my.xls"), SyntaxError);
  assertEquals(
    message,
    "my.xls: expected CSV or Parquet, got an old Excel workbook (xls); save the sheet as CSV UTF-8",
  );
  for (const start of ["a,{", " [", "x<html", "PK,b"]) checkIsText(bytes(start), "my.csv");
});
