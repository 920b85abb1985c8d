import type { DerivedFeature } from "heartbook/prepare/derived.ts";
import { assertEquals, assertThrows } from "@std/assert";
import { fitPreprocessor, nameColumn, prepare } from "heartbook/prepare/preprocessor.ts";
import { applySteps, fitSteps } from "heartbook/prepare/steps.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { number, numbers, toDataset } from "./small.ts";

const patients = readHeart();

Deno.test("fitPreprocessor() has no steps, and no key for them, unless they are asked for", () => {
  for (const steps of [undefined, []]) {
    const fitted = fitPreprocessor(patients, { numbers: "raw", levels: "all", steps });
    assertEquals(Object.keys(fitted), ["columns"]);
  }
});

Deno.test("each step learns from what the steps before it leave", () => {
  const train = numbers([0, 1, 2, 3, 100, null]);
  const { steps } = fitSteps(train, [
    { kind: "clip", rule: "interquartile" }, // quartiles 1 and 3: fence at 6
    { kind: "impute-iterative" }, // the mean of 0, 1, 2, 3 and 6
  ]);
  assertEquals(applySteps(steps, [{ x: 50 }, { x: null }]), [{ x: 6 }, { x: 2.4 }]);
});

Deno.test("an indicator tells what was missing before it was filled", () => {
  const fitted = fitPreprocessor(numbers([1, null, 3]), {
    numbers: "raw",
    levels: "reference",
    steps: [{ kind: "indicate-missing" }],
  });
  assertEquals(fitted.columns.map(nameColumn), ["x", "x_missing: yes"]);
  assertEquals(Array.from(prepare(fitted, [{ x: 1 }, { x: null }]).values), [1, 0, 2, 1]);
});

Deno.test("indicators are for the features that training rows miss, or for those named", () => {
  const features = [number("x"), number("y")];
  const train = toDataset(features, [{ x: 1, y: null }, { x: 2, y: 3 }]);
  assertEquals(fitSteps(train, [{ kind: "indicate-missing" }]).steps, [
    { kind: "indicate-missing", features: ["y"] },
  ]);
  const named = fitSteps(train, [{ kind: "indicate-missing", features: ["x"] }]);
  assertEquals(named.train.rows[0], { x: 1, y: null, x_missing: "no" });
  assertThrows(
    () => fitSteps(train, [{ kind: "indicate-missing", features: ["z"] }]),
    RangeError,
    "feature z: expected one of x, y",
  );
});

Deno.test("selected features are all that a preprocessor asks of a row", () => {
  const features = [number("x"), number("twice"), number("still")];
  const rows = [1, 5, 2, 4].map((x) => ({ x, twice: 2 * x, still: 7 }));
  const fitted = fitPreprocessor(toDataset(features, rows), {
    numbers: "raw",
    levels: "all",
    steps: [{ kind: "select" }],
  });
  assertEquals(fitted.steps, [{ kind: "select", features: ["x"] }]);
  assertEquals(Array.from(prepare(fitted, [{ x: 3 }]).values), [3]);
});

Deno.test("a step refuses a row without what it needs, naming it", () => {
  const { steps } = fitSteps(patients, [{ kind: "impute-neighbours" }]);
  const { chol: _, ...incomplete } = patients.rows[0];
  assertThrows(() => applySteps(steps, [incomplete]), TypeError, "row 1: expected a column chol");
});

Deno.test("a derived feature that needs what the schema lacks is refused", () => {
  const feature = { kind: "number", name: "luck", label: "", about: "", unit: "", range: [0, 1] };
  const luck = { feature, formula: ["/", "stars", 2], source: "" } as unknown as DerivedFeature;
  assertThrows(
    () => fitSteps(patients, [{ kind: "derive", features: [luck] }]),
    RangeError,
    "luck: needs stars, which the schema lacks",
  );
});
