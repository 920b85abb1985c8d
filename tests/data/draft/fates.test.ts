/** What becomes of a column, to either side of each limit, with every word that is said of it. */
import { assertEquals, assertThrows } from "@std/assert";
import { type Draft, type DraftOptions, draftSchema } from "heartbook/data/draft/draft.ts";
import type { TextTable } from "heartbook/data/table.ts";
import type { NumberFeature } from "heartbook/types.ts";

type Cells = (i: number) => string | number;

const died: Cells = (i) => i % 3 === 0 ? "yes" : "no";
const dose: Cells = (i) => (i * 37 % 101) / 10 + 0.05;

interface Wish extends Partial<DraftOptions> {
  readonly rows?: number;
  readonly source?: string;
}

/** The draft of a table whose columns are made from the number of the row, beside a harmless one. */
function draft(columns: Readonly<Record<string, Cells>>, wish: Wish = {}): Draft {
  const { rows = 60, source = "my.csv", ...options } = wish;
  const all = { ...columns, dose, ...("died" in columns ? {} : { died }) };
  const table: TextTable = {
    source,
    columns: Object.keys(all),
    rows: Array.from({ length: rows }, (_, i) =>
      Object.fromEntries(
        Object.entries(all).map(([name, cell]) => [name, String(cell(i)) || null]),
      )),
  };
  return draftSchema(table, { outcome: "died", positive: "yes", ...options });
}

/** The kind of feature that a column becomes, or why it is left out. */
function fate(name: string, cells: Cells, wish: Wish = {}): string {
  const { schema, ignored } = draft({ [name]: cells }, wish);
  const feature = schema.features.find((each) => each.name === name);
  return feature?.kind ?? ignored[name] ?? `${schema.id} names rows`;
}

/** All that is said of a column, in lines of three sentences. */
function said(name: string, cells: Cells, wish: Wish = {}): string[][] {
  return draft({ [name]: cells }, wish).doubts
    .filter(({ column }) => column === name)
    .map(({ seen, assumed, otherwise }) => [seen, assumed, otherwise]);
}

const ID = "it names rows and measures nothing";
const MANY = "more than 20 levels cannot be learned";
const NEITHER = "neither a number nor a few levels";

Deno.test("draftSchema() takes a column called so for ids from eleven values and one in ten rows on", () => {
  const named = (values: number, rows: number): string =>
    fate("patient_id", (i) => `p${i % values}`, { rows });
  assertEquals([named(10, 60), named(11, 60)], ["category", ID]);
  assertEquals([named(11, 120), named(12, 120)], ["category", ID]);
});

Deno.test("draftSchema() takes texts for ids where 19 of 20 rows have their own, from 20 rows on", () => {
  const text = (values: number, rows: number): string =>
    fate("note", (i) => i >= rows ? "" : `n${i % values}`, { rows: Math.max(rows, 40) });
  assertEquals([text(38, 40), text(37, 40)], [ID, MANY]);
  assertEquals([text(20, 20), text(19, 19)], [ID, "category"]);
});

Deno.test("draftSchema() takes whole numbers for ids where all differ and rise or leave few gaps", () => {
  const permuted = (i: number): number => 5 + i * 37 % 60;
  const upTo = (high: number): Cells => (i) => permuted(i) === 64 ? high : permuted(i);
  // Sixty numbers: a spread below 180 leaves few gaps.
  assertEquals([fate("x", upTo(184)), fate("x", upTo(185))], ["x names rows", "number"]);
  assertEquals(fate("x", (i) => i === 9 ? permuted(8) : permuted(i)), "number");
  const rising: Cells = (i) => 900_100 + 700 * i;
  assertEquals(fate("x", rising), "x names rows");
  assertEquals(fate("x", (i) => i === 30 ? 7 : rising(i)), "number");
  // Written in two ways, a number that comes twice does not rise.
  assertEquals(fate("x", (i) => i === 1 ? "900100.0" : rising(i)), "number");
  assertEquals(fate("x", (i) => Number(rising(i)) + 0.5), "number");
  assertEquals(fate("x", rising, { keep: ["x"] }), "number");
});

Deno.test("draftSchema() says of ids how often they come back", () => {
  assertEquals(said("note", (i) => `n${i}`), [[
    'every value is another one, such as "n0", "n1" and 58 more',
    `left out: ${ID}`,
    "--keep note",
  ]]);
  assertEquals(said("note", (i) => `n${i % 58}`), [[
    '58 values in 60 rows, such as "n0", "n1" and 56 more',
    `left out: ${ID}`,
    "--keep note",
  ], [
    "2 rows with the value of another",
    "rows with the same value are about the same one, and stay together in the folds",
    "--id names another column; take `group` out of schema.json for none",
  ]]);
});

