/** Answers written in pieces are the JSON that they would be as a whole. */
import { assert, assertEquals } from "@std/assert";
import { bodyOf, streamPieces, writeAnswers } from "heartbook/ship/api/stream.ts";
import type { PredictResponse } from "heartbook/ship/api/shapes.ts";

const answered = (count: number): PredictResponse => ({
  model: "a".repeat(64),
  answers: Array.from({ length: count }, (_, i) => ({ probability: i / 1000 })) as never,
});

Deno.test("writeAnswers() writes what JSON.stringify() writes, two hundred answers to a piece", () => {
  for (const count of [1, 199, 200, 201, 400, 401]) {
    const pieces = [...writeAnswers(answered(count))];
    assertEquals(pieces.length, Math.ceil(count / 200), `${count}`);
    const text = pieces.map((piece) => new TextDecoder().decode(piece)).join("");
    assertEquals(text, JSON.stringify(answered(count)));
  }
});

Deno.test("bodyOf() streams more than two hundred answers, and no fewer", async () => {
  assert(bodyOf(answered(200)) instanceof Uint8Array);
  const body = bodyOf(answered(201));
  assert(body instanceof ReadableStream);
  assertEquals(await new Response(body).json(), answered(201));
});

Deno.test("streamPieces() gives one piece at a time and ends with the last, others let in between", async () => {
  let made = 0;
  function* pieces(): Generator<Uint8Array> {
    for (let i = 0; i < 3; i++) {
      made++;
      yield Uint8Array.of(i);
    }
  }
  const reader = streamPieces(pieces()).getReader();
  assertEquals((await reader.read()).value, Uint8Array.of(0));
  assert(made < 4);
  let between = false;
  setTimeout(() => between = true);
  assertEquals((await reader.read()).value, Uint8Array.of(1));
  assertEquals((await reader.read()).value, Uint8Array.of(2));
  assert(between, "something else had its turn");
  assertEquals((await reader.read()).done, true);
  assertEquals(await new Response(streamPieces([])).text(), "");
});
