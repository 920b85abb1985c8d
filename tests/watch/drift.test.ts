import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import { readHeart } from "heartbook/heart/heart.ts";
import { seeded } from "heartbook/random.ts";
import type { Cell, Feature, FeatureSchema, Row } from "heartbook/types.ts";
import { type ColumnDrift, findDrift, PREDICTION } from "heartbook/watch/drift.ts";
import { type Sample, toSample } from "heartbook/watch/sample.ts";
import { uniforms } from "./draws.ts";

const { schema, rows } = readHeart();
const steadyP = rows.map((_, i) => (i + 0.5) / rows.length);
const reference = toSample(schema, { rows, p: steadyP });

const sampleOf = (changed: readonly Row[], p: readonly number[] = steadyP): Sample =>
  toSample(schema, { rows: changed, p });

const driftedIn = (columns: readonly ColumnDrift[]): string[] =>
  columns.filter(({ drifted }) => drifted).map(({ column }) => column);

const against = (recent: Sample): ColumnDrift[] => findDrift(schema, { reference, recent });

Deno.test("findDrift() finds nothing between patients and themselves", () => {
  const columns = against(reference);
  assertEquals(driftedIn(columns), []);
  assertEquals(columns.length, 14);
  for (const { tests, stability } of columns) {
    assertEquals(stability!.index, 0);
    assert(
      tests.length > 0 && tests.every(({ pValue, corrected }) => pValue === 1 && corrected === 1),
    );
  }
});

Deno.test("findDrift() names the number that has shifted, and no other column", () => {
  const faster = rows.map((row) => ({ ...row, thalach: Math.min(202, Number(row.thalach) + 15) }));
  assertEquals(driftedIn(against(sampleOf(faster))), ["thalach"]);
});

Deno.test("findDrift() names the category whose levels have shifted, and how", () => {
  const random = seeded(1);
  const men = rows.map((row) => random.uniform() < 0.5 ? { ...row, sex: "male" } : row);
  const columns = against(sampleOf(men));
  assertEquals(driftedIn(columns), ["sex"]);
  const { tests, bins } = columns.find(({ column }) => column === "sex")!;
  assertEquals(tests.map(({ name, of }) => [name, of]), [["chi-square", "levels"]]);
  assertEquals(bins[0].label, "female");
  assert(bins[0].recent < bins[0].reference);
});

Deno.test("findDrift() names the column that is missing more often", () => {
  const gaps = rows.map((row, i) => i % 10 === 0 ? { ...row, chol: null } : row);
  const columns = against(sampleOf(gaps));
  assertEquals(driftedIn(columns), ["chol"]);
  const found = columns.find(({ column }) => column === "chol")!;
  const guilty = found.tests.filter(({ corrected }) => corrected <= 0.05);
  assertEquals(guilty.map(({ of }) => of), ["missing"]);
});

Deno.test("findDrift() tests a column that is no longer recorded only for missing cells", () => {
  const none = rows.map((row) => ({ ...row, chol: null }));
  const { drifted, tests } = against(sampleOf(none)).find(({ column }) => column === "chol")!;
  assertEquals(tests.map(({ of }) => of), ["missing"]);
  assertEquals(drifted, true);
});

Deno.test("findDrift() names the predicted probability where only that has shifted", () => {
  const higher = steadyP.map((p) => Math.sqrt(p));
  assertEquals(driftedIn(against(sampleOf(rows, higher))), [PREDICTION]);
});

Deno.test("findDrift() does not care for the order of the patients", () => {
  const random = seeded(2);
  const recent = rows.slice(0, 100), p = steadyP.slice(100, 200);
  assertEquals(
    against(sampleOf(random.shuffled(recent), random.shuffled(p))),
    against(sampleOf(recent, p)),
  );
});

Deno.test("findDrift() on patients dealt at random raises an alarm in at most 5 of 100 reports", () => {
  const random = seeded(20);
  const runs = 500;
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const dealt = random.shuffled(rows.map((row, i) => ({ row, p: steadyP[i] })));
    const [then, now] = [dealt.slice(0, 203), dealt.slice(203)].map((part) =>
      toSample(schema, { rows: part.map(({ row }) => row), p: part.map(({ p }) => p) })
    );
    if (driftedIn(findDrift(schema, { reference: then, recent: now })).length > 0) alarms++;
  }
  // Below 0.05, since some features go together and since exact p-values come in steps.
  assert(alarms / runs > 0.02 && alarms / runs < 0.06, `${alarms} of ${runs}`);
});

