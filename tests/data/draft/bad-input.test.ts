/** What cannot be read or meant, each with the error that is promised: where, what was wanted, what came. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { checkDraft } from "heartbook/data/draft/check-draft.ts";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import { toDraftedDataset } from "heartbook/data/draft/drafted-dataset.ts";
import { readAnyTable } from "heartbook/data/draft/read.ts";
import { toDataset } from "heartbook/data/dataset.ts";
import { parseTable } from "heartbook/data/table.ts";

const folder = Deno.makeTempDirSync();
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

/** Reads bytes or a text as a file. */
function read(content: string | Uint8Array, name = "my.csv"): () => Promise<unknown> {
  return async () => {
    const path = `${folder}/${name}`;
    if (typeof content === "string") await Deno.writeTextFile(path, content);
    else await Deno.writeFile(path, content);
    return await readAnyTable(path, { seed: 1 });
  };
}

const GOOD = "id,dose,died\n" +
  Array.from({ length: 60 }, (_, i) => `${i},${(i * 37 % 101) / 10 + 0.05},${i % 3 ? "no" : "yes"}`)
    .join("\n");
const good = parseTable(GOOD, "my.csv");

function draft(options: Partial<Parameters<typeof draftSchema>[1]>, text = GOOD): () => unknown {
  return () => draftSchema(parseTable(text, "my.csv"), { outcome: "died", ...options });
}

const correct = draftSchema(good, { outcome: "died", positive: "yes" });
const json = JSON.stringify(correct);

/** A draft with one text of its JSON replaced. */
function corrected(from: string, to: string): () => unknown {
  assert(json.includes(from), from);
  return () => checkDraft(JSON.parse(json.replace(from, to)), "schema.json");
}

function readBy(from: string, to: string): () => unknown {
  return () => {
    const changed = checkDraft(JSON.parse(json.replace(from, to)), "schema.json");
    return toDraftedDataset(good, changed, good.rows.map((_, i) => i + 1));
  };
}

