/** What holds for every chart of the first three notebooks, and what each refuses. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { associations } from "heartbook/describe/associations.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { splitByLevel } from "heartbook/data/split.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import { univariableOdds } from "heartbook/describe/univariable-odds.ts";
import { sharesByBand } from "heartbook/describe/univariable-shares.ts";
import { fitFences, flagOutliers } from "heartbook/prepare/outliers.ts";
import { deleteCells, restoreCells } from "heartbook/prepare/restore-cells.ts";
import type { Bundle } from "heartbook/show/bundle.ts";
import { associationsChart } from "heartbook/show/charts/associations.ts";
import { bothWaysChart } from "heartbook/show/charts/both-ways.ts";
import { distributionsChart } from "heartbook/show/charts/distributions.ts";
import { restorationChart } from "heartbook/show/charts/imputation.ts";
import { intervalsChart } from "heartbook/show/charts/intervals.ts";
import { leakChart, leaksInAccuracy, leaksInAuc } from "heartbook/show/charts/leak.ts";
import { oddsChart } from "heartbook/show/charts/odds.ts";
import { pairsChart } from "heartbook/show/charts/pairs.ts";
import { peopleChart } from "heartbook/show/charts/people.ts";
import { pyramidChart } from "heartbook/show/charts/pyramid.ts";
import { recallOfWhomChart } from "heartbook/show/charts/recall-of-whom.ts";
import { sharesChart } from "heartbook/show/charts/shares.ts";
import { sharesByBandChart } from "heartbook/show/charts/shares-by-band.ts";
import { spreadChart } from "heartbook/show/charts/spread.ts";

const patients = readHeart();
const { female, male } = splitByLevel(patients, "sex");
const edges = [45, 55, 65];
const title = "A finding";
const holed = deleteCells(patients, { share: 0.1, seed: 1 });
const confusion = { truePositive: 21, falseNegative: 2, falsePositive: 5, trueNegative: 30 };
const names = { honest: "patients", leaking: "copies" };

const charts: Readonly<Record<string, () => Bundle>> = {
  associations: () => associationsChart(associations(patients), { title }),
  bothWays: () => bothWaysChart(patients, "sex", { title, plural: ["women", "men"] }),
  distributions: () => distributionsChart(patients, ["oldpeak", "ca"], { title }),
  intervalRows: () => intervalsChart({ men: wilson(3, 9) }, { title, label: "x" }),
  leak: () =>
    leakChart({ tree: { honest: wilson(8, 10), leaking: 1 } }, { title, label: "x", names }),
  odds: () => oddsChart({ crude: univariableOdds(patients) }, { title, schema: patients.schema }),
  pairs: () => pairsChart(patients, ["age", "chol"], { title }),
  pyramid: () => pyramidChart(patients, { title }),
  recall: () => recallOfWhomChart({ file: { confusion, codedOne: "not diseased" } }, { title }),
  restoration: () =>
    restorationChart({ median: restoreCells({ complete: patients, holed }, []) }, { title }),
  shares: () => sharesChart(patients, ["cp", "fbs"], { title }),
  sharesByBand: () =>
    sharesByBandChart({ women: sharesByBand(female, "age", { edges }) }, { title, label: "Age" }),
  spread: () =>
    spreadChart(patients, {
      title,
      patient: 302,
      outliers: flagOutliers(fitFences(patients, { rule: "z-score" }), patients.rows),
    }),
};

Deno.test("every chart has its finding, a description and SVG without NaN, drawn the same twice", () => {
  for (const [name, draw] of Object.entries(charts)) {
    const bundle = draw();
    assertEquals(bundle, draw(), name);
    const svg = bundle["image/svg+xml"]!;
    assertStringIncludes(svg, "<svg ", name);
    assertStringIncludes(svg, "aria-label=", name);
    assertEquals(bundle.title, "A finding");
    assert(!/NaN|undefined|Infinity/.test(svg), name);
    assert(svg.length < 30_000, `${name}: ${svg.length} characters, without its font`);
  }
});

/** The squares drawn: a dash is one, and a line's length says how many. */
function countSquares(html: string, pitch: number): number {
  const lines = [...html.matchAll(/<line [^>]*y1="([\d.]+)" y2="([\d.]+)"/g)];
  return lines.reduce((sum, [, from, to]) => sum + Math.round(Math.abs(+to - +from) / pitch), 0);
}

