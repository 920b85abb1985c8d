import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { escapeHtml } from "heartbook/show/bundle.ts";
import { chart } from "heartbook/show/chart.ts";
import { rocChart } from "heartbook/show/charts/roc.ts";
import { toOutputs } from "heartbook/show/show.ts";
import { table, type TableOptions, turned } from "heartbook/show/table.ts";
import { claim, sentence } from "heartbook/show/words.ts";
import { percent } from "heartbook/text.ts";

const words = { title: "A finding" };

Deno.test("sentence`` keeps whole numbers and texts, and gives others three decimals", () => {
  assertEquals(
    sentence`${"Of"} ${303} patients, ${0.45874} or ${percent(0.45874)}.`,
    "Of 303 patients, 0.459 or 46 %.",
  );
  assertEquals(percent(0.45874, { digits: 1 }), "45.9 %");
});

Deno.test("sentence`` joins the lines of a long sentence with a blank", () => {
  assertEquals(
    sentence`one
      two ${3}`,
    "one two 3",
  );
});

Deno.test("sentence`` refuses to say NaN", () => {
  assertThrows(() => sentence`The AUC is ${0 / 0}.`, RangeError, 'after "The AUC is "');
});

Deno.test("claim() stops with its sentence when it does not hold", async () => {
  await assertRejects(() => claim("A beats B", false), Error, "a claim does not hold: A beats B");
});

Deno.test("table() rounds, aligns, shows what is missing as a dash and counts no rows that all stand there", () => {
  const bundle = table([{ model: "a", AUC: 0.90149, n: 303 }, {
    model: "logistic",
    AUC: null,
    n: 7,
  }]);
  assertEquals(
    bundle["text/plain"],
    "model       AUC    n\na         0.901  303\nlogistic      –    7",
  );
});

Deno.test("table() shows the first rows and says how many there are", () => {
  const records = Array.from({ length: 303 }, (_, row) => ({ row }));
  assertStringIncludes(
    table(records, { most: 2 })["text/plain"],
    "The first 2 of 303 rows.",
  );
});

Deno.test("table() names the nearest columns and options for one that it does not know", () => {
  const records = [{ age: 63, sex: "male" }];
  assertThrows(
    () => table(records, { columns: ["agee"] }),
    RangeError,
    'column "agee": unknown name; the nearest are age, sex',
  );
  assertThrows(
    () => table(records, { colums: ["age"] } as TableOptions),
    RangeError,
    'table: option "colums": unknown name; the nearest are columns',
  );
  assertThrows(() => table(records, 3 as TableOptions), TypeError, "expected options such as");
});

Deno.test("table() aligns its cells in viewers with styles and in those without", () => {
  const html = table([{ n: 1, name: "a" }])["text/html"]!;
  assertStringIncludes(html, '<td align="right" style="text-align:right">1</td>');
  assertStringIncludes(html, '<td align="left" style="text-align:left">a</td>');
});

Deno.test("turned() puts records side by side, and refuses a column that there is not", () => {
  const records = [{ model: "a", AUC: 0.9, n: 3 }, { model: "b", AUC: 0.8, n: 4 }];
  assertEquals(turned(records, { by: "model" }), [
    { figure: "AUC", a: 0.9, b: 0.8 },
    { figure: "n", a: 3, b: 4 },
  ]);
  assertThrows(() => turned(records, { by: "modell" }), RangeError, "the nearest are model");
});

Deno.test("table() and chart() let no markup through", () => {
  const script = "<script>alert(1)</script>";
  assertEquals(escapeHtml(script), "&lt;script&gt;alert(1)&lt;/script&gt;");
  assert(!table([{ [script]: script }], { caption: script })["text/html"]!.includes("<script"));
  const drawn = chart({ marks: [] }, { title: script, about: script });
  assert(!drawn["image/svg+xml"]!.includes("<script"));
});

Deno.test("chart() refuses a chart without a finding or a description", () => {
  assertThrows(
    () => chart({ marks: [] }, { title: " ", about: "x" }),
    TypeError,
    "states the finding",
  );
});

Deno.test("a chart is shown as its finding in words, then as SVG and PNG with their figures", async () => {
  const scored = { label: [1, 0, 1, 0], p: [0.9, 0.1, 0.4, 0.6] };
  const [finding, picture, ...rest] = await toOutputs(rocChart({ model: scored }, words));
  assertEquals(finding.data, { "text/markdown": "**A finding**", "text/plain": "A finding" });
  assertEquals(Object.keys(picture.data).toSorted(), ["image/png", "image/svg+xml", "text/plain"]);
  assertEquals(rest, []);
  // Its words are as wide everywhere, and the picture as large as the drawing.
  const svg = String(picture.data["image/svg+xml"]);
  assertStringIncludes(svg, "@font-face");
  const [, width, height] = /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  assertEquals(picture.metadata, { "image/png": { width, height } });
});

Deno.test("a finding is text in Markdown, whatever is in it", async () => {
  const drawn = chart({ marks: [] }, { title: "*2* < $x$ & [y](z)", about: "x" });
  const [{ data }] = await toOutputs(drawn);
  assertEquals(data["text/markdown"], "**\\*2\\* \\< \\$x\\$ & \\[y\\](z)**");
});
