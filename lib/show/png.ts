/** A picture of an SVG for viewers that show no other: PNG at twice the size, in few colours. */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { encode } from "fast-png";
import { fontsOf, packageFile } from "./font.ts";
import { fontFamily } from "./sheet.ts";
import { readSvg } from "./svg.ts";

const SCALE = 2;
const COLOURS = 64;

/** A PNG in text, and the size at which to show it, in pixels. */
export interface Png {
  readonly base64: string;
  readonly width: number;
  readonly height: number;
}

let ready: Promise<void> | undefined;

/** Reads the renderer in, once. */
function startRenderer(): Promise<void> {
  const file = packageFile("@resvg/resvg-wasm", "index_bg.wasm");
  return ready ??= Deno.readFile(file).then((bytes) => initWasm(bytes));
}

/** The colour of a palette that is nearest to one, by distance in red, green and blue. */
function nearest(palette: readonly number[], colour: number): number {
  let [best, closest] = [0, Infinity];
  palette.forEach((other, i) => {
    const distance = [0, 8, 16].reduce(
      (sum, shift) => sum + ((colour >> shift & 255) - (other >> shift & 255)) ** 2,
      0,
    );
    if (distance < closest) [best, closest] = [i, distance];
  });
  return best;
}

/** The picture in the colours that it has most of; a chart has few, and the edges of its letters. */
function reduceColours(pixels: Uint8Array): { data: Uint8Array; palette: number[][] } {
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const kept = [...counts].toSorted(([a, n], [b, m]) => m - n || a - b).slice(0, COLOURS)
    .map(([colour]) => colour);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(kept, colour)]));
  return {
    data: Uint8Array.from(colours, (colour) => places.get(colour)!),
    palette: kept.map((colour) => [colour & 255, colour >> 8 & 255, colour >> 16 & 255]),
  };
}

/**
 * The SVG as PNG at twice its size. The same SVG gives the same bytes on every machine: the
 * renderer, the font and the compression come from npm and use nothing of the machine's own.
 *
 * @param svg The text of an SVG file on an opaque ground.
 * @throws `SyntaxError` when the text is not an SVG.
 */
export async function drawPng(svg: string): Promise<Png> {
  const root = readSvg(svg);
  await startRenderer();
  const renderer = new Resvg(svg, {
    fitTo: { mode: "zoom", value: SCALE },
    font: {
      fontBuffers: fontsOf(root),
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  });
  const image = renderer.render();
  const { width, height } = image;
  const bytes = encode({
    width,
    height,
    channels: 1,
    depth: 8,
    ...reduceColours(image.pixels) as { data: Uint8Array; palette: [number, number, number][] },
  }, { zlib: { level: 9 } });
  image.free();
  renderer.free();
  return { base64: bytes.toBase64(), width: width / SCALE, height: height / SCALE };
}
