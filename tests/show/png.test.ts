import { assert, assertEquals, assertRejects } from "@std/assert";
import { decode, encode } from "fast-png";
import fc from "fast-check";
import { drawPng, encodeIndexed, reduceColours } from "heartbook/show/png.ts";
import { simplify } from "heartbook/show/plain-svg.ts";
import { element, readSvg, type SvgElement, writeSvg } from "heartbook/show/svg.ts";

function draw(...parts: SvgElement[]): string {
  const size = { width: 30, height: 20 };
  const ground = element("rect", { ...size, fill: "#ffffff" });
  return writeSvg(
    element("svg", { xmlns: "http://www.w3.org/2000/svg", ...size }, ground, ...parts),
  );
}

Deno.test("drawPng() draws at twice the size, in the colours of the drawing", async () => {
  const square = element("rect", { x: 5, y: 5, width: 10, height: 10, fill: "#d55e00" });
  const { base64, width, height } = await drawPng(draw(square));
  assertEquals([width, height], [30, 20]);
  const { width: across, height: down, data, palette } = decode(Uint8Array.fromBase64(base64));
  assertEquals([across, down], [60, 40]);
  const colourAt = (x: number, y: number) => palette![data[y * across + x]].slice(0, 3);
  assertEquals(colourAt(20, 20), [0xd5, 0x5e, 0x00]);
  assertEquals(colourAt(40, 20), [0xff, 0xff, 0xff]);
});

Deno.test("drawPng() draws letters with the font that ships, and the same bytes twice", async () => {
  const letters = draw(element("text", { x: 2, y: 15, "font-family": "Inter" }, "303"));
  const first = await drawPng(letters);
  assertEquals(await drawPng(letters), first);
  const { data } = decode(Uint8Array.fromBase64(first.base64));
  const inked = data.filter((place) => place !== 0).length;
  assert(inked > 100, `${inked} pixels are not the ground`);
});

Deno.test("drawPng() keeps at most 64 colours, each the nearest to what was drawn", async () => {
  const steps = Array.from(
    { length: 90 },
    (_, i) =>
      element("rect", {
        x: i % 30,
        y: 5 * Math.floor(i / 30),
        width: 1,
        height: 5,
        fill: `rgb(${i},${i},${i})`,
      }),
  );
  const { palette } = decode(Uint8Array.fromBase64((await drawPng(draw(...steps))).base64));
  assertEquals(palette!.length, 64);
});

Deno.test("drawPng() draws every dot of those that simplify() joins", async () => {
  const dots = [4, 10, 16].map((x) => element("circle", { cx: x, cy: 10, r: 2 }));
  const apart = draw(element("g", { fill: "#d55e00" }, ...dots));
  const joined = readSvg(apart);
  simplify(joined);
  assert(writeSvg(joined).includes("marker"));
  assertEquals(await drawPng(writeSvg(joined)), await drawPng(apart));
});

Deno.test("drawPng() refuses what is not SVG", async () => {
  await assertRejects(
    () => drawPng("303 patients"),
    SyntaxError,
    'expected an <svg> element, got "303',
  );
});

Deno.test("encodeIndexed() and reduceColours() give the bytes that fast-png does, pixel by pixel", () => {
  const pictures = fc.record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 20 }),
    runs: fc.array(fc.tuple(fc.nat(150), fc.integer({ min: 1, max: 60 })), {
      minLength: 1,
      maxLength: 120,
    }),
  });
  fc.assert(fc.property(pictures, ({ width, height, runs }) => {
    const colours = runs.flatMap(([shade, length]) => Array<number>(length).fill(shade));
    const size = width * height;
    const shades = Array.from({ length: size }, (_, i) => colours[i % colours.length]);
    const pixels = Uint8Array.from(shades.flatMap((shade) => [shade, 2 * shade % 256, 7, 255]));

    // Counted, sorted and looked up one by one.
    const counts = new Map<number, number>();
    for (const shade of shades) counts.set(shade, (counts.get(shade) ?? 0) + 1);
    const key = (shade: number): number => (7 << 16 | (2 * shade % 256) << 8 | shade) + 0xff000000;
    const kept = [...counts].sort(([a, n], [b, m]) => m - n || key(a) - key(b)).slice(0, 64)
      .map(([shade]) => shade);
    const distance = (a: number, b: number): number =>
      (a - b) ** 2 + (2 * a % 256 - 2 * b % 256) ** 2;
    const place = (shade: number): number => {
      const all = kept.map((other) => distance(shade, other));
      return all.indexOf(Math.min(...all));
    };
    const expected = encode({
      width,
      height,
      channels: 1,
      depth: 8,
      data: Uint8Array.from(shades, place),
      palette: kept.map((shade) => [shade, 2 * shade % 256, 7] as [number, number, number]),
    }, { zlib: { level: 6 } });
    assertEquals(encodeIndexed(reduceColours(pixels, width)), expected);
  }));
});
