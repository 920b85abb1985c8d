/**
 * `deno task coverage [stats measure examples …]`: runs the tests of these folders of tests/ and the
 * examples in the doc comments of lib/, or all of them, one folder at a time, and prints for each
 * room of lib/ the share of lines and branches that any test runs. What each folder covers is kept in
 * .cache/coverage/, so that a long run can be done in pieces. Exit code 1: a test failed.
 */
import { join, relative } from "node:path";
import { percent } from "heartbook/text.ts";

const ROOT = join(import.meta.dirname!, "..");
const KEPT = join(ROOT, ".cache/coverage");

/** By file of lib/: each line and each branch, and whether it was run. */
export type Coverage = Map<string, Map<string, boolean>>;

/**
 * Adds what one report in the format of lcov says; a line that one run has covered is covered.
 *
 * @example
 * ```ts
 * import { addReport, type Coverage } from "./coverage.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const covered: Coverage = new Map();
 * addReport(covered, "SF:/p/lib/a.ts\nDA:1,2\nDA:2,0\nBRDA:2,0,1,-\nend_of_record", "/p");
 * addReport(covered, "SF:/p/lib/a.ts\nDA:2,1\nend_of_record", "/p");
 * assertEquals([...covered.get("lib/a.ts")!.values()], [true, true, false]);
 * ```
 */
export function addReport(covered: Coverage, report: string, root: string): void {
  let marks = new Map<string, boolean>();
  for (const line of report.split("\n")) {
    const [kind, rest] = [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)];
    if (kind === "SF") {
      const path = relative(root, rest);
      marks = covered.get(path) ?? new Map();
      covered.set(path, marks);
    }
    if (kind !== "DA" && kind !== "BRDA") continue;
    const end = rest.lastIndexOf(",");
    const key = `${kind} ${rest.slice(0, end)}`;
    marks.set(key, (marks.get(key) ?? false) || Number(rest.slice(end + 1)) > 0);
  }
}

/** The room that a file of lib/ is in. */
function roomOf(path: string): string {
  return path.split("/")[1];
}

/** A line of the table: a name, then the share of lines and of branches that were run. */
function describe(name: string, files: readonly ReadonlyMap<string, boolean>[]): string {
  const share = (kind: string): string => {
    const marks = files.flatMap((file) => [...file].filter(([key]) => key.startsWith(`${kind} `)));
    const run = marks.filter(([, isRun]) => isRun).length;
    return marks.length === 0 ? "–" : percent(run / marks.length, { digits: 1 });
  };
  return `${name.padEnd(20)} ${share("DA").padStart(8)} ${share("BRDA").padStart(8)}`;
}

async function deno(...args: readonly string[]): Promise<{ success: boolean; text: string }> {
  const { success, stdout } = await new Deno.Command("deno", {
    args: [...args],
    cwd: ROOT,
    stderr: "inherit",
  }).output();
  return { success, text: new TextDecoder().decode(stdout) };
}

/**
 * What to test by name: the files of each folder of tests/, those of tests/ itself as "beside", and
 * the examples of lib/.
 */
async function listTests(): Promise<Map<string, string[]>> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(join(ROOT, folder))) {
      if (isDirectory) await visit(`${folder}/${name}`);
      else if (name.endsWith(".test.ts")) found.push(`${folder}/${name}`);
    }
  };
  await visit("tests");
  return Map.groupBy(found.sort(), (path) => path.split("/").slice(1, -1)[0] ?? "beside")
    .set("examples", ["--doc", "lib"]);
}

async function main(): Promise<number> {
  let failed = 0;
  await Deno.mkdir(KEPT, { recursive: true });
  const all = await listTests();
  for (const folder of Deno.args.length > 0 ? Deno.args : all.keys()) {
    const raw = join(KEPT, "raw");
    await Deno.remove(raw, { recursive: true }).catch(() => {});
    const { success, text } = await deno(
      ...["test", "-A", "--quiet", "--no-check", `--coverage=${raw}`],
      ...all.get(folder) ?? [`tests/${folder}`],
    );
    if (!success) {
      failed = 1;
      console.log(text);
    }
    const report = await deno("coverage", "--quiet", "--lcov", "--include=/lib/", raw);
    await Deno.writeTextFile(join(KEPT, `${folder}.lcov`), report.text);
    console.log(`${folder}: ${success ? "covered" : "a test failed"}`);
  }
  const covered: Coverage = new Map();
  for await (const { name } of Deno.readDir(KEPT)) {
    if (!name.endsWith(".lcov")) continue;
    addReport(covered, await Deno.readTextFile(join(KEPT, name)), ROOT);
  }
  const rooms = Map.groupBy(covered.keys(), roomOf);
  console.log(`\n${"room".padEnd(20)} ${"lines".padStart(8)} ${"branches".padStart(8)}`);
  for (const [room, files] of [...rooms].sort()) {
    console.log(describe(room, files.map((file) => covered.get(file)!)));
  }
  console.log(describe("all of lib/", [...covered.values()]));
  return failed;
}

if (import.meta.main) Deno.exit(await main());
