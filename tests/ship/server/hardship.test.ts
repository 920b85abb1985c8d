/** What a server does when things break: each of these once ended in a 500, a stall or worse. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import type { Service } from "heartbook/ship/api/service.ts";
import { watchWith } from "heartbook/ship/api/watch.ts";
import { defaultLimits } from "heartbook/ship/http/limits.ts";
import { writeModelFile } from "heartbook/ship/model-file/write.ts";
import { watchModelFile } from "heartbook/ship/server/reload.ts";
import { type Running, serve, type ServeOptions } from "heartbook/ship/server/serve.ts";
import { LogError } from "heartbook/watch/log-error.ts";
import { openLogService } from "heartbook/watch/log-service.ts";
import {
  asking,
  at,
  handlerOf,
  logisticFile,
  memoryWatch,
  patient,
  serviceOf,
} from "../serving.ts";

interface Setting {
  readonly server: Running;
  readonly lines: readonly string[];
}

async function serving(
  work: (setting: Setting) => Promise<void>,
  changes: Partial<Service> = {},
  options: Partial<ServeOptions> = {},
): Promise<void> {
  const lines: string[] = [];
  const server = await serve(serviceOf(logisticFile, changes), {
    hostname: "127.0.0.1",
    port: 0,
    log: (line) => lines.push(line),
    ...options,
  });
  try {
    await work({ server, lines });
  } finally {
    await server.stop();
  }
}

async function connect({ url }: Running, text: string): Promise<Deno.TcpConn> {
  const { hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(text));
  return connection;
}

async function receive(connection: Deno.TcpConn): Promise<string> {
  const buffer = new Uint8Array(65_536);
  const read = await connection.read(buffer);
  connection.close();
  return new TextDecoder().decode(buffer.subarray(0, read ?? 0));
}

function predict({ url }: Running): Promise<Response> {
  return fetch(`${url}predict`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ patients: [patient] }),
  });
}

/** The longest time for which nothing else could happen while this went on, in milliseconds. */
async function longestStall(work: () => Promise<void>): Promise<number> {
  let longest = 0, last = performance.now();
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await work();
  clearInterval(ticking);
  return longest;
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const host of ["a b", "[::1", "a:99999", "%", "@"]) {
  Deno.test(`a request for the host "${host}" is answered with 400`, async () => {
    await serving(async ({ server }) => {
      const connection = await connect(server, `GET /health HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      assertStringIncludes(await receive(connection), "HTTP/1.1 400");
    });
  });
}

Deno.test("a head that does not arrive in time is given up on", async () => {
  await serving(async ({ server }) => {
    const start = performance.now();
    const connection = await connect(server, "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    assertStringIncludes(await receive(connection), "HTTP/1.1 408");
    assert(performance.now() - start < 5000);
  }, { limits: { ...defaultLimits, headMilliseconds: 300 } });
});

Deno.test("a body that is half there when the server stops is answered with 503, without a stack", async () => {
  const limits = { ...defaultLimits, stopMilliseconds: 1000 };
  await serving(async ({ server, lines }) => {
    const head = "POST /predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    const connection = await connect(server, `${head}Content-Length: 100\r\n\r\n{"pat`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const stopped = server.stop();
    const answer = await receive(connection);
    assertStringIncludes(answer, "HTTP/1.1 503");
    assertStringIncludes(answer.toLowerCase(), "retry-after: 1");
    await stopped;
    assertEquals(lines.length, 1);
    assertStringIncludes(lines[0], "POST /predict 503");
  }, { limits });
});

Deno.test("while the log is locked a prediction is refused with 503, and others are answered", async () => {
  await inFolder(async (folder) => {
    const log = await openLogService(`${folder}/log.db`);
    using locking = new DatabaseSync(`${folder}/log.db`);
    await serving(async ({ server, lines }) => {
      locking.exec("BEGIN IMMEDIATE");
      const stall = await longestStall(async () => {
        const response = await predict(server);
        assertEquals(response.status, 503);
        assertEquals(response.headers.get("retry-after"), "1");
        const id = response.headers.get("x-request-id")!;
        assertStringIncludes((await response.json()).detail, id);
        assert(lines.some((line) => line.includes(`${id}: LogError: the log is locked`)));
        const ready = await fetch(`${server.url}ready`);
        assertEquals([ready.status, await ready.body?.cancel()], [503, undefined]);
        const health = await fetch(`${server.url}health`);
        assertEquals([health.status, await health.body?.cancel()], [200, undefined]);
      });
      assert(stall < 200, `the event loop was held up ${stall} ms`);
      locking.exec("ROLLBACK");
      assertEquals((await (await predict(server)).json()).answers[0].id.length, 36);
    }, { watch: watchWith(log) });
    await log.close();
  });
});

Deno.test("of two servers that are told the same outcome at once, one answers 409", async () => {
  await inFolder(async (folder) => {
    const logs = [
      await openLogService(`${folder}/log.db`),
      await openLogService(`${folder}/log.db`),
    ];
    const [first, second] = logs.map((log) => handlerOf({ watch: watchWith(log) }));
    for (let round = 0; round < 20; round++) {
      const { answers: [{ id }] } = await (await first(asking({ patients: [patient] }))).json();
      const told = (): Request => asking({ outcomes: [{ id, outcome: "yes" }] }, "/outcomes");
      const answers = await Promise.all([first(told()), second(told())]);
      assertEquals(answers.map(({ status }) => status).sort(), [200, 409]);
      await Promise.all(answers.map(({ body }) => body?.cancel()));
    }
    await Promise.all(logs.map((log) => log.close()));
  });
});

Deno.test("a new model of millions of brackets is refused, and holds nobody up", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/model.json`;
    await writeModelFile(logisticFile, path);
    const lines: string[] = [];
    const watched = await watchModelFile(path, { log: (line) => lines.push(line) });
    await Deno.writeTextFile(path, `[${"{},".repeat(10_000_000)}{}]`);
    const stall = await longestStall(watched.look);
    watched.stop();
    assertStringIncludes(lines[0], "at most 500000 lists and objects");
    assertEquals(watched.current(), logisticFile);
    assert(stall < 200, `the event loop was held up ${stall} ms`);
  });
});

Deno.test("an error of the system is logged with its message, and the answer has its request's id", async () => {
  const lines: string[] = [];
  const full = (): Promise<never> => Promise.reject(new LogError("database or disk is full"));
  const handle = handlerOf({ watch: { ...memoryWatch(), log: full, ready: full } }, {
    log: (line) => lines.push(line),
  });
  const response = await handle(asking({ patients: [patient] }));
  const id = response.headers.get("x-request-id");
  assertEquals(response.status, 503);
  assertEquals(lines[0], `request ${id}: LogError: database or disk is full`);
  assertStringIncludes(lines[1], `503`);
  assertStringIncludes(lines[1], `${id}`);
  const ready = await handle(new Request(at("/ready")));
  assertEquals([ready.status, await ready.body?.cancel()], [503, undefined]);
});

Deno.test("an error of ours is logged without its message, which might tell of a patient", async () => {
  const lines: string[] = [];
  const wrong = (): Promise<never> => Promise.reject(new TypeError("chol 233 of Mrs. Smith"));
  const handle = handlerOf({ watch: { ...memoryWatch(), log: wrong } }, {
    log: (line) => lines.push(line),
  });
  const response = await handle(asking({ patients: [patient] }));
  assertEquals(response.status, 500);
  const { detail } = await response.json();
  assertStringIncludes(detail, response.headers.get("x-request-id")!);
  const said = [...lines, detail].join("\n");
  assertStringIncludes(said, "TypeError");
  assert(!said.includes("Smith"));
});

Deno.test("GET /ready goes red when the model's file is gone, and green when it is back", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/model.json`;
    await writeModelFile(logisticFile, path);
    const { current, trouble, look, stop } = await watchModelFile(path, { log: () => {} });
    const handle = handlerOf({ current, trouble });
    const ready = async (): Promise<number> => {
      const response = await handle(new Request(at("/ready")));
      await response.body?.cancel();
      return response.status;
    };
    assertEquals(await ready(), 200);
    await Deno.remove(path);
    await look();
    assertEquals(await ready(), 503);
    const metrics = await (await handle(new Request(at("/metrics")))).text();
    assertStringIncludes(metrics, "heartbook_ready 0\n");
    await writeModelFile(logisticFile, path);
    await look();
    assertEquals(await ready(), 200);
    stop();
  });
});

