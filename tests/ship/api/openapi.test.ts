/** The server against its own description: what that allows is answered, all else is refused. */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { heartSchema } from "heartbook/heart/heart.ts";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import type { Feature } from "heartbook/types.ts";
import { accepts } from "../json-schema.ts";
import { asking, at, handlerOf, logisticFile, memoryWatch, posting } from "../serving.ts";

type Json = Readonly<Record<string, unknown>>;

const handler = handlerOf({ watch: memoryWatch() });
const document = await (await handler(new Request(at("/openapi.json")))).json();
const schemas = document.components.schemas as Readonly<Record<string, Json>>;

const sure = { seed: 20261122, numRuns: 300 } as const;

function cellOf(feature: Feature): fc.Arbitrary<unknown> {
  if (feature.kind === "category") return fc.constantFrom(...feature.levels);
  const [min, max] = feature.range;
  return feature.whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
}

/** Patients that the description allows, with anything left out or null. */
const patient = fc.record(
  Object.fromEntries(
    heartSchema.features.map((feature) => [feature.name, fc.option(cellOf(feature))]),
  ),
  { requiredKeys: [] },
);

const request = fc.record(
  { patients: fc.array(patient, { minLength: 1, maxLength: 5 }), reasons: fc.boolean() },
  { requiredKeys: ["patients"] },
);

/** What people and programs get wrong, and what they do not. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(null, true, "", "233", "male", "yes", 0, -0, 1, 0.5, 5.8, 233, 1e300),
  fc.constantFrom<unknown>([], {}, [null], "<b>", "\u0000", "typical angina", -1, 1e21, 3),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A request with one thing in it changed, which may or may not still be allowed. */
const spoiled = fc.tuple(
  request,
  fc.constantFrom("patients", "reasons", "patient", "cell", "cell", "key"),
  fc.oneof(fc.constantFrom(...heartSchema.features.map(({ name }) => name)), fc.string()),
  anything,
).map(([body, place, name, value]): unknown => {
  const [first, ...others] = body.patients;
  if (place === "patients" || place === "reasons") return { ...body, [place]: value };
  if (place === "patient") return { ...body, patients: [value, ...others] };
  if (place === "cell") return { ...body, patients: [{ ...first, [name]: value }, ...others] };
  return { ...body, [name]: value };
});

async function checkAnswer(path: string, method: string, response: Response): Promise<unknown> {
  const described = document.paths[path][method].responses[response.status];
  assert(described !== undefined, `${path} answered ${response.status}, which is not described`);
  const [[type, { schema }]] = Object.entries<{ schema: Json }>(described.content);
  assertEquals(response.headers.get("content-type")?.split(";")[0], type);
  const body = await response.json();
  const name = (schema.$ref as string | undefined)?.split("/").at(-1);
  assert(accepts(name === undefined ? schema : schemas[name], body));
  return body;
}

Deno.test("the description has the routes, the features and their ranges", () => {
  assertEquals(Object.keys(document.paths), [
    "/health",
    "/ready",
    "/model",
    "/predict",
    "/outcomes",
    "/drift",
  ]);
  const { chol } = document.components.schemas.PredictRequest.properties.patients.items.properties;
  assertEquals(chol.anyOf[0], { type: "number", minimum: 80, maximum: 700 });
});

Deno.test("every GET answers as described", async () => {
  for (const path of ["/health", "/model", "/drift"]) {
    await checkAnswer(path, "get", await handler(new Request(at(path))));
  }
});

Deno.test("what the description allows is answered, as described", async () => {
  await fc.assert(
    fc.asyncProperty(request, async (body) => {
      assert(accepts(schemas.PredictRequest, body));
      const response = await handler(asking(body));
      assertEquals(response.status, 200);
      await checkAnswer("/predict", "post", response);
    }),
    sure,
  );
});

Deno.test("what is spoiled is answered if and only if the description still allows it", async () => {
  const seen = { 200: 0, 422: 0 };
  await fc.assert(
    fc.asyncProperty(spoiled, async (body) => {
      // As it is read at the other end: -0 is 0, and __proto__ a key like any other.
      const sent = JSON.parse(JSON.stringify(body));
      const expected = accepts(schemas.PredictRequest, sent) ? 200 : 422;
      const response = await handler(asking(sent));
      assertEquals(response.status, expected);
      await checkAnswer("/predict", "post", response);
      seen[expected]++;
    }),
    { ...sure, numRuns: 1500 },
  );
  assert(seen[200] > 20 && seen[422] > 500, JSON.stringify(seen));
});

Deno.test("no JSON, and no text, brings the server down", async () => {
  const path = fc.constantFrom("/predict", "/outcomes");
  const texts = fc.oneof(fc.json({ maxDepth: 6 }), fc.string({ unit: "binary" }), fc.string());
  await fc.assert(
    fc.asyncProperty(path, texts, async (to, text) => {
      const response = await handler(posting(to, text));
      assert([400, 422].includes(response.status));
      await checkAnswer(to, "post", response);
    }),
    sure,
  );
});

Deno.test("outcomes for ids that were never given are refused, as described", async () => {
  const outcome = fc.record({
    id: fc.string({ maxLength: 3 }),
    outcome: fc.constantFrom("yes", "no", "", 1),
  });
  const told = fc.record({ outcomes: fc.array(outcome, { maxLength: 3 }) });
  await fc.assert(
    fc.asyncProperty(told, async (body) => {
      const response = await handler(asking(body, "/outcomes"));
      assertEquals(response.status, accepts(schemas.OutcomesRequest, body) ? 409 : 422);
      await checkAnswer("/outcomes", "post", response);
    }),
    sure,
  );
});