const mark = (...bytes: number[]): Uint8Array => Uint8Array.of(...bytes, 1, 2, 3);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** What is tried, what is thrown, and what the message says. */
const bad: readonly (readonly [
  what: string,
  attempt: () => unknown,
  error: new (...parts: never[]) => Error,
  message: string,
])[] = [
  [
    "no such file",
    () => readAnyTable(`${folder}/none.csv`, { seed: 1 }),
    Deno.errors.NotFound,
    "there is no such file",
  ],
  ["a folder", () => readAnyTable(folder, { seed: 1 }), TypeError, "expected a file, got a folder"],
  ["an empty file", read(""), SyntaxError, "got an empty file"],
  ["blank lines alone", read("\n \n\n"), SyntaxError, "expected two columns or more, got one"],
  ["a header alone", read("a,b\n"), SyntaxError, "has a header but no rows"],
  ["an xlsx workbook", read(mark(0x50, 0x4b, 3, 4)), SyntaxError, "save the sheet as CSV UTF-8"],
  ["an xls workbook", read(mark(0xd0, 0xcf, 0x11, 0xe0)), SyntaxError, "old Excel workbook"],
  ["a gzip archive", read(mark(0x1f, 0x8b)), SyntaxError, "unpack it first"],
  ["a PDF", read("%PDF-1.7 …"), SyntaxError, "a PDF; ask for the table behind it"],
  ["an SQLite database", read("SQLite format 3\0"), SyntaxError, "export one table as CSV"],
  ["a web page", read("<!DOCTYPE html><html>"), SyntaxError, "download the raw file"],
  ["JSON", read('[{"a":1}]'), SyntaxError, "JSON; write the records as CSV"],
  [
    "bytes that are no text",
    read(mark(7, 0, 0, 0, 9, 200, 0, 0, 0, 1)),
    SyntaxError,
    "bytes that are no text",
  ],
  ["a broken Parquet file", read(text("PAR1 broken"), "my.parquet"), Error, "my.parquet"],
  ["one column", read("a\n1\n2\n"), SyntaxError, "expected two columns or more, got one"],
  ["a ragged row", read("a,b\n1,2\n1,2,3\n"), SyntaxError, "row 2: expected 2 cells, got 3"],
  ["a short row", read("a,b\n1\n1,2\n"), SyntaxError, "row 1: expected 2 cells, got 1"],
  ["a column named twice", read("a,a\n1,2\n"), SyntaxError, '"a" stands there twice'],
  ["a column without a name", read("a,,c\n1,2,3\n"), SyntaxError, "column 2 has no name"],
  ["a quote that is never closed", read('a,b\n1,"2\n3,4\n'), SyntaxError, "never closed"],
  [
    "an outcome that is not there",
    draft({ outcome: "dead" }),
    RangeError,
    'there is no column "dead"',
  ],
  ["an outcome in other capitals", draft({ outcome: "Died" }), RangeError, 'is it "died"?'],
  ["an id that is not there", draft({ id: "mrn" }), RangeError, "--id: there is no column"],
  [
    "an ignored column that is not there",
    draft({ ignore: ["x"] }),
    RangeError,
    "--ignore: there is no column",
  ],
  [
    "a kept column that is not there",
    draft({ keep: ["x"] }),
    RangeError,
    "--keep: there is no column",
  ],
  [
    "a column of numbers that is not there",
    draft({ numbers: ["x"] }),
    RangeError,
    "--numbers: there is no column",
  ],
  ["an ignored outcome", draft({ ignore: ["died"] }), RangeError, "both wanted and left out"],
  [
    "a column both kept and ignored",
    draft({ ignore: ["dose"], keep: ["dose"] }),
    RangeError,
    "both wanted and left out",
  ],
  [
    "a positive level that is not there",
    draft({ positive: "dead" }),
    RangeError,
    'one of "no", "yes", got "dead"',
  ],
  ["both --positive and --above", draft({ positive: "yes", above: 1 }), RangeError, "not both"],
  ["--above of texts", draft({ above: 1 }), SyntaxError, '--above wants numbers, got "yes", "no"'],
  [
    "one outcome only",
    draft({}, GOOD.replaceAll("yes", "no")),
    RangeError,
    'expected two outcomes, got "no"',
  ],
  [
    "no recorded outcome",
    draft({}, GOOD.replaceAll(/yes|no/g, "NA")),
    RangeError,
    "expected two outcomes, got none",
  ],
  [
    "three outcomes and none named",
    draft({}, GOOD.replace("yes", "maybe")),
    RangeError,
    "name the one to predict against the rest",
  ],
  [
    "a number as the outcome",
    draft({ outcome: "dose" }),
    RangeError,
    "say from where on it counts",
  ],
  [
    "nothing left to learn from",
    draft({ ignore: ["dose"] }),
    RangeError,
    'left out: id (every value is another one, such as "0", "1" and 58 more; --keep id), ' +
    "dose (as asked)",
  ],
  [
    "a typo in kind",
    corrected('"kind":"number"', '"kind":"nubmer"'),
    TypeError,
    'features[0].kind: expected "number" or "category", got "nubmer"',
  ],
  [
    "a key that is not known",
    corrected('"unit":""', '"units":""'),
    TypeError,
    "features[0].units: expected one of",
  ],
  [
    "a range the wrong way round",
    corrected('"range":[0,', '"range":[99,'),
    RangeError,
    "a low end up to the high one",
  ],
  [
    "a range of texts",
    corrected('"range":[0,', '"range":["0",'),
    TypeError,
    "range: expected two numbers",
  ],
  [
    "a missing label",
    corrected('"label":"dose",', ""),
    TypeError,
    "features[0].label: expected a string, got nothing",
  ],
  [
    "a name that is a number",
    corrected('"name":"dose"', '"name":7'),
    TypeError,
    "features[0].name: expected a string, got 7",
  ],
  [
    "an outcome with one text for both",
    corrected('"negative":"not died"', '"negative":"died"'),
    RangeError,
    "each name once",
  ],
  [
    "features that are no list",
    corrected('"features":[', '"features":7,"ignored":['),
    TypeError,
    "expected",
  ],
  [
    "an outcome text on both sides",
    corrected('"negative":["no"]', '"negative":["yes"]'),
    RangeError,
    '"yes" is on both sides',
  ],
  [
    "outcome texts that are no list",
    corrected('"positive":["yes"]', '"positive":"yes"'),
    TypeError,
    "outcome.positive: expected a list of texts",
  ],
  [
    "a group that is no name",
    corrected('"ignored":', '"group":3,"ignored":'),
    TypeError,
    "group: expected a column, got 3",
  ],
  [
    "a reason that is no text",
    corrected('"ignored":{}', '"ignored":{"x":1}'),
    TypeError,
    "ignored.x: expected a reason",
  ],
  [
    "a draft that is null",
    () => checkDraft(null, "schema.json"),
    TypeError,
    "schema.json: expected an object, got null",
  ],
  [
    "a draft that is a list",
    () => checkDraft([], "schema.json"),
    TypeError,
    "schema.json: expected an object, got []",
  ],
  [
    "a range that the table does not keep",
    readBy('"range":[0,', '"range":[9,'),
    RangeError,
    "row 1, column dose: expected 9 to",
  ],
  [
    "a feature that the table does not have",
    readBy('"name":"dose"', '"name":"doses"'),
    SyntaxError,
    "column doses is missing",
  ],
  [
    "a schema of a typo",
    () => toDataset(good, JSON.parse(json.replace('"kind":"number"', '"kind":"nubmer"')).schema),
    TypeError,
    'kind: expected "number" or "category", got "nubmer"',
  ],
];

