/** What only a port can show: slow bodies, many at once, a model changed and a server stopped. */
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { Service } from "heartbook/ship/api/service.ts";
import type { PredictResponse } from "heartbook/ship/api/shapes.ts";
import { type Running, serve } from "heartbook/ship/server/serve.ts";
import { defaultLimits, type Limits } from "heartbook/ship/http/limits.ts";
import { predictWith } from "heartbook/ship/model-file/predict.ts";
import { learners, makeModelFile, patients } from "../model-file/made.ts";
import { handlerOf, logisticFile, memoryWatch, patient, posting, serviceOf } from "../serving.ts";
import { LogError } from "heartbook/watch/log-error.ts";

const treeFile = await makeModelFile(learners.tree);
/** Its reasons take a while. */
const forestFile = await makeModelFile(learners.forest);

async function serving(
  work: (server: Running) => Promise<void>,
  changes: Partial<Service> = {},
): Promise<void> {
  const server = await serve(serviceOf(logisticFile, changes), { hostname: "127.0.0.1", port: 0 });
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

function limited(changes: Partial<Limits>): { limits: Limits } {
  return { limits: { ...defaultLimits, ...changes } };
}

function predict({ url }: Pick<Running, "url">, body: unknown): Promise<Response> {
  return fetch(`${url}predict`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function connect({ url }: Running): Promise<Deno.TcpConn> {
  const { hostname, port } = new URL(url);
  return await Deno.connect({ hostname, port: Number(port) });
}

const send = (connection: Deno.TcpConn, text: string): Promise<number> =>
  connection.write(new TextEncoder().encode(text));

async function receive(connection: Deno.TcpConn): Promise<string> {
  const buffer = new Uint8Array(65_536);
  const read = await connection.read(buffer);
  return new TextDecoder().decode(buffer.subarray(0, read ?? 0));
}

const HEAD = "POST /predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";

Deno.test("serve() gives up on a body that is slow to arrive: 408", async () => {
  await serving(async (server) => {
    const connection = await connect(server);
    await send(connection, `${HEAD}Content-Length: 100\r\n\r\n{"pat`);
    const answer = await receive(connection);
    assertStringIncludes(answer, "HTTP/1.1 408");
    assertStringIncludes(answer, "the body took too long to arrive");
    connection.close();
  }, limited({ bodyMilliseconds: 100 }));
});

Deno.test("serve() gives up on a body that drips, however often something comes", async () => {
  await serving(async (server) => {
    const connection = await connect(server);
    await send(connection, `${HEAD}Content-Length: 100\r\n\r\n`);
    const dripping = setInterval(() => send(connection, " ").catch(() => {}), 20);
    assertStringIncludes(await receive(connection), "HTTP/1.1 408");
    clearInterval(dripping);
    connection.close();
  }, limited({ bodyMilliseconds: 200 }));
});

Deno.test("serve() reads no more of a body without a length than it may have: 413", async () => {
  await serving(async (server) => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const hangUp = new AbortController();
    const response = await fetch(`${server.url}predict`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: endless,
      signal: hangUp.signal,
    });
    assertEquals(response.status, 413);
    await response.body?.cancel();
    hangUp.abort();
    assert(sent < 100_000_000, `${sent} bytes were taken`);
  }, limited({ stopMilliseconds: 100 }));
});

Deno.test("serve() refuses a body that says it is 10 MB before it is sent: 413", async () => {
  await serving(async (server) => {
    const connection = await connect(server);
    await send(connection, `${HEAD}Content-Length: 10000000\r\n\r\n`);
    assertStringIncludes(await receive(connection), "HTTP/1.1 413");
    connection.close();
  });
});

Deno.test("serve() answers a thousand requests at once, each with its own answer", async () => {
  await serving(async (server) => {
    const expected = predictWith(logisticFile, patients.rows);
    const wrong: unknown[] = [];
    await Promise.all(Array.from({ length: 1000 }, async (_, i) => {
      const response = await predict(server, { patients: [patients.rows[i % 303]] });
      const { answers: [{ probability: p, decision }] } = await response.json();
      const right = expected[i % 303];
      if (p !== right.p || decision !== right.decision) wrong.push({ i, p, decision });
    }));
    assertEquals(wrong, []);
  });
});

Deno.test("serve() lets others in while it answers a large batch", async () => {
  await serving(async (server) => {
    const batch = { patients: Array.from({ length: 5_000 }, () => patient) };
    let done = false;
    const large = predict(server, batch).then(async (response) => {
      done = true;
      await response.body?.cancel();
      return response.status;
    });
    let answered = 0;
    while (!done) {
      await (await predict(server, { patients: [patient] })).body?.cancel();
      if (!done) answered++;
    }
    assertEquals(await large, 200);
    assert(answered > 2, `${answered} were answered in between`);
  }, { current: () => forestFile });
});

Deno.test("serve() drops and mixes up nothing while the model is changed under load", async () => {
  const files = [logisticFile, treeFile];
  let turn = 0;
  await serving(async (server) => {
    const expected = new Map(
      files.map((file) => [file.contentSha256, predictWith(file, patients.rows)]),
    );
    const changing = setInterval(() => turn = 1 - turn, 3);
    const seen = new Map<string, number>();
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 50 }, async () => {
        const response = await predict(server, { patients: patients.rows.slice(0, 20) });
        assertEquals(response.status, 200);
        const { model, answers } = await response.json() as PredictResponse;
        const right = expected.get(model)!;
        answers.forEach(({ probability }, i) => assertEquals(probability, right[i].p));
        seen.set(model, (seen.get(model) ?? 0) + 1);
      }));
    }
    clearInterval(changing);
    assertEquals(seen.size, 2);
  }, { current: () => files[turn] });
});

