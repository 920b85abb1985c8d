import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { bytes } from "heartbook/models/wasm/neighbours.bytes.ts";
import { bytes as tallyBytes } from "heartbook/wasm/tally.bytes.ts";
import { openWorkspace, reusedWorkspace, room } from "heartbook/wasm/workspace.ts";

Deno.test("openWorkspace() hands out arrays of zeros, one after the other, in vectors", () => {
  const workspace = openWorkspace(bytes, room(3 * 4) + room(17) + room(8))!;
  const first = workspace.float32(3), bytesOfOne = workspace.uint8(17);
  const second = workspace.float64(1);
  assertEquals([Array.from(first), Array.from(second)], [[0, 0, 0], [0]]);
  assertEquals([first.byteOffset, bytesOfOne.byteOffset, second.byteOffset], [0, 16, 48]);
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

Deno.test("reusedWorkspace() hands the same memory out again, larger where that is asked for", () => {
  const open = reusedWorkspace(bytes);
  const first = open(64)!.float64(8);
  first[3] = 5;
  const second = open(64)!.float64(8);
  assertStrictEquals(second.buffer, first.buffer);
  const third = open(100_000)!.float64(12_500);
  assertEquals([third.length, third[3]], [12_500, 5]);
});

Deno.test("openWorkspace() compiles loops where the platform has no Uint8Array.fromBase64", () => {
  const { fromBase64 } = Uint8Array;
  Object.defineProperty(Uint8Array, "fromBase64", { value: undefined, configurable: true });
  try {
    const { loops } = openWorkspace<{ tally: () => number }>(tallyBytes, 64)!;
    assertEquals(typeof loops.tally, "function");
  } finally {
    Object.defineProperty(Uint8Array, "fromBase64", {
      value: fromBase64,
      configurable: true,
      writable: true,
    });
  }
});
