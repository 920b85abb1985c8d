/** Nothing in lib/ is exported for nobody. */
import { assertEquals } from "@std/assert";

const lib = new URL("../lib/", import.meta.url);

function listFiles(folder: URL, prefix = ""): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory
      ? listFiles(new URL(`${name}/`, folder), `${prefix}${name}/`)
      : name.endsWith(".ts")
      ? [prefix + name]
      : []
  );
}

/** Code without its comments: a name that is only mentioned is not used. */
function withoutComments(code: string): string {
  return code.replace(/^\s*\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** In the public lists for projects of one's own, though no notebook happens to need them. */
const OFFERED = [
  // Boosting on a table in bytes, which is too large to be a matrix.
  "fitBinnedBoosting",
  // One model on a matrix: tuning fits many at once.
  ...["fitElasticNet", "fitNeighbours", "fitSvm", "fitTree", "fitLocalOutlier", "elasticNet"],
  // Detectors on new rows, the alphas worth trying for a tree, exact intervals of a share.
  ...["scoreAnomalies", "pruningPath", "clopperPearson"],
  // The best combination as a learner, the other loss of .632+, the error that skips a notebook.
  ...["bestSubset", "callLoss", "Skipped"],
  // The guard of data/private, which notebook 08 tells of and a test calls.
  ...["readPrivateTable", "readPrivate", "findTrackedPrivate"],
];

const NAME = /[A-Za-z_$][\w$]*/g;

/** The values that a file exports where it declares them; types are part of a signature. */
function valuesOf(code: string): string[] {
  const declared = /^export (?:async )?(?:function\*?|const|let|class|enum) ([A-Za-z_$][\w$]*)/gm;
  return [...code.matchAll(declared)].map(([, name]) => name);
}

/** What a reader sees of a notebook, without its outputs. */
function textOf(path: string): string {
  const text = Deno.readTextFileSync(path);
  if (!path.endsWith(".ipynb")) return text;
  const cells: readonly { readonly source: readonly string[] }[] = JSON.parse(text).cells;
  return cells.flatMap(({ source }) => source).join("\n");
}

/** The names in files of code, by file, each as often as it stands there. */
type Names = Readonly<Record<string, readonly string[]>>;

function namesOf(files: Readonly<Record<string, string>>): Names {
  return Object.fromEntries(
    Object.entries(files).map(([file, code]) => [file, code.match(NAME) ?? []]),
  );
}

/**
 * The exported values that nobody uses: no other file and no reader names them, nor do they serve
 * their own file and stand open for its tests.
 */
function unusedValues(
  files: Readonly<Record<string, string>>,
  { readers, tests }: { readonly readers: string; readonly tests: string },
): string[] {
  const names = namesOf(files);
  const read = new Set(readers.match(NAME)), tested = new Set(tests.match(NAME));
  const usedIn = new Map<string, Set<string>>();
  for (const [file, all] of Object.entries(names)) {
    // A room's list of public names uses none of them.
    if (file.endsWith("mod.ts")) continue;
    for (const name of all) usedIn.set(name, (usedIn.get(name) ?? new Set()).add(file));
  }
  return Object.entries(files).flatMap(([file, code]) =>
    valuesOf(code).filter((name) => {
      const elsewhere = [...usedIn.get(name)!].some((other) => other !== file);
      const within = names[file].filter((each) => each === name).length > 1;
      // Another thread finds it by this line.
      const sent = code.includes(`comesFrom(${name}, `);
      return !(read.has(name) || elsewhere || sent || within && tested.has(name));
    }).map((name) => `${file}: ${name}`)
  );
}

Deno.test("unusedValues() tells what others use from what only its own file, tests and lists name", () => {
  const files = {
    "a.ts": "export const used = 1;\nexport function own(): void { own(); }\nexport type T = 1;",
    "b.ts": "used;\nexport async function read(): Promise<void> {}\nexport const inner = 2; inner;",
    "c.ts": "export const tested = 1;",
    "mod.ts": 'export { own } from "./a.ts";',
  };
  const found = unusedValues(files, { readers: "read();", tests: "inner; tested;" });
  assertEquals(found, ["a.ts: own", "c.ts: tested"]);
});

Deno.test("every exported value is used by another file, a notebook, a task or a README", () => {
  const read = (folder: URL): Record<string, string> =>
    Object.fromEntries(
      listFiles(folder).map((file) => {
        return [file, withoutComments(Deno.readTextFileSync(new URL(file, folder)))];
      }),
    );
  const notebooks = [...Deno.readDirSync("notebooks")].map(({ name }) => `notebooks/${name}`)
    .filter((path) => path.endsWith(".ipynb"));
  const readers = ["README.md", "lib/README.md", ...notebooks].map(textOf).join("\n");
  const tests = Object.entries(read(new URL("./", import.meta.url)))
    .filter(([file]) => file !== "exports.test.ts").map(([, code]) => code).join("\n");
  const unused = unusedValues(read(lib), { readers, tests });
  const isOffered = (each: string): boolean => OFFERED.includes(each.split(": ")[1]);
  assertEquals(unused.filter((each) => !isOffered(each)), []);
});