Deno.test("peopleChart() draws a square per patient", () => {
  const part = (count: number) => ({ count, colour: "#D55E00", pale: false });
  const groups = [{ name: "sick", note: "", parts: [part(25), part(7)] }];
  const html = peopleChart(groups, { title })["image/svg+xml"]!;
  assertEquals(countSquares(html, 8), 32);
  assertStringIncludes(html, "32 sick");
  const nobody = [{ ...groups[0], parts: [part(0)] }];
  assertThrows(() => peopleChart(nobody, { title }), RangeError, "expected patients");
});

Deno.test("bothWaysChart() writes the shares in both directions", () => {
  const text = charts.bothWays()["image/svg+xml"]!;
  for (const part of ["97 women", "26 % diseased [18, 35]", "82 % men [75, 88]"]) {
    assertStringIncludes(text, part);
  }
  assertThrows(
    () => bothWaysChart(patients, "cp", { title, plural: ["a", "b"] }),
    RangeError,
    "two levels",
  );
});

Deno.test("recallOfWhomChart() gives recall to the group that is coded 1", () => {
  const about = charts.recall()["text/plain"];
  assertStringIncludes(about, "sick, 5 sent home; healthy, 2 alarmed: “recall” 91 %");
  const rightly = recallOfWhomChart({ file: { confusion, codedOne: "diseased" } }, { title });
  assertStringIncludes(
    rightly["text/plain"],
    "sick, 2 sent home: “recall” 91 %; healthy, 5 alarmed",
  );
});

Deno.test("leaksInAccuracy() and leaksInAuc() measure both, the honest one with its interval", () => {
  const honest = { tree: { label: [1, 1, 0, 0], p: [0.9, 0.4, 0.6, 0.1] } };
  const leaking = { tree: { label: [1, 0], p: [0.9, 0.1] } };
  assertEquals(leaksInAccuracy({ honest, leaking }).tree, { honest: wilson(2, 4), leaking: 1 });
  assertEquals(leaksInAuc({ honest, leaking }).tree.honest.estimate, 0.75);
  const twice = { tree: { ...honest.tree, row: [0, 1, 2, 0] } };
  assertThrows(() => leaksInAccuracy({ honest: twice, leaking }), RangeError, "each patient once");
});

Deno.test("oddsChart() keeps to its first series' rows and cuts long intervals at the axis", () => {
  const odds = univariableOdds(patients);
  const bundle = oddsChart({ few: odds.slice(0, 2), all: odds }, {
    title,
    schema: patients.schema,
  });
  assertStringIncludes(bundle["text/plain"], "male against female, all: 3.6 [2.1, 6.2]");
  assert(!bundle["text/plain"].includes("asymptomatic"));
  assertThrows(() => oddsChart({}, { title, schema: patients.schema }), RangeError);
});

Deno.test("charts of features name the kind they want", () => {
  for (const draw of [distributionsChart, pairsChart]) {
    assertThrows(() => draw(patients, ["sex"], { title }), RangeError, "expected a number");
  }
  assertThrows(() => sharesChart(patients, ["age"], { title }), RangeError, "column age");
  const three = { a: [], b: [], c: [] };
  assertThrows(() => sharesByBandChart(three, { title, label: "Age" }), RangeError, "got 3");
  assertThrows(() => intervalsChart([], { title, label: "x" }), RangeError, "got 0");
  assertThrows(() => associationsChart([], { title }), RangeError, "two numbers");
  assertEquals(male.rows.length, 206);
});