Deno.test("draftSchema() names rows by a column without repeats, and groups them by one with", () => {
  const ids = draft({ mrn: (i) => `m${i}`, patient: (i) => `p${i % 58}` });
  assertEquals([ids.schema.id, ids.group], ["mrn", "patient"]);
  assertEquals(ids.ignored, { patient: ID });
  // A column with a gap names no rows.
  const gap = draft({ mrn: (i) => i === 4 ? "" : `m${i}` });
  assertEquals([gap.schema.id, gap.group, gap.ignored], [undefined, undefined, { mrn: ID }]);
  // The one asked for comes before others, and needs no doubt.
  const asked = draft({ first: (i) => `p${i % 58}`, visit: (i) => i % 4 }, { id: "visit" });
  assertEquals([asked.group, asked.schema.id, asked.ignored], ["visit", undefined, { first: ID }]);
  assertEquals(asked.doubts.map(({ column }) => column), ["first"]);
  const plain = draft({});
  assertEquals(["id" in plain.schema, "group" in plain], [false, false]);
});

Deno.test("draftSchema() learns from twenty texts, and from more only where that is asked for", () => {
  const texts = (values: number): Cells => (i) => `t${i % values}`;
  assertEquals([fate("x", texts(20)), fate("x", texts(21))], ["category", MANY]);
  assertEquals(fate("x", texts(21), { keep: ["x"] }), "category");
  // Where each comes twice on average they may be people.
  assertEquals(said("x", texts(30)), [[
    '30 different texts, such as "t0", "t1" and 28 more',
    `left out: ${MANY}`,
    "--keep x; or --id x, if rows of one belong together",
  ]]);
  assertEquals(said("x", texts(31))[0][2], "--keep x");
});

Deno.test("draftSchema() takes four numbers in five for a number, and less for texts or neither", () => {
  const numbers = (share: number, values = 60): Cells => (i) =>
    i * 7 % 60 < share * 60 ? i % values + 0.5 : `w${i % 7}`;
  assertEquals([fate("x", numbers(0.8)), fate("x", numbers(47 / 60))], ["number", NEITHER]);
  assertEquals([fate("x", numbers(0.51, 30)), fate("x", numbers(0.5, 30))], [NEITHER, MANY]);
  // Numbers with a point are measured, whatever they are called, unless words are many.
  assertEquals(fate("patient_id", numbers(0.8)), "number");
  assertEquals(fate("patient_id", numbers(47 / 60)), ID);
  // Twenty texts are levels, twenty-one are too many.
  const mixed = (values: number): Cells => (i) =>
    i % 5 < 3 ? Math.floor(i / 5) % values + 0.5 : i % 10 === 3 ? "low" : "high";
  assertEquals(new Set(Array.from({ length: 120 }, (_, i) => mixed(18)(i))).size, 20);
  assertEquals(fate("x", mixed(18), { rows: 120 }), "category");
  assertEquals(fate("x", mixed(19), { rows: 120 }), NEITHER);
  assertEquals(said("x", mixed(19), { rows: 120 }), [[
    'numbers mixed with "low", "high"',
    `left out: ${NEITHER}`,
    "--keep x",
  ]]);
});

Deno.test("draftSchema() takes dates that differ in every row for dates, and sentences for names of rows", () => {
  const day: Cells = (i) => new Date(86_400_000 * (18_000 + i * 7)).toISOString().slice(0, 10);
  const { schema: { features: [feature] } } = draft({ seen: day });
  assertEquals((feature as NumberFeature).since, "2019-04-14");
  assertEquals(fate("seen", (i) => `on ${day(i)}`), "seen names rows");
});

Deno.test("draftSchema() takes numbers with zeros before them for texts, unless words are among them", () => {
  const code: Cells = (i) => ["01067", "4109", "08056"][Math.floor(i / 5) % 3];
  assertEquals(fate("zip", code), "category");
  assertEquals(
    said("zip", (i) => code(i) === "08056" ? "8056" : code(i))[0][0],
    'leading zeros, such as "01067"',
  );
  assertEquals(said("zip", code), [[
    'leading zeros, such as "01067", "08056"',
    "they are texts, such as a postal code, not amounts",
    "write the numbers without the zeros",
  ]]);
  assertEquals(said("zip", (i) => i % 5 === 1 ? "none" : code(i)), [[
    '"none" in 12 rows among numbers',
    "nothing was recorded there",
    "correct the cells, or give each text its number in `codes` in schema.json",
  ]]);
  const many: Cells = (i) => `0${100 + i % 30}`;
  assertEquals(said("area", many).map(([seen]) => seen), [
    'leading zeros, such as "0100", "0101" and 28 more',
    '30 different texts, such as "0100", "0101" and 28 more',
  ]);
  assertEquals(fate("area", many, { keep: ["area"] }), "category");
});

