/**
 * The packed copy in an empty folder: installed by npm from its file, and by Deno from a registry,
 * it runs the whole analysis, notebook included. Part of `deno task pack`, which packs it first.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { delimiter, dirname, join } from "node:path";
import { RESULTS } from "heartbook/analyse/to-folder.ts";
import { readNotebook } from "heartbook/jupyter/notebook.ts";
import config from "../../deno.json" with { type: "json" };

const TARBALL = join(Deno.cwd(), ".cache", "heartbook.tgz");
const ROOT = await Deno.makeTempDir();
globalThis.addEventListener("unload", () => Deno.removeSync(ROOT, { recursive: true }));

/** An empty folder with one table in it. */
async function emptyFolder(name: string): Promise<string> {
  const folder = join(ROOT, name);
  await Deno.mkdir(folder);
  await Deno.copyFile("data/breast-cancer.csv", join(folder, "my.csv"));
  return folder;
}

interface RunOptions {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a program prints; an error with all of it where the program fails. */
async function run(
  program: string,
  args: readonly string[],
  { folder, env = {} }: RunOptions,
): Promise<string> {
  const path = [dirname(Deno.execPath()), Deno.env.get("PATH")].join(delimiter);
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    cwd: folder,
    env: { PATH: path, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...env },
  }).output();
  const printed = new TextDecoder().decode(stdout);
  if (success) return printed;
  const said = new TextDecoder().decode(stderr);
  throw new Error(`${program} ${args.join(" ")}\n${printed}${said}`);
}

const ASKED = [
  ...["analyse", "--in", "my.csv", "--outcome", "diagnosis", "--positive", "malignant"],
  ...["--models", "tree", "--out", "results"],
];

/** The rooms that the README says work on Node. */
const ON_NODE = [
  ...["choose", "explain", "learners", "measure", "models", "prepare", "resample", "signals"],
  "stats",
];

/** Two models compared on rows that one number tells apart. */
const COMPARED = `
import { forest, logistic } from "@heartbook/heartbook/learners/mod.ts";
import { metrics, scoreModels } from "@heartbook/heartbook/measure/mod.ts";
import { crossValidate, stratifiedFolds } from "@heartbook/heartbook/resample/mod.ts";

const about = "made up", named = (name) => ({ name, label: name, about });
const schema = {
  name: "made up",
  missing: [],
  outcome: { ...named("ill"), positive: "ill", negative: "well" },
  features: [{ ...named("dose"), kind: "number", unit: "mg", range: [0, 100] }],
};
const rows = Array.from({ length: 60 }, (_, i) => ({ dose: i < 30 ? i : i + 40 }));
const labels = rows.map(({ dose }) => dose > 50 ? 1 : 0), ids = rows.map((_, i) => String(i));
const predictions = await crossValidate(
  { schema, rows, labels, ids },
  { logistic: logistic({ l2: 1 }), forest: forest({ trees: 20, seed: 1 }) },
  stratifiedFolds(labels, { folds: 5, seed: 1 }),
);
const scores = scoreModels(predictions, [metrics.rocAuc]);
console.log(scores.flatMap(({ model, [metrics.rocAuc.name]: auc }) => [model, auc]).join(" "));
`;

/** All files are there, and every cell of the notebook has run. */
async function checkResults(folder: string, printed: string): Promise<void> {
  assertStringIncludes(printed, "The tree separates the outcomes: AUC 0.9");
  for (const name of RESULTS) {
    assert((await Deno.stat(join(folder, "results", name))).size > 0, name);
  }
  const { cells } = await readNotebook(join(folder, "results", "analysis.ipynb"));
  const counts = cells.flatMap((cell) => cell.cell_type === "code" ? [cell.execution_count] : []);
  assertEquals(counts, counts.map((_, i) => i + 1));
}