Deno.test("GET /metrics counts requests by route and status, and tells of no path", async () => {
  const handle = handlerOf();
  const get = async (path: string): Promise<string> =>
    await (await handle(new Request(at(path)))).text();
  await get("/health");
  await get("/health");
  await get("/patients/mrs-smith");
  const text = await get("/metrics");
  assertStringIncludes(
    text,
    'heartbook_requests_total{method="GET",route="/health",status="200"} 2\n',
  );
  assertStringIncludes(
    text,
    'heartbook_requests_total{method="GET",route="(no such path)",status="404"} 1\n',
  );
  assertStringIncludes(text, 'heartbook_request_seconds_bucket{route="/health",le="+Inf"} 2\n');
  assertStringIncludes(text, `heartbook_model_info{model="${logisticFile.contentSha256}"} 1\n`);
  assertStringIncludes(text, "heartbook_ready 1\n");
  assert(!text.includes("smith"));
  for (const line of text.trimEnd().split("\n")) {
    assert(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [\d.e+-]+)$/.test(line), line);
  }
});

Deno.test("with a token, only /health and /ready answer those who do not say it", async () => {
  const token = "sixteen letters!";
  const handle = handlerOf({ watch: memoryWatch() }, { token });
  const ask = async (path: string, authorization?: string): Promise<number> => {
    const headers = authorization === undefined ? undefined : { authorization };
    const response = await handle(new Request(at(path), { headers }));
    await response.body?.cancel();
    return response.status;
  };
  for (const path of ["/health", "/ready"]) assertEquals(await ask(path), 200, path);
  const paths = ["/", "/drift", "/outcomes", "/predict", "/model", "/card", "/metrics", "/nothing"];
  for (const path of paths) {
    assertEquals(await ask(path), 401, path);
    for (
      const wrong of ["Bearer sixteen", "Basic %", `Basic ${btoa("sixteen letters!:x")}`, token]
    ) {
      assertEquals(await ask(path, wrong), 401, `${path} ${wrong}`);
    }
  }
  assertEquals(await ask("/model", `Bearer ${btoa("x")}`), 401);
  for (const right of [`Bearer ${token}`, `bearer ${token}`, `Basic ${btoa(`anybody:${token}`)}`]) {
    assertEquals(await ask("/model", right), 200, right);
  }
});

Deno.test("serve() speaks HTTPS with a certificate", async () => {
  await inFolder(async (folder) => {
    const made = await new Deno.Command("openssl", {
      args: ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out"]
        .concat(["cert.pem", "-days", "1", "-subj", "/CN=localhost"])
        .concat(["-addext", "subjectAltName=DNS:localhost"])
        .concat(["-addext", "basicConstraints=critical,CA:FALSE"]),
      cwd: folder,
    }).output();
    assert(made.success, new TextDecoder().decode(made.stderr));
    const read = (name: string): Promise<string> => Deno.readTextFile(`${folder}/${name}`);
    const tls = { cert: await read("cert.pem"), key: await read("key.pem") };
    await serving(
      async ({ server }) => {
        assertStringIncludes(server.url, "https://");
        using client = Deno.createHttpClient({ caCerts: [tls.cert] });
        const url = server.url.replace("127.0.0.1", "localhost");
        assertEquals((await (await fetch(`${url}health`, { client })).json()).status, "ok");
      },
      {},
      { tls },
    );
  });
});
