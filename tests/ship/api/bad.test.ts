/** All that a server may be sent and must refuse: with the status, the place and the reason. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { MOST_FAULTS } from "heartbook/ship/api/faults.ts";
import { asking, at, handlerOf, memoryWatch, patient, posting } from "../serving.ts";

const handler = handlerOf();

/** What was answered, once it is sure that it is a problem as RFC 9457 has them. */
async function problemOf(request: Request): Promise<Record<string, unknown>> {
  const response = await handler(request);
  assertEquals(response.headers.get("content-type"), "application/problem+json");
  const problem = await response.json();
  assertEquals(problem.status, response.status);
  assertEquals(problem.type, "about:blank");
  assert(problem.title.length > 0 && problem.detail.length > 0);
  return problem;
}

interface Bad {
  readonly what: string;
  readonly body: BodyInit | null;
  readonly status: number;
  readonly detail: string;
}

const text = (changes: string): string => {
  const known = JSON.stringify(patient).slice(1, -1);
  return `{"patients": [{${known}${changes}}]}`;
};

/** A patient with other text in the place of a cell. */
const instead = (name: keyof typeof patient, json: string): string =>
  text("").replace(`"${name}":${JSON.stringify(patient[name])}`, `"${name}":${json}`);

const bodies: readonly Bad[] = [
  { what: "no body", body: null, status: 400, detail: "expected a JSON body, got none" },
  { what: "blanks", body: " \n", status: 400, detail: "expected a JSON body, got none" },
  { what: "half a body", body: text("").slice(0, -3), status: 400, detail: "no JSON we take" },
  { what: "null", body: "null", status: 422, detail: "expected an object, got null" },
  { what: "an array", body: "[1]", status: 422, detail: "expected an object, got an array" },
  { what: "a text", body: '"x"', status: 422, detail: 'expected an object, got the text "x"' },
  { what: "no patients", body: "{}", status: 422, detail: "/patients: expected an array, got not" },
  { what: "an empty batch", body: '{"patients":[]}', status: 422, detail: "at least 1 entry" },
  {
    what: "a patient that is null",
    body: '{"patients":[null]}',
    status: 422,
    detail: "/patients/0: expected an object, got null",
  },
  { what: "NaN", body: instead("chol", "NaN"), status: 400, detail: "no JSON we take" },
  { what: "Infinity", body: instead("chol", "Infinity"), status: 400, detail: "no JSON we take" },
  {
    what: "1e999",
    body: instead("chol", "1e999"),
    status: 422,
    detail: "/patients/0/chol: expected 80 to 700 mg/dl, got Infinity",
  },
  {
    what: "a number as text",
    body: instead("chol", '"233"'),
    status: 422,
    detail: '/patients/0/chol: expected 80 to 700 mg/dl, got the text "233"',
  },
  {
    what: "a decimal comma",
    body: instead("oldpeak", '"2,3"'),
    status: 422,
    detail: '/patients/0/oldpeak: expected 0 to 10 mm, got the text "2,3"',
  },
  {
    what: "a truth value for a number",
    body: instead("age", "true"),
    status: 422,
    detail: "/patients/0/age: expected 18 to 100 years, got true",
  },
  {
    what: "part of a vessel",
    body: instead("ca", "1.5"),
    status: 422,
    detail: "/patients/0/ca: expected a whole number from 0 to 3, got 1.5",
  },
  {
    what: "a code for a level",
    body: instead("cp", "4"),
    status: 422,
    detail: '/patients/0/cp: expected "typical angina", "atypical angina"',
  },
  {
    what: "a level in capitals",
    body: instead("sex", '"Male"'),
    status: 422,
    detail: '/patients/0/sex: expected "female", "male", got the text "Male"',
  },
  {
    what: "cholesterol in mmol/L",
    body: instead("chol", "5.8"),
    status: 422,
    detail: "got 5.8 (perhaps mmol/L? 5.8 mmol/L is 224 mg/dl)",
  },
  {
    what: "blood pressure in kPa",
    body: instead("trestbps", "17.3"),
    status: 422,
    detail: "got 17.3 (perhaps kPa? 17.3 kPa is 130 mm Hg)",
  },
  {
    what: "markup",
    body: instead("sex", '"<script>alert(1)</script>"'),
    status: 422,
    detail: 'got the text "<script>alert(1)</script>"',
  },
  {
    what: "an unknown key",
    body: text(',"cholesterol": 233'),
    status: 422,
    detail: "/patients/0/cholesterol: nothing of that name is expected here",
  },
  {
    what: "an unknown key beside the patients",
    body: `${text("").slice(0, -1)}, "threshold": 0}`,
    status: 422,
    detail: "/threshold: nothing of that name is expected here",
  },
  {
    what: "__proto__",
    body: text(',"__proto__": {"chol": 100}'),
    status: 422,
    detail: "/patients/0/__proto__: nothing of that name",
  },
  {
    what: "constructor",
    body: text(',"constructor": {"prototype": {}}'),
    status: 422,
    detail: "/patients/0/constructor: nothing of that name",
  },
  {
    what: "a key twice",
    body: text(',"chol": 300'),
    status: 400,
    detail: "expected each key once, got /patients/0/chol twice",
  },
  {
    what: "a key twice, spelled in two ways",
    body: text(',"ch\\u006fl": 300'),
    status: 400,
    detail: "expected each key once, got /patients/0/chol twice",
  },
  {
    what: "deep nesting",
    body: "[".repeat(100_000) + "]".repeat(100_000),
    status: 400,
    detail: "at most 8 levels of nesting",
  },
  { what: "10 MB", body: `"${"x".repeat(10_000_000)}"`, status: 413, detail: "4000000 bytes" },
  {
    what: "10,001 patients",
    body: JSON.stringify({ patients: new Array(10_001).fill({}) }),
    status: 422,
    detail: "/patients: expected at most 10000 entries, got 10001",
  },
  {
    what: "bytes that are not UTF-8",
    body: Uint8Array.of(0x7b, 0xff, 0x7d),
    status: 400,
    detail: "expected UTF-8 text",
  },
  {
    what: "UTF-16",
    body: Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0),
    status: 400,
    detail: "expected UTF-8 text",
  },
];

