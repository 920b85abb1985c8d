import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { parseHTML } from "linkedom";
import { logistic } from "heartbook/learners/logistic.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import { heartSchema } from "heartbook/heart/heart.ts";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { sealModelFile } from "heartbook/ship/model-file/write.ts";
import { toPatient } from "heartbook/ship/page/form.ts";
import { toSteps } from "heartbook/ship/page/waterfall.ts";
import { effectWords, peopleOutOf100, percentWords } from "heartbook/ship/page/words.ts";
import { contentOf, learners, makeModelFile, patients } from "../model-file/made.ts";
import { at, handlerOf, logisticFile, memoryWatch, patient, posting } from "../serving.ts";

type Handler = (request: Request) => Promise<Response>;

// linkedom's types leave out the document that it makes.
// deno-lint-ignore no-explicit-any
type Document = any;

interface Page {
  readonly status: number;
  readonly html: string;
  readonly document: Document;
}

const handler = handlerOf();

async function pageOf(request: Request, handle: Handler = handler): Promise<Page> {
  const response = await handle(request);
  const html = await response.text();
  return { status: response.status, html, document: (parseHTML(html) as Document).document };
}

type Typed = Readonly<Record<string, string | number | null>>;

/** The page that comes back when these values are typed in and sent, without a script. */
function send(typed: Typed, handle?: Handler): Promise<Page> {
  const form = new URLSearchParams(
    Object.entries(typed).map(([name, value]) => [name, String(value ?? "")]),
  );
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return pageOf(posting("/", form.toString(), headers), handle);
}

/** The people of the headline: "83 of 100" is 83, "fewer than 1 of 100" is 1. */
function peopleIn({ document }: Page): number {
  return Number(document.querySelector("#answer-title b").textContent.match(/\d+/)[0]);
}

Deno.test("the page has a labelled field for each feature, with its unit, range and about", async () => {
  const { document } = await pageOf(new Request(at("/")));
  for (const feature of heartSchema.features) {
    const field = document.getElementById(`field-${feature.name}`);
    const label = document.querySelector(`label[for="field-${feature.name}"]`);
    const about = document.getElementById(field.getAttribute("aria-describedby")).textContent;
    assertStringIncludes(label.textContent, feature.label);
    assertStringIncludes(about, feature.about);
    if (feature.kind === "number") {
      assertStringIncludes(label.textContent, feature.unit);
      assertStringIncludes(about, `${feature.range[0]} to ${feature.range[1]}`);
    } else {
      const options = [...field.querySelectorAll("option")].map(({ textContent }) => textContent);
      assertEquals(options, ["unknown", ...feature.levels]);
    }
  }
});

Deno.test("the page is first filled in with the usual patient, or with nothing", async () => {
  const usual = (await pageOf(new Request(at("/")))).document;
  const { columns } = logisticFile.preprocessor;
  const fill = columns.find(({ feature }) => feature === "thalach")!.fill;
  assertEquals(usual.getElementById("field-thalach").getAttribute("value"), String(fill));
  const nothing = (await pageOf(new Request(at("/?unknown")))).document;
  assertEquals(nothing.getElementById("field-thalach").getAttribute("value"), "");
});

Deno.test("the page answers a form that is sent without a script", async () => {
  const page = await send(patient);
  assertEquals(page.status, 200);
  const filled = page.document.querySelectorAll("svg.people .ill").length;
  assertEquals(filled, peopleIn(page));
  assertEquals(page.document.querySelectorAll("svg.people use").length, 100);
  assertStringIncludes(page.html, "How sure is that?");
  assertStringIncludes(page.html, "had the");
  assertEquals(page.document.getElementById("field-chol").getAttribute("value"), "233");
});

Deno.test("the page takes what is left empty for unknown, and says what the model takes", async () => {
  const { status, html } = await send({});
  assertEquals(status, 200);
  assertStringIncludes(html, "Cholesterol is not known: the model takes");
  assertStringIncludes(html, "Cholesterol: unknown");
});

