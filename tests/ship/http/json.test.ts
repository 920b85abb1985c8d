import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseJson, toPointer } from "heartbook/ship/http/json.ts";

const limits = { depth: 8 };
const parse = (text: string): unknown => parseJson(text, limits);

Deno.test("parseJson() names the place of a key that stands twice", () => {
  const refuse = (text: string, place: string): void =>
    void assertThrows(() => parse(text), SyntaxError, `got ${place} twice`);
  refuse('{"a":1,"a":1}', "/a");
  refuse('{"":1,"":1}', "/");
  refuse('{"a":[{"b":1},[0,{"c":1,"d":{},"c":2}]]}', "/a/1/1/c");
  refuse('{"a/b":{"~":1,"\\u007e":2}}', "/a~1b/~0");
  refuse('{"__proto__":1,"__proto__":2}', "/__proto__");
});

Deno.test("parseJson() lets a key stand again in another object", () => {
  const text = '{"a":{"a":"a"},"b":[{"a":1},{"a":2}]}';
  assertEquals(parse(text), JSON.parse(text));
});

Deno.test("parseJson() is not misled by what stands in a text", () => {
  const text = '{"a":"\\"a\\":1,{[","b":"}]\\\\","c":[",",":"]}';
  assertEquals(parse(text), JSON.parse(text));
});

Deno.test("parseJson() counts levels, not brackets", () => {
  assertEquals(parseJson('[[],[],{"a":[]}]', { depth: 3 }), [[], [], { a: [] }]);
  assertThrows(() => parseJson('[[],[],{"a":[]}]', { depth: 2 }), RangeError, "at most 2 levels");
});

Deno.test("parseJson() reads a text of megabytes", () => {
  const long = "x".repeat(4_000_000);
  assertEquals(parse(JSON.stringify({ long })), { long });
});

Deno.test("parseJson() reads what JSON.stringify writes, as JSON.parse does", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => assertEquals(parse(text), JSON.parse(text))),
    { seed: 8, numRuns: 500 },
  );
});

Deno.test("parseJson() refuses each text that says a key twice, wherever that is", () => {
  const inside = fc.array(fc.oneof(fc.string(), fc.nat()), { maxLength: 4 });
  fc.assert(
    fc.property(inside, fc.string(), fc.jsonValue(), (path, key, value) => {
      const pair = `${JSON.stringify(key)}:${JSON.stringify(value)}`;
      const text = path.reduceRight<string>(
        (inner, step) =>
          typeof step === "string"
            ? `{${JSON.stringify(step)}:${inner}}`
            : `[${"0,".repeat(step % 3)}${inner}]`,
        `{${pair}, ${pair}}`,
      );
      const steps = path.map((step) => typeof step === "string" ? step : step % 3);
      const place = toPointer([...steps, key]);
      assertThrows(() => parseJson(text, { depth: 100 }), SyntaxError, `got ${place} twice`);
    }),
    { seed: 8, numRuns: 500 },
  );
});
