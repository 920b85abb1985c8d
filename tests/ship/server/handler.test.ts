/** What the server's handler adds to each route: who may ask, what is logged, what is not there. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { LogError } from "heartbook/watch/log-error.ts";
import { asking, at, handlerOf, memoryWatch, patient } from "../serving.ts";

const failing = (error: Error) =>
  handlerOf({
    watch: {
      ...memoryWatch(),
      log: () => Promise.reject(error),
      ready: () => Promise.reject(error),
    },
  });

/** The lines that a server logs of these requests. */
async function logged(
  requests: readonly Request[],
  make: (log: (line: string) => void) => (request: Request) => Promise<Response>,
): Promise<{ lines: string[]; ids: string[] }> {
  const lines: string[] = [];
  const handler = make((line) => void lines.push(line));
  const ids: string[] = [];
  for (const request of requests) {
    const response = await handler(request);
    ids.push(response.headers.get("x-request-id")!);
    await response.body?.cancel();
  }
  return { lines, ids };
}

Deno.test("each request is logged in one line: method, route, status, time and the id of the answer", async () => {
  const requests = [
    new Request(at("/health?who=Jane")),
    new Request(at("/health"), { method: "HEAD" }),
    asking({ patients: [patient] }),
    asking({ patients: [] }),
    new Request(at("/Jane/233"), { method: "BREW" }),
    new Request(at("/predict"), { method: "DELETE" }),
  ];
  const { lines, ids } = await logged(requests, (log) => handlerOf({}, { log }));
  assertEquals(lines.map((line) => line.split(" ").slice(0, -3).join(" ")), [
    ...["GET /health 200", "HEAD /health 200", "POST /predict 200", "POST /predict 422"],
    ...["BREW (no such path) 404", "DELETE (no such path) 405"],
  ]);
  for (const [i, line] of lines.entries()) {
    assertMatch(line, /^[A-Z]+ .* \d{3} \d+\.\d ms [0-9a-f-]{36}$/);
    assert(line.endsWith(ids[i]));
  }
  assertEquals(new Set(ids).size, ids.length);
});

Deno.test("GET /metrics counts methods that nobody knows as one", async () => {
  const handler = handlerOf();
  const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW", "JANE"];
  for (const method of methods) {
    await (await handler(new Request(at("/nowhere"), { method }))).body?.cancel();
  }
  const response = await handler(new Request(at("/metrics")));
  assertEquals(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  const text = await response.text();
  const counted = [...text.matchAll(/requests_total\{method="(\w+)",route="(.*?)",.*\} (\d+)/g)];
  assertEquals(counted.map(([, method, route, times]) => [method, route, times]), [
    ...methods.slice(0, 7).map((method) => [method, "(no such path)", "1"]),
    ["other", "(no such path)", "2"],
  ]);
  assertMatch(text, /\nheartbook_ready 1\n/);
});

Deno.test("GET /metrics says that a server is not ready whose log cannot be written", async () => {
  const response = await failing(new LogError("full"))(new Request(at("/metrics")));
  assertMatch(await response.text(), /\nheartbook_ready 0\n/);
});

Deno.test("what is there for another method is refused with those that there are: 405", async () => {
  const handler = handlerOf();
  const allowed = { "/": "GET, HEAD, POST", "/predict": "POST", "/health": "GET, HEAD" };
  for (const [path, allow] of Object.entries(allowed)) {
    const response = await handler(new Request(at(path), { method: "PUT" }));
    assertEquals([response.status, response.headers.get("allow")], [405, allow]);
    assertEquals((await response.json()).detail, `expected method ${allow}, got PUT`);
  }
  const nowhere = await handler(new Request(at("/nowhere")));
  assertEquals([nowhere.status, nowhere.headers.get("allow")], [404, null]);
  assertEquals((await nowhere.json()).detail, "there is nothing here");
});

Deno.test("a server takes requests under its own names, from its own pages and from programs", async () => {
  const handler = handlerOf({}, { hosts: ["heart.example", "127.0.0.1"] });
  const status = async (url: string, origin?: string): Promise<number> => {
    const headers = origin === undefined ? undefined : { origin };
    const response = await handler(new Request(url, { headers }));
    await response.body?.cancel();
    return response.status;
  };
  const own = "http://heart.example:8000";
  assertEquals(await status(`${own}/health`), 200);
  assertEquals(await status(`${own}/health`, own), 200);
  assertEquals(await status("http://127.0.0.1/health"), 200);
  assertEquals(await status("http://other.example/health"), 421);
  // Another port is another site, and so is what is no address at all.
  for (const origin of ["http://heart.example:8001", "http://other.example", "null", "file://"]) {
    assertEquals(await status(`${own}/health`, origin), 403, origin);
  }
});

Deno.test("a log that fails is 503 with when to come again; any other error of ours 500, with the request's id", async () => {
  for (
    const [error, status, retry] of [
      [new LogError("full"), 503, "1"],
      [new TypeError("chol 233"), 500, null],
    ] as const
  ) {
    const response = await failing(error)(asking({ patients: [patient] }));
    assertEquals([response.status, response.headers.get("retry-after")], [status, retry]);
    const { detail } = await response.json();
    assert(detail.includes(response.headers.get("x-request-id")!) && !detail.includes("chol"));
  }
});

Deno.test("an error is logged as the system's message, or as where in our code it was", async () => {
  const line = async (error: Error): Promise<string> => {
    const { lines } = await logged(
      [asking({ patients: [patient] })],
      (log) =>
        handlerOf({
          watch: { ...memoryWatch(), log: () => Promise.reject(error) },
        }, { log }),
    );
    return lines.find((each) => each.startsWith("request "))!.replace(
      /^request [0-9a-f-]{36}: /,
      "",
    );
  };
  assertEquals(await line(new LogError("disk full")), "LogError: disk full");
  assertEquals(await line(new Deno.errors.NotFound("/x")), "NotFound: /x");
  const ours = (await line(new RangeError("chol 233"))).split("\n");
  assertEquals(ours[0], "RangeError");
  assert(ours.length > 1 && ours.slice(1).every((frame) => /^\s+at /.test(frame)));
});
