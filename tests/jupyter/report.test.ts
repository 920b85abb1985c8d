import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { readNotebook } from "heartbook/jupyter/notebook.ts";
import { renderIndex, renderReport } from "heartbook/jupyter/report.ts";

const path = join(import.meta.dirname!, "../../notebooks/05-the-choice.ipynb");
const page = renderReport(await readNotebook(path), "05 <the choice>");

Deno.test("renderReport() shows words, charts, claims and the explorer with its script", () => {
  assertStringIncludes(page, "<h1>The choice</h1>");
  assertStringIncludes(page, '<img alt="Confusion matrix, one square per patient.');
  assertStringIncludes(page, "✓");
  assertStringIncludes(page, 'id="heartbook-explorer-choice"');
  assertStringIncludes(page, "(root, content, sweep, placeX, placeY) => {");
});

Deno.test("renderReport() fetches nothing, folds the code away and escapes title and code", () => {
  assertEquals(
    /<(script|img|link|iframe)[^>]+(src|href)=(?!"data:)|url\((?!data:|%23|#)/.test(page),
    false,
  );
  assertStringIncludes(page, "<title>05 &lt;the choice&gt;</title>");
  assertStringIncludes(page, "<details><summary>code</summary>");
  assertStringIncludes(page, "const half = confusionAt(net, 0.5);");
});

Deno.test("renderReport() begins with a list of the questions, and stays under 2 MB", () => {
  assertStringIncludes(page, '<a href="#what-does-accuracy-hide">What does accuracy hide?</a>');
  assertStringIncludes(page, '<h2 id="what-does-accuracy-hide">What does accuracy hide?</h2>');
  assert(page.length < 2_000_000, `${page.length} characters`);
});

Deno.test("renderReport() gives no two things on a page one name", async () => {
  for (const name of ["02-what-differs", "06-why"]) {
    const html = renderReport(await readNotebook(path.replace("05-the-choice", name)), name);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    assert(ids.length > 10);
    assertEquals(ids.filter((id, i) => ids.indexOf(id) < i), []);
  }
});

Deno.test("renderIndex() leads to each page, with its headline figures and a picture", async () => {
  const index = renderIndex([{ name: "05-the-choice", notebook: await readNotebook(path) }]);
  assertStringIncludes(index, '<a href="05-the-choice.html">The choice</a>');
  assertStringIncludes(index, "Folds in which naive tuning fell short: <b>");
  assertStringIncludes(index, '<img alt="" src="data:image/png;base64,');
});
