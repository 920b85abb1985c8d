import { assertEquals, assertRejects } from "@std/assert";
import { decode, encode, type Message, request, signingKey } from "heartbook/jupyter/messages.ts";

const message: Message = {
  header: {
    msg_id: "1",
    msg_type: "execute_request",
    session: "s",
    username: "u",
    date: "2026-01-01T00:00:00.000Z",
    version: "5.3",
  },
  parent_header: {},
  metadata: {},
  content: { code: "1 + 1" },
};

const read = (frame: Uint8Array): string => new TextDecoder().decode(frame);

Deno.test("encode() signs the four parts as Python's hmac does", async () => {
  const frames = (await encode(message, await signingKey("secret"))).map(read);
  assertEquals(frames[0], "<IDS|MSG>");
  // hmac.new(b"secret", header + parent + metadata + content, "sha256").hexdigest()
  assertEquals(frames[1], "2f72ac134c94b65f8f2c775ff52e0a8f4f93808d3c0eb5cb4b1483a38d86d8d9");
  assertEquals(frames.slice(3), ["{}", "{}", '{"code":"1 + 1"}']);
});

Deno.test("decode() undoes encode() and passes over routing frames", async () => {
  const key = await signingKey("secret");
  const frames = [Uint8Array.of(0, 1, 2), ...await encode(message, key)];
  assertEquals(await decode(frames, key), message);
});

Deno.test("decode() refuses a message of which one byte was changed", async () => {
  const key = await signingKey("secret");
  const frames = await encode(message, key);
  for (let i = 1; i < frames.length; i++) {
    const changed = frames.map((frame) => frame.slice());
    changed[i][0] = changed[i][0] === 48 ? 49 : 48; // both are hexadecimal digits
    await assertRejects(() => decode(changed, key), SyntaxError, "signature");
  }
});

Deno.test("decode() refuses another key's signature", async () => {
  const frames = await encode(message, await signingKey("secret"));
  const other = await signingKey("Secret");
  await assertRejects(() => decode(frames, other), SyntaxError, "signature");
});

Deno.test("decode() says what is missing", async () => {
  const key = await signingKey("secret");
  const frames = await encode(message, key);
  await assertRejects(() => decode(frames.slice(1), key), SyntaxError, "<IDS|MSG>");
  await assertRejects(() => decode(frames.slice(0, 5), key), SyntaxError, "four parts");
});

Deno.test("request() gives each message an id of its own", () => {
  const ids = Array.from({ length: 100 }, () => request("x", {}).header.msg_id);
  assertEquals(new Set(ids).size, 100);
});
