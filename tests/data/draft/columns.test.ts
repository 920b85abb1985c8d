/** What a draft makes of single columns: what is missing, of two outcomes, of levels, of names. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { draftCategory, draftFewNumbers } from "heartbook/data/draft/category.ts";
import { doubtMissing, readColumn, type TextColumn } from "heartbook/data/draft/column.ts";
import { decodeTable, findUtf16 } from "heartbook/data/draft/decode.ts";
import { draftDays, findDates, isUnclear } from "heartbook/data/draft/days.ts";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import { whyKnownLater } from "heartbook/data/draft/later.ts";
import { isKnownLater, labelOf, namesRows } from "heartbook/data/draft/names.ts";
import { groupSpellings } from "heartbook/data/draft/spelling.ts";
import { draftOutcome, labelText } from "heartbook/data/draft/outcome.ts";
import { findLayout } from "heartbook/data/cells/layout.ts";
import { parseTable } from "heartbook/data/table.ts";

function column(cells: readonly string[], name = "x"): TextColumn {
  const rows = cells.map((cell) => ({ [name]: cell }));
  return readColumn({ source: "my.csv", columns: [name], rows, doubts: [] } as never, name);
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

Deno.test("readColumn() takes what people write for not recorded as missing, in any case", () => {
  const words = [
    ...["NA", "n/a", "N.A.", "#N/A", "NULL", "nil", "NaN", "missing", "Unknown", "not known"],
    ...["not recorded", "?", "??", "-", "--", "."],
    ...["k.A.", "k. A.", "keine Angabe", "unbekannt", "fehlt", "inconnu", "desconocido"],
  ];
  const { cells, missing, recorded, counts } = column([...words, "", " ", " 5 ", "5", "none"]);
  assertEquals(cells, [...words.map(() => null), null, null, "5", "5", "none"]);
  assertEquals(missing, words);
  assertEquals([recorded, [...counts]], [3, [["5", 2], ["none", 1]]]);
});

Deno.test("doubtMissing() names the column where it is one, and all columns together", () => {
  const one = column(["?", "1"], "a"), other = column(["NA", "?", "1"], "b");
  const clean = column(["1", ""], "c");
  assertEquals(doubtMissing([clean]), []);
  const [{ column: named, seen }] = doubtMissing([clean, one]);
  assertEquals([named, seen], ["a", '"?" in a']);
  const [both] = doubtMissing([one, other]);
  assertEquals(["column" in both, both.seen], [false, '"?", "NA" in a, b']);
});

Deno.test("draftOutcome() merges spellings, and says what it has assumed", () => {
  const { outcome, rule, doubts } = draftOutcome(
    column(["yes", "no", "Yes", "yes", "no"], "died"),
    {},
  );
  assertEquals([outcome.positive, outcome.negative, outcome.label], ["died", "not died", "died"]);
  assertEquals(outcome.about, "Whether died is yes.");
  assertEquals(rule, { positive: ["yes", "Yes"], negative: ["no"] });
  assertEquals(doubts.map(({ seen, assumed }) => `${seen}: ${assumed}`), [
    'two outcomes, "yes", "no", and no --positive: "yes" is the one to find',
    '"yes", "Yes" look alike: they are one outcome, "yes"',
  ]);
  assertEquals(doubts[0].otherwise, '--positive "no"');
  assertEquals(["yes", "Yes", "no", "maybe", null].map((text) => labelText(rule, text)), [
    ...[1, 1, 0, null, null],
  ]);
});

Deno.test("draftOutcome() predicts one level against all others, to the letter or in any case", () => {
  const stages = column(["I", "II", "III", "II"], "stage");
  assertThrows(() => draftOutcome(stages, {}), RangeError, "it has 3");
  const { outcome, rule, doubts } = draftOutcome(stages, { positive: "ii" });
  assertEquals([outcome.positive, outcome.negative], ["II", "not II"]);
  assertEquals(rule, { positive: ["II"], negative: ["I", "III"] });
  assertEquals(doubts.map(({ assumed }) => assumed), [
    '"II" is predicted against all others together',
  ]);
  assertThrows(() => draftOutcome(stages, { positive: "IV" }), RangeError, 'got "IV"');
  assertThrows(() => draftOutcome(column(["a", "a"]), {}), RangeError, 'got "a"');
  assertThrows(() => draftOutcome(column(["", ""]), {}), RangeError, "got none");
});

Deno.test("draftOutcome() of a number counts from a limit on", () => {
  const days = column(["1", "2.5", "30", "4"], "days");
  const { outcome, rule } = draftOutcome(days, { above: 2.5 });
  assertEquals([outcome.positive, outcome.negative], ["above 2.5", "2.5 or below"]);
  assertEquals(outcome.about, "Whether days is above 2.5.");
  assertEquals(["1", "2.5", "30", "x", null].map((text) => labelText(rule, text)), [
    ...[0, 0, 1, null, null],
  ]);
  assertThrows(() => draftOutcome(column(["1", "low"]), { above: 1 }), SyntaxError, '"low"');
  assertThrows(() => draftOutcome(days, { above: 1, positive: "1" }), RangeError, "not both");
  const ten = Array.from({ length: 10 }, (_, i) => String(i));
  assertThrows(() => draftOutcome(column(ten), {}), RangeError, "two outcomes can be told apart");
  assertThrows(() => draftOutcome(column([...ten, "10"]), {}), RangeError, "a number of 11 values");
});

Deno.test("draftOutcome() calls outcomes by the column where yes and no say nothing", () => {
  const words = (cells: string[], name: string): string[] => {
    const { outcome: { positive, negative } } = draftOutcome(column(cells, name), {});
    return [positive, negative];
  };
  assertEquals(words(["ja", "nein"], "diabetes"), ["diabetes ja", "diabetes nein"]);
  assertEquals(words(["yes", "no"], "diabetes"), ["diabetes", "not diabetes"]);
  assertEquals(words(["yes", "no"], "outcome"), ["outcome yes", "outcome no"]);
  assertEquals(words(["malignant", "benign"], "class"), ["malignant", "benign"]);
});

Deno.test("draftCategory() has the most frequent spelling of each level, the others as codes", () => {
  const { feature, doubts } = draftCategory(column(["red", "Red", "red", "blue"], "eye_colour"));
  assertEquals(feature, {
    kind: "category",
    name: "eye_colour",
    label: "eye colour",
    levels: ["red", "blue"],
    codes: { Red: "red" },
    about: "One of 2 texts, recorded in 4 rows.",
  });
  assertEquals(doubts.map(({ seen }) => seen), ['"red", "Red" look alike']);
  assertEquals("codes" in draftCategory(column(["a", "b"])).feature, false);
});

Deno.test("draftFewNumbers() has levels in their order, and a doubt from three on", () => {
  const { feature, doubts } = draftFewNumbers(column(["10", "2.0", "1", "2.0"]));
  assertEquals([feature.levels, feature.codes], [["1", "2", "10"], { "2": "2" }]);
  assertEquals(feature.about, "One of 3 whole numbers, recorded in 4 rows.");
  assertEquals(doubts.map(({ seen }) => seen), ["only 3 different whole numbers: 1, 2, 10"]);
  const two = draftFewNumbers(column(["0", "1"]));
  assertEquals([two.doubts, "codes" in two.feature], [[], false]);
});

Deno.test("draftDays() counts from the earliest day, in the order that the dates tell", () => {
  const slashed = column(["3/2/2024", "13/2/2024", "1/2/2024"], "seen");
  const dates = findDates(slashed)!;
  assertEquals([dates.orders, isUnclear(dates)], [["day/month/year"], false]);
  const { feature, doubts } = draftDays(slashed, dates);
  assertEquals(feature, {
    kind: "number",
    name: "seen",
    label: "seen",
    unit: "days since 2024-02-01",
    range: [-12, 36],
    whole: true,
    since: "2024-02-01",
    dates: "day/month/year",
    about: "A date, recorded in 3 rows.",
  });
  assertEquals(doubts.map(({ seen }) => seen), [
    'dates such as "13/2/2024", which can be read in one order only',
    'dates, such as "1/2/2024"',
  ]);
  assertEquals(doubts[0].assumed, "the day comes first");
  const american = column(["2/13/2024", "2/1/2024"], "seen");
  assertEquals(findDates(american)!.orders, ["month/day/year"]);
  assertEquals(
    draftDays(american, findDates(american)!).doubts[0].assumed,
    "the month comes first",
  );
  const plain = column(["2024-02-03", "2024-02-01"], "seen");
  assertEquals(findDates(plain), { orders: [] });
  assertEquals("dates" in draftDays(plain, findDates(plain)!).feature, false);
  assert(isUnclear(findDates(column(["1/2/2024"]))!));
  assertEquals(findDates(column(["2024-02-03", "soon"])), undefined);
  assertEquals(findDates(column([""])), undefined);
});

Deno.test("namesRows(), isKnownLater() and labelOf() read the name of a column", () => {
  for (const name of ["id", "patientId", "MRN", "case_no", "Fallnummer", "Unnamed: 0", "row"]) {
    assert(namesRows(name), name);
  }
  for (const name of ["idea", "width", "age", "cholesterol", "mrna"]) {
    assert(!namesRows(name), name);
  }
  for (
    const name of [
      ...["discharge_date", "deathDate", "time to event", "LOS", "survival", "followUp", "time"],
      ...[
        "duration",
        "event_time",
        "readmitted",
        "days_to_death",
        "length of stay",
        "futime",
        "fu.date",
        "os_months",
      ],
    ]
  ) assert(isKnownLater(name), name);
  for (const name of ["timepoint", "close", "age", "duration_of_pain", "prothrombin time", "os"]) {
    assert(!isKnownLater(name), name);
  }
  assertEquals(labelOf(" worst__area "), "worst area");
});

Deno.test("whyKnownLater() finds what gives the outcome away, by value or by being there", () => {
  const labels = Array.from({ length: 40 }, (_, i) => (i % 2) as 0 | 1);
  const why = (cells: readonly (number | string | null)[]): string | undefined =>
    whyKnownLater("x", cells, labels);
  assertEquals(
    why(labels.map((label) => label + 0.5)),
    "it separates the outcomes all by itself (AUC 1.000)",
  );
  assertEquals(
    why(labels.map((label) => label === 1 ? "a" : "b")),
    "it separates the outcomes all by itself (AUC 1.000)",
  );
  assertEquals(
    why(labels.map((label) => -label)),
    "it separates the outcomes all by itself (AUC 1.000)",
  );
  assertEquals(
    why(labels.map((label) => label === 1 ? 7 : null)),
    "it is recorded for one outcome and missing for the other",
  );
  assertEquals(why(labels.map((_, i) => i)), undefined);
  // With fewer than ten of an outcome nothing is read into it.
  const nine = [...new Array(9).fill(1), ...new Array(20).fill(0)] as (0 | 1)[];
  assertEquals(whyKnownLater("x", nine, nine), undefined);
  const ten = [1 as const, ...nine];
  assert(whyKnownLater("x", ten, ten) !== undefined);
});

Deno.test("decodeTable() and findUtf16() tell UTF-16 by its mark, or by its zeros", () => {
  const utf16 = (text: string, isBig: boolean, mark: boolean): Uint8Array => {
    const codes = [
      ...(mark ? [0xfeff] : []),
      ...Array.from(text, (letter) => letter.charCodeAt(0)),
    ];
    return Uint8Array.from(
      codes.flatMap((code) => isBig ? [code >> 8, code & 255] : [code & 255, code >> 8]),
    );
  };
  for (const isBig of [false, true]) {
    const name = isBig ? "utf-16be" : "utf-16le";
    for (const mark of [false, true]) {
      assertEquals(findUtf16(utf16("age,ca\n63,0\n", isBig, mark)), name);
      const { text, doubts } = decodeTable(utf16("age,ca\n63,0\n", isBig, mark), "my.csv");
      assertEquals(text.replace("\uFEFF", ""), "age,ca\n63,0\n");
      assertEquals(doubts.map(({ seen }) => seen), ["the file is UTF-16"]);
    }
  }
  assertEquals(findUtf16(bytes("age,ca\n")), undefined);
  // A zero now and then is no UTF-16.
  assertEquals(findUtf16(bytes("age\0,ca and more\n")), undefined);
  assertThrows(
    () => decodeTable(bytes("age\0,ca\n"), "my.csv"),
    SyntaxError,
    "bytes that are no text",
  );
  assertThrows(() => decodeTable(new Uint8Array(), "my.csv"), SyntaxError, "an empty file");
  for (
    const [start, words] of [["PK\x03\x04", "workbook"], ["%PDF-", "a PDF"], [
      "<HTML>",
      "a web page",
    ], ["[1]", "JSON"]]
  ) {
    assertThrows(() => decodeTable(bytes(start), "my.csv"), SyntaxError, words);
  }
});

Deno.test("findLayout() finds separator and encoding, and the line that names one", () => {
  const layout = (text: string, known?: "windows-1252") =>
    findLayout(bytes(text), { source: "my.csv", known });
  const plain = layout("a,b\n1,2\n");
  assertEquals([plain.encoding, plain.separator, plain.before, plain.doubts], [
    "utf-8",
    ",",
    0,
    [],
  ]);
  const told = layout("sep=;\na;b\n1;2\n");
  assertEquals([told.separator, told.before], [";", "sep=;\n".length]);
  for (const separator of [";", "\t", "|"]) {
    assertEquals(layout(`a${separator}b\n1${separator}2\n3${separator}4\n`).separator, separator);
  }
  assertEquals(layout("a,b\n", "windows-1252").doubts.map(({ assumed }) => assumed), [
    "read as Windows-1252 (Latin-1)",
  ]);
  assertThrows(() => layout("sep=ü\na\n"), SyntaxError, 'an ASCII character after "sep="');
  assertThrows(() => layout(""), SyntaxError, "an empty file");
});

Deno.test("draftSchema() leaves out what tells no rows apart, and says how to have it otherwise", () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) =>
      `${(i * 37 % 101) / 10},same,,${i % 3 ? "1/2/2024" : "3/4/2023"},${i % 3 ? "yes" : "no"}`,
  );
  const table = parseTable(
    `dose,constant,my empty,seen,died\n${rows.join("\n")}\n`,
    "folder/my.csv",
  );
  const { schema, ignored, doubts } = draftSchema(table, { outcome: "died", positive: "yes" });
  assertEquals(schema.name, "my.csv");
  assertEquals(schema.features.map(({ name }) => name), ["dose"]);
  assertEquals(ignored.constant, "it tells no two rows apart");
  assertEquals(ignored["my empty"], "it is empty");
  assertEquals(
    ignored.seen,
    "4 March or 3 April cannot be told; write them as 2021-04-03, or keep the column to have the " +
      "day read first",
  );
  const of = (name: string) => doubts.find(({ column }) => column === name)!;
  assertEquals(of("constant").seen, '"same" in every row that records it');
  assertEquals([of("constant").otherwise, of("my empty").otherwise], [
    ...["--keep constant", '--keep "my empty"'],
  ]);
});

Deno.test("groupSpellings() keeps the classes I to XII apart, as of the NYHA and of Killip", () => {
  const classes = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
  for (const many of [2, 3, 4, 8, 12]) {
    const some = classes.slice(0, many);
    const groups = groupSpellings(new Map(some.map((name, i) => [name, 20 - i])));
    assertEquals(groups, some.map((name) => [name]));
  }
  assertEquals(groupSpellings(new Map([["V", 1], ["valve", 2], ["iii", 1], ["III", 2]])), [
    ...[["III", "iii"], ["valve", "V"]],
  ]);
});
