/**
 * Which tests are to notice a change in a file of lib/: those that import it, wherever they stand, and those
 * of its room that lean on it.
 */
import { dirname, join, relative } from "node:path";

function listFiles(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? listFiles(join(folder, name)) : name.endsWith(".ts") ? [join(folder, name)] : []
  );
}

/** The files of the project that a file imports. */
function importsOf(path: string, root: string): string[] {
  const text = Deno.readTextFileSync(path).replace(/^\s*\*.*$/gm, "");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(heartbook\/|\.[^"]*?\/)([^"]+\.ts)"/g)]
    .map(([, start, rest]) =>
      start === "heartbook/" ? join(root, "lib", rest) : join(dirname(path), start, rest)
    );
}

/** Tests nearest to a file first, in two lists: those that import it, and all others that use it. */
export function makeFindTests(root: string): (file: string) => [near: string[], far: string[]] {
  const files = ["lib", "tests"].flatMap((folder) => listFiles(join(root, folder)));
  const imports = new Map(files.map((path) => [path, importsOf(path, root)]));
  const tests = files.filter((path) => path.endsWith(".test.ts"));

  function leansOn(path: string, seen = new Set<string>()): Set<string> {
    for (const next of imports.get(path) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      leansOn(next, seen);
    }
    return seen;
  }
  const reached = new Map(tests.map((path) => [path, leansOn(path)]));

  return (file) => {
    const path = join(root, "lib", file);
    const room = file.split("/")[0].replace(/\.ts$/, "");
    const isOwn = (test: string): boolean => {
      const place = relative(join(root, "tests"), test);
      return place.startsWith(`${room}/`) || place === `${room}.test.ts` ||
        place.startsWith("battery/");
    };
    const imported = (test: string): boolean => imports.get(test)!.includes(path);
    const using = tests.filter((test) =>
      imported(test) || isOwn(test) && reached.get(test)!.has(path)
    );
    const mirror = join(root, "tests", file.replace(/\.ts$/, ".test.ts"));
    const isNear = (test: string): boolean => test === mirror || imported(test);
    return [using.filter(isNear), using.filter((test) => !isNear(test))];
  };
}
