import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import type { PredictResponse } from "heartbook/ship/api/shapes.ts";
import { toRow } from "heartbook/ship/api/patient.ts";
import { predictWith } from "heartbook/ship/model-file/predict.ts";
import { defaultLimits } from "heartbook/ship/http/limits.ts";
import { learners, makeModelFile, patients } from "../model-file/made.ts";
import { asking, at, handlerOf, logisticFile, memoryWatch, patient, posting } from "../serving.ts";

const handler = handlerOf();

async function predict(
  body: unknown,
  handle: (request: Request) => Promise<Response> = handler,
): Promise<PredictResponse> {
  const response = await handle(asking(body));
  assertEquals(response.status, 200);
  return response.json();
}

Deno.test("GET /health names the model that answers", async () => {
  const body = await (await handler(new Request(at("/health")))).json();
  assertEquals(body, { status: "ok", model: logisticFile.contentSha256 });
});

Deno.test("GET /model gives the card, the schema and the threshold", async () => {
  const body = await (await handler(new Request(at("/model")))).json();
  assertEquals(body.card, JSON.parse(JSON.stringify(logisticFile.card)));
  assertEquals(body.threshold.value, logisticFile.threshold.value);
  assertEquals(body.schema.features.length, 13);
});

Deno.test("POST /predict answers as predictWith does, in the order of the patients", async () => {
  const { model, answers } = await predict({ patients: patients.rows });
  assertEquals(model, logisticFile.contentSha256);
  assertEquals(
    answers.map(({ probability: p, decision }) => ({ p, decision })),
    predictWith(logisticFile, patients.rows),
  );
});

Deno.test("POST /predict gives reasons that add up to the prediction", async () => {
  const { answers } = await predict({ patients: patients.rows.slice(0, 20) });
  for (const { probability, reasons } of answers) {
    const { unit, base, contributions } = reasons!;
    assertEquals(unit, "log odds");
    const sum = contributions.reduce((total, { value }) => total + value, base);
    assertAlmostEquals(1 / (1 + Math.exp(-sum)), probability, 1e-12);
  }
});

Deno.test("POST /predict gives a batch the answers that each would get alone", async () => {
  const rows = patients.rows.slice(0, 7);
  const together = await predict({ patients: rows });
  const alone = await Promise.all(rows.map((row) => predict({ patients: [row] })));
  assertEquals(alone.flatMap(({ answers }) => answers), together.answers);
});

Deno.test("POST /predict answers 10,000 patients, reasons and all", async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => patients.rows[i % 303]);
  const { answers } = await predict({ patients: rows });
  assertEquals(answers.length, 10_000);
  assertEquals(answers[9_999], answers[9_999 % 303]);
});

Deno.test("POST /predict takes what is left out for unknown, and says what it takes instead", async () => {
  const { chol: _, ...without } = patient;
  const { answers } = await predict({ patients: [without, { ...patient, chol: null }] });
  assertEquals(answers[0], answers[1]);
  assertEquals(answers[0].warnings.map(({ feature, kind }) => [feature, kind]), [
    ["chol", "unknown"],
  ]);
  assertStringIncludes(answers[0].warnings[0].message, "Cholesterol is not known: the model takes");
});

Deno.test("POST /predict warns of what lies outside of the training patients", async () => {
  const { answers } = await predict({ patients: [patient, { ...patient, chol: 690 }] });
  assertEquals(answers[0].warnings, []);
  const [{ kind, message }] = answers[1].warnings;
  assertEquals(kind, "unseen");
  assertStringIncludes(message, "Cholesterol 690 is outside what was seen in training, ");
});

Deno.test("POST /predict says how many of those nearest in probability were diseased", async () => {
  const { answers: [{ similar, probability }] } = await predict({ patients: [patient] });
  const { patients: count, from, to, interval } = similar!;
  assertEquals(count, 50);
  assert(from <= probability && probability <= to);
  assert(interval.low < interval.estimate && interval.estimate < interval.high);
});

