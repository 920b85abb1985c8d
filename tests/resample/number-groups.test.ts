import { assertEquals, assertThrows } from "@std/assert";
import { drawByGroup, numberGroups } from "heartbook/resample/number-groups.ts";

Deno.test("numberGroups() has the number of its group for each row", () => {
  assertEquals([...numberGroups([[0, 3], [1], [2]])], [0, 1, 2, 0]);
  assertThrows(() => numberGroups([[0, 2], [2]]), RangeError, "row 1 is in none");
});

Deno.test("drawByGroup() makes rows of one group share a number, for all tables alike", () => {
  const table = {
    repeat: new Int32Array(3),
    split: new Int32Array(3),
    row: Int32Array.of(2, 0, 1),
    label: Uint8Array.of(1, 0, 0),
    p: Float64Array.of(0.9, 0.1, 0.4),
  };
  const { a, b } = drawByGroup({ a: table, b: table }, [[0, 2], [1]]);
  assertEquals([...a.row], [0, 0, 1]);
  assertEquals(b, a);
  assertEquals([...table.row], [2, 0, 1]);
  assertThrows(() => drawByGroup({ table }, [[0, 1]]), RangeError, "row 2 is in none");
  assertThrows(() => drawByGroup({ table }, [[0, 0], [1]]), RangeError, "row 2 is in none");
});
