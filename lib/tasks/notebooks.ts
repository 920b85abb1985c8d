/**
 * `deno task notebooks [names] [--check] [--timeout seconds]`: runs each notebook in a fresh kernel,
 * two at a time, and writes its outputs back, or with `--check` compares them with the file.
 * A notebook that lacks something here is reported as skipped; its file stays unchanged.
 * Exit code 0: all went well; 1: a cell failed or an output differs; 2: wrong use; 130: Ctrl-C.
 */

import { basename } from "node:path";
import { headlineTable } from "../jupyter/headlines.ts";
import { progressLines, terminal } from "../jupyter/progress-lines.ts";
import { runNotebooks } from "../jupyter/run-notebooks.ts";
import { notebooksCalled, runCommand, UsageError } from "./command.ts";

const USAGE = `deno task notebooks [names] [--check] [--timeout seconds]

  names      such as 01 or notebooks/01-the-patients.ipynb; none means all
  --check    compare the outputs with the files instead of writing them
  --timeout  seconds that one cell may take before its kernel is ended (120)`;

const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

await runCommand({
  usage: USAGE,
  options: {
    check: { type: "boolean", default: false },
    timeout: { type: "string", default: "120" },
  },
  takesNames: true,
  signals: SIGNALS,
}, async ({ check, timeout: seconds }, { names, signal }) => {
  const timeout = Number(seconds);
  if (!(timeout > 0 && timeout <= 86_400)) {
    throw new UsageError(`--timeout: expected seconds in 0 to 86400, got "${seconds}"`);
  }
  const paths = await notebooksCalled(names);
  const lines = progressLines(paths.map((path) => basename(path, ".ipynb")), terminal());
  try {
    const options = { check, timeout, lines, signal };
    const { differences, figures, skipped } = await runNotebooks(paths, options);
    if (figures.length > 0) console.log(`\n${headlineTable(figures)}`);
    for (const { notebook, reason } of skipped) console.log(`\n${notebook} skipped: ${reason}`);
    if (differences.length === 0) return;
    throw new Error(
      `${differences.join("\n")}\n\nThe files differ from a rerun; ` +
        "`deno task notebooks` writes the new outputs.",
    );
  } catch (error) {
    // Set apart from the lines of progress; a stop leaves no file half-written.
    const { message } = error as Error;
    throw new Error(`\n${message}${signal.aborted ? "; no file is half-written" : ""}`);
  } finally {
    lines.close();
  }
});
