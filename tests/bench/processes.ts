/** One side's turn: a process of its own, from its start to its end. */
import { join } from "node:path";
import { linesOf } from "./lines.ts";

const HERE = import.meta.dirname!;
const ROOT = join(HERE, "../..");

/** Libraries that would take every core they see. */
const ONE_THREAD = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/** What a process reported, and how long it lived. */
export interface Turn<Report> {
  readonly report: Report;
  /** From start to exit, so with all that is loaded first. */
  readonly seconds: number;
}

/** Runs a script of ours; it prints its report as JSON. */
export function runOurs<Report>(script: string, ...args: string[]): Promise<Turn<Report>> {
  return take(Deno.execPath(), ["run", "-A", "--quiet", join(HERE, script), ...args]);
}

/** Runs a script of the other side with this Python. */
export function runTheirs<Report>(
  python: string,
  script: string,
  ...args: string[]
): Promise<Turn<Report>> {
  return take(python, [join(HERE, script), ...args]);
}

async function take<Report>(program: string, args: string[]): Promise<Turn<Report>> {
  const start = performance.now();
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd: ROOT,
    env: ONE_THREAD,
  }).output();
  const seconds = (performance.now() - start) / 1000;
  const decoder = new TextDecoder();
  if (!success) throw new Error(`${program} ${args.join(" ")} failed:\n${decoder.decode(stderr)}`);
  return { report: JSON.parse(decoder.decode(stdout)), seconds };
}

/** A script that answers each line of JSON with one. */
export interface Answering extends AsyncDisposable {
  readonly ask: <Report>(question: unknown) => Promise<Report>;
}

/** Starts a script of the other side with this Python; it lives until it is disposed of. */
export function startTheirs(python: string, script: string): Answering {
  const child = new Deno.Command(python, {
    args: [join(HERE, script)],
    cwd: ROOT,
    env: ONE_THREAD,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const answers = linesOf(child.stdout);
  return {
    ask: async (question) => {
      await writer.write(new TextEncoder().encode(`${JSON.stringify(question)}\n`));
      const { done, value } = await answers.next();
      if (done) throw new Error(`${script} failed (see above) at ${JSON.stringify(question)}`);
      return JSON.parse(value);
    },
    [Symbol.asyncDispose]: async () => {
      await writer.close();
      await child.status;
    },
  };
}
