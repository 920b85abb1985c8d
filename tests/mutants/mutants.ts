/**
 * `deno task mutants [--seed 1] [--count 30] [--rooms stats,measure] [--minutes 4]`: makes random
 * small changes to lib/, one at a time and in a copy of the project, and tells which of them the
 * tests do not notice. Each change meets the test files that use its file, the nearest first, up to
 * the first that fails. A test that takes five times as long as without the change has noticed it; a
 * test that fails without any change does not count. What no test notices is shown to the compiler,
 * which CI asks too; how many it alone notices is told. A path such as models/tree/prune.ts will do for
 * a room; `--at stats/auc.ts:25` tries all changes on one line.
 *
 * Results are kept in .cache/mutants/: a run that was stopped goes on, and after a change of the tests
 * only the tests changed run again. Exit code 1: a share below 90% was noticed, or below 80% in show
 * and ship; 3: the minutes were over before the end.
 */
import { createHash } from "node:crypto";
import { cp } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { makeCheckTypes } from "./check-types.ts";
import { applyChange, type Change, lineOf, linesAt, listChanges } from "./changes.ts";
import { EQUIVALENT } from "./equivalent.ts";
import { makeFindTests } from "./find-tests.ts";
import { makeRunTest } from "./run-test.ts";

const ROOT = join(import.meta.dirname!, "../..");
const PARTS = [
  "lib",
  "tests",
  "data",
  "notebooks",
  "deno.json",
  "deno.lock",
  "README.md",
  ".gitignore",
];

/** Rooms that compute; those that draw and serve are held to less. */
const COMPUTING =
  "wasm random.ts stats schema.ts signals data measure describe prepare models pipeline.ts explain learners resample choose watch"
    .split(" ");
const SHOWING = ["show", "ship"];
const TYPES = "the compiler";

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

/** A number that depends on a mutant and the seed alone, so that an edit elsewhere moves no other. */
function drawOf({ file, text, change }: Mutant, seed: number): string {
  const before = text.slice(0, change.start).split(text.slice(change.start, change.end)).length;
  return createHash("sha256")
    .update([seed, file, change.what, linesAt(text, change), before].join("\n"))
    .digest("hex");
}

/** All changes to files of these rooms, but those that change nothing. */
function listMutants(rooms: readonly string[]): Mutant[] {
  return listSources(join(ROOT, "lib"))
    .filter((file) => rooms.some((room) => file === room || file.startsWith(`${room}/`)))
    .flatMap((file): Mutant[] => {
      const text = Deno.readTextFileSync(join(ROOT, "lib", file));
      return listChanges(text).map((change) => ({ file, text, change }));
    })
    .filter((mutant) => !isEquivalent(mutant));
}

/** So many of these, each as likely as any other. */
function drawMutants(
  all: readonly Mutant[],
  { seed, count }: { readonly seed: number; readonly count: number },
): Mutant[] {
  return all.map((mutant) => ({ mutant, draw: drawOf(mutant, seed) }))
    .sort((a, b) => a.draw < b.draw ? -1 : 1)
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** Changes that change nothing that a test could see, each for a reason that is written down. */
function isEquivalent({ file, text, change }: Mutant): boolean {
  return EQUIVALENT.some(({ file: each, line, what }) =>
    each === file && what === change.what &&
    line === linesAt(text, change, line.split("\n").length)
  );
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      count: { type: "string", default: "30" },
      rooms: { type: "string", default: [...COMPUTING, ...SHOWING].join(",") },
      minutes: { type: "string", default: "Infinity" },
      at: { type: "string", multiple: true, default: [] },
    },
  });
  const until = performance.now() + 60_000 * Number(values.minutes);
  const all = listMutants(values.rooms.split(","));
  const mutants = values.at.length > 0
    ? all.filter(({ file, text, change }) => values.at.includes(`${file}:${lineOf(text, change)}`))
    : drawMutants(all, { seed: Number(values.seed), count: Number(values.count) });
  // A fixed place, so that Deno finds what it has compiled in the run before.
  const kept = join(ROOT, ".cache/mutants");
  const copy = join(kept, `seed-${values.seed}`);
  await Deno.mkdir(copy, { recursive: true });
  for (const part of PARTS) {
    await Deno.remove(join(copy, part), { recursive: true }).catch(() => {});
    await cp(join(ROOT, part), join(copy, part), { recursive: true });
  }
  const { findTests, filesOf } = makeFindTests(copy);
  const runTest = makeRunTest({ root: copy, filesOf, kept });
  const checkTypes = makeCheckTypes({ root: copy, kept });

  /** Seconds that a test may take; nothing if it fails without any change. */
  async function limitOf(test: string): Promise<number | undefined> {
    const { passes, seconds } = await runTest(test, 240);
    if (passes) return 5 + 5 * seconds;
    console.log(`fails unchanged, so it does not count: ${relative(copy, test)}`);
  }

  /** The test that notices a change, or the compiler. */
  async function findNoticing({ file, text, change }: Mutant): Promise<string | undefined> {
    const path = join(copy, "lib", file);
    for (const test of findTests(file)) {
      const limit = await limitOf(test);
      if (limit === undefined) continue;
      await Deno.writeTextFile(path, applyChange(text, change));
      const { passes } = await runTest(test, limit);
      await Deno.writeTextFile(path, text);
      if (!passes) return test;
    }
    const changed = applyChange(text, change);
    await Deno.writeTextFile(path, changed);
    const isTyped = await checkTypes(path, changed);
    await Deno.writeTextFile(path, text);
    if (!isTyped) return TYPES;
  }
  const noticed = new Map<string, boolean[]>();
  let byTypes = 0;
  for (const mutant of mutants) {
    if (performance.now() > until) break;
    const { file, text, change } = mutant;
    const by = await findNoticing(mutant);
    const room = file.split("/")[0];
    noticed.set(room, [...noticed.get(room) ?? [], by !== undefined]);
    const place = `${file}:${lineOf(text, change)}`;
    if (by === TYPES) byTypes++;
    const how = by === undefined
      ? "SURVIVES"
      : by === TYPES
      ? "noticed by the compiler"
      : "noticed ";
    console.log(`${how}  ${place}  ${change.what}`);
    if (by === undefined) {
      console.log(`          ${linesAt(applyChange(text, change), change)}`);
    }
  }
  const tried = [...noticed.values()].flat().length;
  console.log(
    `\nseed ${values.seed}, ${tried} of ${all.length} possible changes, ${byTypes} noticed by the compiler alone`,
  );
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
  if (tried < mutants.length) return 3;
  return isEnough ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main());
