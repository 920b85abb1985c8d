import { assertEquals } from "@std/assert";
import { audit } from "heartbook/data/audit/audit.ts";
import type { Label } from "heartbook/types.ts";
import { number, toDataset } from "../../prepare/small.ts";

/** What is said of a number with these values, beside what an even spread needs no word for. */
function saidOf(values: readonly number[]): string[] {
  const labels = values.map((_, i): Label => i * 7 % 11 < 5 ? 1 : 0);
  return audit(toDataset([number("x")], values.map((x) => ({ x })), labels))
    .map(({ title }) => title).filter((title) => title.startsWith("x is "));
}

const from = (low: number, step: number, count = 41): number[] =>
  Array.from({ length: count }, (_, i) => low + step * i);

Deno.test("audit() takes 0 for not recorded where it is further from all than their middle half is wide", () => {
  // From low to low + 40 in steps of 1: the middle half is 20 wide.
  assertEquals(saidOf([0, ...from(21, 1)]), ["x is 0 in 1 row, far from all other values"]);
  assertEquals(saidOf([0, ...from(20, 1)]), []);
  // The nearest of the others counts. With one more the middle half is 21 wide.
  assertEquals(saidOf([0, 20.5, ...from(40, 1)]), []);
  assertEquals(saidOf([0, 21.5, ...from(40, 1)]).length, 1);
});

Deno.test("audit() takes 999 and -9 so too, but none amid the others or beside fewer than ten", () => {
  assertEquals(saidOf([...from(21, 1), 999, 999]), [
    "x is 999 in 2 rows, far from all other values",
  ]);
  assertEquals(saidOf([-9, ...from(21, 1)]), ["x is -9 in 1 row, far from all other values"]);
  assertEquals(saidOf([...from(990, 1)]), []);
  assertEquals(saidOf([0, ...from(500, 1, 9)]), []);
  assertEquals(saidOf([0, ...from(500, 1, 10)]).length, 1);
});

Deno.test("audit() knows each number that people write for what was not recorded", () => {
  const codes = [-9999, -999, -99, -9, -1, 0, 9, 99, 999, 9999];
  for (const code of codes) {
    // The others are 1,000 to either side of nowhere near, within 2 of each other.
    const others = from(code < 500 ? code + 300 : code - 300, 0.05);
    assertEquals(saidOf([code, ...others]).length, 1, String(code));
  }
  for (const value of [-2, 1, 10, 98, 100, 1000]) {
    assertEquals(saidOf([value, ...from(value + 300, 0.05)]), []);
  }
});
