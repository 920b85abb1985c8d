/**
 * `deno task mutants [--seed 1] [--count 30] [--rooms stats,measure] [--seconds 120]`: makes random
 * small changes to lib/, one at a time and in a copy of the project, and tells which of them the
 * tests of the room do not notice. A change that makes a test run longer than so many seconds is
 * noticed. A path such as models/tree/prune.ts will do for a room. Exit code 1: a share below 90% was noticed, or below 80% in show and ship.
 */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seeded } from "heartbook/random.ts";
import { applyChange, type Change, lineOf, listChanges } from "./changes.ts";
import { makeFindTests } from "./find-tests.ts";

const ROOT = join(import.meta.dirname!, "../..");
const PARTS = ["lib", "tests", "data", "notebooks", "deno.json", "deno.lock", "README.md"];

/** Rooms that compute; those that draw and serve are held to less. */
const COMPUTING =
  "stats schema.ts random.ts signals data measure describe prepare models pipeline.ts explain learners resample choose watch"
    .split(" ");
const SHOWING = ["show", "ship"];

interface Mutant {
  readonly file: string;
  readonly text: string;
  readonly change: Change;
}

function listSources(folder: string, prefix = ""): string[] {
  return [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1).flatMap((
    { name, isDirectory },
  ) =>
    isDirectory
      ? listSources(join(folder, name), `${prefix}${name}/`)
      : name.endsWith(".ts") && !name.endsWith(".bytes.ts") && name !== "mod.ts"
      ? [prefix + name]
      : []
  );
}

/** So many of all changes to files of these rooms, each as likely as any other. */
function drawMutants(
  rooms: readonly string[],
  { seed, count }: { readonly seed: number; readonly count: number },
): { readonly of: number; readonly mutants: readonly Mutant[] } {
  const all = listSources(join(ROOT, "lib"))
    .filter((file) => rooms.some((room) => file === room || file.startsWith(`${room}/`)))
    .flatMap((file): Mutant[] => {
      const text = Deno.readTextFileSync(join(ROOT, "lib", file));
      return listChanges(text).map((change) => ({ file, text, change }));
    });
  return { of: all.length, mutants: seeded(seed).shuffled(all).slice(0, count) };
}

async function passes(tests: readonly string[], cwd: string, seconds: number): Promise<boolean> {
  if (tests.length === 0) return true;
  const stop = AbortSignal.timeout(1000 * seconds);
  const command = new Deno.Command("deno", {
    args: ["test", "-A", "--no-check", "--quiet", "--fail-fast", ...tests],
    cwd,
    signal: stop,
    stdout: "null",
    stderr: "null",
  });
  return (await command.output()).success && !stop.aborted;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      count: { type: "string", default: "30" },
      rooms: { type: "string", default: [...COMPUTING, ...SHOWING].join(",") },
      seconds: { type: "string", default: "120" },
    },
  });
  const rooms = values.rooms.split(",");
  const { of, mutants } = drawMutants(rooms, {
    seed: Number(values.seed),
    count: Number(values.count),
  });
  const copy = await Deno.makeTempDir({ prefix: "heartbook-mutants-" });
  const noticed = new Map<string, boolean[]>();
  try {
    for (const part of PARTS) {
      await cp(join(ROOT, part), join(copy, part), { recursive: true });
    }
    const findTests = makeFindTests(copy);
    for (const { file, text, change } of mutants) {
      const path = join(copy, "lib", file);
      await Deno.writeTextFile(path, applyChange(text, change));
      let survives = true;
      for (const tests of findTests(file)) {
        survives = survives && await passes(tests, copy, Number(values.seconds));
      }
      await Deno.writeTextFile(path, text);
      const room = file.split("/")[0];
      noticed.set(room, [...noticed.get(room) ?? [], !survives]);
      const place = `${file}:${lineOf(text, change)}`;
      console.log(`${survives ? "SURVIVES" : "noticed "}  ${place}  ${change.what}`);
    }
  } finally {
    await Deno.remove(copy, { recursive: true });
  }
  console.log(`\nseed ${values.seed}, ${mutants.length} of ${of} possible changes`);
  let isEnough = true;
  for (
    const [name, some, goal] of [
      ["rooms that compute", COMPUTING, 0.9],
      ["show and ship", SHOWING, 0.8],
    ] as const
  ) {
    const all = some.flatMap((room) => noticed.get(room) ?? []);
    if (all.length === 0) continue;
    const count = all.filter(Boolean).length;
    isEnough &&= count >= goal * all.length;
    console.log(`${name}: ${count} of ${all.length} noticed, goal ${100 * goal}%`);
  }
  return isEnough ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main());