Deno.test("draftSchema() takes a few plain whole numbers for levels, and others for amounts", () => {
  const stage = (i: number): number => i * 7 % 4;
  assertEquals(fate("stage", stage), "category");
  assertEquals(said("stage", stage), [[
    "only 4 different whole numbers: 0, 1, 2, 3",
    "they are levels, not amounts",
    "--numbers stage",
  ]]);
  assertEquals(fate("stage", stage, { numbers: ["stage"] }), "number");
  assertEquals(fate("stage", (i) => stage(i) + 0.5), "number");
  assertEquals(fate("stage", (i) => i % 20 === 3 ? "<5" : stage(i)), "number");
  assertEquals(fate("stage", (i) => i % 20 === 3 ? "none" : stage(i)), "number");
  assertEquals(fate("stage", (i) => i % 20 === 3 ? "3,0" : stage(i)), "number");
});

Deno.test("draftSchema() tells a -9 among a few whole numbers, then the levels", () => {
  const coded = (i: number): number => i % 10 === 4 ? -9 : i * 7 % 4;
  assertEquals(said("stage", coded), [
    [
      '"-9" in 6 rows, apart from all other values',
      "nothing was recorded there",
      "take them out of `missing` of the column in schema.json",
    ],
    [
      "only 4 different whole numbers: 0, 1, 2, 3",
      "they are levels, not amounts",
      "--numbers stage",
    ],
  ]);
  const { schema: { features: [feature] } } = draft({ stage: coded }, { numbers: ["stage"] });
  assertEquals([feature.kind, feature.missing], ["number", ["-9"]]);
});

Deno.test("draftSchema() leaves out what is known later, but not what is to be kept", () => {
  const later = draft({ discharge_days: (i) => i * 11 % 29 + 0.5 });
  assertEquals(later.ignored, {
    discharge_days: "its name says that it is known only after the outcome",
  });
  assertEquals(
    later.doubts.map(({ seen, assumed, otherwise }) => [seen, assumed, otherwise]),
    [[
      "its name says that it is known only after the outcome",
      "left out: a model must not know what comes later",
      "--keep discharge_days",
    ]],
  );
  assertEquals(
    fate("discharge_days", (i) => i * 11 % 29 + 0.5, { keep: ["discharge_days"] }),
    "number",
  );
  // What gives the outcome away is looked for in rows with an outcome alone.
  const partly: Cells = (i) => i < 12 ? "" : died(i);
  const given = draft({
    x: (i) => i < 12 ? dose(i) : i % 3 === 0 ? 9 + i / 8 : i / 8,
    died: partly,
  });
  assertEquals(given.ignored, { x: "it separates the outcomes all by itself (AUC 1.000)" });
});

Deno.test("draftSchema() tells rows without an outcome, and columns that were to be left out", () => {
  const { doubts, ignored } = draft(
    { sex: (i) => i % 2 ? "f" : "m", died: (i) => i % 10 === 0 ? "" : died(i) },
    { ignore: ["sex"] },
  );
  assertEquals(doubts, [{
    column: "died",
    seen: "6 rows without a known outcome",
    assumed: "they are left out",
    otherwise: "fill in their outcome",
  }]);
  assertEquals(ignored, { sex: "as asked" });
});

Deno.test("draftSchema() has the missing texts of columns that it uses, and the name of the file", () => {
  const { schema, doubts } = draft({
    sex: (i) => i % 9 === 0 ? "unknown" : i % 2 ? "f" : "m",
    smoker: (i) => i % 11 === 0 ? "?" : i % 4 < 2 ? "never" : "now",
    left: (i) => i % 9 === 0 ? "NA" : "same",
    died: (i) => i === 5 ? "n/a" : died(i),
  }, { source: "C:\\data\\plants.csv" });
  assertEquals(schema.name, "plants.csv");
  assertEquals(schema.missing, ["unknown", "?", "n/a"]);
  assertEquals(doubts[0], {
    seen: '"unknown", "?", "n/a" in sex, smoker, died',
    assumed: "they mean that nothing was recorded",
    otherwise:
      "take them out of `missing` in schema.json, and make each a level, or a number in `codes`",
    rests: { missing: ["unknown", "?", "n/a"] },
  });
});

