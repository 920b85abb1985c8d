import { assert, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { binEdges, makeBinner } from "heartbook/models/boosting/binned.ts";
import { seeded } from "heartbook/random.ts";
import { steady } from "../trees.ts";

const cell = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -3.4e38, max: 3.4e38, noNaN: true }),
  fc.double({ min: 100, max: 101, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
);
const cells = fc.array(cell, { minLength: 1, maxLength: 400 });

Deno.test("makeBinner() gives the number of borders below a value rounded to float32", () => {
  fc.assert(
    fc.property(cells, cells, fc.integer({ min: 2, max: 255 }), (sample, values, most) => {
      const edges = binEdges(sample, { most });
      const codes = new Uint8Array(values.length);
      makeBinner(edges)(values, codes);
      const expected = values.map((value) =>
        edges.reduce((below, edge) => edge < Math.fround(value) ? below + 1 : below, 0)
      );
      assertEquals([...codes], expected);
    }),
    steady,
  );
});

Deno.test("binEdges() gives each of up to 255 values a bin, and borders that rise", () => {
  fc.assert(
    fc.property(cells, fc.integer({ min: 2, max: 255 }), (values, most) => {
      const edges = binEdges(values, { most });
      assert(edges.length < most);
      assert(edges.every((edge, i) => i === 0 || edge > edges[i - 1]));
      // Adding 0 turns minus zero into zero.
      const different = new Set(values.map((value) => Math.fround(value) + 0)).size;
      if (different <= most) assertEquals(edges.length, different - 1);
    }),
    steady,
  );
});

Deno.test("binEdges() cuts many values into bins of about the same size", () => {
  const random = seeded(1);
  const values = Array.from({ length: 25_500 }, () => random.normal());
  const codes = new Uint8Array(values.length), counts = new Int32Array(255);
  makeBinner(binEdges(values))(values, codes);
  for (const code of codes) counts[code]++;
  assert(counts.every((count) => Math.abs(count - 100) <= 1));
});

Deno.test("binEdges() leaves the bin of a value that most rows have alone", () => {
  const values = Array.from({ length: 1000 }, (_, i) => i < 900 ? 0 : i);
  const edges = binEdges(values, { most: 10 });
  assertEquals([...edges], [450]);
});

Deno.test("binEdges() and makeBinner() refuse a value that is no number in range", () => {
  assertThrows(() => binEdges([1, NaN]), RangeError, "got NaN in row 1");
  const bin = makeBinner(Float64Array.of(0));
  const codes = new Uint8Array(2);
  assertThrows(() => bin([0, 1e39], codes), RangeError, "got 1e+39 in row 1");
  assertThrows(() => bin([NaN], codes), RangeError, "got NaN in row 0");
});
