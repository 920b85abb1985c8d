/** What is taken from others is needed, locked, licensed, and told in one table. */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";

const ROOT = join(import.meta.dirname!, "..");
const read = (path: string): string => Deno.readTextFileSync(join(ROOT, path));

const config: {
  readonly lock: { readonly frozen: boolean };
  readonly imports: Readonly<Record<string, string>>;
} = JSON.parse(read("deno.json"));

interface Locked {
  readonly dependencies?: readonly string[];
  readonly optionalDependencies?: readonly string[];
}
const lock: { readonly npm: Readonly<Record<string, Locked>> } = JSON.parse(read("deno.lock"));

interface Package {
  readonly name: string;
  readonly version: string;
}

/** "npm:@a/b@1.2.3/c" or "@a/b@1.2.3_peer@4": the package and its version. */
function parsePackage(text: string): Package {
  const [, name, version] = text.match(/^(?:npm:)?((?:@[^/]+\/)?[^@/]+)@([^_/]+)/)!;
  return { name, version };
}

const direct = Object.entries(config.imports).filter(([, target]) => target.startsWith("npm:"))
  .map(([alias, target]) => ({ alias, ...parsePackage(target) }));

const rows = read("lib/DEPENDENCIES.md").split("\n").filter((line) => line.startsWith("| "))
  .slice(2).map((line) => {
    const [, name, what, licence, size, instead] = line.split("|").map((cell) => cell.trim());
    return { name, what, licence, size, instead };
  });

const stands = (row: string, name: string): boolean =>
  row.endsWith("*") ? name.startsWith(row.slice(0, -1)) : row === name;

const text = new TextDecoder().decode(
  new Deno.Command(Deno.execPath(), { args: ["info", "--json"], env: { NO_COLOR: "1" } })
    .outputSync().stdout,
);
const { npmCache } = JSON.parse(text);
// One folder per registry; this project takes its packages from one.
const CACHE = join(npmCache, [...Deno.readDirSync(npmCache)][0].name);

/** Where a package lies, if it has been fetched. */
function placeOf({ name, version }: Package): string | undefined {
  const place = join(CACHE, name, version);
  try {
    return Deno.statSync(join(place, "package.json")).isFile ? place : undefined;
  } catch {
    return undefined;
  }
}

function licenceOf(place: string): string {
  const { license } = JSON.parse(Deno.readTextFileSync(join(place, "package.json")));
  return String(license?.type ?? license);
}

Deno.test("the lock is frozen by deno.json itself", () => {
  assertEquals(config.lock.frozen, true);
});

Deno.test("each package is named with one exact version", () => {
  const loose = direct.filter(({ version }) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  assertEquals(loose, []);
});

Deno.test("the lock names no binary for musl, on which Deno does not run", () => {
  const musl = Object.keys(lock.npm).filter((name) => /musl/.test(name));
  assertEquals(
    musl,
    [],
    "take these entries out of deno.lock, under optionalDependencies too: 180 MB for nobody",
  );
});

Deno.test("every direct dependency has a row in lib/DEPENDENCIES.md, and every row is one", () => {
  const missing = [...new Set(direct.map(({ name }) => name))]
    .filter((name) => !rows.some((row) => stands(row.name, name)))
    .map((name) => {
      const place = placeOf(direct.find((each) => each.name === name)!);
      const licence = place === undefined ? "its licence" : licenceOf(place);
      return `| ${name} | what it is for | ${licence} | MB | what would replace it |`;
    });
  assertEquals(missing, [], "add these rows, each cell filled in");
  const stale = rows.filter((row) => !direct.some(({ name }) => stands(row.name, name)));
  assertEquals(stale, [], "take these rows out");
  assert(rows.every((row) => Object.values(row).every((cell) => cell.length > 0)));
});

Deno.test("every package that deno.json names is imported somewhere", () => {
  const sources: string[] = [];
  const walk = (folder: string): void => {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      const path = join(folder, name);
      if (isDirectory) walk(path);
      else if (/\.(ts|ipynb)$/.test(name)) sources.push(Deno.readTextFileSync(path));
    }
  };
  for (const folder of ["lib", "tests", "data", "notebooks"]) walk(join(ROOT, folder));
  const unused = direct.filter(({ alias }) =>
    !sources.some((source) =>
      source.includes(`"${alias}"`) || source.includes(`"${alias}/`) ||
      source.includes(`\\"${alias}\\"`)
    )
  );
  assertEquals(unused.map(({ alias }) => alias), [], "take them out of deno.json");
});

