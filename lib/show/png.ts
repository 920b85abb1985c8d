/** A picture of an SVG for viewers that show no other: PNG at twice the size, in few colours. */
import { renderAsync } from "@resvg/resvg-js";
import { crc32 } from "node:zlib";
import { zlibSync } from "fflate";
import { fontFilesOf } from "./font.ts";
import { square } from "../stats/moments.ts";
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

/** The colour of a palette that is nearest to one, by distance in red, green and blue. */
function nearest(palette: readonly number[], colour: number): number {
  const red = colour & 255, green = colour >> 8 & 255, blue = colour >> 16 & 255;
  let best = 0, closest = Infinity;
  for (let i = 0; i < palette.length; i++) {
    const other = palette[i];
    const distance = square(red - (other & 255)) + square(green - (other >> 8 & 255)) +
      square(blue - (other >> 16 & 255));
    if (distance < closest) [best, closest] = [i, distance];
  }
  return best;
}

/** A picture by the places of its pixels in a palette; red is the lowest byte of a colour. */
export interface Indexed {
  readonly width: number;
  readonly places: Uint8Array;
  readonly palette: readonly number[];
}

/**
 * The picture in the colours that it has most of; a chart has few, and the edges of its letters.
 * Neighbours mostly are of one colour, so it is read in runs.
 */
export function reduceColours(pixels: Uint8Array, width: number): Indexed {
  // Signed, because V8 allocates each larger unsigned number until it has compiled the loop.
  const colours = new Int32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const counts = new Map<number, number>();
  /** Where runs end, and their colours. */
  const ends: number[] = [], seen: number[] = [];
  for (let end = 0; end < colours.length;) {
    const start = end, colour = colours[start];
    while (end < colours.length && colours[end] === colour) end++;
    counts.set(colour >>> 0, (counts.get(colour >>> 0) ?? 0) + end - start);
    ends.push(end);
    seen.push(colour >>> 0);
  }
  const palette = [...counts].toSorted(([a, n], [b, m]) => m - n || a - b).slice(0, COLOURS)
    .map(([colour]) => colour);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  const data = new Uint8Array(colours.length);
  for (let run = 0, start = 0; run < ends.length; start = ends[run++]) {
    const place = places.get(seen[run])!, end = ends[run];
    // The ground is 0 already; what lies on it mostly is in pieces too short to pay for `fill`.
    if (place > 0) { for (let i = start; i < end; i++) data[i] = place; }
  }
  return { width, places: data, palette };
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** One chunk of a PNG: its length, its name, its content, and a check sum of the last two. */
function writeChunk(name: string, content: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(content.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length);
  chunk.set(new TextEncoder().encode(name), 4);
  chunk.set(content, 8);
  view.setUint32(content.length + 8, crc32(chunk.subarray(4, content.length + 8)));
  return chunk;
}

/**
 * The bytes of a PNG with a palette and one byte per pixel, no filter. By hand because fast-png
 * hands over each byte by a call of its own, which takes longer than the compression.
 *
 * Source: PNG Specification, third edition, https://www.w3.org/TR/png-3/.
 */
export function encodeIndexed({ width, places, palette }: Indexed): Uint8Array {
  const height = places.length / width;
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // Eight bits per pixel, of a palette.
  header.setUint16(8, 0x0803);
  const lines = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    lines.set(places.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  const colours = palette.flatMap((colour) => [0, 8, 16].map((shift) => colour >> shift & 255));
  const parts = [
    SIGNATURE,
    writeChunk("IHDR", new Uint8Array(header.buffer)),
    writeChunk("PLTE", Uint8Array.from(colours)),
    writeChunk("IDAT", zlibSync(lines, { level: 6 })),
    writeChunk("IEND", new Uint8Array()),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * The SVG as PNG at twice its size. The same SVG gives the same bytes on every machine: the
 * renderer, the font and the compression come from npm and use nothing of the machine's own.
 *
 * @param svg The text of an SVG file on an opaque ground.
 * @throws `SyntaxError` when the text is not an SVG.
 */
export async function drawPng(svg: string): Promise<Png> {
  const { width, pixels, height } = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: SCALE },
    font: {
      loadSystemFonts: false,
      fontFiles: fontFilesOf(readSvg(svg)),
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  });
  const bytes = encodeIndexed(reduceColours(pixels, width));
  return { base64: bytes.toBase64(), width: width / SCALE, height: height / SCALE };
}
