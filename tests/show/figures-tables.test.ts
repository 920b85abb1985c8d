/** Tables of figures, and what a notebook says besides. */
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { escapeHtml } from "heartbook/show/bundle.ts";
import { headline } from "heartbook/show/headline.ts";
import { nameAxis } from "heartbook/show/name-axis.ts";
import { closedTestTable, optimismTable } from "heartbook/show/optimism-table.ts";
import { skip, Skipped } from "heartbook/show/skip.ts";
import { table, turned } from "heartbook/show/table.ts";
import { tellCorrelation, tellCurve, tellNumber } from "heartbook/show/tell.ts";
import { validationTable } from "heartbook/show/validation-table.ts";
import type { Interval } from "heartbook/types.ts";

const interval = (estimate: number, low: number, high: number): Interval => ({
  ...{ estimate, low, high, level: 0.95, method: "" },
});
const linesOf = (bundle: { "text/plain": string }): string[] =>
  bundle["text/plain"].split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));

Deno.test("table() gives three decimals, and one in a column that reaches 10; whole numbers none", () => {
  const records = [{ a: 0.12345, b: 9.9999, c: 10.05, d: 3, e: -0.5 }, {
    ...{ a: 0.5, b: 1, c: 0.123, d: 40, e: -12.34 },
  }];
  assertEquals(linesOf(table(records)), [
    "a | b | c | d | e",
    "0.123 | 10.000 | 10.1 | 3 | −0.5",
    "0.500 | 1 | 0.1 | 40 | −12.3",
  ]);
  assertEquals(linesOf(table(records, { digits: 2 }))[1], "0.12 | 10.00 | 10.05 | 3 | −0.50");
});

Deno.test("table() takes numbers to the right and texts to the left, in HTML and as text", () => {
  const bundle = table([{ name: "a<b", n: 5 }, { name: "longer", n: 123 }], { caption: "A & B" });
  assertEquals(bundle["text/plain"], "A & B\nname      n\na<b       5\nlonger  123");
  const html = bundle["text/html"]!;
  assertStringIncludes(html, "<caption>A &amp; B</caption>");
  assertStringIncludes(html, '<td align="left" style="text-align:left">a&lt;b</td>');
  assertStringIncludes(html, '<td align="right" style="text-align:right">123</td>');
  assertStringIncludes(html, '<th align="right" style="text-align:right">n</th>');
  assertEquals(html.includes("<p>"), false);
});

Deno.test("table() shows named columns in their order, the first rows, and dashes where nothing is", () => {
  const records = [{ a: 1, b: null }, { a: 2, c: true }, { a: 3 }];
  const bundle = table(records, { columns: ["c", "b", "a"], most: 2 });
  assertEquals(linesOf(bundle), [
    "c | b | a",
    "– | – | 1",
    "true | – | 2",
    "The first 2 of 3 rows.",
  ]);
  assertStringIncludes(bundle["text/html"]!, "<p>The first 2 of 3 rows.</p>");
  assertEquals(linesOf(table(records, { most: 3 })).length, 4);
  assertThrows(() => table([]), RangeError, "expected records or columns, got none");
  assertThrows(() => table(records, { columns: ["d"] }), RangeError, 'column "d"');
  assertEquals(linesOf(table([], { columns: ["a"] })), ["a"]);
});

Deno.test("turned() makes rows of columns", () => {
  const records = [{ model: "a", AUC: 0.8, n: 1 }, { model: "b", AUC: 0.9, n: 2 }];
  assertEquals(turned(records, { by: "model" }), [
    { figure: "AUC", a: 0.8, b: 0.9 },
    { figure: "n", a: 1, b: 2 },
  ]);
  assertThrows(() => turned(records, { by: "place" }), RangeError, 'by "place"');
});