Deno.test("draftSchema() refuses a column that is both wanted and left out, each way", () => {
  const sex: Cells = (i) => i % 2 ? "f" : "m";
  for (
    const wish of [
      { id: "died" },
      { id: "sex", keep: ["sex"] },
      { ignore: ["sex"], keep: ["sex"] },
      { ignore: ["died"] },
    ]
  ) assertThrows(() => draft({ sex }, wish), RangeError, "is both wanted and left out");
  assertEquals(draft({ sex }, { id: "sex" }).group, "sex");
  const told = ({ outcome = "died", ...wish }: Wish): string =>
    assertThrows(() => draft({ sex }, { ...wish, outcome }), RangeError).message;
  const options = { keep: ["age"], ignore: ["age"], numbers: ["age"], id: "age", outcome: "age" };
  for (const [option, value] of Object.entries(options)) {
    assertEquals(
      told({ [option]: value }),
      `my.csv: --${option}: there is no column "age"; there are sex, dose, died`,
    );
  }
  assertEquals(told({ keep: ["SEX"] }), 'my.csv: --keep: there is no column "SEX"; is it "sex"?');
});

Deno.test("draftSchema() leaves out how often a row counts, as each counts once here", () => {
  const counts: Cells = (i) => i % 37;
  for (const name of ["Freq", "n", "count"]) {
    assertEquals(said(name, counts), [[
      'its name says how often each row counts, such as "0", "1" and 35 more',
      "left out: here each row counts once",
      `--keep ${name}; or write each row as often as it counts, if one stands for many`,
    ]]);
    assertEquals(fate(name, counts, { keep: [name] }), "number");
    assertEquals(fate(name, (i) => i / 2), "number");
  }
  assertEquals(fate("platelet count", counts), "number");
});

Deno.test("draftSchema() leaves out numbers whose comma may part thousands or decimals", () => {
  const thousands: Cells = (i) => i % 7 === 0 ? 900 + i : `1,${200 + i}`;
  const unclear = "whether the comma parts thousands or decimals cannot be told";
  assertEquals(said("cost", thousands), [[
    'numbers such as "1,201", "1,202" and 49 more',
    `left out: ${unclear}`,
    "--keep cost; or write them without it, or with a point",
  ]]);
  assertEquals(fate("cost", (i) => i % 2 ? `1,${200 + i}` : `1,200,${100 + i}`), unclear);
  // One cell that has to be decimals tells that of all.
  assertEquals(fate("cost", (i) => i === 5 ? "0,125" : `1,${200 + i}`), "number");
  assertEquals(fate("cost", (i) => i === 5 ? "1,25" : `1,${200 + i}`), "number");
  assertEquals(fate("cost", thousands, { keep: ["cost"] }), "number");
});

Deno.test("draftSchema() leaves out numbers whose point parts thousands where others have commas", () => {
  const thousands: Cells = (i) => i % 7 === 0 ? 900 + i : `240.${200 + i}`;
  const unclear = "whether the point parts thousands or decimals cannot be told";
  const beside = (crp: Cells, cost = thousands): string => {
    const { schema, ignored } = draft({ crp, cost });
    return schema.features.find(({ name }) => name === "cost")?.kind ?? ignored.cost;
  };
  assertEquals(beside((i) => `${i},5`), unclear);
  assertEquals(beside((i) => i % 2 ? `${i},5` : i), "number"); // as often without a comma
  assertEquals(beside((i) => `1,${200 + i}`), "number");
  assertEquals(beside((i) => `${i}.5`), "number");
  // One cell that has to be decimals tells that of all, one with two points of none.
  assertEquals(beside((i) => `${i},5`, (i) => i === 5 ? "0.125" : thousands(i)), "number");
  assertEquals(fate("cost", (i) => i === 5 ? "1.240.205" : thousands(i)), unclear);
  assertEquals(said("cost", (i) => i ? `240.${200 + i}` : "1.240.205"), [[
    'numbers such as "1.240.205", "240.201" and 58 more',
    `left out: ${unclear}`,
    "--keep cost; or write them without it, or with a comma",
  ]]);
});

Deno.test("draftSchema() leaves out numbers with one unit behind them, but keeps a few doses as levels", () => {
  const texts = "they are texts as they stand";
  assertEquals(said("age", (i) => `${30 + i % 17} years`), [[
    'numbers with "years" behind them, such as "30 years", "31 years" and 15 more',
    `left out: ${texts}`,
    "--keep age; or write the numbers alone, and the unit into the name of the column",
  ]]);
  assertEquals(fate("share", (i) => `${10 + i}%`), texts);
  assertEquals(fate("drug", (i) => `${5 * (i % 11)} mg`), texts);
  assertEquals(fate("drug", (i) => `${5 * (i % 10)} mg`), "category");
  assertEquals(fate("drug", (i) => `${i % 17} ${i % 2 ? "mg" : "g"}`), MANY);
  const some = (others: number): Cells => (i) => i < others ? "none" : `${i % 17} mg`;
  assertEquals([fate("drug", some(12)), fate("drug", some(13))], [texts, "category"]);
});
