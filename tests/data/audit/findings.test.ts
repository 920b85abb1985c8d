/** Each limit of the audit from both sides, and each finding word for word. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { audit } from "heartbook/data/audit/audit.ts";
import { findDuplicates } from "heartbook/data/audit/duplicates.ts";
import { type Finding, sortFindings } from "heartbook/data/audit/finding.ts";
import { findRareAndConstant } from "heartbook/data/audit/levels.ts";
import { findMissingCells } from "heartbook/data/audit/missing.ts";
import { findLeakage, findWrongDirections } from "heartbook/data/audit/outcome.ts";
import {
  findColumns,
  findRefusedCells,
  findRefusedOutcomes,
  findRepeatedIds,
  readLeniently,
} from "heartbook/data/audit/refused.ts";
import type { RiskFactor } from "heartbook/data/audit/risk-factor.ts";
import { separateOutcomes } from "heartbook/data/audit/separation.ts";
import { auditSplits } from "heartbook/data/audit/splits.ts";
import { auditTable } from "heartbook/data/audit/table.ts";
import { findStrangeValues } from "heartbook/data/audit/values.ts";
import { groupIdentical } from "heartbook/data/identical.ts";
import type { Cell, Dataset, Feature, FeatureSchema, Label, Split } from "heartbook/types.ts";
import { category, number, toDataset } from "../../prepare/small.ts";

/** A data set of one column. */
function single(feature: Feature, cells: readonly Cell[], labels?: readonly Label[]): Dataset {
  return toDataset([feature], cells.map((cell) => ({ [feature.name]: cell })), labels);
}

const words = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, title }) => `${severity}: ${title}`);

/** So many diseased, then so many healthy. */
function sick(ones: number, zeros: number): Label[] {
  return [...new Array(ones).fill(1), ...new Array(zeros).fill(0)];
}

/** Every pair of a diseased and a healthy patient, one by one, with the ties of all values. */
function plainSeparation(values: readonly number[], labels: readonly Label[]): [number, number] {
  const of = (label: Label): number[] => values.filter((_, i) => labels[i] === label);
  const [ones, zeros, n] = [of(1), of(0), values.length];
  let won = 0;
  for (const a of ones) for (const b of zeros) won += a > b ? 1 : a === b ? 0.5 : 0;
  const pairs = ones.length * zeros.length;
  let tied = 0;
  for (const value of new Set(values)) {
    const size = values.filter((each) => each === value).length;
    tied += size * size * size - size;
  }
  const variance = pairs / 12 * (n + 1 - tied / (n * (n - 1)));
  return [won / pairs, variance > 1e-12 ? (won - pairs / 2) / Math.sqrt(variance) : 0];
}

Deno.test("separateOutcomes() has the pairs won and the z of counting them one by one", () => {
  const patients = fc.array(
    fc.tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom<Label>(0, 1)),
    { minLength: 2, maxLength: 30 },
  ).filter((all) => new Set(all.map(([, label]) => label)).size === 2);
  fc.assert(
    fc.property(patients, (all) => {
      const [values, labels] = [all.map(([value]) => value), all.map(([, label]) => label)];
      const { auc, z } = separateOutcomes(values, labels);
      const [plainAuc, plainZ] = plainSeparation(values, labels);
      assertAlmostEquals(auc, plainAuc, 1e-12);
      assertAlmostEquals(z, plainZ, 1e-9);
    }),
    { seed: 2 },
  );
});

Deno.test("findMissingCells() warns from more than one in five on, and errs where all are missing", () => {
  const gaps = (missing: number, total: number): Finding[] =>
    findMissingCells(
      single(number("x"), Array.from({ length: total }, (_, i) => i < missing ? null : i)),
    );
  assertEquals(gaps(0, 10), []);
  assertEquals(words(gaps(1, 10)), ["note: x is missing in 1 of 10 rows (10.0 %)"]);
  assertEquals(words(gaps(2, 10)), ["note: x is missing in 2 of 10 rows (20.0 %)"]);
  assertEquals(gaps(3, 10), [{
    severity: "warning",
    column: "x",
    title: "x is missing in 3 of 10 rows (30.0 %)",
    rows: [0, 1, 2],
    advice: "Fill the cells inside the training part only, never before the split.",
  }]);
  assertEquals(gaps(10, 10), [{
    severity: "error",
    column: "x",
    title: "x is recorded for nobody",
    rows: [],
    advice: "Leave the column out.",
  }]);
});

