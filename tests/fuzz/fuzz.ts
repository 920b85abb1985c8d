/**
 * `deno task fuzz [target …] [--seconds 60] [--seed 1]`: throws changed inputs at each door of the
 * project. What is found is written to tests/fuzz/cases/ as small as it gets, and tried by
 * `deno task test` from then on. Exit code 1: something was found.
 */
import { parseArgs } from "node:util";
import { join } from "node:path";
import { seeded } from "heartbook/random.ts";
import { mutate, shrink } from "./mutate.ts";
import { faultOf, type Target } from "./target.ts";
import { targets } from "./targets.ts";

export const CASES = join(import.meta.dirname!, "cases");

/** What was tried, and what was found. */
export interface Fuzzed {
  readonly tried: number;
  readonly found?: { readonly fault: string; readonly input: Uint8Array };
}

/** Tries inputs until one breaks a promise, or until so many, or so long, are over. */
export async function fuzz(
  target: Target,
  { seed, runs = Infinity, seconds = Infinity }: {
    readonly seed: number;
    readonly runs?: number;
    readonly seconds?: number;
  },
): Promise<Fuzzed> {
  const random = seeded(seed);
  const until = performance.now() + 1000 * seconds;
  let tried = 0;
  for (; tried < runs && performance.now() < until; tried++) {
    const input = mutate(random, target);
    const fault = await faultOf(target, input);
    if (fault === undefined) continue;
    const least = await shrink(input, async (less) => await faultOf(target, less) === fault);
    return { tried: tried + 1, found: { fault, input: least } };
  }
  return { tried };
}

async function keep(target: Target, input: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-1", input as Uint8Array<ArrayBuffer>);
  const name = new Uint8Array(digest).toHex().slice(0, 12);
  const folder = join(CASES, target.name.replaceAll(" ", "-"));
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeFile(join(folder, name), input);
  return join(folder, name);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    allowPositionals: true,
    options: {
      seconds: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
    },
  });
  const seed = Number(values.seed), seconds = Number(values.seconds);
  const wanted = targets.filter(({ name }) =>
    positionals.length === 0 || positionals.includes(name)
  );
  if (wanted.length === 0) {
    console.error(`expected targets of: ${targets.map(({ name }) => name).join(", ")}`);
    return 2;
  }
  let failed = 0;
  for (const target of wanted) {
    const { tried, found } = await fuzz(target, { seed, seconds });
    const line = `${target.name}: ${tried} inputs in up to ${seconds} s from seed ${seed}`;
    if (found === undefined) console.log(`${line}, no promise broken`);
    else {
      failed = 1;
      console.log(`${line}\n  ${found.fault}\n  kept in ${await keep(target, found.input)}`);
    }
  }
  return failed;
}

if (import.meta.main) Deno.exit(await main());
