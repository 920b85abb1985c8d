import { assertEquals, assertThrows } from "@std/assert";
import { bytes } from "heartbook/models/wasm/neighbours.bytes.ts";
import { openWorkspace, room } from "heartbook/models/wasm/workspace.ts";

Deno.test("openWorkspace() hands out arrays of zeros, one after the other, in vectors", () => {
  const workspace = openWorkspace(bytes, room(3 * 4) + room(8))!;
  const first = workspace.float32(3), second = workspace.float64(1);
  assertEquals([Array.from(first), Array.from(second)], [[0, 0, 0], [0]]);
  assertEquals([first.byteOffset, second.byteOffset], [0, 16]);
  assertEquals(first.buffer, second.buffer);
});

Deno.test("openWorkspace() refuses arrays beyond its size", () => {
  const workspace = openWorkspace(bytes, 65536)!;
  workspace.float64(8000);
  assertThrows(() => workspace.float64(8000), RangeError);
});

Deno.test("openWorkspace() gives null for loops that the platform cannot run", () => {
  assertEquals(openWorkspace(new Uint8Array([0, 97, 115, 109, 9, 0, 0, 0]).toBase64(), 1), null);
});
