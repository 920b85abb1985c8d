import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { canonicalText, checkDepth, namePath, sha256 } from "heartbook/ship/model-file/text.ts";

Deno.test("canonicalText() reads back as what it was made from, to the bit", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assertEquals(JSON.parse(canonicalText(value)), value);
    }),
    { seed: 1 },
  );
  for (const number of [-0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 2 ** 53, 1e21]) {
    assertEquals(Object.is(JSON.parse(canonicalText(number)), number), true);
  }
});

Deno.test("canonicalText() is the same in whatever order the keys were set", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      fc.pre(!["__proto__", "constructor", "prototype"].some((key) => Object.hasOwn(value, key)));
      assertEquals(canonicalText(reversed), canonicalText(value));
    }),
    { seed: 1 },
  );
});

Deno.test("canonicalText() names the place of what JSON cannot hold", () => {
  assertThrows(() => canonicalText({ a: [1, NaN] }), RangeError, "a[1]: expected a finite number");
  assertThrows(
    () => canonicalText({ a: { b: new Date(0) } }),
    TypeError,
    "a.b: expected plain JSON",
  );
  assertThrows(() => canonicalText([undefined]), TypeError, "[0]: expected plain JSON");
  assertThrows(() => canonicalText({ a: () => 1 }), TypeError, "a: expected plain JSON");
});

Deno.test("namePath() writes a place as it would be written in code", () => {
  assertEquals(namePath(["model", "trees", 2, "left", 7]), "model.trees[2].left[7]");
  assertEquals(namePath([]), "");
});

Deno.test("sha256() of nothing is the known one", async () => {
  const known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  assertEquals(await sha256(""), known);
  assertEquals(await sha256(new Uint8Array(0)), known);
});

Deno.test("checkDepth() counts brackets from the first character, but none in a string", () => {
  checkDepth('[{"a":["[[[["]}]', 3);
  checkDepth('["\\"[[[["]', 1);
  assertThrows(
    () => checkDepth("[[", 1),
    SyntaxError,
    "at most 1 levels of brackets, got more at character 1",
  );
  assertThrows(() => checkDepth("[[],{},[{", 2), SyntaxError, "character 8");
});
