/**
 * Compiles the AssemblyScript of lib/. `deno run -A lib/tasks/wasm.ts` writes a
 * module `<name>.bytes.ts` for each `<name>.as`.
 */

import asc from "assemblyscript/asc";
import { basename } from "node:path";

const LIB = new URL("../", import.meta.url);

/** The sources, by their paths in lib/. */
export const SOURCES = [
  "models/wasm/boosting",
  "models/wasm/logistic",
  "models/wasm/neighbours",
  "models/wasm/svm",
  "models/wasm/trees",
  "wasm/loess",
  "wasm/logistic-line",
  "wasm/tally",
] as const;

/** What the sources import. */
const PARTS = ["wasm/exponential", "models/wasm/order", "models/wasm/splits", "models/wasm/walk"];

const FLAGS = [
  ...["-O3", "--runtime", "stub", "--noAssert", "--importMemory"],
  // Of a memory that has a page at least, a small address need not be compared with its size.
  ...["--initialMemory", "1"],
  ...["--enable", "simd", "--enable", "relaxed-simd"],
];

/** The text of the module that holds a compiled source. */
export async function compiled(path: typeof SOURCES[number]): Promise<string> {
  const sources = new Map<string, string>(), name = basename(path);
  for (const each of [path, ...PARTS]) {
    sources.set(`${basename(each)}.ts`, await Deno.readTextFile(new URL(`${each}.as`, LIB)));
  }
  let bytes = new Uint8Array();
  const { error, stderr } = await asc.main([`${name}.ts`, "--outFile", "bytes", ...FLAGS], {
    readFile: (file: string) => sources.get(file) ?? null,
    writeFile: (_: string, contents: Uint8Array | string) => {
      bytes = contents as Uint8Array<ArrayBuffer>;
    },
    listFiles: () => [],
  });
  if (error) throw new SyntaxError(`${name}.as: ${stderr.toString() || error.message}`);
  return [
    `/** ${name}.as, compiled by lib/tasks/wasm.ts. */`,
    `export const bytes =`,
    `  "${bytes.toBase64()}";`,
    ``,
  ].join("\n");
}

if (import.meta.main) {
  for (const path of SOURCES) {
    await Deno.writeTextFile(new URL(`${path}.bytes.ts`, LIB), await compiled(path));
  }
}
