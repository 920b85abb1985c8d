import { pickDerived } from "heartbook/heart/derived.ts";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { distanceShares, traceRow } from "heartbook/prepare/inspect.ts";
import { fitPreprocessor, type Preparation, prepare } from "heartbook/prepare/preprocessor.ts";
import { category, number, toDataset } from "./small.ts";

const patients = readHeart();
const standardised: Preparation = { numbers: "standardised", levels: "all" };

Deno.test("traceRow() ends with what prepare() gives, whatever the steps", () => {
  const steps = [
    { kind: "derive", features: pickDerived(["st_by_slope"]) },
    { kind: "indicate-missing" },
    { kind: "clip", rule: "interquartile" },
    { kind: "impute-iterative" },
  ] as const;
  for (const preparation of [standardised, { ...standardised, steps }]) {
    const fitted = fitPreprocessor(patients, preparation);
    const { values } = prepare(fitted, [patients.rows[302]]);
    const traced = traceRow(patients, patients.rows[302], preparation);
    assertEquals(traced.map(({ prepared }) => prepared), [...values]);
    for (const { number, mean, scale, prepared } of traced) {
      assertAlmostEquals((number - mean) / scale, prepared, 1e-12);
    }
  }
});

Deno.test("traceRow() calls its row the first where a cell is wrong", () => {
  const wrong = { ...patients.rows[302], age: "old" };
  assertThrows(() => traceRow(patients, wrong, standardised), TypeError, "row 1, column age");
});

Deno.test("traceRow() shows an unknown level as 0 in all its siblings, and a gap as what filled it", () => {
  const traced = traceRow(patients, { ...patients.rows[302], thal: "smudged" }, standardised);
  const scan = traced.filter(({ column }) => column.startsWith("thal: "));
  assertEquals(scan.map(({ recorded, number }) => [recorded, number]), [
    ["smudged", 0],
    ["smudged", 0],
    ["smudged", 0],
  ]);
  const ca = traced.find(({ column }) => column === "ca")!;
  assertEquals([ca.recorded, ca.filled], [null, 0]);
});

Deno.test("distanceShares() are those of the mean squared difference over all pairs", () => {
  const small = toDataset(
    [number("x"), category("c", ["u", "v"])],
    [{ x: 1, c: "u" }, { x: 3, c: "v" }, { x: 4, c: "v" }],
  );
  // Pairs: x 4 + 9 + 1 = 14; c differs in two columns in two pairs: 4.
  const shares = distanceShares(small, { numbers: "raw", levels: "all" });
  assertAlmostEquals(shares.x, 14 / 18, 1e-12);
  assertAlmostEquals(shares.c, 4 / 18, 1e-12);
});

Deno.test("distanceShares() of standardised numbers are alike, and all sum to 1", () => {
  const shares = distanceShares(patients, standardised);
  assertAlmostEquals(shares.chol, shares.oldpeak, 1e-12);
  assertAlmostEquals(Object.values(shares).reduce((sum, share) => sum + share, 0), 1, 1e-12);
});
