/** What the page says of an answer, in each of the ways it can come out. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DOMParser } from "linkedom";
import type { Row } from "heartbook/types.ts";
import type { WholeAnswer } from "heartbook/ship/api/answer.ts";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { answerSection } from "heartbook/ship/page/answer.ts";
import { logisticFile, patient } from "../serving.ts";

const file: ModelFile = {
  ...logisticFile,
  refer: { low: 0.2, high: 0.7 },
  threshold: { ...logisticFile.threshold, promise: "finds nine of ten" },
};
const { schema } = file;
/** The same of a table whose rows are tumours. */
const tumours: ModelFile = {
  ...file,
  schema: { ...schema, outcome: { ...schema.outcome, positive: "malignant", negative: "benign" } },
};

const usual: WholeAnswer = {
  probability: 0.5,
  decision: "refer",
  similar: null,
  reasons: null,
  promises: [],
  mostlyUnknown: false,
  warnings: [],
};

const promise = (holds: "yes" | "no" | "unsure") => ({ holds, message: `it is ${holds}` } as never);

interface Said {
  readonly html: string;
  readonly decision: string;
  readonly thresholds: string;
  readonly title: string;
  readonly text: string;
}

async function say(
  changes: Partial<WholeAnswer> = {},
  { model = file, row = patient }: { model?: ModelFile; row?: Row } = {},
): Promise<Said> {
  const html = String(await answerSection({ file: model, row, answer: { ...usual, ...changes } }));
  const document = new DOMParser().parseFromString(`<main>${html}</main>`, "text/html");
  const text = (selector: string): string =>
    (document.querySelector(selector)?.textContent ?? "").replace(/\s+/g, " ").trim();
  return {
    html,
    decision: text(".decision"),
    thresholds: text(".decision ~ .about"),
    title: text("#answer-title"),
    text: text("main"),
  };
}

Deno.test("the page says what the model decides, at the very ends of its zones too", async () => {
  const decided = async (probability: number, model = file): Promise<string> =>
    (await say({ probability }, { model })).decision;
  const out = "Ruled out: the model finds no coronary disease.";
  const closer = "Needs a closer look: too close for the model to call.";
  const ill = "The model calls it coronary disease.";
  assertEquals(await Promise.all([0.19, 0.2, 0.69, 0.7].map((p) => decided(p))), [
    ...[out, closer, closer, ill],
  ]);
  const asked = await Promise.all([0.1, 0.5, 0.9].map((p) => decided(p, tumours)));
  assertEquals(asked, ["The model calls it: benign.", closer, "The model calls it: malignant."]);
});

Deno.test("the page rules nobody out by a promise that is false for their group", async () => {
  const { decision, thresholds, html } = await say({
    probability: 0.1,
    promises: [promise("yes"), promise("no")],
  });
  assertEquals(
    decision,
    "The model would rule out coronary disease, but what it promises does not hold for this " +
      "patient's group.",
  );
  assert(!thresholds.includes("finds nine of ten"));
  assertStringIncludes(html, '<li class="yes">it is yes.</li>');
  assertStringIncludes(html, '<li class="no">it is no.</li>');
  const unsure = await say({ probability: 0.1, promises: [promise("unsure")] });
  assert(unsure.decision.startsWith("Ruled out"));
  assert(unsure.thresholds.endsWith("The lower end finds nine of ten."), unsure.thresholds);
  assert(!(await say()).html.includes("promises"));
});

Deno.test("the page says where the zones end, or the one threshold that there is", async () => {
  assertEquals(
    (await say()).thresholds,
    "Below 20 % it rules out, at 70 % or above it calls a patient diseased, in between a patient " +
      "needs a closer look. The lower end finds nine of ten.",
  );
  const plain = { ...file, refer: null, threshold: { ...file.threshold, value: 0.3 } };
  assertEquals(
    (await say({}, { model: plain })).thresholds,
    "At 30 % or above it calls a patient diseased, below it does not. The lower end finds nine of ten.",
  );
});

Deno.test("the page says what became of patients who were told nearly the same", async () => {
  const similar = {
    ...{ patients: 50, diseased: 12, from: 0.2, to: 0.3 },
    interval: { estimate: 0.24, low: 0.14, high: 0.37, level: 0.95, method: "Wilson" },
  };
  const told = (await say({ similar })).text;
  assertStringIncludes(
    told,
    "Of the 50 training patients whom the model, before it had seen them, told nearly the same " +
      "(20 % to 30 %), 12 had the disease, which is 24 %. So few patients leave room for 14 % to " +
      "37 %, the line below the scale (Wilson, 95 %); and that is for patients like those of the " +
      "training.",
  );
  const other = (await say({ similar }, { model: tumours })).text;
  assertStringIncludes(other, "the model, before it had seen them");
  assertStringIncludes(other, "12 turned out malignant, which is 24 %");
  assert(!(await say()).text.includes("So few"));
});

Deno.test("the page begins with how many of a hundred, of what, and in a picture", async () => {
  const { title, html } = await say({ probability: 0.43 });
  assertEquals(title, "43 of 100 people like this have coronary disease, says the model");
  assertStringIncludes(html, 'class="people"');
  const other = await say({ probability: 0.43 }, { model: tumours });
  assertStringIncludes(other.title, 'have the outcome "malignant", says the model');
});

Deno.test("the page begins with how much is unknown where that is most, and has no picture then", async () => {
  const row = { ...Object.fromEntries(Object.keys(patient).map((name) => [name, null])), age: 63 };
  const { title, html, text } = await say({ probability: 0.43, mostlyUnknown: true }, { row });
  assertEquals(
    title,
    "12 of 13 values are not known: this is mostly the usual patient of the training data, hardly " +
      "this one",
  );
  assert(!html.includes('class="people"'));
  assertStringIncludes(text, "43 of 100 people like this have coronary disease, says the model.");
});

Deno.test("the page warns where there is something to mind, and gives reasons where there are some", async () => {
  const bare = await say();
  for (const words of ["To mind", "What raised it"]) assert(!bare.text.includes(words));
  const warnings = [{ feature: "age", kind: "unseen", message: "age is high" }] as const;
  const reasons = {
    unit: "log odds",
    ...{ base: 0, prediction: 0.5 },
    contributions: [{ feature: "age", value: 0.5 }],
  } as const;
  const { text } = await say({ warnings, reasons });
  assertStringIncludes(text, "To mind age is high.");
  assertStringIncludes(text, "How the model came from the average to this patient, exactly");
  assertStringIncludes(text, "not what causes the disease.");
  assert(!text.includes("recalibrated"));
  const model = { ...tumours, calibration: { kind: "intercept", intercept: 1 } } as never;
  const recalibrated = (await say({ warnings, reasons }, { model })).text;
  assertStringIncludes(recalibrated, "not what causes the outcome. It is the model's own figure");
});
