import { assertEquals, assertThrows } from "@std/assert";
import { sortedNumbers } from "heartbook/data/column.ts";
import { category, number, toDataset } from "../prepare/small.ts";

const small = toDataset(
  [number("age"), category("sex", ["female", "male"])],
  [{ age: 9, sex: "male" }, { age: null, sex: "male" }, { age: 10, sex: null }, {
    age: -1,
    sex: null,
  }, { age: 9, sex: null }],
);

Deno.test("sortedNumbers() gives the recorded numbers in order of value, repeated ones too", () => {
  assertEquals(sortedNumbers(small, "age"), [-1, 9, 9, 10]);
});

Deno.test("sortedNumbers() refuses levels, and an unknown name by the nearest ones", () => {
  assertThrows(
    () => sortedNumbers(small, "sex"),
    RangeError,
    'column "sex": expected numbers, got levels',
  );
  assertThrows(() => sortedNumbers(small, "aged"), RangeError, 'column "aged": unknown name');
});