Deno.test("findDrift() on ten independent features raises an alarm in about 5 of 100 reports", () => {
  const names = Array.from({ length: 10 }, (_, j) => `x${j}`);
  const independent: FeatureSchema = {
    ...schema,
    features: names.map((name) => ({
      kind: "number",
      name,
      label: name,
      about: "Made up.",
      unit: "",
      range: [0, 1],
    })),
  };
  const random = seeded(21);
  const draw = (count: number): Sample => ({
    patients: count,
    cells: Object.fromEntries(names.map((name) => [name, uniforms(random, count)])),
    p: uniforms(random, count),
  });
  const runs = 500;
  let alarms = 0, uncorrected = 0;
  for (let run = 0; run < runs; run++) {
    const columns = findDrift(independent, { reference: draw(203), recent: draw(100) });
    if (driftedIn(columns).length > 0) alarms++;
    if (columns.some(({ tests }) => tests.some(({ pValue }) => pValue <= 0.05))) uncorrected++;
  }
  assertAlmostEquals(alarms / runs, 0.05, 0.02);
  assert(uncorrected / runs > 0.35, `${uncorrected} of ${runs} without the correction`);
});

Deno.test("findDrift() on the fewest patients and many columns, rare levels and gaps among them, raises an alarm in at most 5 of 100 reports", () => {
  const shares: readonly (readonly number[])[] = [
    [0.5, 0.5],
    [0.97, 0.03],
    [0.99, 0.01],
    [0.85, 0.1, 0.03, 0.02],
    [0.7, 0.1, 0.1, 0.05, 0.03, 0.02],
  ];
  const features = Array.from({ length: 40 }, (_, j): Feature => {
    const about = { name: `x${j}`, label: `x${j}`, about: "Made up." };
    return j % 4 === 0
      ? { kind: "number", ...about, unit: "", range: [0, 1] }
      : { kind: "category", ...about, levels: shares[j % 5].map((_, k) => `level ${k}`) };
  });
  const random = seeded(22);
  const drawCell = (j: number): Cell => {
    if (random.uniform() < j % 3 / 20) return null;
    if (j % 4 === 0) return random.uniform();
    let left = random.uniform();
    const level = shares[j % 5].findIndex((share) => (left -= share) < 0);
    return `level ${Math.max(0, level)}`;
  };
  const draw = (count: number): Sample =>
    toSample({ ...schema, features }, {
      rows: Array.from({ length: count }, () =>
        Object.fromEntries(features.map(({ name }, j) => [name, drawCell(j)]))),
      p: uniforms(random, count),
    });
  const runs = 100;
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const columns = findDrift({ ...schema, features }, {
      reference: draw(1000),
      recent: draw(100),
    });
    if (driftedIn(columns).length > 0) alarms++;
  }
  // More would come in fewer than one of a thousand such tests if 5 % of reports raised an alarm.
  let most = 0;
  while (binomialCdf(most, runs, 0.05) < 0.999) most++;
  assert(alarms <= most, `${alarms} of ${runs} reports, at most ${most} expected`);
});

Deno.test("findDrift() refuses a sample without one of the features, and an invalid alpha", () => {
  const { chol: _, ...others } = reference.cells;
  const lacking = { ...reference, cells: others };
  assertThrows(() => against(lacking), TypeError, "column chol");
  const samples = { reference, recent: reference };
  assertThrows(() => findDrift(schema, samples, { alpha: 1.2 }), RangeError, "alpha");
});

Deno.test("toSample() keeps no row together and refuses what does not fit the schema", () => {
  const small = toSample(schema, { rows: rows.slice(0, 2).toReversed(), p: [0.9, 0.1] });
  assertEquals(small, toSample(schema, { rows: rows.slice(0, 2), p: [0.1, 0.9] }));
  const { chol: _, ...lacking } = rows[0];
  assertThrows(() => toSample(schema, { rows: [lacking], p: [0.5] }), TypeError, "row 0");
  const impossible = { ...rows[0], chol: -1 };
  assertThrows(() => toSample(schema, { rows: [impossible], p: [0.5] }), RangeError, "column chol");
  assertThrows(() => toSample(schema, { rows: [rows[0]], p: [] }), TypeError, "1 labels and 0");
  assertThrows(() => toSample(schema, { rows: [rows[0]], p: [2] }), RangeError, "p[0]");
});