Deno.test("optimismTable() and closedTestTable() say what was corrected, and what was tested", () => {
  const auc = { apparent: 0.9, optimism: 0.02, corrected: interval(0.88, 0.84, 0.92) } as never;
  const bundle = optimismTable({ auc }, { name: "nested", figures: { auc: 0.875 } });
  assertEquals(linesOf(bundle), [
    "figure | apparent | optimism | corrected | nested",
    "auc | 0.900 | 0.020 | 0.880 [0.840, 0.920] | 0.875",
  ]);
  const steps = [{ name: "none", pValue: 0.00001 }, { name: "intercept", pValue: 0.0456 }, {
    ...{ name: "intercept and slope", pValue: null },
  }];
  const tested = { chosen: "intercept", steps, withoutRefit: undefined } as never;
  const lines = linesOf(closedTestTable({ there: tested }));
  assertEquals(lines[1], "place | leave it | new intercept | and slope | chosen | why no refit");
  assertEquals(lines[2], "there | < 0.001 | 0.046 | – | intercept | –");
});

Deno.test("validationTable() has each figure of each place with its interval", () => {
  const figure = interval(0.8123, 0.7, 0.9);
  const place = {
    ...{ patients: 20, diseased: 8, threshold: 0.5, treatAll: 0.25 },
    ...{ auc: figure, recall: interval(0.5, 0.4, 0.6), specificity: figure, slope: figure },
    ...{ inTheLarge: figure, observedToExpected: interval(1.1, 1, 1.2), netBenefit: figure },
  };
  const lines = linesOf(validationTable({ there: place }, { caption: "Places" }));
  assertEquals(lines, [
    "Places",
    "place | diseased | AUC | recall | specificity | slope | O:E | net benefit | of treating all",
    "there | 8 of 20 | 0.81 [0.70, 0.90] | 0.50 [0.40, 0.60] | 0.81 [0.70, 0.90] | 0.81 [0.70, " +
    "0.90] | 1.10 [1.00, 1.20] | 0.81 [0.70, 0.90] | 0.25",
  ]);
});

Deno.test("tellNumber() keeps three digits that count, and tellCurve() the ends and what stands out", () => {
  assertEquals([0.12345, 1234.5, 1234, -2.5, -0].map(tellNumber), [
    ...["0.123", "1230", "1234", "−2.5", "0"],
  ]);
  const at = (...values: number[]) => values.map((y, x) => ({ x, y }));
  assertEquals(tellCurve(at(1, 3, 0.5, 2)), "1 at 0, 2 at 3, highest 3 at 1, lowest 0.5 at 2");
  assertEquals(tellCurve(at(1, 2, 3)), "1 at 0, 3 at 2");
  assertEquals(tellCurve(at(5)), "5 at 0");
  assertEquals(tellCurve([{ x: "low", y: 1 }, { x: "high", y: 2 }]), "1 at low, 2 at high");
  assertThrows(() => tellCurve([]), RangeError, "expected points, got none");
});

Deno.test("tellCorrelation() has two decimals, none before the point, and no sign where both are zero", () => {
  assertEquals([0.394, -0.394, 0.3, -0.0051, -0.0049, 0.0049, 0, 1, -0.999].map(tellCorrelation), [
    ...[".39", "−.39", ".30", "−.01", ".00", ".00", ".00", "1.00", "−1.00"],
  ]);
});

Deno.test("nameAxis() gives the unit where there is one", () => {
  const feature = { name: "x", label: "Age", about: "", range: [0, 9] } as const;
  assertEquals(nameAxis({ ...feature, kind: "number", unit: "years" }), "Age (years)");
  assertEquals(nameAxis({ ...feature, kind: "number", unit: "" }), "Age");
  assertEquals(nameAxis({ ...feature, kind: "category", levels: [] } as never), "Age");
});

Deno.test("headline() shows one figure, skip() says what is missing and ends there", async () => {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    await headline("AUC", 0.90123);
    await assertRejects(
      () => skip("there is no scanner", "Plug it in."),
      Skipped,
      "there is no scanner; the notebook ends here",
    );
  } finally {
    console.log = log;
  }
  assertEquals(lines, ["AUC: 0.901", "Plug it in."]);
});

Deno.test("escapeHtml() lets no markup through", () => {
  assertEquals(escapeHtml(`<a href="x">'&'</a>`).match(/[<>"]/), null);
  assertStringIncludes(escapeHtml("a & b"), "a &amp; b");
});
