import { heartRiskFactors } from "heartbook/heart/risk-factors.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { audit } from "heartbook/data/audit/audit.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import {
  correctPopular,
  popularEdition,
  popularRiskFactors,
} from "heartbook/heart/popular/popular.ts";
import type { Dataset, Label } from "heartbook/types.ts";
import { cleanPlants, withCells } from "./plants.ts";

const plants = cleanPlants(1);

/** The one finding there should be. */
function onlyFinding(dataset: Dataset): ReturnType<typeof audit>[number] {
  const findings = audit(dataset);
  assertEquals(findings.length, 1, JSON.stringify(findings, null, 2));
  return findings[0];
}

Deno.test("audit() finds nothing in clean tables", () => {
  for (let seed = 0; seed < 20; seed++) assertEquals(audit(cleanPlants(seed)), []);
});

Deno.test("audit() finds nothing in a table of yes-or-no columns that repeats itself by nature", () => {
  const schema = { ...plants.schema, features: plants.schema.features.slice(3) };
  assertEquals(audit({ ...plants, schema }), []);
});

Deno.test("audit() finds a repeated row and names both copies", () => {
  const rows = plants.rows.with(9, plants.rows[3]);
  const labels = plants.labels.with(9, plants.labels[3]);
  const finding = onlyFinding({ ...plants, rows, labels });
  assertEquals([finding.severity, finding.rows], ["error", [3, 9]]);
  assertEquals(finding.title, "1 of 240 rows (0.4 %) repeat an earlier row exactly");
});

Deno.test("audit() tells a contradiction from a copy", () => {
  const rows = plants.rows.with(9, plants.rows[3]);
  const labels = plants.labels.with(9, (1 - plants.labels[3]) as Label);
  const finding = onlyFinding({ ...plants, rows, labels });
  assertEquals([finding.severity, finding.rows], ["warning", [3, 9]]);
  assertStringIncludes(finding.title, "not in the outcome");
});

Deno.test("audit() finds values outside the range, broken counts and unknown levels", () => {
  const faults = [["weight", -1], ["leaves", 1.5], ["leaves", 7], ["soil", "moon"]] as const;
  for (const [column, cell] of faults) {
    const planted = withCells(plants, column, (old, i) => i === 7 ? cell : old);
    const finding = audit(planted).find(({ severity }) => severity === "error")!;
    assertEquals([finding.column, finding.rows], [column, [7]]);
    assertStringIncludes(finding.title, `${column} is ${cell} in 1 row: expected `);
  }
});

Deno.test("audit() finds a zero that stands for not recorded, in the range though it is", () => {
  const finding = onlyFinding(withCells(plants, "height", (old, i) => i < 3 ? 0 : old));
  assertEquals(
    [finding.severity, finding.column, finding.rows],
    ["warning", "height", [0, 1, 2]],
  );
  assertEquals(
    onlyFinding(withCells(plants, "height", (old, i) => i === 5 ? 999 : old)).rows,
    [5],
  );
});

Deno.test("audit() finds zero cholesterol and blood pressure, and negative ST depression", () => {
  const patients = readHeart();
  for (const [column, cell] of [["chol", 0], ["trestbps", 0], ["oldpeak", -1]] as const) {
    const [finding] = audit(withCells(patients, column, (old, i) => i === 8 ? cell : old));
    assertEquals([finding.severity, finding.column, finding.rows], ["error", column, [8]]);
  }
});

Deno.test("audit() counts missing cells by column: a note for few, a warning for many", () => {
  const few = onlyFinding(withCells(plants, "soil", (old, i) => i < 4 ? null : old));
  assertEquals([few.severity, few.rows], ["note", [0, 1, 2, 3]]);
  const many = onlyFinding(withCells(plants, "soil", (old, i) => i % 3 === 0 ? null : old));
  assertEquals(many.title, "soil is missing in 80 of 240 rows (33.3 %)");
  assertEquals(many.severity, "warning");
});

Deno.test("audit() finds cells that are missing more often in one outcome", () => {
  const planted = withCells(plants, "weight", (old, i) => {
    return plants.labels[i] === 1 && i % 4 === 0 ? null : old;
  });
  const finding = audit(planted).find(({ severity }) => severity === "warning")!;
  assertStringIncludes(finding.title, "of label 1 and 0.0 % of label 0");
});

Deno.test("audit() finds columns that are constant or recorded for nobody", () => {
  const constant = onlyFinding(withCells(plants, "shade", () => "no"));
  assertEquals([constant.severity, constant.column], ["warning", "shade"]);
  const empty = onlyFinding(withCells(plants, "shade", () => null));
  assertEquals([empty.severity, empty.title], ["error", "shade is recorded for nobody"]);
});

