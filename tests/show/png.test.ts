import { assert, assertEquals, assertRejects } from "@std/assert";
import { decode, encode } from "fast-png";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import fc from "fast-check";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { codeCells } from "heartbook/jupyter/cell-module.ts";
import { readNotebook } from "heartbook/jupyter/notebook.ts";
import { fontFilesOf } from "heartbook/show/font.ts";
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

Deno.test("drawPng() gives the bytes of its renderer in WebAssembly, which runs alike anywhere", async () => {
  const manifest = findPackageJSON("@resvg/resvg-wasm", import.meta.url)!;
  await initWasm(await Deno.readFile(join(dirname(manifest), "index_bg.wasm")));
  const notebook = await readNotebook("notebooks/02-what-differs.ipynb");
  const pictures = codeCells(notebook).flatMap(({ outputs }) => outputs).flatMap((output) =>
    "data" in output && "image/svg+xml" in output.data ? [String(output.data["image/svg+xml"])] : []
  );
  assert(pictures.length > 5);
  for (const picture of pictures) {
    const svg = picture.replace(/<style>.*?<\/style>/s, "");
    const image = new Resvg(svg, {
      fitTo: { mode: "zoom", value: 2 },
      font: { fontBuffers: fontFilesOf(readSvg(svg)).map((file) => Deno.readFileSync(file)) },
    }).render();
    const bytes = encodeIndexed(reduceColours(image.pixels, image.width));
    assert((await drawPng(svg)).base64 === bytes.toBase64());
  }
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

Deno.test("simplify() changes no pixel of squares, dots and lines of any looks", async () => {
  // Ten pixels apart, so that none of a group lies on another.
  const place = fc.tuple(fc.nat(11), fc.nat(7), fc.nat(9))
    .map(([column, row, tenth]) => [5 + 10 * column + tenth / 10, 5 + 10 * row]);
  const looks = fc.constantFrom(
    { fill: "#d55e00" },
    { fill: "#0072b2", "fill-opacity": "0.5" },
    { stroke: "#009e73", fill: "none" },
    { stroke: "#cc79a7", "stroke-width": "2.5", "stroke-opacity": "0.4", fill: "none" },
    { stroke: "#e69f00", "stroke-dasharray": "2 1", "stroke-width": "2", fill: "none" },
    { fill: "#56b4e9", stroke: "#111111" },
  );
  const ends = fc.constantFrom([0, 6], [5, 0], [-3, 4], [2.5, -7.3]);
  const group = fc.record({
    look: looks,
    kind: fc.constantFrom("circle", "line", "square", "path"),
    places: fc.uniqueArray(place, {
      minLength: 1,
      maxLength: 14,
      selector: ([x, y]) => `${Math.floor(x / 10)} ${y}`,
    }),
    end: ends,
    size: fc.constantFrom(1, 2.5, 4),
    shift: fc.option(fc.constantFrom([3, 1], [-4.5, 2])),
  });
  // No chart has dashed squares, whose dashes renderers begin differently.
  const usual = group.filter(({ look, kind }) =>
    kind !== "square" || !("stroke-dasharray" in look)
  );
  const drawings = fc.array(usual, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(drawings, async (groups) => {
      const parts = groups.map(({ look, kind, places, end: [dx, dy], size, shift }) => {
        const marks = kind === "path"
          ? [
            element("path", { d: places.map(([x, y], i) => `${i ? "L" : "M"}${x},${y}`).join("") }),
          ]
          : places.map(([x, y]) =>
            kind === "circle"
              ? element("circle", { cx: x, cy: y, r: size })
              : kind === "line"
              ? element("line", { x1: x, y1: y, x2: x + dx, y2: y + dy })
              : element("path", {
                transform: `translate(${x},${y})`,
                d: `M${-size},${-size}h${2 * size}v${2 * size}h${-2 * size}Z`,
              })
          );
        const moved = shift === null ? [] : [["transform", `translate(${shift[0]},${shift[1]})`]];
        return element("g", Object.fromEntries([...Object.entries(look), ...moved]), ...marks);
      });
      const sheet = { width: 130, height: 90 };
      const apart = writeSvg(
        element(
          "svg",
          { xmlns: "http://www.w3.org/2000/svg", ...sheet },
          element("rect", { ...sheet, fill: "#ffffff" }),
          ...parts,
        ),
      );
      const joined = readSvg(apart);
      simplify(joined);
      const written = writeSvg(joined);
      const [before, after] = await Promise.all([apart, written].map(async (svg) => {
        const { data, palette } = decode(Uint8Array.fromBase64((await drawPng(svg)).base64));
        return Array.from(data, (index) => palette![index]);
      }));
      // Marks of one look that lie on each other are drawn in another order: rounding differs.
      const off = before.filter((colour, i) =>
        colour.some((shade, c) => Math.abs(shade - after[i][c]) > 6)
      );
      assert(off.length <= 3, `${off.length} pixels differ: ${apart}`);
    }),
    { seed: 3, numRuns: 50 },
  );
});
