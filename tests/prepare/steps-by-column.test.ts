/** Steps on columns against their plain twin, one row after the other. */
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { applyColumnSteps } from "heartbook/prepare/by-column/steps.ts";
import type { FeatureColumns } from "heartbook/prepare/by-column/table.ts";
import { prepareColumns } from "heartbook/prepare/by-column.ts";
import type { DerivedFeature } from "heartbook/prepare/derived.ts";
import { prepare } from "heartbook/prepare/preprocessor.ts";
import { applySteps, fitSteps, type StepSettings } from "heartbook/prepare/steps.ts";
import type { Cell, Dataset, Feature, FeatureSchema, Row } from "heartbook/types.ts";

const number = (name: string): Feature => {
  return { kind: "number", name, label: name, about: "", unit: "", range: [-1e40, 1e40] };
};
const category = (name: string, levels: readonly string[]): Feature => {
  return { kind: "category", name, label: name, about: "", levels };
};

const schema: FeatureSchema = {
  name: "by hand",
  missing: [],
  features: [
    number("a"),
    category("b", ["x", "y", "7"]),
    number("c"),
    number("d"),
    category("e", ["no", "yes"]),
  ],
  outcome: { name: "o", label: "o", positive: "1", negative: "0", about: "" },
};

/** A result of each kind, levels that the feature does not list, and text in sums. */
const derived: readonly DerivedFeature[] = [
  { feature: number("ratio"), formula: ["/", "a", ["-", "c", 1]], source: "" },
  {
    feature: category("age", ["old"]),
    formula: ["if", [">=", "a", 0], { level: "old" }, ["if", ["=", "e", { level: "yes" }], "b", {
      level: "young",
    }]],
    source: "",
  },
  { feature: number("coded"), formula: ["+", "b", ["*", "d", 2]], source: "" },
];

const anyNumber = fc.option(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(-2, -1, 0, 0.5, 1, 2, 3) },
    { weight: 2, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) },
  ),
  { freq: 3 },
);
const anyRow = (numbers: fc.Arbitrary<number | null>): fc.Arbitrary<Row> =>
  fc.record({
    a: numbers,
    b: fc.option(fc.constantFrom("x", "y", "7"), { freq: 3 }),
    c: numbers,
    d: numbers,
    e: fc.option(fc.constantFrom("no", "yes"), { freq: 4 }),
  });

/** Without these, a feature might be recorded by nobody. */
const WHOLE: readonly Row[] = [
  { a: 1, b: "x", c: 2, d: 3, e: "no" },
  { a: 2, b: "y", c: 2, d: -1, e: "yes" },
  { a: -1, b: "7", c: 0, d: 2.5, e: "no" },
];

const train = fc.array(anyRow(anyNumber), { maxLength: 12 }).map((rows): Dataset => ({
  schema,
  rows: [...WHOLE, ...rows],
  labels: [...WHOLE, ...rows].map((_, i) => i % 2 as 0 | 1),
  ids: [...WHOLE, ...rows].map((_, i) => String(i)),
}));

const step = fc.oneof(
  fc.constant<StepSettings>({ kind: "clip", rule: "interquartile", cutoff: 0.5 }),
  fc.constant<StepSettings>({ kind: "clip", rule: "z-score", cutoff: 1 }),
  fc.constantFrom<StepSettings>({ kind: "indicate-missing" }, {
    kind: "indicate-missing",
    features: ["b", "d"],
  }),
  fc.integer({ min: 1, max: 20 }).map((k): StepSettings => ({ kind: "impute-neighbours", k })),
  fc.integer({ min: 1, max: 3 }).map((rounds): StepSettings => ({
    kind: "impute-iterative",
    rounds,
  })),
  fc.constant<StepSettings>({ kind: "select" }),
);

/** Any steps in any order, derived features among them or not. */
const steps = fc.tuple(fc.array(step, { maxLength: 3 }), fc.integer({ min: -1, max: 3 }))
  .map(([some, place]) =>
    place < 0 ? some : some.toSpliced(place, 0, { kind: "derive", features: derived })
  );

function toColumns(rows: readonly Row[], chosen: Int32Array): FeatureColumns {
  const { features } = schema;
  return {
    features,
    values: features.map((feature) =>
      Float64Array.from(rows, (row) => {
        const cell = row[feature.name];
        if (cell === null) return NaN;
        return feature.kind === "category" ? feature.levels.indexOf(cell as string) : +cell;
      })
    ),
    rows: chosen,
  };
}

function toRows({ features, values, rows }: FeatureColumns): Row[] {
  return Array.from(rows, (row) =>
    Object.fromEntries(features.map((feature, f): [string, Cell] => {
      const value = values[f][row];
      if (Number.isNaN(value)) return [feature.name, null];
      return [feature.name, feature.kind === "category" ? feature.levels[value] : value];
    })));
}

/** What comes of it, or the refusal. */
function outcomeOf<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
}

const fitted = fc.tuple(train, steps).map(([train, settings]) => {
  // Some fit nothing: a derived number may be missing in every row.
  const learned = outcomeOf(() => fitSteps(train, settings));
  return typeof learned === "string" ? [] : learned.steps;
});
const places = (rows: readonly Row[]): Int32Array =>
  Int32Array.from(rows.keys()).filter((i) => i % 3 !== 2);

Deno.test("applyColumnSteps() makes the cells that applySteps() makes of rows, whatever the steps", () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(fitted, fc.array(anyRow(anyNumber), { maxLength: 20 }), (steps, rows) => {
      for (const { kind } of steps) kinds.add(kind);
      const chosen = places(rows);
      const stepped = applyColumnSteps(steps, toColumns(rows, chosen));
      assertEquals(toRows(stepped), [...applySteps(steps, Array.from(chosen, (i) => rows[i]))]);
    }),
    { seed: 1, numRuns: 2000 },
  );
  assertEquals(kinds.size, 6);
});

Deno.test("prepareColumns() refuses numbers too large to compute with as prepare() does, after any steps", () => {
  const huge = fc.oneof(anyNumber, anyNumber, fc.constantFrom(1e38, 3e38, -4e38, 1e39));
  let refusals = 0;
  fc.assert(
    fc.property(fitted, fc.array(anyRow(huge), { maxLength: 6 }), (steps, rows) => {
      const scaled = { mean: 0, scale: 1 };
      const preprocessor = {
        steps,
        columns: [
          { kind: "number", feature: "a", fill: 0, ...scaled },
          { kind: "level", feature: "b", level: "y", fill: "y", ...scaled },
          { kind: "number", feature: "d", fill: 1, mean: 2, scale: 3 },
          { kind: "level", feature: "e", level: "maybe", fill: "no", ...scaled },
        ] as const,
      };
      const chosen = places(rows);
      const byRow = outcomeOf(() => prepare(preprocessor, Array.from(chosen, (i) => rows[i])));
      if (typeof byRow === "string") refusals++;
      assertEquals(outcomeOf(() => prepareColumns(preprocessor, toColumns(rows, chosen))), byRow);
    }),
    { seed: 2, numRuns: 1000 },
  );
  assertEquals(refusals > 100, true);
});