Deno.test("installed by npm in an empty folder, the package runs analyse, score and the README's example", async () => {
  const folder = await emptyFolder("by-npm");
  await Deno.writeTextFile(join(folder, "package.json"), "{}");
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await run("npm", ["install", TARBALL, ...quiet], { folder });
  const heartbook = (...args: string[]): Promise<string> =>
    run("npx", ["--no-install", "heartbook", ...args], { folder });

  assertEquals((await heartbook("--version")).trim(), config.version);
  await checkResults(folder, await heartbook(...ASKED));
  const scoring = ["--model", "results/model.json", "--in", "my.csv", "--out", "scored.csv"];
  assertStringIncludes(await heartbook("score", ...scoring), "569 scored");

  for (const room of ON_NODE) {
    const module = `import("@heartbook/heartbook/${room}/mod.ts")`;
    await run("node", ["--input-type=module", "--eval", `await ${module}`], { folder });
  }
  await Deno.writeTextFile(join(folder, "compare.mjs"), COMPARED);
  assertEquals(await run("node", ["compare.mjs"], { folder }), "logistic 1 forest 1\n");

  const readme = await Deno.readTextFile("README.md");
  const [, example] = readme.match(/```ts\n(import[^]*?)```/)!;
  const adapted = example.replaceAll('"heartbook/', '"@heartbook/heartbook/')
    .replace("data/breast-cancer.csv", "my.csv");
  await Deno.writeTextFile(join(folder, "example.ts"), adapted);
  const printed = await run(Deno.execPath(), ["run", "-A", "example.ts"], { folder });
  assertStringIncludes(printed, "logistic");
});

/** A registry that has this one package, as npm would once it is published. */
async function serveRegistry(): Promise<Deno.HttpServer<Deno.NetAddr>> {
  const bytes = await Deno.readFile(TARBALL);
  await run("tar", ["-xzf", TARBALL, "package/package.json"], { folder: ROOT });
  const manifest = JSON.parse(await Deno.readTextFile(join(ROOT, "package", "package.json")));
  const { name, version } = manifest;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-512", bytes));
  const integrity = `sha512-${btoa(String.fromCharCode(...hash))}`;
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { pathname, origin } = new URL(request.url);
    if (pathname === "/package.tgz") return new Response(bytes);
    if (decodeURIComponent(pathname) !== `/${name}`) return new Response(null, { status: 404 });
    const dist = { tarball: `${origin}/package.tgz`, integrity };
    const versions = { [version]: { ...manifest, dist } };
    return Response.json({ name, "dist-tags": { latest: version }, versions });
  });
}

/** A cache of its own for what is not published, beside the packages that are there already. */
async function ownCache(): Promise<string> {
  const { npmCache } = JSON.parse(
    await run(Deno.execPath(), ["info", "--json"], { folder: ROOT }),
  );
  const own = join(ROOT, "deno-dir");
  await Deno.mkdir(join(own, "npm"), { recursive: true });
  for await (const { name } of Deno.readDir(npmCache)) {
    await Deno.symlink(join(npmCache, name), join(own, "npm", name));
  }
  return own;
}

Deno.test("installed by Deno from a registry, the command heartbook runs analyse", async () => {
  const folder = await emptyFolder("by-deno");
  const home = join(ROOT, "home");
  await using registry = await serveRegistry();
  await Deno.mkdir(home);
  const { hostname, port } = registry.addr;
  await Deno.writeTextFile(join(home, ".npmrc"), `@heartbook:registry=http://${hostname}:${port}/`);
  const env = { HOME: home, DENO_DIR: await ownCache() };
  const install = ["install", "-g", "-A", "-n", "heartbook", "--root", home];
  await run(Deno.execPath(), [...install, `npm:${config.name}/cli`], { folder, env });
  const heartbook = join(home, "bin", "heartbook");
  assertEquals((await run(heartbook, ["--version"], { folder, env })).trim(), config.version);
  const help = await run(heartbook, ["--help"], { folder, env });
  for (const name of ["analyse", "train", "score", "serve", "export"]) {
    assertStringIncludes(help, `\n  ${name} `);
    const usage = await run(heartbook, [name, "--help"], { folder, env });
    assertStringIncludes(usage, `heartbook ${name} `);
    assert(!usage.includes("deno task"), `${name} --help speaks of deno task`);
  }
  await checkResults(folder, await run(heartbook, ASKED, { folder, env }));
});