/** Licences that let anybody use, change and pass on; with file-wise sharing for MPL alone. */
const LICENCES = [
  "MIT",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BSL-1.0",
  "Unlicense",
  "OFL-1.1",
  "MPL-2.0",
  "Python-2.0",
  "Zlib",
  "0BSD",
  "BlueOak-1.0.0",
  "CC0-1.0",
];

Deno.test("every package that was fetched, however deep, has a licence that we can keep", () => {
  let read = 0;
  const odd = Object.keys(lock.npm).map(parsePackage).flatMap((each) => {
    const place = placeOf(each);
    if (place === undefined) return [];
    read++;
    const licence = licenceOf(place);
    const isKnown = licence.replace(/[()]/g, "").split(/ AND | OR /)
      .every((part) => LICENCES.includes(part));
    // The compiled library of a package that says MIT itself.
    const isPolars = each.name.startsWith("nodejs-polars-") && licence === "SEE LICENSE IN LICENSE";
    return isKnown || isPolars ? [] : [`${each.name}: ${licence}`];
  });
  assertEquals(odd, []);
  assert(read > 200, `only ${read} packages were found in ${CACHE}`);
});

Deno.test("the table's licences are those that the packages name", () => {
  const wrong = direct.flatMap((each) => {
    const place = placeOf(each);
    const row = rows.find((row) => stands(row.name, each.name));
    if (place === undefined || row === undefined || licenceOf(place) === row.licence) return [];
    return [`${each.name}: ${row.licence} in the table, ${licenceOf(place)} in the package`];
  });
  assertEquals(wrong, []);
});

function bytesIn(folder: string): number {
  return [...Deno.readDirSync(folder)].reduce((sum, { name, isDirectory }) => {
    const path = join(folder, name);
    return sum + (isDirectory ? bytesIn(path) : Deno.statSync(path).size);
  }, 0);
}

/** All packages that one needs in turn, itself among them. */
function closure(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (wanted: string): void => {
    const key = Object.keys(lock.npm).find((key) => {
      return key === wanted || key.startsWith(`${wanted}_`) || parsePackage(key).name === wanted;
    });
    if (key === undefined || seen.has(key)) return;
    seen.add(key);
    const { dependencies = [], optionalDependencies = [] } = lock.npm[key];
    [...dependencies, ...optionalDependencies].forEach(visit);
  };
  names.forEach(visit);
  return seen;
}

Deno.test({
  name: "the table's sizes are those on disk, to a quarter and a megabyte",
  ignore: Deno.build.os !== "linux" || Deno.build.arch !== "x86_64",
  fn: () => {
    const wrong = rows.flatMap(({ name, size }) => {
      const own = direct.filter((each) => stands(name, each.name));
      if (own.some((each) => placeOf(each) === undefined)) return [];
      const packages = [...closure(own.map((each) => `${each.name}@${each.version}`))];
      const places = packages.map(parsePackage).map(placeOf).filter((place) => place !== undefined);
      const megabytes = places.reduce((sum, place) => sum + bytesIn(place), 0) / 1e6;
      const isRight = Math.abs(Number(size) - megabytes) <= 1 + megabytes / 4;
      return isRight ? [] : [`${name}: ${size} MB in the table, ${megabytes.toFixed(1)} on disk`];
    });
    assertEquals(wrong, []);
  },
});
