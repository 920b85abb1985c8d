/** What a body may cost, at its very limits. */
import { assertEquals, assertRejects } from "@std/assert";
import { HTTPException } from "hono/http-exception";
import {
  type BodyLimits,
  decodeBody,
  defaultLimits,
  readBody,
} from "heartbook/ship/http/limits.ts";

const limits: BodyLimits = { bytes: 4, milliseconds: 1000 };

const posted = (
  body: BodyInit | ReadableStream | null,
  headers: Record<string, string> = {},
): Request => new Request("http://localhost/", { method: "POST", body, headers });

/** A body in pieces, each after so many milliseconds; without an end where the last is left open. */
function dripping(pieces: readonly string[], { every = 0, ends = true } = {}): ReadableStream {
  const left = [...pieces];
  return new ReadableStream({
    async pull(controller): Promise<void> {
      await new Promise((resolve) => setTimeout(resolve, every));
      const next = left.shift();
      if (next !== undefined) controller.enqueue(new TextEncoder().encode(next));
      else if (ends) controller.close();
    },
  });
}

/** The refusal that a body gets. */
async function refused(
  request: Request,
  changes: Partial<BodyLimits> = {},
): Promise<{ status: number; detail: string; headers: Headers }> {
  const error = await assertRejects(
    () => readBody(request, { ...limits, ...changes }),
    HTTPException,
  );
  const response = error.getResponse();
  const { status, detail } = await response.json();
  return { status, detail, headers: response.headers };
}

Deno.test("readBody() takes as many bytes as it may, in pieces too, and none without a body", async () => {
  assertEquals(await readBody(posted("four"), limits), "four");
  assertEquals(await readBody(posted(dripping(["fo", "u", "r"])), limits), "four");
  assertEquals(await readBody(posted(null), limits), "");
  assertEquals(await readBody(posted("four", { "content-length": "4" }), limits), "four");
});

Deno.test("readBody() refuses one byte more, said beforehand or not: 413", async () => {
  for (const request of [posted("fives"), posted(dripping(["fo", "urs"]))]) {
    const { status, detail } = await refused(request);
    assertEquals([status, detail], [413, "expected a body of at most 4 bytes, got more"]);
  }
  const said = posted(dripping(["four"]), { "content-length": "5" });
  assertEquals((await refused(said)).status, 413);
});

Deno.test("readBody() counts bytes, not letters", async () => {
  assertEquals(await readBody(posted("éé"), limits), "éé");
  assertEquals((await refused(posted("ééa"))).status, 413);
});

Deno.test("readBody() refuses a body that does not arrive in time: 408", async () => {
  const { status, detail } = await refused(posted(dripping(["a"], { ends: false })), {
    milliseconds: 30,
  });
  assertEquals([status, detail], [408, "the body took too long to arrive"]);
  const drips = posted(dripping(["a", "b", "c", "d"], { every: 20 }));
  assertEquals((await refused(drips, { milliseconds: 50 })).status, 408);
});

Deno.test("readBody() gives up on a body that is not there when the server stops: 503, ask again", async () => {
  const before = AbortSignal.abort();
  const after = new AbortController();
  setTimeout(() => after.abort(), 10);
  for (const stopping of [before, after.signal]) {
    const got = await refused(posted(dripping(["a"], { ends: false })), { stopping });
    assertEquals([got.status, got.headers.get("retry-after")], [503, "1"]);
    assertEquals(got.detail, "the server stops, and the body had not arrived; ask again");
  }
});

/** How many megabytes are taken of a body of so many that is refused for its length. */
async function taken(megabytes: number): Promise<number> {
  let sent = 0;
  const body = new ReadableStream({
    pull(controller): void {
      if (sent === megabytes) controller.close();
      else controller.enqueue(new Uint8Array(1_000_000).fill(sent++));
    },
  }, { highWaterMark: 0 });
  assertEquals((await refused(posted(body))).status, 413);
  for (let before = -1; before !== sent;) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return sent;
}

Deno.test("readBody() reads what it refused on to the end, for who sends all before it listens, up to 32 MB", async () => {
  assertEquals(await taken(5), 5);
  assertEquals(await taken(40), 34, "one that was refused, and one more than 32 that are read on");
});

Deno.test("readBody() refuses a body that breaks off: 400", async () => {
  const broken = new ReadableStream({
    pull: (controller) => controller.error(new TypeError("gone")),
  });
  const { status, detail } = await refused(posted(broken));
  assertEquals([status, detail], [400, "the body broke off"]);
});

Deno.test("decodeBody() joins letters that were cut apart, and refuses what is not UTF-8: 400", async () => {
  const [first, second] = new TextEncoder().encode("é");
  assertEquals(decodeBody([Uint8Array.of(97, first), Uint8Array.of(second)]), "aé");
  assertEquals(decodeBody([]), "");
  for (const bytes of [[0xff], [first]]) {
    const request = posted(Uint8Array.from(bytes));
    const { status, detail } = await refused(request);
    assertEquals([status, detail], [400, "expected UTF-8 text, got other bytes"]);
  }
});

Deno.test("the server's usual limits are those that its documentation names", () => {
  assertEquals(defaultLimits, {
    batch: 10_000,
    bytes: 1_000_000,
    batchBytes: 4_000_000,
    batches: 16,
    headMilliseconds: 10_000,
    bodyMilliseconds: 10_000,
    answerMilliseconds: 60_000,
    stopMilliseconds: 10_000,
    depth: 8,
  });
});
