import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { cardHtml, cardMarkdown } from "heartbook/ship/card/card.ts";
import { plain } from "heartbook/ship/card/markdown.ts";
import type { ModelCard, ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { learners, makeModelFile } from "../model-file/made.ts";

const file = await makeModelFile(learners.logistic);
const withCard = (card: Partial<ModelCard>): ModelFile => ({
  ...file,
  card: { ...file.card, ...card },
});

/** As much of a page as is looked at here. */
interface Page {
  readonly querySelectorAll: (selector: string) => Iterable<{ readonly textContent: string }>;
}

const read = (html: string): Page => (parseHTML(html) as unknown as { document: Page }).document;
const count = (page: Page, selector: string): number => [...page.querySelectorAll(selector)].length;

Deno.test("cardMarkdown() says what a reader must know, each under its heading", () => {
  const headings = [...cardMarkdown(file).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  assertEquals(headings, [
    "What it is for",
    "What it is not for",
    "Patients",
    "How it decides",
    "How good it is",
    "Calibration",
    "Why it is so",
    "Limits",
    "Where it comes from",
  ]);
});

Deno.test("cardMarkdown() takes every number from the file", () => {
  const markdown = cardMarkdown(file);
  const { threshold: { value, confusion }, card: { patients } } = file;
  for (
    const text of [
      `${patients.count} patients, ${patients.diseased} (`,
      "| Age, years | ",
      `below a probability of ${value.toFixed(3)}`,
      `| diseased | ${confusion.truePositive} | ${confusion.falseNegative} |`,
      `| not diseased | ${confusion.falsePositive} | ${confusion.trueNegative} |`,
      `| figure | everybody (${patients.diseased} of ${patients.count}) |`,
      "| ROC AUC | 0.900 [0.800, 0.950] |",
      `| kind of model | logistic, ${file.preprocessor.columns.length} columns |`,
      "| recalibration | none |",
      `| trained | ${file.created} |`,
      `| seed | ${file.seed} |`,
      `| SHA-256 of the data | ${file.dataSha256} |`,
      `| SHA-256 of the content | ${file.contentSha256} |`,
    ]
  ) assertStringIncludes(markdown, text);
});

Deno.test("cardMarkdown() has a few points of the calibration curve, from its first on", () => {
  for (const length of [6, 7, 12, 40]) {
    const points = Array.from({ length }, (_, i) => ({
      ...{ p: i / 40, observed: i / 50, low: i / 60, high: i / 41 },
    }));
    const calibrationCurve = { ...file.card.calibrationCurve!, points };
    const [, section] = cardMarkdown(withCard({ calibrationCurve })).split("## Calibration");
    const rows = section.split("\n## ")[0].matchAll(
      /^\| ([\d.]+) \| ([\d.]+) \[([\d.]+), ([\d.]+)\] \|$/gm,
    );
    const read = [...rows].map(([, ...cells]) => cells);
    assertEquals(read.length >= 4 && read.length <= 6, true, `${read.length} of ${length}`);
    const wanted = points.map(({ p, observed, low, high }) =>
      [p, observed, low, high].map((each) => each.toFixed(2)).join()
    );
    assertEquals(read[0].join(), wanted[0]);
    const places = read.map((cells) => wanted.indexOf(cells.join()));
    assertEquals(places.every((place, i) => place === i * (places[1] - places[0])), true);
  }
});

Deno.test("cardMarkdown() says how it decides without a refer zone, too", () => {
  const { value } = file.threshold;
  assertStringIncludes(
    cardMarkdown({ ...file, refer: null }),
    `below a probability of ${value.toFixed(3)} and is called diseased at ${
      value.toFixed(3)
    } or above`,
  );
});

Deno.test("cardMarkdown() shows a dash for a figure that a group does not have", () => {
  const [everybody] = file.card.groups;
  const groups = [everybody, { name: "female", patients: 20, diseased: 5, figures: [] }];
  const markdown = cardMarkdown(withCard({ groups }));
  assertStringIncludes(markdown, "female (5 of 20)");
  assertStringIncludes(markdown, "| ROC AUC | 0.900 [0.800, 0.950] | – |");
});

Deno.test("cardHtml() is a document with the calibration chart, and loads nothing", () => {
  const html = cardHtml(file);
  const page = read(html);
  assert(count(page, "section svg") > 0);
  assertEquals(count(page, "h1"), 1);
  assertEquals(count(page, "table"), 5);
  assertEquals(html.match(/<script|<link|<img|src=/g), null);
});

Deno.test("cardHtml() says so where there is no curve to draw", () => {
  const html = cardHtml(withCard({ calibrationCurve: null }));
  assertStringIncludes(html, "too few different probabilities");
  assertEquals(count(read(html), "svg"), 0);
});

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "[press](javascript:alert(1))",
  "![look](http://example.org/x.png)",
  "[a][b]",
  "[a]: http://example.org",
  "http://example.org and www.example.org and me@example.org",
  "# a heading",
  "> a quote",
  "1. first",
  "12) second",
  "- a list",
  "--- ",
  "[x] done",
  "a | b",
  "`code` *em* **strong** _em_ ~~gone~~",
  "&lt;b&gt; &amp; \\*",
  "one\n\n## two\n\n| a |\n| - |",
  "    indented",
  "```\nfence",
  "$&",
];

/** What a reader sees of a text: line ends and rows of blanks are one blank. */
const seen = (text: string): string => text.replace(/\s+/g, " ").trim();

function assertShownAsItIs(text: string): void {
  const hostile = withCard({
    title: text,
    use: [text],
    limits: [text, "the end"],
    validation: text,
  });
  const page = read(cardHtml(hostile));
  const texts = [...page.querySelectorAll("li, h1")].map(({ textContent }) => seen(textContent));
  assertEquals(texts.filter((each) => each === seen(text)).length, 3, text);
  assertEquals(
    count(page, "script, a, img, em, strong, code, blockquote"),
    0,
    text,
  );
  assertEquals(count(page, "h1, h2"), 10, text);
  assertEquals(count(page, "table"), 5, text);
}

for (const text of HOSTILE) {
  Deno.test(`cardHtml() shows a text of the file as it is: ${JSON.stringify(text)}`, () => {
    assertShownAsItIs(text);
  });
}

Deno.test("cardHtml() shows any text as it is, in a table too", () => {
  const mark = fc.constantFrom(..."\\`*_[]|~#>+=-<&!():.1@/ wx\n");
  const text = fc.string({ unit: mark, minLength: 1, maxLength: 20 }).filter((each) =>
    seen(each) !== ""
  );
  fc.assert(
    fc.property(text, (each) => {
      assertShownAsItIs(each);
      const groups = [{ ...file.card.groups[0], name: each }];
      const page = read(cardHtml(withCard({ groups })));
      const heads = [...page.querySelectorAll("th")].map(({ textContent }) => seen(textContent));
      assert(heads.some((head) => head.startsWith(seen(each))), each);
    }),
    { seed: 1, numRuns: 60 },
  );
});

Deno.test("plain() leaves ordinary words and intervals alone", () => {
  const text = "0.907 [0.874, 0.941], at most 5 % - or (so) it says: a-b!";
  assertEquals(plain(text), text);
});