Deno.test("the page shows what is wrong at the field and at the top, and asks nothing", async () => {
  const { status, document } = await send({ ...patient, chol: 5.8, oldpeak: "2,3" });
  assertEquals(status, 422);
  const field = document.getElementById("field-chol");
  assertEquals(field.getAttribute("aria-invalid"), "true");
  assertStringIncludes(document.getElementById("field-chol-fault").textContent, "224 mg/dl");
  assertStringIncludes(document.getElementById("faults").textContent, "ST depression");
  assertEquals(field.getAttribute("value"), "5.8");
  assertEquals(document.getElementById("answer-title"), null);
});

Deno.test("the page shows markup as text", async () => {
  const { status, html } = await send({ ...patient, age: '"><script>alert(1)</script>' });
  assertEquals(status, 422);
  assert(!html.includes("<script>alert"));
  assertStringIncludes(html, "&quot;&gt;&lt;script&gt;");
});

Deno.test("the page has nothing that its policy forbids: no style or script in the markup", async () => {
  const pages = [await pageOf(new Request(at("/"))), await send(patient), await send({ age: 7 })];
  for (const { html, document } of pages) {
    assert(!/\s(style|on\w+)=/.test(html));
    assertEquals(document.querySelectorAll("style, script:not([src])").length, 0);
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    assertEquals(ids.length, new Set(ids).size);
  }
});

Deno.test("the page says whether what is typed is kept", async () => {
  const { html } = await pageOf(new Request(at("/")));
  assertStringIncludes(html, "which does not keep it");
  const watch = memoryWatch();
  const kept = await send(patient, handlerOf({ watch }));
  assertStringIncludes(kept.html, "which keeps it with its answer");
  assertEquals(watch.kept.length, 1);
});

Deno.test("the page says once that it is not a medical device", async () => {
  const { html } = await send(patient);
  const inPage = html.replace(logisticFile.card.misuse.join(), "");
  assertEquals(inPage.match(/not a medical device/gi)?.length, 1);
});

Deno.test("the page is served with its style and script, which load nothing from elsewhere", async () => {
  const types = { "/page.css": "text/css", "/page.js": "text/javascript" };
  for (const [path, type] of Object.entries(types)) {
    const response = await handler(new Request(at(path)));
    assertStringIncludes(response.headers.get("content-type")!, type);
    assert(!/https?:|@import/.test(await response.text()));
  }
});

Deno.test("the explorer's policy lets its own script run, by its hash, and no other", async () => {
  const response = await handler(new Request(at("/explorer")));
  const html = await response.text();
  const policy = response.headers.get("content-security-policy")!;
  const [, script] = html.match(/<script>([\s\S]*?)<\/script>/)!;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
  assertStringIncludes(policy, `script-src 'sha256-${new Uint8Array(digest).toBase64()}'`);
  assertEquals(html.match(/<script/g)?.length, 1);
});

Deno.test("the card is a page of its own, and runs nothing", async () => {
  const response = await handler(new Request(at("/card")));
  assertEquals(response.status, 200);
  assertStringIncludes(response.headers.get("content-security-policy")!, "script-src 'none'");
  const html = await response.text();
  assertStringIncludes(html, "A model for tests");
  assertStringIncludes(html, "<svg");
});

Deno.test("a model without predictions to explore has a page without an explorer", async () => {
  const { card, format: _, version: __, contentSha256: ___, ...content } = logisticFile;
  const outOfFold = { label: [], p: [] };
  const file = await sealModelFile({ ...content, card: { ...card, outOfFold } });
  const handle = handlerOf({ current: () => file });
  const page = await send(patient, handle);
  assertEquals(page.document.getElementById("explorer"), null);
  assertEquals((await handle(new Request(at("/explorer")))).status, 404);
});

Deno.test("a model that gives no reasons has a page without a waterfall", async () => {
  const file = await makeModelFile(learners["RBF SVM"]);
  const page = await send(patient, handlerOf({ current: () => file }));
  assertEquals([page.status, page.document.querySelector(".waterfall")], [200, null]);
});