Deno.test("findMissingCells() finds gaps that go with the outcome by more than three standard errors", () => {
  const informative = (ones: number, zeros: number, labels: readonly Label[]): Finding[] => {
    const first = labels.indexOf(1), none = labels.indexOf(0);
    const cells = labels.map((label, i) =>
      label === 1 ? (i - first < ones ? null : 1) : i - none < zeros ? null : 1
    );
    return findMissingCells(single(number("x"), cells, labels)).slice(1);
  };
  const z = (ones: number, zeros: number, of: number): number => {
    const labels = sick(of, of);
    const missing = labels.map((label, i) => Number(label === 1 ? i < ones : i - of < zeros));
    return plainSeparation(missing, labels)[1];
  };
  // Of 100 and 100: 16 and 3 are 3.11 standard errors apart, 16 and 4 are 2.82.
  assert(z(16, 3, 100) > 3 && z(16, 4, 100) < 3);
  assertEquals(informative(16, 4, sick(100, 100)), []);
  assertEquals(informative(16, 3, sick(100, 100)), [{
    severity: "warning",
    column: "x",
    title: "x is missing in 16.0 % of label 1 and 3.0 % of label 0",
    rows: [...Array.from({ length: 16 }, (_, i) => i), 100, 101, 102],
    advice: "Ask why: a model can learn who was measured. If the reason holds for new patients " +
      "too, keep an indicator; otherwise leave the column out.",
  }]);
  assertEquals(words(informative(3, 16, sick(100, 100))), [
    "warning: x is missing in 3.0 % of label 1 and 16.0 % of label 0",
  ]);
  // Four gaps say nothing, five do; with one outcome there is nothing to say.
  assertEquals([informative(4, 0, sick(10, 90)).length, informative(5, 0, sick(10, 90)).length], [
    ...[0, 1],
  ]);
  assertEquals(informative(8, 0, sick(20, 0)), []);
  // Seven of 14 and none of 14 are three standard errors apart, which is not more.
  assertEquals(z(7, 0, 14), 3);
  assertEquals(informative(7, 0, sick(14, 14)), []);
});

Deno.test("findRareAndConstant() finds levels in fewer than ten rows, and columns of one value", () => {
  const level = (rare: number, feature: Feature, cells: readonly Cell[]): Finding[] =>
    findRareAndConstant(single(feature, [
      ...new Array(rare).fill(cells[0]),
      ...new Array(12).fill(cells[1]),
      null,
    ]));
  const soil = category("soil", ["peat", "clay"]);
  assertEquals(level(10, soil, ["peat", "clay"]), []);
  assertEquals(level(9, soil, ["peat", "clay"]), [{
    severity: "note",
    column: "soil",
    title: "soil is peat in 9 rows only",
    rows: [0, 1, 2, 3, 4, 5, 6, 7, 8],
    advice: "Ask whether it is a real value. Name all levels in the schema, so that folds " +
      "without it agree on the columns, and read nothing into its effect.",
  }]);
  assertEquals(words(level(1, soil, ["peat", "clay"])), ["note: soil is peat in 1 row only"]);
  assertEquals(level(0, soil, ["peat", "clay"]), [{
    severity: "warning",
    column: "soil",
    title: "soil is clay in every row that records it",
    rows: Array.from({ length: 12 }, (_, i) => i),
    advice: "Leave the column out: it cannot tell two patients apart.",
  }]);
  // Whole numbers over less than twenty are levels.
  const count = (high: number, more = {}): Feature => ({
    ...number("n", { whole: true }),
    range: [1, high],
    ...more,
  } as Feature);
  assertEquals(words(level(2, count(20), [3, 4])), ["note: n is 3 in 2 rows only"]);
  assertEquals(level(2, count(21), [3, 4]), []);
  assertEquals(level(2, count(20, { whole: false }), [3, 4]), []);
  assertEquals(words(level(0, count(21), [3, 4])), [
    "warning: n is 4 in every row that records it",
  ]);
  assertEquals(findRareAndConstant(single(soil, [null, null])), []);
});

