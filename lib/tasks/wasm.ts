/**
 * Compiles the AssemblyScript of the models. `deno run -A lib/tasks/wasm.ts` writes a
 * module `<name>.bytes.ts` for each `<name>.as`.
 */

import asc from "assemblyscript/asc";

const SOURCE = new URL("../models/wasm/", import.meta.url);

/** The sources, by name. */
export const SOURCES = ["boosting", "logistic", "neighbours", "svm", "trees"] as const;

/** What the sources import. */
const PARTS = ["exponential", "order", "splits", "walk"];

const FLAGS = [
  ...["-O3", "--runtime", "stub", "--noAssert", "--importMemory"],
  // Of a memory that has a page at least, a small address need not be compared with its size.
  ...["--initialMemory", "1"],
  ...["--enable", "simd", "--enable", "relaxed-simd"],
];

/** The text of the module that holds a compiled source. */
export async function compiled(name: typeof SOURCES[number]): Promise<string> {
  const sources = new Map<string, string>();
  for (const each of [name, ...PARTS]) {
    sources.set(`${each}.ts`, await Deno.readTextFile(new URL(`${each}.as`, SOURCE)));
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
  for (const name of SOURCES) {
    await Deno.writeTextFile(new URL(`${name}.bytes.ts`, SOURCE), await compiled(name));
  }
}
