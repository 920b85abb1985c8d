import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { driftChart } from "heartbook/show/charts/drift.ts";
import type { Row } from "heartbook/types.ts";
import { type DriftReport, reportDrift } from "heartbook/watch/report.ts";
import { toSample } from "heartbook/watch/sample.ts";

const { schema, rows } = readHeart();
const p = 0.4, title = "A finding";
const reference = toSample(schema, { rows, p: rows.map((_, i) => i / rows.length) });

function reportOn(recent: readonly Row[]): DriftReport {
  const logged = recent.map((row, i) => ({
    id: String(i),
    at: i,
    row,
    p: reference.p[3 * i],
    label: null,
  }));
  return reportDrift({ model: "first", schema, reference, threshold: p }, logged);
}

/** Dots by themselves, and those at the corners of a path. */
function dots(svg: string): number {
  const alone = svg.replace(/<marker.*?<\/marker>/g, "").split("<circle").length - 1;
  const steps = [...svg.matchAll(/d="(M[^"]+)"[^>]*marker-mid:/g)].map(([, path]) =>
    [...path.matchAll(/([hvl])([^hvl]*)/g)].map(([, command, rest]) =>
      rest.match(/-?[\d.]+/g)!.length / (command === "l" ? 2 : 1)
    )
  );
  // Besides the place where a path starts; its first and last stop are there twice.
  const corners = steps.reduce((sum, each) => sum + each.reduce((a, b) => a + b, 0) - 1, 0);
  return alone + corners;
}

Deno.test("driftChart() has a dot per column and says what has drifted", () => {
  const older = rows.slice(0, 100).map((row) => ({
    ...row,
    age: Math.min(100, Number(row.age) + 15),
  }));
  const bundle = driftChart(reportOn(older), { title });
  const { "image/svg+xml": svg, "text/plain": text } = bundle;
  assertEquals(dots(svg!), 14);
  assertStringIncludes(svg!, "Maximum heart rate");
  assertEquals(bundle.title, "A finding");
  assertStringIncludes(text, "drifted: age");
  assertStringIncludes(text, "5 of 100 reports");
});

Deno.test("driftChart() says that nothing has drifted where nothing has", () => {
  const { "text/plain": text } = driftChart(reportOn(rows.slice(0, 100)), { title });
  assertStringIncludes(text, "none has drifted");
});

Deno.test("driftChart() says where a column has but one value and no index", () => {
  const report = reportOn(rows.slice(0, 100));
  const columns = report.columns.map((column) =>
    column.column === "fbs" ? { ...column, stability: null } : column
  );
  const { "image/svg+xml": svg } = driftChart({ ...report, columns }, { title });
  assertEquals(dots(svg!), 13);
  assert(svg!.includes("one value only"));
});

Deno.test("driftChart() says of a column that has but one value that it has", () => {
  const report = reportOn(rows.slice(0, 100));
  const same = rows.map((row) => ({ ...row, chol: 240 }));
  const constant = toSample(schema, { rows: same, p: rows.map((_, i) => i / rows.length) });
  const logged = same.slice(0, 100).map((row, i) => ({
    id: String(i),
    at: i,
    row,
    p: constant.p[3 * i],
    label: null,
  }));
  const one = reportDrift({ model: "first", schema, reference: constant, threshold: p }, logged);
  const drawn = [report, one].map((each) => driftChart(each, { title })["image/svg+xml"]!);
  assertEquals(drawn.map((svg) => svg.includes("one value only")), [false, true]);
});