Deno.test("findLeakage() finds an AUC of 0.95 in either direction, from ten of each outcome on", () => {
  // Of 10 by 10 pairs five are lost: 0.95. Another half: 0.945.
  const values = (lost: readonly number[]): number[] => [
    ...Array.from({ length: 10 }, (_, i) => 100 + i).map((value, i) => lost[i] ?? value),
    ...Array.from({ length: 10 }, (_, i) => i),
  ];
  const leak = (cells: readonly Cell[], labels = sick(10, 10)): Finding[] =>
    findLeakage(single(number("x"), cells, labels));
  assertEquals(leak(values([4.5])), [{
    severity: "warning",
    column: "x",
    title: "x alone separates the outcomes with an AUC of 0.950",
    rows: [],
    advice: "Ask whether it was known before the outcome was; if not, leave it out.",
  }]);
  assertEquals(leak(values([4])), []);
  assertEquals(words(leak(values([6.5]).map((value) => -value))), [
    "warning: x alone separates the outcomes with an AUC of 0.970",
  ]);
  assertEquals(words(leak(values([]))), [
    "error: x alone separates the outcomes with an AUC of 1.000",
  ]);
  // A missing cell leaves nine of an outcome, which say nothing; so do nine in all.
  assertEquals(leak(values([]).with(0, null as never)), []);
  assertEquals(leak(values([]).with(19, null as never)), []);
  assertEquals(leak([...values([]), null, null], [...sick(10, 10), 1, 0]).length, 1);
});

Deno.test("findLeakage() takes a level for the share of the diseased among those who have it", () => {
  const x = category("x", ["a", "b", "c"]);
  // a: 19 of 20, b: 1 of 21, c: nobody; 0.95 · 20 by 21 pairs and the ties.
  const cells = [...new Array(19).fill("a"), "b", "a", ...new Array(20).fill("b"), "c"];
  const labels = sick(20, 22);
  const shares = cells.map((cell) => {
    const those = labels.filter((_, i) => cells[i] === cell);
    return those.filter((label) => label === 1).length / those.length;
  });
  const [auc] = plainSeparation(shares, labels);
  assert(auc > 0.95 && auc < 1);
  assertEquals(words(findLeakage(single(x, cells, labels))), [
    `warning: x alone separates the outcomes with an AUC of ${auc.toFixed(3)}`,
  ]);
  // Three levels, of which the one between has half: counted by hand 0.75.
  const half = [..."aaaaabbbbbbbbbbccccc"], even = sick(10, 10);
  assertEquals(findLeakage(single(x, half, even)), []);
});

Deno.test("findWrongDirections() counts clear directions alone, and needs two against fewer", () => {
  const labels = sick(20, 20);
  const up = labels.map((label, i) => 50 * label + i), down = up.map((value) => -value);
  const none = labels.map((_, i) => i % 2);
  const columns = { up, down, none, few: up.map((value, i) => i < 11 ? null : value) };
  const dataset = toDataset(
    [...Object.keys(columns).map((name) => number(name)), category("kind", ["a", "b"])],
    labels.map((label, i) => ({
      ...Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[i]])),
      kind: label === 1 ? "a" : "b",
    })),
    labels,
  );
  const raises = (feature: string, level?: string): RiskFactor => ({
    feature,
    effect: "raises",
    ...(level === undefined ? {} : { level }),
  });
  const found = (...factors: RiskFactor[]): Finding[] => findWrongDirections(dataset, factors);
  assertEquals(found(), []);
  assertEquals(found(raises("up"), raises("none"), raises("kind", "a")), []);
  assertEquals(found(raises("down")), [{
    severity: "warning",
    column: "down",
    title: "down raises the risk elsewhere, but does the opposite in this table",
    rows: [],
    advice: "Look up how the column is coded and how these patients were chosen.",
  }]);
  assertEquals(found(raises("kind", "b"), raises("none"), raises("down")), [{
    severity: "error",
    column: "ill",
    title: "ill looks inverted: 2 of 2 known directions point the wrong way (expected: kind b " +
      "raises, down raises)",
    rows: [],
    advice: 'Look up whether "yes" is disease: a model trained on an inverted outcome tells the ' +
      "sick that they are well.",
  }]);
  const lowers: RiskFactor = { feature: "up", effect: "lowers" };
  assertEquals(words(found(raises("down"), lowers, raises("up"), raises("kind", "a"))), [
    "warning: down raises the risk elsewhere, but does the opposite in this table",
    "warning: up lowers the risk elsewhere, but does the opposite in this table",
  ]);
  assert(found(raises("down"), lowers, raises("up"))[0].title.includes("2 of 3 known"));
  // Nine of the diseased are too few to point anywhere.
  assertEquals(found({ feature: "few", effect: "lowers" }), []);
});

