/**
 * From a line of the JavaScript that the kernel ran to the line of the cell that was written: the
 * kernel drops types, blank lines and comments, so the lines of its traces are not the reader's.
 */

import { join } from "node:path";
import { runDeno } from "./run-deno.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The numbers of one segment of a source map: base 64, five bits a digit, lowest bit the sign. */
function decodeSegment(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0, shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return numbers;
}

/**
 * For each line of the compiled text, from 0, the line it was written on, from 1.
 *
 * @param mappings The `mappings` of a source map of version 3.
 * Source: https://tc39.es/ecma426/ (ECMA-426).
 */
export function writtenLines(mappings: string): (number | undefined)[] {
  let source = 0;
  return mappings.split(";").map((line) => {
    let first: number | undefined;
    for (const segment of line.split(",").filter(Boolean)) {
      source += decodeSegment(segment)[2] ?? 0;
      first ??= source + 1;
    }
    return first;
  });
}

/** What `deno transpile` makes of a text, as lines of origin; empty when it cannot read it. */
async function compiledLines(source: string): Promise<(number | undefined)[]> {
  const folder = await Deno.makeTempDir({ prefix: "heartbook-" });
  try {
    await Deno.writeTextFile(join(folder, "cell.ts"), source);
    // As the kernel does: imports that only later cells use are kept.
    const config = { compilerOptions: { verbatimModuleSyntax: true } };
    await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(config));
    const output = ["--source-map", "separate", "--output", "cell.js"];
    const { success } = await runDeno(["transpile", "--no-check", ...output, "cell.ts"], folder);
    if (!success) return [];
    const map = JSON.parse(await Deno.readTextFile(join(folder, "cell.js.map")));
    return writtenLines(map.mappings);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const OWN_FRAME = /<anonymous>:(\d+):\d+/;

/**
 * The line of the cell, from 1, at which an error surfaced, or `undefined` when its trace does not
 * lead there. The outermost frame counts: an inner one may be of a function of an earlier cell.
 */
export async function offendingLine(
  source: string,
  traceback: readonly string[],
): Promise<number | undefined> {
  const frame = traceback.join("\n").split("\n").findLast((line) => OWN_FRAME.test(line));
  const compiled = Number(frame?.match(OWN_FRAME)?.[1]);
  return (await compiledLines(source))[compiled - 1];
}
