/** Everything that must hold of a model file before anybody predicts with it. */
import type { z } from "zod";
import type { Recalibration } from "../../measure/recalibrate.ts";
import type { FeatureSchema } from "../../types.ts";
import type { CardGroup, ModelCard, ModelFile } from "./model-file.ts";
import { demand, demandLength, demandRising } from "../../demand.ts";
import { checkModel } from "./model.ts";
import { checkPreprocessor, checkSchema } from "./schema.ts";
import defer * as shape from "./shape.ts";
import { namePath } from "./text.ts";

function checkCalibration(calibration: Recalibration | null): void {
  if (calibration?.kind !== "isotonic") return;
  const { p, value } = calibration;
  demandLength("calibration.value", value, p.length);
  demandRising("calibration.p", p);
  demandRising("calibration.value", value);
}

function checkDecision({ threshold: { value }, refer }: ModelFile): void {
  if (refer === null) return;
  const { low, high } = refer;
  demand(low <= value && value <= high, {
    field: "refer",
    expected: `a zone around the threshold ${value}`,
    got: `${low} to ${high}`,
  });
}

/** Demands a column per feature, each as long as there are patients, sorted, and of its kind. */
function checkReference({ reference, schema }: ModelFile): void {
  if (reference === undefined) return;
  const { patients, cells, p } = reference;
  demandLength("reference.p", p, patients);
  demandRising("reference.p", p);
  demandLength("reference.cells", Object.keys(cells), schema.features.length);
  for (const { name, kind } of schema.features) {
    const field = `reference.cells.${name}`;
    demand(Object.hasOwn(cells, name), { field, expected: "a column", got: "none" });
    demandLength(field, cells[name], patients);
    const type = kind === "number" ? "number" : "string";
    const odd = cells[name].findIndex((cell) => cell !== null && typeof cell !== type);
    demand(odd < 0, {
      field: `${field}[${odd}]`,
      expected: `a ${type} or null`,
      got: cells[name][odd],
    });
  }
}

function checkGroups(groups: readonly CardGroup[], where: string): void {
  groups.forEach((group, i) => {
    const { patients: all, diseased: got } = group;
    demand(got <= all, { field: `${where}[${i}].diseased`, expected: `at most ${all}`, got });
    group.figures.forEach(({ interval: { low, high } }, j) => {
      const field = `${where}[${i}].figures[${j}].interval.high`;
      demand(low <= high, { field, expected: `${low} or more`, got: high });
    });
  });
}

function checkPatients(
  { patients, groups, outOfFold, external }: ModelCard,
  schema: FeatureSchema,
): void {
  const { count, diseased, features } = patients;
  demand(diseased <= count, {
    field: "card.patients.diseased",
    expected: `at most ${count}`,
    got: diseased,
  });
  demandLength("card.patients.features", features, schema.features.length);
  features.forEach((summary, i) => {
    const field = `card.patients.features[${i}]`;
    const feature = schema.features[i];
    demand(summary.name === feature.name && summary.kind === feature.kind, {
      field,
      expected: `the ${feature.kind} ${feature.name}`,
      got: `the ${summary.kind} ${summary.name}`,
    });
    if (summary.kind === "number") demandRising(`${field}.deciles`, summary.deciles);
    else if (feature.kind === "category") {
      demandLength(`${field}.counts`, summary.counts, feature.levels.length);
    }
  });
  groups.forEach((group, i) => {
    if (group.feature === undefined) return;
    const feature = schema.features.find(({ name }) => name === group.feature);
    const levels = feature?.kind === "category" ? feature.levels : [];
    demand(levels.includes(group.name), {
      field: `card.groups[${i}]`,
      expected: "a level of a category of the schema",
      got: `"${group.name}" of ${group.feature}`,
    });
  });
  checkGroups(groups, "card.groups");
  checkGroups(external?.places ?? [], "card.external.places");
  demandLength("card.outOfFold.p", outOfFold.p, outOfFold.label.length);
}

function checkParts(file: ModelFile): void {
  const { schema, preprocessor, model, background } = file;
  checkSchema(schema);
  checkPreprocessor(preprocessor, schema);
  checkModel(model, preprocessor.columns.length);
  checkCalibration(file.calibration);
  checkDecision(file);
  background.forEach((row, i) =>
    demandLength(`background[${i}]`, row, preprocessor.columns.length)
  );
  checkPatients(file.card, schema);
  checkReference(file);
}

function describeIssue(issue: z.core.$ZodIssue, json: unknown): Error {
  const value = issue.path.reduce<unknown>((at, key) => Object(at)[key], json);
  const got = Array.isArray(value) ? "a list" : JSON.stringify(value)?.slice(0, 100) ?? "nothing";
  const field = namePath(issue.path) || "the file";
  switch (issue.code) {
    case "unrecognized_keys":
      return new TypeError(`${namePath([...issue.path, issue.keys[0]])}: expected no such key`);
    case "invalid_type":
      return new TypeError(`${field}: expected ${issue.expected}, got ${got}`);
    default:
      return new RangeError(
        `${field}: ${issue.message.replace(/^Invalid input: /, "")}, got ${got}`,
      );
  }
}

/**
 * Parsed JSON as the model file it must be: first its shape, then how the parts fit each other.
 *
 * @throws `TypeError` for a wrong shape, `RangeError` for a wrong value; the message names the
 * field.
 */
export function checkedModelFile(json: unknown): ModelFile {
  const { success, data, error } = shape.modelFileShape.safeParse(json);
  if (!success) throw describeIssue(error.issues[0], json);
  checkParts(data);
  return data;
}