Deno.test("findWrongDirections() takes two standard errors for clear", () => {
  const z = (flags: number): number => {
    const values = sick(20, 20).map((label, i) => Number(label === 1 ? i < flags : i < 25));
    return plainSeparation(values, sick(20, 20))[1];
  };
  const said = (flags: number): number => {
    const cells = sick(20, 20).map((label, i) => Number(label === 1 ? i < flags : i < 25));
    const data = single(number("x"), cells, sick(20, 20));
    return findWrongDirections(data, [{ feature: "x", effect: "lowers" }]).length;
  };
  // 5 of 20 healthy; of the diseased 11 are 1.9 standard errors above, 12 are 2.2.
  assert(z(11) < 2 && z(12) > 2 && z(12) < 3);
  assertEquals([said(11), said(12)], [0, 1]);
  // Four of 10 and one of 15 are two standard errors apart, which is clear either way.
  const labels = sick(10, 15);
  const cells = labels.map((_, i) => Number(i < 4 || i === 10));
  assertEquals(plainSeparation(cells, labels)[1], 2);
  const [{ title }] = findWrongDirections(
    toDataset([number("x"), number("y")], cells.map((x) => ({ x, y: -x })), labels),
    [
      { feature: "x", effect: "lowers" },
      { feature: "y", effect: "raises" },
      { feature: "x", effect: "raises" },
    ],
  );
  assert(title.startsWith("ill looks inverted: 2 of 3 known directions"), title);
});

Deno.test("findStrangeValues() refuses what the schema has no room for, and takes both ends of a range", () => {
  const x: Feature = { ...number("x"), range: [2, 6], unit: "mm" } as Feature;
  const strange = (feature: Feature, ...cells: Cell[]): string[] =>
    words(findStrangeValues(single(feature, cells)));
  assertEquals(strange(x, 2, 6, 3.5, null), []);
  assertEquals(strange(x, 1.9, 6.1), ["error: x is 1.9, 6.1 in 2 rows: expected 2 to 6 mm"]);
  assertEquals(strange({ ...x, whole: true } as Feature, 2, 3.5).length, 1);
  assertEquals(strange(x, "3").length, 1);
  assertEquals(strange(category("c", ["a"]), "a", null), []);
  assertEquals(strange(category("c", ["a", "b"]), "a", "z", "z"), [
    'error: c is z in 2 rows: expected "a", "b"',
  ]);
});

Deno.test("findStrangeValues() tells a number that stands for not recorded, and what to do", () => {
  const cells = [...Array.from({ length: 20 }, (_, i) => 100 + i), 0, 999, 0];
  const [zero, nines] = findStrangeValues(single(number("x"), cells));
  assertEquals(zero, {
    severity: "warning",
    column: "x",
    title: "x is 0 in 2 rows, far from all other values",
    rows: [20, 22],
    advice: 'Ask whether 0 stands for "not recorded"; if so make it missing.',
  });
  assertEquals([nines.title, nines.rows], ["x is 999 in 1 row, far from all other values", [21]]);
});

