/**
 * `deno task notebooks [names] [--check] [--timeout seconds]`: runs each notebook in a fresh kernel,
 * two at a time, and writes its outputs back, or with `--check` compares them with the file.
 * A notebook that lacks something here is told as skipped, and its file stays as it is.
 * Exit code 0: all went well; 1: a cell failed or an output differs; 2: wrong use; 130: Ctrl-C.
 */

import { basename } from "node:path";
import { parseArgs } from "node:util";
import { findNotebooks, NOTEBOOKS } from "../jupyter/find-notebooks.ts";
import { headlineTable } from "../jupyter/headlines.ts";
import { progressLines, terminal } from "../jupyter/progress-lines.ts";
import { runNotebooks } from "../jupyter/run-notebooks.ts";

const USAGE = `deno task notebooks [names] [--check] [--timeout seconds]

  names      such as 01 or notebooks/01-the-patients.ipynb; none means all
  --check    compare the outputs with the files instead of writing them
  --timeout  seconds that one cell may take before its kernel is ended (120)`;

const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

interface Wanted {
  readonly paths: readonly string[];
  readonly check: boolean;
  readonly timeout: number;
}

async function readArguments(args: string[]): Promise<Wanted> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      check: { type: "boolean", default: false },
      timeout: { type: "string", default: "120" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    Deno.exit(0);
  }
  const timeout = Number(values.timeout);
  if (!(timeout > 0 && timeout <= 86_400)) {
    throw new RangeError(`--timeout: expected seconds in 0 to 86400, got "${values.timeout}"`);
  }
  return { paths: await findNotebooks(positionals, NOTEBOOKS), check: values.check, timeout };
}

async function main(): Promise<number> {
  let wanted: Wanted;
  try {
    wanted = await readArguments(Deno.args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  const interrupt = new AbortController();
  const onSignal = (): void => interrupt.abort(new Error("stopped; no file is half-written"));
  for (const signal of SIGNALS) Deno.addSignalListener(signal, onSignal);

  const lines = progressLines(wanted.paths.map((path) => basename(path, ".ipynb")), terminal());
  try {
    const { differences, figures, skipped } = await runNotebooks(wanted.paths, {
      ...wanted,
      lines,
      signal: interrupt.signal,
    });
    if (figures.length > 0) console.log(`\n${headlineTable(figures)}`);
    for (const { notebook, reason } of skipped) console.log(`\n${notebook} skipped: ${reason}`);
    if (differences.length === 0) return 0;
    console.error(
      `\n${differences.join("\n")}\n\nThe files differ from a rerun; ` +
        "`deno task notebooks` writes the new outputs.",
    );
    return 1;
  } catch (error) {
    console.error(`\n${(error as Error).message}`);
    return interrupt.signal.aborted ? 130 : 1;
  } finally {
    lines.close();
  }
}

Deno.exit(await main());
