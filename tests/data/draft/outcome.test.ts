/** Which of two outcomes is to be found, what it is called, and every word that is said of it. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { checkDraft } from "heartbook/data/draft/check-draft.ts";
import { doubtMissing, readColumn, type TextColumn } from "heartbook/data/draft/column.ts";
import { draftDays, findDates } from "heartbook/data/draft/days.ts";
import { type Doubt, quoteSome } from "heartbook/data/draft/doubt.ts";
import { whyKnownLater } from "heartbook/data/draft/later.ts";
import { draftOutcome, labelText, type OutcomeWish } from "heartbook/data/draft/outcome.ts";
import { groupSpellings } from "heartbook/data/draft/spelling.ts";
import type { Cell, Label } from "heartbook/types.ts";

function column(cells: readonly string[], name = "x"): TextColumn {
  const rows = cells.map((cell) => ({ [name]: cell }));
  return readColumn({ source: "my.csv", columns: [name], rows }, name);
}

const sentences = (doubts: readonly Doubt[]): string[][] =>
  doubts.map(({ seen, assumed, otherwise }) => [seen, assumed, otherwise]);

const found = (cells: readonly string[], wish: OutcomeWish = {}): string => {
  const { rule } = draftOutcome(column(cells), wish);
  return "above" in rule ? `above ${rule.above}` : rule.positive.join();
};

Deno.test("draftOutcome() finds an event by its name, or else the rarer level", () => {
  assertEquals(found(["alive", "dead", "dead"]), "dead");
  assertEquals(found(["alive", "alive", "dead"]), "dead");
  assertEquals(found(["0", "1", "1"]), "1");
  assertEquals(found(["a", "a", "b"]), "b");
  assertEquals(found(["b", "b", "a"]), "a");
  assertEquals(found(["b", "a"]), "b");
  assertEquals(found(["b", "a"], { positive: "a" }), "a");
});

Deno.test("draftOutcome() takes any spelling of a level for all of them", () => {
  const cells = ["Relapse", "relapse", "Relapse", "none", "None", "other"];
  for (const positive of ["Relapse", "relapse", "RELAPSE"]) {
    assertEquals(found(cells, { positive }), "Relapse,relapse");
  }
  for (const positive of ["FEMALE", "f", "F"]) {
    assertEquals(found(["female", "F", "male", "male"], { positive }), "female,F");
  }
  const { rule, doubts } = draftOutcome(column(cells), { positive: "none" });
  assertEquals(rule, { positive: ["none", "None"], negative: ["Relapse", "relapse", "other"] });
  assertEquals(sentences(doubts), [
    [
      '3 levels: "Relapse", "none", "other"',
      '"none" is predicted against all others together',
      "name another level in --positive",
    ],
    [
      '"Relapse", "relapse" look alike',
      'they are one outcome, "Relapse"',
      "part them under `outcome` in schema.json",
    ],
    [
      '"none", "None" look alike',
      'they are one outcome, "none"',
      "part them under `outcome` in schema.json",
    ],
  ]);
});

Deno.test("draftOutcome() shows ten levels of many, and takes texts among numbers for levels", () => {
  const letters = [..."abcdefghijkl"];
  const error = assertThrows(() => draftOutcome(column(letters), {}), RangeError);
  assertEquals(
    error.message,
    "outcome x: two outcomes can be told apart, and it has 12: " +
      '"a", "b", "c", "d", "e", "f", "g", "h", "i", "j" and 2 more; name the one to predict ' +
      'against the rest, as in --positive "l"',
  );
  const { doubts } = draftOutcome(column(letters), { positive: "a" });
  assertEquals(
    doubts[0].seen,
    '12 levels: "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" and 2 more',
  );
  const mixed = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "none"];
  assertEquals(found(mixed, { positive: "none" }), "none");
});

Deno.test("draftOutcome() names both outcomes so that each says what it means", () => {
  const words = (cells: string[], name: string, positive?: string): string[] => {
    const { outcome } = draftOutcome(column(cells, name), { positive });
    return [outcome.positive, outcome.negative, outcome.label, outcome.about];
  };
  assertEquals(words(["1", "0"], "heart_attack"), [
    ...["heart attack", "not heart attack", "heart attack", "Whether heart attack is 1."],
  ]);
  assertEquals(words(["1", "0"], "class").slice(0, 2), ["class 1", "class 0"]);
  assertEquals(words(["3", "0"], "stage").slice(0, 2), ["stage 3", "stage 0"]);
  assertEquals(words(["sí", "no"], "died").slice(0, 2), ["died sí", "died no"]);
  assertEquals(words(["dead", "alive"], "status").slice(0, 2), ["dead", "alive"]);
  assertEquals(words(["a", "b", "c"], "type", "b").slice(0, 2), ["b", "not b"]);
  assertEquals(words(["2", "3", "4"], "type", "3").slice(0, 2), ["type 3", "type not 3"]);
});

Deno.test("labelText() takes a number that is above the limit for 1, whatever way it is written", () => {
  const labels = ["2", "2.0", "2,5", "<5", "<2", "soon", null].map((text) =>
    labelText({ above: 2 }, text)
  );
  assertEquals(labels, [0, 0, 1, 1, 0, null, null]);
});

Deno.test("quoteSome() shows four texts, and how many more there are", () => {
  assertEquals(quoteSome([]), "");
  assertEquals(quoteSome(["a", "b", "c", "d"]), '"a", "b", "c", "d"');
  assertEquals(quoteSome(["a", "b", "c", "d", "e"]), '"a", "b", "c", "d" and 1 more');
  assertEquals(quoteSome(["a", "b"], 1), '"a" and 1 more');
});

Deno.test("doubtMissing() names five columns at most, and each text once", () => {
  const columns = [..."abcdef"].map((name) => column(["?", "NA"], name));
  const [{ seen }] = doubtMissing(columns);
  assertEquals(seen, '"?", "NA" in a, b, c, d, e');
});

Deno.test("groupSpellings() puts words before letters, frequent before rare, small before capital", () => {
  const groups = (counts: Readonly<Record<string, number>>): string[][] =>
    groupSpellings(new Map(Object.entries(counts)));
  assertEquals(groups({ F: 9, female: 1, M: 3 }), [["female", "F"], ["M"]]);
  assertEquals(groups({ No: 2, no: 2, NO: 3 }), [["NO", "no", "No"]]);
  // A level counts with all its spellings.
  assertEquals(groups({ b: 3, A: 2, a: 2 }), [["a", "A"], ["b"]]);
  assertEquals(groups({ b: 4, A: 2, a: 2 }), [["a", "A"], ["b"]]);
  assertEquals(groups({ b: 5, A: 2, a: 2 }), [["b"], ["a", "A"]]);
  // A letter that two words begin with stands for neither, nor for a word of two letters.
  assertEquals(groups({ male: 3, mann: 2, m: 1 }), [["male"], ["mann"], ["m"]]);
  assertEquals(groups({ no: 2, n: 1 }), [["no"], ["n"]]);
  assertEquals(groups({ "left side": 2, leftside: 1 }), [["left side"], ["leftside"]]);
  assertEquals(groups({ head: 2, headache: 1 }), [["head"], ["headache"]]);
  assertEquals(groups({ no: 3, "no.": 1 }), [["no", "no."]]);
  assertEquals(groups({ "left  side.": 2, "Left-Side": 1, "left_side!": 1 }), [
    ["left  side.", "left_side!", "Left-Side"],
  ]);
});

Deno.test("whyKnownLater() takes an AUC of 0.995 for another name of the outcome, and less for luck", () => {
  // 10 by 20 pairs; one that is lost leaves 199 of 200, one and a half 198.5.
  const labels: Label[] = [...new Array(10).fill(1), ...new Array(20).fill(0)];
  const why = (cells: readonly Cell[]): string | undefined => whyKnownLater("x", cells, labels);
  const values = (...first: number[]): number[] =>
    labels.map((label, i) => i < first.length ? first[i] : label === 1 ? 50 + i : i);
  assertEquals(
    why(values(28.5)),
    "it separates the outcomes all by itself (AUC 0.995)",
  );
  assertEquals(why(values(28)), undefined);
  assertEquals(why(values(28.5).map((value, i) => i === 0 ? 27.5 : value)), undefined);
  // Fewer than ten of either outcome say nothing, where cells are missing too.
  const ill = labels.map((label): Label => label === 1 ? 0 : 1);
  assert(whyKnownLater("x", values(), ill) !== undefined);
  assertEquals(whyKnownLater("x", values().with(0, null as never), labels), undefined);
  assertEquals(whyKnownLater("x", values().slice(1), labels.slice(1)), undefined);
  assertEquals(whyKnownLater("x", values().slice(1), ill.slice(1)), undefined);
});

Deno.test("whyKnownLater() takes a level for the share of the diseased among those who have it", () => {
  // Level a: 30 of 30, b: 1 of 2, c: 0 of 30. The pair of b's is a tie: 960.5 of 961.
  const cells = [...new Array(31).fill("a"), "b", ...new Array(31).fill("c")].with(30, "b");
  const labels: Label[] = [...new Array(31).fill(1), ...new Array(32).fill(0)];
  assertEquals(
    whyKnownLater("x", cells, labels),
    "it separates the outcomes all by itself (AUC 0.999)",
  );
  // a: 5 of 5, b: 95 of 100, c: none of 499, d: not the only one. Of 100 by 505 pairs 95 by 5 are
  // ties: 0.9953. With a below b, or d above c, it would be less than 0.995.
  const four = [
    ...[..."a".repeat(5), ..."b".repeat(95)].map((cell): [string, Label] => [cell, 1]),
    ...[..."b".repeat(5), ..."c".repeat(499), "d"].map((cell): [string, Label] => [cell, 0]),
  ];
  assertEquals(
    whyKnownLater("x", four.map(([cell]) => cell), four.map(([, label]) => label)),
    "it separates the outcomes all by itself (AUC 0.995)",
  );
  // Three levels that say little, one of them rare.
  const mixed = labels.map((_, i) => i % 9 === 0 ? "rare" : i % 2 ? "odd" : "even");
  assertEquals(whyKnownLater("x", mixed, labels), undefined);
});

Deno.test("whyKnownLater() takes a column that all diseased have and one in a hundred others for known later", () => {
  const labels: Label[] = [...new Array(10).fill(1), ...new Array(100).fill(0)];
  const why = (others: number): string | undefined =>
    whyKnownLater("x", labels.map((_, i) => i < 10 + others ? i % 3 : null), labels);
  assertEquals(why(1), "it is recorded for one outcome and missing for the other");
  assertEquals(why(2), undefined);
});

Deno.test("whyKnownLater() looks at the rows that record a column, each with its own outcome", () => {
  const labels = Array.from({ length: 90 }, (_, i): Label => i % 3 === 0 ? 1 : 0);
  const cells = labels.map((label, i) => i % 4 === 1 ? null : label === 1 ? 100 + i : i);
  assertEquals(
    whyKnownLater("x", cells, labels),
    "it separates the outcomes all by itself (AUC 1.000)",
  );
  const turned = labels.map((label, i) => i % 4 === 1 ? null : label === 1 ? "low" : "high");
  assert(whyKnownLater("x", turned, labels) !== undefined);
});

Deno.test("draftDays() says what it assumes of dates that tell no order, and how to have it otherwise", () => {
  const dates = column(["3/4/2021", "1/2/2021"], "seen");
  assertEquals(sentences(draftDays(dates, findDates(dates)!).doubts), [
    [
      'dates such as "3/4/2021", of which none tells whether the day or the month comes first',
      "the day comes first",
      '"dates" of the column in schema.json, or write them as 2021-04-03',
    ],
    [
      'dates, such as "1/2/2021"',
      "read as days since the earliest, 2021-02-01",
      "--ignore seen, as new rows always come later",
    ],
  ]);
});

Deno.test("checkDraft() takes an outcome above a limit, and refuses what is no draft, by field", () => {
  const schema = {
    name: "my.csv",
    missing: [],
    features: [],
    outcome: { name: "died", label: "died", positive: "died", negative: "not", about: "" },
  };
  const features = [{ kind: "number", name: "x", label: "x", unit: "", range: [0, 1], about: "" }];
  const draft = {
    schema: { ...schema, features },
    outcome: { above: 5 },
    ignored: { y: "as asked" },
    doubts: [],
  };
  assertEquals(checkDraft(draft, "schema.json") as unknown, draft);
  const grouped = { ...draft, group: "id", outcome: { positive: ["a", "b"], negative: ["c"] } };
  assertEquals(checkDraft(grouped, "schema.json") as unknown, grouped);
  const refused = (change: Record<string, unknown>): string =>
    assertThrows(() => checkDraft({ ...draft, ...change }, "s.json"), Error).message;
  assertEquals(
    refused({ outcome: { above: "5" } }),
    's.json: outcome.above: expected a number, got "5"',
  );
  assertEquals(refused({ doubts: {} }), "s.json: doubts: expected a list");
  assertEquals(
    refused({ outcome: { positive: ["a", "b", "b"], negative: ["c"] } }),
    's.json: outcome: "b" is on both sides',
  );
  assertEquals(refused({ group: 3 }), "s.json: group: expected a column, got 3");
  assertEquals(
    refused({ ignored: { y: "as asked", z: 1 } }),
    "s.json: ignored.z: expected a reason, as a text",
  );
  assert(
    refused({ outcome: { positive: ["a"], negative: 3 } }).startsWith("s.json: outcome.negative"),
  );
  assert(
    refused({ outcome: { positive: 3, negative: [] } }).startsWith("s.json: outcome.positive"),
  );
  assert(refused({ schema: 3 }).startsWith("s.json: schema"));
  assert(refused({ outcome: { over: 3 } }).startsWith("s.json: outcome"));
  assert(refused({ more: 3 }).startsWith("s.json"));
});