Deno.test("findDuplicates() tells copies from contradictions, and what to do about each", () => {
  const features = ["a", "b", "c"].map((name) => number(name));
  const rows = Array.from({ length: 30 }, (_, i) => ({ a: i, b: -i, c: i / 2 }));
  const labels = rows.map((_, i): Label => i % 2 ? 1 : 0);
  const table = toDataset(features, rows.with(4, rows[2]).with(9, rows[6]), labels);
  assertEquals(findDuplicates(table), [{
    severity: "error",
    title: "1 of 30 rows (3.3 %) repeat an earlier row exactly",
    rows: [2, 4],
    advice: "Keep one row per patient: a patient in training and test at once is recognised, not " +
      "predicted.",
  }, {
    severity: "warning",
    title: "2 rows agree in all features but not in the outcome",
    rows: [6, 9],
    advice: "Look up which outcome is correct.",
  }]);
});

Deno.test("findDuplicates() wants more than ten times the pairs that chance brings", () => {
  const table = (same: number, labels: readonly Label[]): Dataset =>
    toDataset(
      [number("x"), number("y")],
      labels.map((_, i) => ({ x: i < same ? 0 : i, y: i < same ? 0 : i })),
      labels,
    );
  /** Pairs that are there, and ten times those to be expected, each counted pair by pair. */
  const count = ({ rows, labels }: Dataset): [number, number] => {
    const n = rows.length;
    const share = (of: (i: number) => unknown): number => {
      let equal = 0;
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) equal += Number(of(i) === of(j));
      return equal / n / n;
    };
    let pairs = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        if (rows[i].x === rows[j].x && rows[i].y === rows[j].y && labels[i] === labels[j]) pairs++;
      }
    }
    const chance = share((i) => rows[i].x) * share((i) => rows[i].y) * share((i) => labels[i]);
    return [pairs, 10 * n * (n - 1) / 2 * chance];
  };
  for (let n = 4; n <= 40; n += 3) {
    for (let same = 1; same <= n; same++) {
      const labels = Array.from({ length: n }, (_, i): Label => i < n - 2 ? 0 : 1);
      const dataset = table(same, labels);
      const [pairs, ten] = count(dataset);
      if (Math.abs(pairs - ten) < 1e-9) continue;
      const errors = findDuplicates(dataset).filter(({ severity }) => severity === "error");
      assertEquals(errors.length, Number(pairs > ten), `${same} of ${n}`);
    }
  }
});

Deno.test("groupIdentical() groups rows as comparing each with each does", () => {
  const cell = fc.constantFrom(null, 0, 1, "a");
  const table = fc.array(fc.tuple(cell, cell, fc.constantFrom<Label>(0, 1)), { maxLength: 12 });
  fc.assert(
    fc.property(table, fc.boolean(), (all, outcome) => {
      const rows = all.map(([x, y]) => ({ x, y }));
      const labels = all.map(([, , label]) => label);
      const dataset = toDataset([number("x"), number("y")], rows, labels);
      const first = rows.map((row, i) =>
        rows.findIndex((other, j) =>
          other.x === row.x && other.y === row.y && (!outcome || labels[i] === labels[j])
        )
      );
      const plain = [...new Set(first)].map((at) =>
        first.flatMap((each, i) => each === at ? [i] : [])
      );
      assertEquals(groupIdentical(dataset, { outcome }), plain);
      if (outcome) assertEquals(groupIdentical(dataset), plain);
    }),
    { seed: 4 },
  );
});