Deno.test("POST /predict leaves the reasons out where they are not wanted, or there are none", async () => {
  const unwanted = await predict({ patients: [patient], reasons: false });
  assertEquals(unwanted.answers[0].reasons, null);
  const file = await makeModelFile(learners["RBF SVM"]);
  const none = await predict({ patients: [patient] }, handlerOf({ current: () => file }));
  assertEquals(none.answers[0].reasons, null);
});

Deno.test("POST /predict gives up, and says so, when a batch takes too long", async () => {
  const limits = { ...defaultLimits, answerMilliseconds: 0 };
  const rows = Array.from({ length: 1000 }, () => patient);
  const response = await handlerOf({ limits })(asking({ patients: rows }));
  assertEquals(response.status, 503);
  assertStringIncludes((await response.json()).detail, "ask for fewer at once");
});

Deno.test("a server that keeps no log says how to have one", async () => {
  const requests = [
    new Request(at("/drift")),
    asking({ outcomes: [{ id: "1", outcome: "yes" }] }, "/outcomes"),
  ];
  for (const request of requests) {
    const response = await handler(request);
    assertEquals(response.status, 409);
    assertStringIncludes((await response.json()).detail, "--log predictions.db");
  }
});

Deno.test("a server that keeps a log gives each answer an id, and takes outcomes by it", async () => {
  const watch = memoryWatch();
  const handle = handlerOf({ watch });
  const { answers } = await predict({ patients: [patient, patient] }, handle);
  const outcomes = answers.map(({ id }) => ({ id, outcome: "yes" }));
  const kept = await handle(asking({ outcomes }, "/outcomes"));
  assertEquals(await kept.json(), { kept: 2 });
  assertEquals(watch.kept.at(-1), { id: answers[1].id, label: 1 });
  assertEquals((watch.kept[0] as { row: unknown }).row, toRow(logisticFile.schema, patient));
  assertEquals(await (await handle(new Request(at("/drift")))).json(), { asked: 4 });
});

Deno.test("POST /outcomes refuses an id that was never given, and then keeps none", async () => {
  const watch = memoryWatch();
  const handle = handlerOf({ watch });
  const { answers: [{ id }] } = await predict({ patients: [patient] }, handle);
  const outcomes = [{ id, outcome: "no" }, { id: "another", outcome: "no" }];
  const response = await handle(asking({ outcomes }, "/outcomes"));
  assertEquals(response.status, 409);
  assertEquals((await response.json()).errors[0].pointer, "/outcomes/1/id");
  assertEquals(watch.kept.length, 1);
});

Deno.test("the log of requests says nothing of a patient, even when the server fails", async () => {
  // No id and no time has these digits by chance.
  const value = "233.140625", lines: string[] = [];
  const watch = {
    ...memoryWatch(),
    log: () => {
      throw new TypeError(`row 1, column chol: got ${value}`);
    },
  };
  const log = (line: string): void => void lines.push(line);
  const handle = handlerOf({ watch }, { log });
  const failed = await handle(asking({ patients: [patient] }));
  assertEquals(failed.status, 500);
  assert(!(await failed.text()).includes("chol"));
  await handle(asking({ patients: [{ ...patient, chol: value }] }));
  await handle(new Request(at(`/patients/Jane/${value}?chol=${value}`)));
  const logged = lines.join("\n");
  assertStringIncludes(logged, "POST /predict 500");
  assertStringIncludes(logged, "TypeError");
  assertStringIncludes(logged, "GET (no such path) 404");
  for (const secret of [value, "chol", "Jane", "asymptomatic"]) assert(!logged.includes(secret));
});

Deno.test("every response forbids caches, guesses and frames from elsewhere", async () => {
  for (const path of ["/", "/health", "/nowhere", "/page.js"]) {
    const { headers } = await handler(new Request(at(path)));
    assertEquals(headers.get("cache-control"), "no-store");
    assertEquals(headers.get("x-content-type-options"), "nosniff");
    assertStringIncludes(headers.get("content-security-policy")!, "default-src 'none'");
  }
});

Deno.test("a form sent from another site's page is refused", async () => {
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    origin: "http://elsewhere.example",
  };
  const response = await handler(posting("/", "age=50", headers));
  assertEquals(response.status, 403);
  await response.body?.cancel();
});
