import { assertEquals, assertRejects } from "@std/assert";
import {
  type Bytes,
  connect,
  encodeMessage,
  greeting,
  readMessage,
  ready,
} from "heartbook/jupyter/zmtp.ts";

/** A stream that gives few bytes at a time, as a network may. */
function stream(bytes: Uint8Array, atOnce = 3): Bytes {
  let at = 0;
  return {
    read(into): Promise<number | null> {
      if (at === bytes.length) return Promise.resolve(null);
      const piece = bytes.subarray(at, at + Math.min(atOnce, into.length));
      into.set(piece);
      at += piece.length;
      return Promise.resolve(piece.length);
    },
  };
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];

Deno.test("greeting() is signature, version 3.0, NULL, no server, filled to 64 bytes", () => {
  const expected = new Uint8Array(64);
  expected.set([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0, ...ascii("NULL")]);
  assertEquals(greeting(), expected);
});

Deno.test("ready() names the socket type in a command frame", () => {
  assertEquals(
    ready("SUB"),
    bytes(4, 25, 5, ...ascii("READY"), 11, ...ascii("Socket-Type"), 0, 0, 0, 3, ...ascii("SUB")),
  );
});

Deno.test("encodeMessage() gives a body of 256 bytes and more an eight-byte length", () => {
  assertEquals(encodeMessage([new Uint8Array(255)]).subarray(0, 2), bytes(0, 255));
  assertEquals(
    encodeMessage([new Uint8Array(258), bytes(1)]).subarray(0, 9),
    bytes(3, 0, 0, 0, 0, 0, 0, 1, 2), // 3 = long, and more frames follow
  );
});

Deno.test("readMessage() reads what encodeMessage() wrote, however it is cut", async () => {
  const message = [bytes(), bytes(1, 2, 3), new Uint8Array(70_000).fill(7)];
  for (const atOnce of [1, 2, 1000, 100_000]) {
    assertEquals(await readMessage(stream(encodeMessage(message), atOnce)), message);
  }
});

Deno.test("readMessage() passes over commands", async () => {
  const wire = bytes(...ready("DEALER"), 0, 1, 42);
  assertEquals(await readMessage(stream(wire)), [bytes(42)]);
});

Deno.test("readMessage() is undefined when the stream ends, even within a message", async () => {
  assertEquals(await readMessage(stream(bytes())), undefined);
  assertEquals(await readMessage(stream(bytes(1, 1, 42))), undefined);
  assertEquals(await readMessage(stream(bytes(0, 9, 42))), undefined);
});

async function listenOnce(answer: Uint8Array): Promise<Disposable & { port: number }> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  (async () => {
    const connection = await listener.accept();
    await connection.write(answer);
    await connection.read(new Uint8Array(1000));
    connection.close();
  })();
  await Promise.resolve();
  return { port: listener.addr.port, [Symbol.dispose]: () => listener.close() };
}

Deno.test("connect() says so when something else answers", async () => {
  using server = await listenOnce(new Uint8Array(64).fill(65));
  await assertRejects(() => connect(server.port, "DEALER"), SyntaxError, "ZMTP 3");
});

Deno.test("connect() hangs up when its signal is aborted during the greeting", async () => {
  using server = await listenOnce(bytes(0xff));
  const stop = new AbortController();
  const connecting = connect(server.port, "DEALER", { signal: stop.signal });
  setTimeout(() => stop.abort(), 30);
  await assertRejects(() => connecting);
});