Deno.test("auditSplits() counts tested rows whose like was trained on, as looking at each does", () => {
  const n = 8;
  const rows = fc.uniqueArray(fc.integer({ min: 0, max: n - 1 }), { maxLength: n });
  const splits = fc.array(fc.tuple(rows, rows), { minLength: 1, maxLength: 4 });
  const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: n, maxLength: n });
  fc.assert(
    fc.property(values, splits, (cells, pairs) => {
      const dataset = single(number("x"), cells, cells.map((_, i): Label => i < 5 ? 1 : 0));
      const all = pairs.map(([train, test], repeat): Split => ({ repeat, train, test }));
      const isLike = (i: number, j: number): boolean =>
        cells[i] === cells[j] && dataset.labels[i] === dataset.labels[j];
      const leaked = all.map(({ train, test }) =>
        test.filter((row) => train.some((other) => isLike(row, other)))
      );
      const found = auditSplits(dataset, all);
      const count = leaked.flat().length, tested = all.flatMap(({ test }) => test).length;
      assertEquals(found.length, Math.min(1, count));
      if (count === 0) return;
      const share = (100 * count / tested).toFixed(1);
      const concerned = leaked.filter(({ length }) => length > 0).length;
      assertEquals(found[0], {
        severity: "error",
        title: `${count} of ${tested} rows (${share} %) tested were trained on too, in ` +
          `${concerned} of ${all.length} splits`,
        rows: [...new Set(leaked.flat())].toSorted((a, b) => a - b),
        advice: "Keep one row per patient before splitting, or split by patient.",
      });
    }),
    { seed: 6 },
  );
});

const schema: FeatureSchema = {
  name: "small",
  id: "who",
  missing: ["?"],
  outcome: { name: "ill", label: "", positive: "yes", negative: "no", about: "" },
  features: [number("x"), category("c", ["a", "b"])],
};

const text = (
  rows: readonly (readonly (string | null)[])[],
  columns = ["who", "x", "c", "ill"],
) => ({
  source: "small.csv",
  columns,
  rows: rows.map((cells) => Object.fromEntries(columns.map((name, j) => [name, cells[j]]))),
});

Deno.test("findColumns() wants features and outcome, and knows the id and what is ignored", () => {
  const columns = (...names: string[]): [string, string | undefined][] =>
    findColumns(text([], names), schema, ["note"]).map((
      { severity, column },
    ) => [severity, column]);
  assertEquals(columns("who", "x", "c", "ill", "note"), []);
  assertEquals(columns("x", "c", "ill"), []);
  assertEquals(columns("x", "ill", "C", "age"), [
    ...[["error", "c"], ["warning", "C"], ["warning", "age"]] as [string, string][],
  ]);
  const unnamed = { ...schema, id: undefined };
  assertEquals(findColumns(text([], ["who", "x", "c", "ill"]), unnamed, []).length, 1);
  const [absent] = findColumns(text([], ["x", "C", "age"]), schema, []);
  assertEquals(absent.advice, "Is it one of C, age? Rename it, or leave it out of the schema.");
});

Deno.test("findRefusedCells() and findRefusedOutcomes() show five texts, each once", () => {
  const cells = ["1", "2", "3", "4", "5", "6", "6", null];
  const table = text(cells.map((cell) => ["", cell, "", cell]));
  const rows = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  assertEquals(findRefusedCells(table, number("x"), []), []);
  assertEquals(findRefusedOutcomes(table, schema, []), []);
  const title = (count: number): string =>
    findRefusedCells(table, number("x"), rows(count))[0].title;
  assertEquals(title(1), 'x is "1" in 1 row: expected -1000000 to 1000000');
  assertEquals(title(5), 'x is "1", "2", "3", "4", "5" in 5 rows: expected -1000000 to 1000000');
  assertEquals(title(7), 'x is "1", "2", "3", "4", "5", … in 7 rows: expected -1000000 to 1000000');
  assertEquals(findRefusedCells(table, number("x"), [7, 0]), [{
    severity: "error",
    column: "x",
    title: 'x is "", "1" in 2 rows: expected -1000000 to 1000000',
    rows: [7, 0],
    advice: 'Correct the cells; what stands for "not recorded" belongs in the schema\'s ' +
      "`missing`. The rest of this audit treats them as missing.",
  }]);
  assertEquals(findRefusedOutcomes(table, schema, [0, 7]), [{
    severity: "error",
    column: "ill",
    title: 'ill is "1", "" in 2 rows: expected "yes" or "no"',
    rows: [0, 7],
    advice: "A patient without a known outcome can be neither learned from nor scored. The rest " +
      "of this audit leaves these rows out.",
  }]);
});

