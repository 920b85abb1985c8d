import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { makeRoom, writeText, type Written } from "heartbook/data/cells/written.ts";

Deno.test("writeText() writes texts one after the other as UTF-8, whatever room there was", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), fc.nat(20), (texts, room) => {
      const to: Written = { bytes: new Uint8Array(room), length: 0 };
      for (const text of texts) writeText(to, text);
      const expected = new TextEncoder().encode(texts.join(""));
      assertEquals(to.bytes.slice(0, to.length), expected);
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("makeRoom() keeps the bytes where there is room, and at least doubles them where not", () => {
  const to: Written = { bytes: Uint8Array.of(1, 2, 3, 0), length: 3 };
  const before = to.bytes;
  makeRoom(to, 1);
  assertEquals(to.bytes === before, true);
  makeRoom(to, 2);
  assertEquals(to.bytes.length >= 2 * before.length, true);
  assertEquals([...to.bytes.subarray(0, 3), to.length], [1, 2, 3, 3]);
});
