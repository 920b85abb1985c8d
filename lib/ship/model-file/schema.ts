/** What schema and preprocessor of a model file owe each other. */
import { extendSchema } from "../../prepare/derived.ts";
import { indicateSchema } from "../../prepare/indicate-missing.ts";
import type { Preprocessor } from "../../prepare/preprocessor.ts";
import type { RowStep } from "../../prepare/steps.ts";
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

/** Checks one step and answers the schema as the step leaves it. */
function checkStep(field: string, step: RowStep, schema: FeatureSchema): FeatureSchema {
  const find = findIn(schema);
  switch (step.kind) {
    case "derive":
      return extendSchema(schema, step.features);
    case "indicate-missing":
    case "select": {
      const known = schema.features.map(({ name }) => name);
      for (const name of step.features) demandKnown(`${field}.features`, name, known);
      return step.kind === "select" ? schema : indicateSchema(schema, step.features);
    }
    case "clip":
      step.fences.forEach(({ feature, low, high }, i) => {
        const place = `${field}.fences[${i}]`;
        find(place, feature, "number");
        demand(low <= high, { field: `${place}.high`, expected: `${low} or more`, got: high });
      });
      return schema;
    case "impute-neighbours":
      demandLength(`${field}.fills`, step.fills, step.columns.length);
      step.columns.forEach(({ feature, kind }, j) => {
        find(`${field}.columns[${j}]`, feature, kind);
        const isNumber = kind === "number";
        const type = isNumber ? "a number" : "a level";
        const fits = (value: unknown): boolean => (typeof value === "number") === isNumber;
        demand(fits(step.fills[j]), {
          field: `${field}.fills[${j}]`,
          expected: type,
          got: step.fills[j],
        });
        step.donors.forEach((donor, i) => {
          const value = donor[feature];
          demand(value === null || fits(value), {
            field: `${field}.donors[${i}].${feature}`,
            expected: `${type} or null`,
            got: value,
          });
        });
      });
      return schema;
    case "impute-iterative":
      checkColumns(`${field}.columns`, step.columns, find);
      step.rules.forEach(({ column, weights }, i) => {
        const place = `${field}.rules[${i}]`;
        demandLength(`${place}.weights`, weights, step.columns.length);
        demandKnown(`${place}.column`, column, [...step.columns.keys()]);
      });
      return schema;
  }
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