Deno.test("the page works for every kind of model", async () => {
  for (const learner of Object.values(learners)) {
    const file = await makeModelFile(learner);
    assertEquals((await send(patient, handlerOf({ current: () => file }))).status, 200);
  }
});

/** The popular edition of these data has its outcome inverted: the healthy read as sick. */
Deno.test("the page reads low for a clearly healthy patient and high for a clearly sick one", async () => {
  const file: ModelFile = await sealModelFile(contentOf(await logistic({ l2: 1 })(patients)));
  const handle = handlerOf({ current: () => file });
  const healthy = {
    ...patient,
    age: 41,
    sex: "female",
    cp: "atypical angina",
    trestbps: 130,
    chol: 204,
    thalach: 172,
    oldpeak: 0,
    slope: "upsloping",
  };
  const sick = {
    ...patient,
    age: 67,
    exang: "yes",
    thalach: 120,
    oldpeak: 2.6,
    ca: 2,
    thal: "reversible defect",
  };
  const low = await send(healthy, handle);
  assert(peopleIn(low) < 5);
  assertStringIncludes(low.html, "Ruled out: the model finds no coronary disease.");
  const high = await send(sick, handle);
  assert(peopleIn(high) > 95);
  assertStringIncludes(high.html, "The model calls it coronary disease.");
});

Deno.test("toSteps() leads from the base to the prediction, the furthest step first", () => {
  const contributions = [0.1, -0.5, 0, 2, ...new Array(8).fill(0.01)].map((value, i) => ({
    feature: heartSchema.features[i].name,
    value,
  }));
  const prediction = contributions.reduce((sum, { value }) => sum + value, -1);
  const steps = toSteps({ unit: "log odds", base: -1, contributions, prediction }, {
    schema: heartSchema,
    row: patient,
  });
  assertEquals(steps.length, 9);
  assertEquals(steps[0].words, "Resting blood pressure: 145 mm Hg");
  assertEquals(steps[1].words, "Sex: male");
  assertEquals(steps[8].words, "4 others");
  assertEquals(steps[0].from, -1);
  assertAlmostEquals(steps[8].to, prediction, 1e-12);
  steps.slice(1).forEach(({ from }, i) => assertEquals(from, steps[i].to));
});

Deno.test("words for a probability never claim what is not certain", () => {
  assertEquals([0, 0.004, 0.5, 0.996, 1].map((p) => peopleOutOf100(p).words), [
    "0",
    "fewer than 1",
    "50",
    "more than 99",
    "100",
  ]);
  assertEquals([0, 0.004, 0.58, 0.996, 1].map(percentWords), [
    "0 %",
    "under 1 %",
    "58 %",
    "over 99 %",
    "100 %",
  ]);
  assertEquals(effectWords(-Math.log(3), "log odds"), "odds ÷ 3.0");
  assertEquals(effectWords(Math.log(3), "log odds"), "odds × 3.0");
  assertEquals(effectWords(0.123, "probability"), "+12.3 points");
});

Deno.test("the page promises nobody what is false for their group, and gives the group's figure", async () => {
  const { format: _f, version: _v, contentSha256: _c, ...content } = logisticFile;
  const promise = "finds at least 90 % of all diseased like these";
  const group = (name: string, found: number): ModelFile["card"]["groups"][number] => ({
    name,
    feature: "sex",
    patients: 100,
    diseased: 50,
    figures: [{ name: "recall", interval: wilson(found, 50) }],
  });
  const file = await sealModelFile({
    ...content,
    threshold: { ...content.threshold, promise, floors: [{ figure: "recall", least: 0.9 }] },
    card: {
      ...content.card,
      groups: [...content.card.groups, group("female", 40), group("male", 50)],
    },
  });
  const handle = handlerOf({ current: () => file });
  const woman = await send({ ...patient, sex: "female" }, handle);
  const [first, ...others] = woman.document.querySelectorAll(".promises li");
  assertEquals([first.className, others.length], ["no", 0]);
  assertStringIncludes(first.textContent, "recall was 80 % (67 % to 89 %)");
  assert(!woman.html.includes(promise));
  const man = await send({ ...patient, sex: "male" }, handle);
  assertEquals(man.document.querySelector(".promises li").className, "yes");
  assertStringIncludes(man.html, promise);
  const unknown = await send({ ...patient, sex: null }, handle);
  assertEquals(unknown.document.querySelectorAll(".promises li").length, 2);
  assert(!unknown.html.includes(promise));
  const { answers: [answer] } = await (await handle(
    posting("/predict", JSON.stringify({ patients: [{ sex: "female" }] })),
  )).json();
  assertEquals([answer.promises[0].holds, answer.mostlyUnknown], ["no", true]);
});

