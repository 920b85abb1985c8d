import { assert, assertEquals, assertRejects } from "@std/assert";
import { download, type RemoteFile, sha256Of, whyNotFile } from "heartbook/data/download.ts";

const content = new TextEncoder().encode("63,1,1,145,233\n".repeat(40));
const sha256 = await sha256Of(content);

interface Place {
  readonly folder: string;
  readonly file: RemoteFile;
  /** The ranges that were asked for, one a request. */
  readonly ranges: (string | null)[];
}

type Answer = (request: Request, range: string | null) => Response;

/** Sends what a well-behaved server sends, the rest of the file where a range is asked for. */
const serveRanges: Answer = (_, range) => {
  const from = range === null ? 0 : Number(range.match(/^bytes=(\d+)-$/)![1]);
  const headers = { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` };
  return range === null
    ? new Response(content)
    : new Response(content.slice(from), { status: 206, headers });
};

async function withServer(answer: Answer, test: (place: Place) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const ranges: (string | null)[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    ranges.push(request.headers.get("range"));
    return answer(request, ranges.at(-1)!);
  });
  const url = `http://127.0.0.1:${server.addr.port}/a.data`;
  try {
    await test({
      folder,
      ranges,
      file: { name: "a.data", url, sha256, bytes: content.length },
    });
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
}

async function list(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

Deno.test("download() fetches a file once, and tells how far it is", () =>
  withServer(serveRanges, async ({ folder, file, ranges }) => {
    const steps: number[] = [];
    const progress = (done: number): unknown => steps.push(done);
    assertEquals(await download(file, { folder: `${folder}/new`, progress }), "fetched");
    assertEquals(await Deno.readFile(`${folder}/new/a.data`), content);
    assertEquals(await list(`${folder}/new`), ["a.data"]);
    assertEquals(steps.at(-1), content.length);
    assertEquals(await download(file, { folder: `${folder}/new` }), "there");
    assertEquals(ranges, [null]);
  }));

Deno.test("download() resumes a partial file", () =>
  withServer(serveRanges, async ({ folder, file, ranges }) => {
    await Deno.writeFile(`${folder}/a.data.part`, content.slice(0, 100));
    await download(file, { folder });
    assertEquals(ranges, ["bytes=100-"]);
    assertEquals(await Deno.readFile(`${folder}/a.data`), content);
  }));

Deno.test("download() starts again if a server does not support ranges", () =>
  withServer(() => new Response(content), async ({ folder, file }) => {
    await Deno.writeFile(`${folder}/a.data.part`, content.slice(0, 100));
    await download(file, { folder });
    assertEquals(await Deno.readFile(`${folder}/a.data`), content);
  }));

Deno.test("download() keeps what came before the connection broke, and says how much", () => {
  const broken = (): Response => {
    const body = new ReadableStream({
      start(controller): void {
        controller.enqueue(content.slice(0, 150));
        setTimeout(() => controller.error(new Error("cable pulled")), 50);
      },
    });
    return new Response(body);
  };
  let times = 0;
  return withServer(
    (request, range) => times++ === 0 ? broken() : serveRanges(request, range),
    async ({ folder, file, ranges }) => {
      await assertRejects(
        () => download(file, { folder }),
        Error,
        "the connection broke after 150 of 600 bytes",
      );
      assertEquals(await list(folder), ["a.data.part"]);
      await download(file, { folder });
      assertEquals(ranges, [null, "bytes=150-"]);
      assertEquals(await Deno.readFile(`${folder}/a.data`), content);
    },
  );
});

Deno.test("download() refuses other bytes and a file cut short, and leaves nothing of them", () =>
  withServer(serveRanges, async ({ folder, file }) => {
    await assertRejects(
      () => download({ ...file, sha256: "0".repeat(64) }, { folder }),
      Error,
      `a.data: expected sha256 ${"0".repeat(64)}, got ${sha256}; nothing was kept of it`,
    );
    await assertRejects(
      () => download({ ...file, bytes: 601 }, { folder }),
      Error,
      "expected 601 bytes, got 600: the file is cut short",
    );
    assertEquals(await list(folder), []);
  }));

Deno.test("download() leaves a wrong file in place until the right one has come", () =>
  withServer(() => new Response("gone", { status: 404 }), async ({ folder, file }) => {
    await Deno.writeTextFile(`${folder}/a.data`, "something else");
    await assertRejects(() => download(file, { folder }), Error, "answered 404");
    assertEquals(await Deno.readTextFile(`${folder}/a.data`), "something else");
  }));

Deno.test("download() says in one sentence that the host cannot be reached", async () => {
  const folder = await Deno.makeTempDir();
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const file = { name: "a.data", url: `http://127.0.0.1:${port}/a.data`, sha256, bytes: 600 };
  const error = await assertRejects(() => download(file, { folder }), Error);
  assert(error.message.startsWith(`a.data: 127.0.0.1:${port} cannot be reached`), error.message);
  assertEquals(await list(folder), []);
  await Deno.remove(folder);
});

Deno.test("whyNotFile() finds nothing wrong with the file, and one changed byte", async () => {
  const file = { sha256, bytes: content.length };
  assertEquals(await whyNotFile(content, file), undefined);
  const changed = content.with(7, content[7] ^ 1);
  assert((await whyNotFile(changed, file))?.startsWith("expected sha256"));
});

Deno.test("download() breaks off an answer that it has no use for", () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const endless = (): Response =>
    new Response(
      new ReadableStream({ pull: (to) => to.enqueue(content), cancel: () => resolve() }),
      {
        status: 500,
      },
    );
  return withServer(endless, async ({ folder, file }) => {
    await assertRejects(() => download(file, { folder }), Error, "answered 500");
    await promise;
  });
});