Deno.test("findRepeatedIds() finds each row that shares its id or has none", () => {
  const ids = (...names: (string | null)[]): Finding[] =>
    findRepeatedIds(text(names.map((name) => [name])), "who");
  assertEquals(ids("a", "b", "c"), []);
  assertEquals(ids("a", "b", "a", null, "c", "b"), [{
    severity: "error",
    column: "who",
    title: "who is empty or not unique in 5 rows",
    rows: [0, 1, 2, 3, 5],
    advice: "Check whether a patient appears more than once; give each row its own id.",
  }]);
  assertEquals(ids(null)[0].title, "who is empty or not unique in 1 row");
});

Deno.test("readLeniently() leaves out what the reader refuses, and hides no other error", () => {
  const table = text([["a"], ["b"], ["c"]]);
  const reading = (error: Error) => () =>
    readLeniently(table, "who", (raw) => {
      if (raw === "b") throw error;
      return raw;
    });
  for (const error of [new RangeError("no"), new SyntaxError("no")]) {
    assertEquals(reading(error)(), { values: ["a", undefined, "c"], refused: [1] });
  }
  assertThrows(reading(new TypeError("no")), TypeError, "no");
});

Deno.test("auditTable() says what it can where outcome or rows are missing, and reads on", () => {
  const whole = Array.from(
    { length: 24 },
    (_, i) => [`p${i}`, `${i * 7 % 24}.5`, "a", i % 2 ? "yes" : "no"],
  );
  const titles = (rows: readonly (readonly (string | null)[])[], columns?: string[]): string[] =>
    words(auditTable(text(rows, columns), schema));
  assertEquals(titles(whole), ["warning: c is a in every row that records it"]);
  assertEquals(titles(whole.map((row) => row.slice(0, 3)), ["who", "x", "c"]), [
    "error: there is no column ill",
  ]);
  const unknown = whole.map((row) => row.with(3, "maybe").with(1, "many"));
  assertEquals(titles(unknown), [
    'error: x is "many" in 24 rows: expected -1000000 to 1000000',
    'error: ill is "maybe" in 24 rows: expected "yes" or "no"',
  ]);
  // Rows are those of the table, also behind one that is left out.
  const findings = auditTable(
    text(whole.with(0, ["p0", "1", "a", ""]).with(5, ["p5", "?", "a", "no"])),
    schema,
  );
  assertEquals(findings.map(({ title, rows }) => [title, rows]), [
    ['ill is "" in 1 row: expected "yes" or "no"', [0]],
    ["c is a in every row that records it", Array.from({ length: 23 }, (_, i) => i + 1)],
    ["x is missing in 1 of 23 rows (4.3 %)", [5]],
  ]);
  assertEquals(titles([], ["who", "x", "ill"]), [
    "error: the table has no rows",
    "error: there is no column c",
  ]);
});

Deno.test("sortFindings() puts errors before warnings before notes, and keeps the order within", () => {
  const severities = ["note", "error", "warning", "error", "note", "warning"] as const;
  const findings = severities.map((severity, i): Finding => ({
    severity,
    title: String(i),
    rows: [],
    advice: "",
  }));
  assertEquals(sortFindings(findings).map(({ title }) => title).join(""), "132504");
});

Deno.test("audit() refuses a table without rows, and takes factors that the schema has", () => {
  assertThrows(() => audit(toDataset([number("x")], [])), RangeError, "expected rows, got none");
  const dataset = toDataset(schema.features, [{ x: 1, c: "a" }, { x: 2, c: "b" }]);
  const expecting = (factor: Omit<RiskFactor, "effect">) => () =>
    audit(dataset, { expected: [{ ...factor, effect: "raises" }] });
  for (const factor of [{ feature: "x" }, { feature: "c", level: "b" }]) expecting(factor)();
  for (
    const factor of [{ feature: "x", level: "b" }, { feature: "c" }, { feature: "c", level: "z" }]
  ) assertThrows(expecting(factor), RangeError, "names no number");
});
