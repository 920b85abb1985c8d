/**
 * `deno task pack`: checks what JSR would be given, and makes the tarball for npm. `deno pack` does
 * most of it; what it leaves undone is finished here: exact versions, names of the import map that
 * no package has, workers, and the command `heartbook`.
 */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../../deno.json" with { type: "json" };
import { runCommand } from "./command.ts";

const USAGE = `deno task pack [--out .cache/heartbook.tgz]

  --out  where to write the tarball that npm installs and publishes`;

const ROOT = new URL("../../", import.meta.url);

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** "npm:@a/b@1.2.3/c/d.js" in its parts. */
function parseTarget(target: string): { name: string; version: string; path: string } {
  const [, name, version, path = ""] = /^npm:((?:@[^/]+\/)?[^@/]+)@([^/]+)(\/.*)?$/.exec(target) ??
    [];
  return { name, version, path };
}

const targets = Object.entries(config.imports).filter(([, target]) => target.startsWith("npm:"))
  .map(([alias, target]) => ({ alias, ...parseTarget(target) }));

/** The manifest with the versions that were tested here, and the command. */
function finishManifest(manifest: Manifest): Record<string, unknown> {
  const versions = new Map(targets.map(({ name, version }) => [name, version]));
  return {
    ...manifest,
    bin: { heartbook: "./lib/tasks/heartbook.js" },
    dependencies: Object.fromEntries(
      Object.keys(manifest.dependencies).map((name) => [name, versions.get(name)]),
    ),
  };
}

/** A module as it must stand in a package: no import map, and no file that ends in `.ts`. */
function finishModule(text: string): string {
  const aliased = targets.filter(({ alias, name, path }) => alias !== `${name}${path}`);
  const named = aliased.reduce(
    (all, { alias, name, path }) => all.replaceAll(`from "${alias}"`, `from "${name}${path}"`),
    text,
  );
  return named.replace(
    /new URL\("(\.[^"]*)\.ts", import\.meta\.url\)/g,
    (_, path) => `new URL("${path}.js", import.meta.url)`,
  );
}

/** Node knows no `import defer`, and rooms that need no Deno load there as they stand. */
const LOADED_BY_NODE = /[\\/]lib[\\/](models|stats)[\\/]/;

async function run(program: string, args: readonly string[]): Promise<void> {
  const command = new Deno.Command(program, { args: [...args], cwd: ROOT });
  const { success } = await command.spawn().status;
  if (!success) throw new Error(`${program} ${args[0]} failed`);
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* filesIn(path);
    else yield path;
  }
}

/** Finishes one file of the package; TypeScript that nothing imports is for this folder alone. */
async function finishFile(path: string): Promise<void> {
  if (path.endsWith(".ts")) return await Deno.remove(path);
  if (!path.endsWith(".js")) return;
  const before = await Deno.readTextFile(path);
  const isCommand = path.endsWith(join("tasks", "heartbook.js"));
  const start = isCommand ? "#!/usr/bin/env -S deno run -A\n" : "";
  const finished = start + finishModule(before);
  const after = LOADED_BY_NODE.test(path)
    ? finished.replaceAll("import defer *", "import *")
    : finished;
  if (after !== before) await Deno.writeTextFile(path, after);
}

/** `page.ts` becomes `page.js`: a script of that name beside it would be lost. */
async function checkNames(): Promise<void> {
  const paths = new Set(await Array.fromAsync(filesIn(fileURLToPath(new URL("lib", ROOT)))));
  const lost = [...paths].find((path) =>
    path.endsWith(".js") && paths.has(`${path.slice(0, -2)}ts`)
  );
  if (lost !== undefined) throw new Error(`${lost}: the module of that name would overwrite it`);
}

/** Workers are named by their files, which `deno pack` takes along only if `exports` has them. */
async function checkWorkers(path: string): Promise<void> {
  if (!path.endsWith(".js")) return;
  const text = await Deno.readTextFile(path);
  for (const [, name] of text.matchAll(/new URL\("(\.\/[^"]*\.js)", import\.meta\.url\)/g)) {
    await Deno.stat(join(dirname(path), name)).catch(() => {
      throw new Error(`${path}: ${name} is not in the package; name it in exports of deno.json`);
    });
  }
}

/** Unpacks what `deno pack` made, finishes it, and packs it again. */
async function finish(tarball: string, out: string): Promise<void> {
  const folder = await Deno.makeTempDir();
  const content = join(folder, "package");
  try {
    await run("tar", ["-xzf", tarball, "-C", folder]);
    const manifestPath = join(content, "package.json");
    const manifest = finishManifest(JSON.parse(await Deno.readTextFile(manifestPath)));
    await Deno.writeTextFile(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
    for await (const path of filesIn(join(content, "lib"))) await finishFile(path);
    for await (const path of filesIn(join(content, "lib"))) await checkWorkers(path);
    await run("tar", ["-czf", out, "-C", folder, "package"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

await runCommand({
  usage: USAGE,
  options: { out: { type: "string", default: ".cache/heartbook.tgz" } },
}, async (given) => {
  const out = resolve(given.out);
  await checkNames();
  const same = ["--allow-slow-types", "--allow-dirty", "--quiet"];
  await run(Deno.execPath(), ["publish", "--dry-run", ...same]);
  await Deno.mkdir(dirname(out), { recursive: true });
  const raw = await Deno.makeTempFile({ suffix: ".tgz" });
  try {
    await run(Deno.execPath(), ["pack", "--no-source-maps", "-o", raw, ...same]);
    await finish(raw, out);
  } finally {
    await Deno.remove(raw);
  }
  console.log(`${given.out}: ${((await Deno.stat(out)).size / 1e6).toFixed(1)} MB`);
});