Deno.test("the page says first that most is unknown, and shows no picture of the number", async () => {
  const { document } = await send({ age: 63, sex: "male" });
  assertStringIncludes(document.getElementById("answer-title").textContent, "11 of 13 values");
  assertEquals(document.querySelectorAll("svg.people").length, 0);
  const known = await send({ ...patient, chol: null });
  assertStringIncludes(known.document.getElementById("answer-title").textContent, "of 100");
  assertEquals(known.document.querySelectorAll("svg.people").length, 1);
});

Deno.test("each list offers unknown first and then the levels, and what was sent is chosen", async () => {
  const { document } = await send({ ...patient, thal: null });
  for (const feature of heartSchema.features) {
    if (feature.kind !== "category") continue;
    const options = [...document.querySelectorAll(`#field-${feature.name} option`)];
    assertEquals(
      options.map((option) => [option.getAttribute("value"), option.textContent]),
      [["", "unknown"], ...feature.levels.map((level) => [level, level])],
    );
    const chosen = options.filter((option) => option.hasAttribute("selected"));
    const sent = feature.name === "thal" ? "" : patient[feature.name as keyof typeof patient];
    assertEquals(chosen.map((option) => option.getAttribute("value")), [sent]);
  }
});

Deno.test("a field holds what was sent, and is marked and told as wrong only where it is", async () => {
  const { document } = await send({ ...patient, chol: "5.8" });
  for (const { name, kind } of heartSchema.features) {
    const field = document.getElementById(`field-${name}`);
    const isWrong = name === "chol";
    assertEquals(field.getAttribute("aria-invalid"), String(isWrong), name);
    assertEquals(
      field.getAttribute("aria-describedby"),
      isWrong ? `field-${name}-fault field-${name}-about` : `field-${name}-about`,
    );
    if (kind === "number") {
      const sent = isWrong ? "5.8" : String(patient[name as keyof typeof patient]);
      assertEquals(field.getAttribute("value"), sent);
    }
  }
});

Deno.test("the page says how many values cannot be, with a way to each of them", async () => {
  const top = async (typed: Typed): Promise<[string, (string | null)[]]> => {
    const { document } = await send({ ...patient, ...typed });
    const links = [...document.querySelectorAll("#faults a")];
    return [
      document.querySelector("#faults h3").textContent.replace(/\s+/g, " "),
      links.map((link) => link.getAttribute("href")),
    ];
  };
  assertEquals(await top({ chol: 5.8 }), [
    "Not asked yet: one value cannot be",
    ["#field-chol"],
  ]);
  assertEquals(await top({ chol: 5.8, age: 7 }), [
    "Not asked yet: 2 values cannot be",
    ["#field-age", "#field-chol"],
  ]);
  const { document } = await send(patient);
  assertEquals(document.getElementById("faults"), null);
});

Deno.test("toPatient() takes numbers as people write them, and leaves other texts to the check", () => {
  const { features } = heartSchema;
  const schema = { ...heartSchema, features: features.filter(({ name }) => name === "oldpeak") };
  const read = (oldpeak: string): unknown => toPatient(schema, { oldpeak }).oldpeak;
  assertEquals(["2", "+2.", ".5", "-1.5", "1e2"].map(read), [2, 2, 0.5, -1.5, 100]);
  assertEquals(["2,3", ".", "2 mm", "0x1"].map(read), ["2,3", ".", "2 mm", "0x1"]);
  assertEquals(read(""), null);
});