/** A server that answers GET /drift once it is let go. */
async function held(changes: Partial<Service> = {}): Promise<{
  server: Running;
  begun: Promise<void>;
  letGo: () => void;
}> {
  const begun = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  const watch = {
    ...memoryWatch(),
    drift: async () => {
      begun.resolve();
      await free.promise;
      return { done: true };
    },
  };
  const service = serviceOf(logisticFile, { watch, ...changes });
  const server = await serve(service, { hostname: "127.0.0.1", port: 0 });
  return { server, begun: begun.promise, letGo: free.resolve };
}

Deno.test("stop() lets a request that has begun end, and takes no new one", async () => {
  const { server, begun, letGo } = await held();
  const asked = fetch(`${server.url}drift`);
  await begun;
  const stopped = server.stop();
  const refused = await fetch(`${server.url}health`).then(() => false, () => true);
  letGo();
  assertEquals(await (await asked).json(), { done: true });
  await stopped;
  assert(refused);
});

Deno.test("stop() does not wait for ever", async () => {
  const { server, begun, letGo } = await held(limited({ stopMilliseconds: 100 }));
  const asked = fetch(`${server.url}drift`);
  // Its connection is closed.
  const closed = assertRejects(() => asked, TypeError);
  await begun;
  await server.stop();
  letGo();
  await closed;
});

Deno.test("serve() on this machine's address does not answer to a name borrowed for it", async () => {
  await serving(async (server) => {
    const connection = await connect(server);
    await send(connection, "GET /health HTTP/1.1\r\nHost: rebound.example\r\n\r\n");
    assertStringIncludes(await receive(connection), "HTTP/1.1 421");
    connection.close();
  });
});

/** A batch of so many patients that it is answered in a thread of its own. */
const large = Array.from({ length: 900 }, (_, i) => ({ ...patient, age: 30 + i % 50 }));

Deno.test("serve() answers and refuses a batch to the letter as one thread alone does", async () => {
  const handle = handlerOf();
  const bodies = [
    JSON.stringify({ patients: large }),
    JSON.stringify({ patients: large, reasons: false }),
    JSON.stringify({ patients: large.with(700, { ...patient, chol: 5.8 as never }) }),
    JSON.stringify({ patients: large, extra: 1 }),
    JSON.stringify({ patients: large }).replace('"age":', '"age":1,"age":'),
    JSON.stringify({ patients: large, deep: [[[[[[[[[]]]]]]]]] }),
    JSON.stringify({ patients: large }).slice(0, -1),
    new Uint8Array([...new TextEncoder().encode(JSON.stringify({ patients: large })), 0xff]),
  ];
  await serving(async ({ url }) => {
    for (const body of bodies) {
      const headers = { "content-type": "application/json" };
      const there = await fetch(`${url}predict`, { method: "POST", body, headers });
      const here = await handle(posting("/predict", body));
      assertEquals([there.status, await there.text()], [here.status, await here.text()]);
      assertEquals(there.headers.get("content-type"), here.headers.get("content-type"));
    }
  });
});

Deno.test("serve() logs a batch, and gives each patient the id of the log", async () => {
  const watch = memoryWatch();
  await serving(async (server) => {
    const { answers } = await (await predict(server, { patients: large })).json();
    assertEquals(watch.kept.length, large.length);
    assertEquals(new Set(answers.map(({ id }: { id: string }) => id)).size, large.length);
    assertEquals(Object.keys(answers[0])[0], "id");
  }, { watch });
});

Deno.test("serve() answers 503 to a batch that cannot be logged, and goes on", async () => {
  const watch = { ...memoryWatch(), log: () => Promise.reject(new LogError("full")) };
  await serving(async (server) => {
    for (let time = 0; time < 2; time++) {
      const response = await predict(server, { patients: large });
      await response.body?.cancel();
      assertEquals(response.status, 503);
    }
  }, { watch });
});

Deno.test("serve() answers batches with the model that is current when each comes", async () => {
  let file = logisticFile;
  await serving(async (server) => {
    const models: string[] = [];
    for (const each of [logisticFile, treeFile, logisticFile]) {
      file = each;
      models.push((await (await predict(server, { patients: large })).json()).model);
    }
    assertEquals(models, [logisticFile, treeFile, logisticFile].map((each) => each.contentSha256));
  }, { current: () => file });
});

Deno.test("serve() counts a client that hangs up half way as 400, not as an error of its own", async () => {
  await serving(async (server) => {
    const connection = await connect(server);
    await send(connection, `${HEAD}Content-Length: 100\r\n\r\n{"pat`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    connection.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const text = await (await fetch(`${server.url}metrics`)).text();
    assertStringIncludes(text, 'route="/predict",status="400"} 1');
    assertEquals(text.includes('status="500"'), false);
  });
});
