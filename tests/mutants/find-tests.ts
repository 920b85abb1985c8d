/**
 * Which tests are to notice a change in a file of lib/: those that import it, wherever they stand, and those
 * of its room that lean on it.
 */
import { dirname, join, relative } from "node:path";

/** A test that leads to a file by more imports than this seldom notices a change in it. */
const FARTHEST = 3;

function listFiles(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? listFiles(join(folder, name)) : name.endsWith(".ts") ? [join(folder, name)] : []
  );
}

/** The files of the project that a file imports. */
function importsOf(path: string, root: string): string[] {
  const text = Deno.readTextFileSync(path).replace(/^\s*\*.*$/gm, "");
  return [
    ...text.matchAll(/(?:from|import|new URL)\s*\(?\s*"(heartbook\/|\.[^"]*?\/)([^"]+\.ts)"/g),
  ]
    .map(([, start, rest]) =>
      start === "heartbook/" ? join(root, "lib", rest) : join(dirname(path), start, rest)
    );
}

/** Which test files use a file of lib/, nearest first, and which files a test uses. */
export function makeFindTests(root: string): {
  readonly findTests: (file: string) => string[];
  readonly filesOf: (test: string) => string[];
} {
  const files = ["lib", "tests"].flatMap((folder) => listFiles(join(root, folder)));
  const known = new Set(files);
  // A test may write an import of a file that is not there.
  const imports = new Map(
    files.map((path) => [path, importsOf(path, root).filter((each) => known.has(each))]),
  );

  /** Each file that a test uses, with the number of imports that lead to it. */
  function reach(test: string): Map<string, number> {
    const steps = new Map([[test, 0]]);
    for (const [path, step] of steps) {
      for (const next of imports.get(path) ?? []) {
        if (!steps.has(next)) steps.set(next, step + 1);
      }
    }
    return steps;
  }
  const reached = new Map(
    files.filter((path) => path.endsWith(".test.ts")).map((path) => [path, reach(path)]),
  );

  function findTests(file: string): string[] {
    const path = join(root, "lib", file);
    const room = file.split("/")[0].replace(/\.ts$/, "");
    const mirror = join(root, "tests", file.replace(/\.ts$/, ".test.ts"));
    const far = (test: string): number =>
      test === mirror ? 0 : reached.get(test)!.get(path) ?? Infinity;
    const isOwn = (test: string): boolean =>
      /^(battery|ROOM)(\/|\.test)/.test(relative(join(root, "tests"), test).replace(room, "ROOM"));
    return [...reached.keys()]
      .filter((test) => far(test) <= 1 || isOwn(test) && far(test) <= FARTHEST)
      .sort((a, b) => far(a) - far(b));
  }
  return { findTests, filesOf: (test) => [...reached.get(test)!.keys()].sort() };
}