for (const { what, body, status, detail } of bodies) {
  Deno.test(`POST /predict refuses ${what}: ${status}`, async () => {
    const problem = await problemOf(posting("/predict", body));
    assertEquals(problem.status, status);
    assertStringIncludes(problem.detail as string, detail);
  });
}

Deno.test("POST /predict names every fault and its place", async () => {
  const patients = [patient, { ...patient, chol: 5, sex: "x" }, patient, { ...patient, age: 7 }];
  const { errors } = await problemOf(asking({ patients }));
  assertEquals((errors as { pointer: string }[]).map(({ pointer }) => pointer), [
    "/patients/1/sex",
    "/patients/1/chol",
    "/patients/3/age",
  ]);
});

Deno.test("POST /predict answers no more than a page to a large batch of faults", async () => {
  const patients = new Array(9_000).fill({ age: "x".repeat(100), strange: 1 });
  const problem = await problemOf(asking({ patients }));
  assertEquals((problem.errors as unknown[]).length, MOST_FAULTS);
  assert(JSON.stringify(problem).length < 5_000);
});

Deno.test("POST /predict refuses a body that says it is something else: 415", async () => {
  const good = JSON.stringify({ patients: [patient] });
  const types = ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=x"];
  for (const type of types) {
    const problem = await problemOf(posting("/predict", good, { "content-type": type }));
    assertEquals(problem.status, 415);
    assertStringIncludes(problem.detail as string, "expected content-type application/json");
  }
  const bytes = new TextEncoder().encode(good);
  assertEquals((await problemOf(posting("/predict", bytes, {}))).status, 415);
  const packed = { "content-type": "application/json", "content-encoding": "gzip" };
  assertEquals((await problemOf(posting("/predict", good, packed))).status, 415);
});

Deno.test("POST /predict takes application/json with a charset of UTF-8", async () => {
  const headers = { "content-type": "Application/JSON; charset=UTF-8" };
  const response = await handler(
    posting("/predict", JSON.stringify({ patients: [patient] }), headers),
  );
  assertEquals(response.status, 200);
  await response.body?.cancel();
});

Deno.test("another method is refused, and told which ones there are: 405", async () => {
  for (const method of ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
    const response = await handler(new Request(at("/predict"), { method }));
    assertEquals([response.status, response.headers.get("allow")], [405, "POST"]);
    await response.body?.cancel();
  }
  const response = await handler(new Request(at("/health"), { method: "POST" }));
  assertEquals([response.status, response.headers.get("allow")], [405, "GET, HEAD"]);
  await response.body?.cancel();
});

Deno.test("what is not there is not there: 404", async () => {
  for (const path of ["/predict/", "/admin", "/../deno.json", "/page/page.css"]) {
    assertEquals((await problemOf(new Request(at(path)))).status, 404);
  }
});

Deno.test("POST /outcomes refuses an outcome in other words", async () => {
  const handle = handlerOf({ watch: memoryWatch() });
  const response = await handle(asking({ outcomes: [{ id: "1", outcome: 1 }] }, "/outcomes"));
  assertEquals(response.status, 422);
  const { detail } = await response.json();
  assertEquals(detail, '/outcomes/0/outcome: expected "yes" or "no", got 1');
});

Deno.test("a server for this machine alone answers to its own names only", async () => {
  const handle = handlerOf({}, { hosts: ["127.0.0.1", "localhost"] });
  const own = await handle(new Request("http://localhost:8000/health"));
  const strange = await handle(new Request("http://rebound.example:8000/health"));
  assertEquals([own.status, strange.status], [200, 421]);
  await Promise.all([own.body?.cancel(), strange.body?.cancel()]);
});
