import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { seeded } from "heartbook/random.ts";
import { readDecimal } from "heartbook/data/cells/number.ts";

const encoder = new TextEncoder();

function read(text: string, comma?: string): number {
  const bytes = encoder.encode(`x${text}x`);
  return readDecimal(bytes, 1, bytes.length - 1, comma?.charCodeAt(0));
}

Deno.test("readDecimal() reads what Number() reads, to the last bit, or leaves it", () => {
  const digits = (most: number): fc.Arbitrary<string> =>
    fc.stringMatching(new RegExp(`^\\d{1,${most}}$`));
  const decimal = fc.tuple(fc.constantFrom("", "-"), digits(12), digits(12))
    .map(([sign, whole, rest]) => `${sign}${whole}.${rest}`);
  const text = fc.oneof(
    decimal,
    digits(25),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.double({ min: -100, max: 100, noNaN: true }).map(String),
    fc.tuple(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.integer({ min: 0, max: 17 }))
      .map(([value, places]) => value.toFixed(places)),
    // Halfway between two float64.
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 54n }).map((half) => String(2n * half + 1n)),
  );
  fc.assert(
    fc.property(text, (text) => {
      const value = read(text);
      if (!Number.isNaN(value)) assert(Object.is(value, Number(text)), text);
    }),
    { seed: 1, numRuns: 20_000 },
  );
});

Deno.test("readDecimal() reads numbers as people and programs write them", () => {
  for (const text of ["0", "-0", "233", "2.3", "5.", "007", "-9.0", "0.12345678901234567"]) {
    assert(Object.is(read(text), Number(text)), text);
  }
  assertEquals(read("1,5", ","), 1.5);
  assertEquals(read("1.5", ","), 1.5);
});

Deno.test("readDecimal() leaves all else alone", () => {
  const others = ["", "-", ".", ".5", "+1", "1e5", " 1", "1 ", "0x1", "1.2.3", "1,5", "1_0", "--1"];
  for (const text of [...others, "NaN", "Infinity", "1".repeat(20), "1\0", "١"]) {
    assertEquals(read(text), NaN, text);
  }
});

Deno.test("readDecimal() leaves hardly any number of up to 19 digits to Number()", () => {
  const { integer } = seeded(1);
  for (const places of [16, 17, 18, 19]) {
    const texts = Array.from({ length: 3000 }, () => {
      const digits = Array.from({ length: places }, () => integer(10)).join("");
      const point = integer(places + 1);
      return `${digits.slice(0, point) || "0"}.${digits.slice(point)}`;
    }).filter((text) => text.replace(".", "").length <= 19);
    const left = texts.filter((text) => Number.isNaN(read(text)));
    assert(left.length <= texts.length / 50, `${left.length} of ${texts.length}`);
  }
});