for (const [what, attempt, error, message] of bad) {
  Deno.test(`reading refuses, and says why: ${what}`, async () => {
    await assertRejects(async () => await attempt(), error, message);
  });
}

Deno.test(`reading refuses at least forty kinds of bad input (${bad.length} are tried)`, () => {
  assert(bad.length >= 40);
  assertEquals(new Set(bad.map(([what]) => what)).size, bad.length);
});

Deno.test("readAnyTable() reads the same table in every common layout", async () => {
  const rows = [["name", "weight"], ["Göd", "81,5"], ["Zoë", "70,2"]];
  const csv = rows.map((row) => row.join(";")).join("\n");
  const utf16 = (little: boolean, marked: boolean): Uint8Array => {
    const units = Array.from((marked ? "\uFEFF" : "") + csv, (unit) => unit.charCodeAt(0));
    return Uint8Array.from(
      units.flatMap((unit) => little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]),
    );
  };
  const layouts = {
    semicolons: csv,
    tabs: csv.replaceAll(";", "\t"),
    bars: csv.replaceAll(";", "|"),
    "quoted commas": rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n"),
    "a mark and sep=": `\uFEFFsep=;\r\n${csv}`,
    "UTF-16 LE": utf16(true, true),
    "UTF-16 BE": utf16(false, true),
    "UTF-16 LE without its mark": utf16(true, false),
    "Latin-1": Uint8Array.from(csv, (unit) => unit.charCodeAt(0)),
  };
  const wanted = [{ name: "Göd", weight: "81,5" }, { name: "Zoë", weight: "70,2" }];
  for (const [layout, content] of Object.entries(layouts)) {
    const { table } = await read(content)() as Awaited<ReturnType<typeof readAnyTable>>;
    assertEquals(table.rows, wanted, layout);
  }
});

Deno.test("readAnyTable() draws so many rows of a longer table, with their numbers, by the seed", async () => {
  const path = `${folder}/long.csv`;
  await Deno.writeTextFile(
    path,
    "i,x\n" + Array.from({ length: 500 }, (_, i) => `${i + 1},a`).join("\n"),
  );
  const first = await readAnyTable(path, { seed: 1, most: 50 });
  assertEquals(first.table.rows.map(({ i }) => Number(i)), [...first.numbers]);
  assertEquals([first.numbers.length, first.rows, first.doubts.length], [50, 500, 1]);
  assertEquals(await readAnyTable(path, { seed: 1, most: 50 }), first);
  const other = await readAnyTable(path, { seed: 2, most: 50 });
  assert(other.numbers.join() !== first.numbers.join());
});

Deno.test("draftSchema() takes the positive outcome in whatever case it is written", () => {
  assertEquals(draftSchema(good, { outcome: "died", positive: "YES" }).schema, correct.schema);
});

Deno.test("draftSchema() shows the texts, not the numbers, that stand among many numbers", () => {
  const cells = Array.from({ length: 60 }, (_, i) => i % 5 < 3 ? String(i >> 1) : `word ${i >> 1}`);
  const rows = cells.map((cell, i) => `${i},${i / 8},${cell},${i % 2 ? "yes" : "no"}`);
  const drafted = draftSchema(parseTable(`id,dose,x,died\n${rows.join("\n")}\n`, "my.csv"), {
    outcome: "died",
    positive: "yes",
    id: "id",
  });
  assert(
    JSON.stringify(drafted).includes(JSON.stringify('numbers mixed with "word 1').slice(1, -1)),
  );
});
