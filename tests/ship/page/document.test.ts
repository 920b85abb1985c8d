/** What stands around the form and the answer. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { html } from "hono/html";
import { parseHTML } from "linkedom";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { pageDocument, type PageParts } from "heartbook/ship/page/document.ts";
import { logisticFile } from "../serving.ts";

// linkedom's types leave out the document that it makes.
// deno-lint-ignore no-explicit-any
type Document = any;

async function draw(parts: Partial<PageParts> = {}): Promise<{ text: string; document: Document }> {
  const made = String(
    await pageDocument({ file: logisticFile, form: html`<form></form>`, logged: false, ...parts }),
  );
  assert(made.trimStart().startsWith("<!doctype html>"));
  const { document } = parseHTML(made) as unknown as { document: Document };
  return { document, text: document.body.textContent.replace(/\s+/g, " ") };
}

const { card, schema } = logisticFile;
/** A model of houses, which are rows and no patients. */
const outcome = { name: "end", label: "End", positive: "sold", negative: "kept", about: "" };
const houses: ModelFile = {
  ...logisticFile,
  schema: { ...schema, name: "houses.csv", features: [], outcome },
};

Deno.test("the page has the model's title as its own, and says once something was answered", async () => {
  const { document, text } = await draw();
  assertEquals(document.title, card.title);
  assertEquals(document.querySelector("h1").textContent, card.title);
  assertStringIncludes(text, "Will stand here once you have asked.");
  const answered = await draw({ answer: html`<p>so it is</p>` });
  assertEquals(answered.document.title, `Answer: ${card.title}`);
  assertStringIncludes(answered.document.querySelector("#answer").textContent, "so it is");
  assert(!answered.text.includes("Will stand here"));
});

Deno.test("the page is in English, for small screens and both colour schemes, and loads its own files", async () => {
  const { document } = await draw();
  const meta = (name: string): string =>
    document.querySelector(`meta[name="${name}"]`).getAttribute("content");
  assertEquals(document.documentElement.getAttribute("lang"), "en");
  assertEquals(meta("viewport"), "width=device-width, initial-scale=1");
  assertEquals(meta("color-scheme"), "light dark");
  const loaded = [...document.querySelectorAll("[src], link[href]")].map((each: Document) =>
    each.getAttribute("src") ?? each.getAttribute("href")
  );
  assertEquals(loaded, ["data:,", "/page.css", "/page.js", "/explorer"]);
  const links = [...document.querySelectorAll("a")].map((each: Document) =>
    each.getAttribute("href")
  );
  assertEquals(links, ["#patient", "/card", "/model", "/openapi.json"]);
});

Deno.test("the page sums the card up: whom it learned from, its figures with intervals, its limits", async () => {
  const { document, text } = await draw();
  const { count, diseased, about } = card.patients;
  assertStringIncludes(text, `It learned from ${count} patients, ${diseased} of them diseased.`);
  assertStringIncludes(text, about);
  assertStringIncludes(text, `what a model of ${count} patients says, and decides nothing.`);
  const rows = [...document.querySelectorAll("tbody tr")].map((row: Document) =>
    [...row.children].map(({ textContent }) => textContent)
  );
  assertEquals(rows, [["ROC AUC", "0.900", "0.800 to 0.950"]]);
  assertEquals(document.querySelector("caption").textContent, card.validation);
  for (const limit of card.limits) assertStringIncludes(text, limit);
});

Deno.test("the page says where what is typed goes, and which model answers", async () => {
  const end = (text: string): string => text.slice(text.indexOf("For programs"));
  const model = `Model ${logisticFile.contentSha256.slice(0, 12)}, trained 2026-01-02.`;
  const nowhere = "What is typed here goes to this server and nowhere else";
  const kept = end((await draw({ logged: true })).text);
  assertStringIncludes(kept, `${nowhere}, which keeps it with its answer. ${model}`);
  const forgotten = end((await draw()).text);
  assertStringIncludes(forgotten, `${nowhere}, which does not keep it. ${model}`);
});

Deno.test("the page has an explorer where there are predictions to explore, in words for its rows", async () => {
  const { document, text } = await draw();
  assertEquals(document.querySelector("iframe").getAttribute("loading"), "lazy");
  assertStringIncludes(text, "Move the threshold and count who is missed and who is alarmed.");
  const none = { ...logisticFile, card: { ...card, outOfFold: { label: [], p: [] } } };
  assertEquals((await draw({ file: none })).document.querySelector("iframe"), null);
  const { text: other } = await draw({ file: houses });
  assertStringIncludes(other, "count what is missed and the false alarms.");
  assertStringIncludes(other, "Ask the model about one row.");
  assertStringIncludes(other, `It learned from ${card.patients.count} rows`);
});