Deno.test("audit() finds levels in fewer than ten rows, small counts included", () => {
  const rare = onlyFinding(
    withCells(plants, "soil", (_, i) => i < 9 ? "peat" : i % 2 ? "sand" : "clay"),
  );
  assertEquals([rare.severity, rare.rows.length], ["note", 9]);
  const count = onlyFinding(withCells(plants, "leaves", (_, i) => i < 2 ? 4 : i % 4));
  assertEquals(count.title, "leaves is 4 in 2 rows only");
});

Deno.test("audit() finds a column that gives the outcome away, whatever its direction", () => {
  for (const sign of [1, -1]) {
    const given = withCells(plants, "weight", (_, i) => 100 + sign * plants.labels[i] * 50 + i % 7);
    const finding = onlyFinding(given);
    assertEquals([finding.severity, finding.column], ["error", "weight"]);
    assertStringIncludes(finding.title, "an AUC of 1.000");
  }
  const level = withCells(
    plants,
    "shade",
    (_, i) => plants.labels[i] === (i % 40 ? 1 : 0) ? "yes" : "no",
  );
  assertEquals([onlyFinding(level).severity, onlyFinding(level).column], ["warning", "shade"]);
});

Deno.test("audit() says when there is one outcome only", () => {
  const finding = onlyFinding({ ...plants, labels: plants.labels.map(() => 1) });
  assertEquals([finding.severity, finding.title], ["error", "ill is the same in every row"]);
});

Deno.test("audit() finds an inverted outcome by the known risk factors", () => {
  const patients = readHeart();
  const expected = heartRiskFactors;
  assertEquals(audit(patients, { expected }).filter(({ severity }) => severity !== "note"), []);
  const labels = patients.labels.map((label) => (1 - label) as Label);
  const [finding] = audit({ ...patients, labels }, { expected });
  assertEquals([finding.severity, finding.column], ["error", "disease"]);
  assertStringIncludes(finding.title, "7 of 7 known directions");
});

Deno.test("audit() finds all three faults of the popular file, and none once it is corrected", () => {
  const popular = popularEdition(readHeart());
  const findings = audit(popular, { expected: popularRiskFactors });
  const titles = findings.map(({ title }) => title).join("\n");
  assertStringIncludes(titles, "1 of 303 rows (0.3 %) repeat an earlier row");
  assertStringIncludes(titles, "target looks inverted: 7 of 7");
  assertStringIncludes(titles, "ca is 4 in 5 rows only");
  assertStringIncludes(titles, "thal is 0 in 2 rows only");
  assertEquals(audit(correctPopular(popular)).map(({ severity }) => severity), [
    "note",
    "note",
    "note",
  ]);
});

Deno.test("audit() takes one's own expectations, and warns of a single one that fails", () => {
  const expected = [{ feature: "height", effect: "lowers" }] as const;
  const [finding] = audit(plants, { expected });
  assertEquals([finding.severity, finding.column], ["warning", "height"]);
  assertEquals(audit(plants, { expected: [{ feature: "height", effect: "raises" }] }), []);
});

Deno.test("audit() refuses an expectation that the schema has no place for", () => {
  for (
    const wrong of [{ feature: "colour" }, { feature: "soil" }, { feature: "soil", level: "x" }]
  ) {
    assertThrows(
      () => audit(plants, { expected: [{ ...wrong, effect: "raises" }] }),
      RangeError,
      '"plants"',
    );
  }
});

Deno.test("audit() puts errors first and leaves the data as it was", () => {
  const planted = withCells(
    withCells(plants, "soil", (old, i) => i ? old : null),
    "weight",
    () => -3,
  );
  const before = structuredClone(planted);
  assertEquals(audit(planted).map(({ severity }) => severity), ["error", "warning", "note"]);
  assertEquals(planted, before);
});

Deno.test("audit() shows five impossible values, and that there are more", () => {
  const title = (count: number): string => {
    const planted = withCells(plants, "weight", (old, i) => i < count ? -1 - i : old);
    return audit(planted).find(({ severity }) => severity === "error")!.title;
  };
  assertStringIncludes(title(5), "weight is -1, -2, -3, -4, -5 in 5 rows");
  assertStringIncludes(title(6), "weight is -1, -2, -3, -4, -5, … in 6 rows");
});

Deno.test("audit() tells the shares in which a telling gap is missing, by the outcome", () => {
  const diseased = plants.labels.filter((label) => label === 1).length;
  const gaps = withCells(
    plants,
    "weight",
    (old, i) => plants.labels[i] === 1 && i % 2 === 0 ? null : old,
  );
  const missing = gaps.rows.filter(({ weight }) => weight === null).length;
  const titles = audit(gaps).map(({ title }) => title);
  const share = (100 * missing / diseased).toFixed(1);
  assertStringIncludes(
    titles.join("\n"),
    `weight is missing in ${share} % of label 1 and 0.0 % of label 0`,
  );
});