Deno.test("the description refers to nothing that it does not hold", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)];
  assert(references.length > 10);
  for (const [, reference] of references) {
    const [start, ...path] = reference.split("/");
    const found = path.reduce<unknown>((at, key) => (at as Json | undefined)?.[key], document);
    assert(start === "#" && path.every((key) => key !== "") && found !== undefined, reference);
  }
});

/** All values within a value that a path leads to, with their paths. */
function placesIn(value: unknown, path: readonly string[] = []): [string[], unknown][] {
  const inside = value !== null && typeof value === "object" ? Object.entries(value) : [];
  return [[[...path], value], ...inside.flatMap(([key, each]) => placesIn(each, [...path, key]))];
}

/** Sums of log odds: the only numbers that may be anything. */
const BOUNDLESS = ["base", "value", "prediction"];
/** Counts of those who trained the model: from 0, without an end. */
const ENDLESS = ["patients", "diseased"];

Deno.test("the description bounds each number on both sides, and no count goes below zero", () => {
  const numbers = placesIn(document).filter(([, value]) =>
    ["integer", "number"].includes((value as Json | null)?.type as string)
  );
  for (const [path, value] of numbers) {
    const { minimum, maximum } = value as Json;
    const name = path.findLast((key) => !/^\d+$|^anyOf$/.test(key))!;
    const place = `${path.join("/")}: ${minimum} to ${maximum}`;
    if (BOUNDLESS.includes(name)) continue;
    const feature = heartSchema.features.find((each) => each.name === name);
    if (feature?.kind === "number") assertEquals([minimum, maximum], feature.range, place);
    else assert(minimum as number >= 0, place);
    if (!ENDLESS.includes(name)) assert(maximum as number <= 10_000, place);
  }
  const met = numbers.map(([path]) => path.at(-1)!);
  const other = ["status", "kept", "probability", "level", "low", "high", ...ENDLESS, ...BOUNDLESS];
  assertEquals(other.filter((name) => !met.includes(name)), []);
});

Deno.test("the description says in words what is not plain: each word of it says something", () => {
  const words = placesIn(document).filter(([path, value]) =>
    typeof value === "string" && ["description", "summary", "title"].includes(path.at(-1)!)
  );
  assert(words.length > 50, `${words.length}`);
  assertEquals(words.filter(([, text]) => (text as string).length < 4), []);
});

Deno.test("the description bounds what is kept, how many are alike and a refusal's status", () => {
  const { kept } = document.components.schemas.OutcomesResponse.properties;
  assertEquals(kept, { type: "integer", minimum: 1, maximum: 10_000 });
  const { properties } = document.components.schemas.PredictResponse.properties.answers.items;
  const { patients, diseased } = properties.similar.anyOf[0].properties;
  assertEquals(patients, { type: "integer", minimum: 1, maximum: 50 });
  assertEquals(diseased, { type: "integer", minimum: 0, maximum: 50 });
  const { status } = document.components.schemas.Problem.properties;
  assertEquals(status, { type: "integer", minimum: 400, maximum: 599 });
});

/** A copy with another value at a path, or without what is there. */
function withAt(value: Json, [key, ...path]: readonly string[], wanted: unknown): Json {
  const copy = structuredClone(value) as Record<string, unknown>;
  if (path.length > 0) copy[key] = withAt(copy[key] as Json, path, wanted);
  else if (wanted === undefined) delete copy[key];
  else copy[key] = wanted;
  return copy;
}

/** A model that promises nine of ten, with a group of whom it found half. */
const half = { estimate: 0.5, low: 0.3, high: 0.7, level: 0.95, method: "Wilson" };
const promising: ModelFile = {
  ...logisticFile,
  threshold: { ...logisticFile.threshold, floors: [{ figure: "recall", least: 0.9 }] },
  card: {
    ...logisticFile.card,
    groups: [...logisticFile.card.groups, {
      ...{ name: "female", feature: "sex", patients: 20, diseased: 10 },
      figures: [{ name: "recall", interval: half }],
    }],
  },
};

Deno.test("the description of an answer bounds its shares, lists its words and names all its parts", async () => {
  const sent = { patients: [{ age: 63, sex: "female", chol: 564 }], reasons: true };
  const answer = await (await handlerOf({ current: () => promising })(asking(sent))).json();
  const allows = (changed: Json): boolean => accepts(schemas.PredictResponse, changed);
  assert(allows(answer));
  const shares = ["probability", "estimate", "low", "high", "level", "from", "to", "least"];
  const words = ["model", "unit", "decision", "holds", "kind"];
  const met = new Set<string>();
  for (const [path, value] of placesIn(answer).slice(1)) {
    const name = path.at(-1)!;
    const place = path.join("/");
    if (shares.includes(name) && typeof value === "number") {
      assert(allows(withAt(answer, path, 0)) && allows(withAt(answer, path, 1)), place);
      for (const beyond of [-0.01, 1.01]) assert(!allows(withAt(answer, path, beyond)), place);
      met.add(name);
    }
    if (words.includes(name)) {
      assert(!allows(withAt(answer, path, "")), place);
      met.add(name);
    }
    assert(!allows(withAt(answer, path, typeof value === "boolean" ? 1 : true)), place);
    if (!/^\d+$|^id$/.test(name)) assert(!allows(withAt(answer, path, undefined)), place);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      assert(!allows(withAt(answer, [...path, "other"], 1)), place);
    }
  }
  assertEquals([...shares, ...words].filter((name) => !met.has(name)), []);
  for (const kind of ["unknown", "unseen"]) {
    const [first] = placesIn(answer).find(([path]) => path.at(-1) === "kind")!;
    assert(allows(withAt(answer, first, kind)));
  }
});
