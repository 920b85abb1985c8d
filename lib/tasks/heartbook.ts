/**
 * `heartbook analyse|train|score|serve|export …`: the commands of `deno task` under one name, for
 * people who installed the package. `--help` after a command lists its options.
 */
import { typed } from "./command.ts";

const COMMANDS: Readonly<Record<string, readonly [what: string, load: () => Promise<unknown>]>> = {
  analyse: ["the whole craft on one table", () => import("./analyse.ts")],
  train: ["fit, judge and write a model, of the heart data or a table", () => import("./train.ts")],
  score: ["score a table with a model file", () => import("./score.ts")],
  serve: ["serve a model as a page and an API", () => import("./serve.ts")],
  export: ["print a model as SQL, or as JSON for the ml-* packages", () => import("./export.ts")],
};

const lines = Object.entries(COMMANDS).map(([name, [what]]) => `  ${name.padEnd(9)} ${what}`);
const USAGE = `heartbook <command> [options]

${lines.join("\n")}

heartbook <command> --help says what a command takes; heartbook --version says which this is.`;

/** The version in `deno.json`, or in the `package.json` that a packed copy has instead. */
async function version(): Promise<string> {
  const read = async (file: string): Promise<string> =>
    (await (await fetch(new URL(`../../${file}`, import.meta.url))).json()).version;
  return await read("deno.json").catch(() => read("package.json"));
}

const [name] = Deno.args;
if (name === "--version") console.log(await version());
else if (name === undefined || name === "--help") console.log(USAGE);
else if (Object.hasOwn(COMMANDS, name)) {
  typed.args = Deno.args.slice(1);
  typed.program = "heartbook";
  await COMMANDS[name][1]();
} else {
  console.error(`heartbook: there is no command "${name}"\n\n${USAGE}`);
  Deno.exit(2);
}
