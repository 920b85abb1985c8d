import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { readNotebook } from "heartbook/jupyter/notebook.ts";
import { renderReport } from "heartbook/jupyter/report.ts";

const path = join(import.meta.dirname!, "../../notebooks/05-the-choice.ipynb");
const page = renderReport(await readNotebook(path), "05 <the choice>");

Deno.test("renderReport() shows words, charts, claims and the explorer with its script", () => {
  assertStringIncludes(page, "<h1>The choice</h1>");
  assertStringIncludes(page, "<svg xmlns=");
  assertStringIncludes(page, "✓");
  assertStringIncludes(page, 'id="heartbook-explorer-choice"');
  assertStringIncludes(page, "(root, sweep, placeX, placeY) => {");
});

Deno.test("renderReport() fetches nothing, folds the code away and escapes title and code", () => {
  assertEquals(/<(script|img|link|iframe)[^>]+(src|href)=/.test(page), false);
  assertStringIncludes(page, "<title>05 &lt;the choice&gt;</title>");
  assertStringIncludes(page, "<details><summary>code</summary>");
  assertStringIncludes(page, "const half = confusionAt(net, 0.5);");
});
