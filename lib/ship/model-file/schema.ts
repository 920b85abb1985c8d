/** What schema and preprocessor of a model file owe each other. */
import type { Preprocessor } from "../../prepare/preprocessor.ts";
import { changeSchema, type RowStep } from "../../prepare/steps.ts";
import type { Feature, FeatureSchema, PreparedColumn } from "../../types.ts";
import { demand, demandKnown, demandLength, demandUnique } from "../../demand.ts";

function checkFeature(feature: Feature, field: string): void {
  if (feature.kind === "number") {
    const [low, high] = feature.range;
    demand(low <= high, {
      field: `${field}.range`,
      expected: "a low end up to the high one",
      got: `${low} and ${high}`,
    });
    return;
  }
  demandUnique(`${field}.levels`, feature.levels);
  for (const [code, level] of Object.entries(feature.codes ?? {})) {
    demandKnown(`${field}.codes.${code}`, level, feature.levels);
  }
}

/** Demands names that can be told apart, ranges that are some, and codes of known levels. */
export function checkSchema({ features, outcome, id }: FeatureSchema): void {
  const columns = [...features.map(({ name }) => name), outcome.name];
  demandUnique("schema", id === undefined ? columns : [...columns, id]);
  demandUnique("schema.outcome", [outcome.positive, outcome.negative]);
  features.forEach((feature, i) => checkFeature(feature, `schema.features[${i}]`));
}

type Find = (field: string, name: string, kind: Feature["kind"]) => Feature;

function findIn({ features }: FeatureSchema): Find {
  return (field, name, kind) => {
    demandKnown(`${field}.feature`, name, features.map((feature) => feature.name));
    const found = features.find((feature) => feature.name === name)!;
    demand(found.kind === kind, { field, expected: `${name} to be a ${found.kind}`, got: kind });
    return found;
  };
}

function checkColumns(field: string, columns: readonly PreparedColumn[], find: Find): void {
  columns.forEach((column, j) => {
    const place = `${field}[${j}]`;
    const kind = column.kind === "number" ? "number" : "category";
    const feature = find(place, column.feature, kind);
    if (column.kind === "number" || feature.kind === "number") return;
    demandKnown(`${place}.level`, column.level, feature.levels);
    demandKnown(`${place}.fill`, column.fill, feature.levels);
  });
}

type StepOf<Kind> = Extract<RowStep, { readonly kind: Kind }>;

function checkNames(field: string, names: readonly string[], { features }: FeatureSchema): void {
  const known = features.map(({ name }) => name);
  for (const name of names) demandKnown(`${field}.features`, name, known);
}

/** What each kind of step may ask of the schema before it. Derived features check themselves. */
const checks: {
  readonly [Kind in RowStep["kind"]]: (
    field: string,
    step: StepOf<Kind>,
    schema: FeatureSchema,
  ) => void;
} = {
  derive: () => {},
  "indicate-missing": (field, { features }, schema) => checkNames(field, features, schema),
  select: (field, { features }, schema) => checkNames(field, features, schema),
  clip: (field, { fences }, schema) =>
    fences.forEach(({ feature, low, high }, i) => {
      const place = `${field}.fences[${i}]`;
      findIn(schema)(place, feature, "number");
      demand(low <= high, { field: `${place}.high`, expected: `${low} or more`, got: high });
    }),
  "impute-neighbours": (field, { fills, columns, donors }, schema) => {
    demandLength(`${field}.fills`, fills, columns.length);
    columns.forEach(({ feature, kind }, j) => {
      findIn(schema)(`${field}.columns[${j}]`, feature, kind);
      const isNumber = kind === "number";
      const expected = isNumber ? "a number" : "a level";
      const fits = (value: unknown): boolean => (typeof value === "number") === isNumber;
      demand(fits(fills[j]), { field: `${field}.fills[${j}]`, expected, got: fills[j] });
      donors.forEach((donor, i) => {
        const got = donor[feature];
        const place = `${field}.donors[${i}].${feature}`;
        demand(got === null || fits(got), { field: place, expected: `${expected} or null`, got });
      });
    });
  },
  "impute-iterative": (field, { columns, rules }, schema) => {
    checkColumns(`${field}.columns`, columns, findIn(schema));
    rules.forEach(({ column, weights }, i) => {
      const place = `${field}.rules[${i}]`;
      demandLength(`${place}.weights`, weights, columns.length);
      demandKnown(`${place}.column`, column, [...columns.keys()]);
    });
  },
};

/** Checks one step and returns the schema as the step leaves it. */
function checkStep(field: string, step: RowStep, schema: FeatureSchema): FeatureSchema {
  const check = checks[step.kind] as (field: string, step: RowStep, schema: FeatureSchema) => void;
  check(field, step, schema);
  return step.kind === "select" ? schema : changeSchema(schema, step);
}

/** Demands that steps and columns ask for what the schema has, and nothing else. */
export function checkPreprocessor(
  { steps = [], columns }: Preprocessor,
  schema: FeatureSchema,
): void {
  let changed = schema;
  steps.forEach((step, i) => {
    changed = checkStep(`preprocessor.steps[${i}]`, step, changed);
  });
  checkColumns("preprocessor.columns", columns, findIn(changed));
}
