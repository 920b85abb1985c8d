/** Where exactly a model file stops being one: what is still taken, and what no longer is. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { checkedModelFile } from "heartbook/ship/model-file/checks.ts";
import { learners, makeModelFile } from "./made.ts";

// deno-lint-ignore no-explicit-any -- a file that is changed anywhere
type File = any;

const made = {
  logistic: await makeModelFile(learners.logistic),
  steps: await makeModelFile(learners.steps),
};

/** What is said of a changed file; "" where it is taken. */
function fault(change: (file: File) => void, name: keyof typeof made = "logistic"): string {
  const file = structuredClone(made[name]) as File;
  change(file);
  try {
    checkedModelFile(file);
    return "";
  } catch (error) {
    assert(error instanceof TypeError || error instanceof RangeError);
    return (error as Error).message;
  }
}

Deno.test("checkedModelFile() takes what was made, and gives it back", () => {
  for (const file of Object.values(made)) assertEquals(checkedModelFile(file), file);
});

Deno.test("a reference's cells are numbers or levels, the first and the last of each column too", () => {
  const last = made.logistic.reference!.patients - 1;
  for (const at of [0, 1, last]) {
    assertEquals(
      fault((f) => f.reference.cells.age[at] = "old"),
      `reference.cells.age[${at}]: expected a number or null, got old`,
    );
    assertEquals(
      fault((f) => f.reference.cells.sex[at] = 1),
      `reference.cells.sex[${at}]: expected a string or null, got 1`,
    );
    assertEquals(fault((f) => f.reference.cells.age[at] = null), "");
  }
  assert(fault((f) => f.reference.cells.age.pop()).startsWith("reference.cells.age"));
  assert(fault((f) => f.reference.p.pop()).startsWith("reference.p"));
  assert(fault((f) => f.reference.p.reverse()).startsWith("reference.p"));
  assert(fault((f) => f.reference.cells.more = f.reference.cells.age).includes("reference.cells"));
  assertEquals(
    fault((f) => {
      f.reference.cells.more = f.reference.cells.age;
      delete f.reference.cells.age;
    }),
    "reference.cells.age: expected a column, got none",
  );
  assertEquals(fault((f) => delete f.reference), "");
});

Deno.test("a refer zone holds the threshold, at either of its ends too", () => {
  const zone = (low: number, high: number) => (f: File): void => {
    f.threshold.value = 0.5;
    f.refer = { low, high };
  };
  for (const [low, high] of [[0.5, 0.5], [0.2, 0.5], [0.5, 0.7]]) {
    assertEquals(fault(zone(low, high)), "");
  }
  for (const [low, high] of [[0.51, 0.7], [0.2, 0.49]]) {
    assertEquals(
      fault(zone(low, high)),
      `refer: expected a zone around the threshold 0.5, got ${low} to ${high}`,
    );
  }
  assertEquals(fault((f) => f.refer = null), "");
});

Deno.test("no more are diseased than there are, in all and in each group, elsewhere too", () => {
  const groups = (f: File): File[] => {
    f.card.external = { about: "elsewhere", places: structuredClone(f.card.groups) };
    return [f.card.groups[0], f.card.external.places[0]];
  };
  assertEquals(fault((f) => f.card.patients.diseased = f.card.patients.count), "");
  assert(
    fault((f) => f.card.patients.diseased = f.card.patients.count + 1)
      .startsWith("card.patients.diseased: expected at most"),
  );
  for (const [i, field] of ["card.groups[0]", "card.external.places[0]"].entries()) {
    assertEquals(fault((f) => groups(f)[i].diseased = groups(f)[i].patients), "");
    assert(
      fault((f) => {
        const group = groups(f)[i];
        group.diseased = group.patients + 1;
      }).startsWith(`${field}.diseased: expected at most`),
    );
    const bound = (high: number) => (f: File): void => {
      Object.assign(groups(f)[i].figures[0].interval, { low: 0.8, estimate: 0.8, high });
    };
    assertEquals(fault(bound(0.8)), "");
    assert(
      fault(bound(0.79)).startsWith(`${field}.figures[0].interval.high: expected 0.8 or more`),
    );
  }
});

Deno.test("a group is all, or those of one level of a category", () => {
  const group = (name: string, feature?: string) => (f: File): void => {
    f.card.groups.push({ ...f.card.groups[0], name, ...feature === undefined ? {} : { feature } });
  };
  assertEquals(fault(group("female", "sex")), "");
  assertEquals(fault(group("anybody")), "");
  for (const [name, feature] of [["old", "age"], ["woman", "sex"], ["female", "gender"]]) {
    assert(
      fault(group(name, feature)).startsWith(
        "card.groups[1]: expected a level of a category of the schema",
      ),
    );
  }
});

Deno.test("the card summarises each feature, in order, by its kind", () => {
  const features = (work: (list: File[]) => void) => (f: File): void =>
    work(f.card.patients.features);
  assert(fault(features((list) => list.pop())).startsWith("card.patients.features"));
  assert(
    fault(features((list) => list.reverse())).startsWith(
      "card.patients.features[0]: expected the number age, got the ",
    ),
  );
  assert(
    fault(features((list) => list[0].deciles.reverse())).startsWith(
      "card.patients.features[0].deciles",
    ),
  );
  assert(
    fault(features((list) => list[1].counts.pop())).startsWith("card.patients.features[1].counts"),
  );
  assert(
    fault((f) => f.card.outOfFold.p.pop()).startsWith("card.outOfFold.p"),
  );
});

Deno.test("an isotonic recalibration rises, with a value to each probability", () => {
  const steps = (p: number[], value: number[]) => (f: File): void => {
    f.calibration = { kind: "isotonic", p, value };
  };
  assertEquals(fault(steps([0.1, 0.5], [0.2, 0.2])), "");
  assert(fault(steps([0.1, 0.5], [0.2])).startsWith("calibration.value"));
  assert(fault(steps([0.5, 0.1], [0.2, 0.3])).startsWith("calibration.p"));
  assert(fault(steps([0.1, 0.5], [0.3, 0.2])).startsWith("calibration.value"));
});

Deno.test("a schema has features of different names, ranges with a width or a point, and known codes", () => {
  const feature = (name: string, work: (feature: File) => void) => (f: File): void =>
    work(f.schema.features.find((each: File) => each.name === name));
  const range = (low: number, high: number) => feature("age", (age) => age.range = [low, high]);
  assertEquals(fault(range(50, 50)), "");
  assert(fault(range(51, 50)).includes("range: expected a low end up to the high one"));
  assert(fault(feature("chol", (chol) => chol.name = "age")).includes("schema"));
  assert(fault((f) => f.schema.outcome.name = "age").includes("schema"));
  assert(fault((f) => f.schema.id = "age").includes("schema"));
  assertEquals(fault((f) => f.schema.id = "number"), "");
  assert(fault((f) => f.schema.outcome.negative = f.schema.outcome.positive).includes("outcome"));
  assert(fault(feature("sex", (sex) => sex.levels = ["male", "male"])).includes("levels"));
  assert(fault(feature("sex", (sex) => sex.codes = { 7: "other" })).includes("codes.7"));
});

Deno.test("steps ask for features of the schema, of their kind", () => {
  const step = (i: number, work: (step: File) => void): string =>
    fault((f) => work(f.preprocessor.steps[i]), "steps");
  const [, clip, indicate, near, iterative] = made.steps.preprocessor.steps as readonly File[];
  assertEquals([clip.kind, indicate.kind, near.kind, iterative.kind], [
    ...["clip", "indicate-missing", "impute-neighbours", "impute-iterative"],
  ]);
  assert(step(2, (each) => each.features = ["luck"]).includes("steps[2].features"));
  assertEquals(step(1, (each) => each.fences[0].low = each.fences[0].high), "");
  assert(step(1, (each) => each.fences[0].feature = "sex").includes("steps[1].fences[0]"));
  const [number, level] = ["number", "category"].map((kind) =>
    near.columns.findIndex((column: File) => column.kind === kind)
  );
  assert(step(3, (each) => each.fills.pop()).includes("steps[3].fills"));
  assert(step(3, (each) => each.fills[number] = "a").includes("expected a number"));
  assert(step(3, (each) => each.fills[level] = 1).includes("expected a level"));
  const name = near.columns[number].feature, category = near.columns[level].feature;
  assertEquals(step(3, (each) => each.donors[0][name] = null), "");
  assert(step(3, (each) => each.donors[0][name] = "a").includes("expected a number or null"));
  assert(step(3, (each) => each.donors[0][category] = 1).includes("expected a level or null"));
  const columns = iterative.columns.length;
  assert(step(4, (each) => each.rules[0].weights.pop()).includes("rules[0].weights"));
  assert(step(4, (each) => each.rules[0].column = columns).includes("rules[0].column"));
  assert(step(4, (each) => each.columns[0].feature = "luck").includes("steps[4].columns[0]"));
});

Deno.test("columns of the preprocessor ask for levels that there are", () => {
  const at = made.logistic.preprocessor.columns.findIndex(({ kind }) => kind === "level");
  const column = (work: (column: File) => void): string =>
    fault((f) => work(f.preprocessor.columns[at]));
  assert(column((each) => each.level = "none").includes(`columns[${at}].level`));
  assert(column((each) => each.fill = "none").includes(`columns[${at}].fill`));
  assert(column((each) => each.feature = "age").includes("expected age to be a number"));
  assert(fault((f) => f.background[0].pop()).startsWith("background[0]"));
});

Deno.test("what has another shape is told by its place, what was expected and what came", () => {
  assertThrows(() => checkedModelFile([]), TypeError, "the file: expected object, got a list");
  assertEquals(fault((f) => f.more = 1), "more: expected no such key");
  assertEquals(fault((f) => f.card.more = 1), "card.more: expected no such key");
  assertEquals(fault((f) => f.seed = "1"), 'seed: expected number, got "1"');
  assertEquals(fault((f) => delete f.seed), "seed: expected number, got nothing");
  assert(fault((f) => f.seed = -1).startsWith("seed: Too small"));
  const long = fault((f) => f.seed = "x".repeat(500));
  assertEquals(long.length, `seed: expected number, got `.length + 100);
});
