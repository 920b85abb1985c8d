/** Whether a rerun says what the file says. */

import { codeCells } from "./cell-module.ts";
import { type Notebook, type Output, sortKeys } from "./notebook.ts";

/** The parts of an output by name, each as the text that is compared. */
function parts(output: Output): Map<string, string> {
  if (output.output_type === "stream") return new Map([[output.name, output.text]]);
  if (output.output_type === "error") {
    return new Map([["error", `${output.ename}: ${output.evalue}`]]);
  }
  const asText = (value: unknown): string =>
    typeof value === "string" ? value : JSON.stringify(value, sortKeys);
  const bundle = [...Object.entries(output.data), ["metadata", output.metadata] as const];
  return new Map(bundle.map(([name, value]) => [name, asText(value)]));
}

const WIDTH = 100;

/** The part of a line around a column. */
function around(line: string, column: number): string {
  const from = Math.max(0, Math.min(column - WIDTH / 4, line.length - WIDTH));
  const piece = line.slice(from, from + WIDTH);
  return `${from > 0 ? "…" : ""}${piece}${from + WIDTH < line.length ? "…" : ""}`;
}

function describeChange(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return "is new";
  if (after === undefined) return "is gone";
  const [old, now] = [before.split("\n"), after.split("\n")];
  const row = old.findIndex((line, i) => line !== now[i]);
  // The old text can be the beginning of the new one.
  const at = row < 0 ? old.length : row;
  const [was, is] = [old[at], now[at]];
  const column = [...was ?? ""].findIndex((_, i) => was?.[i] !== is?.[i]);
  const show = (line: string | undefined): string =>
    line === undefined ? "(the end)" : around(line, Math.max(column, 0));
  return `line ${at + 1}\n      file:  ${show(was)}\n      rerun: ${show(is)}`;
}

function compareOutputs(before: readonly Output[], after: readonly Output[]): string[] {
  const changes: string[] = [];
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    if (!before[i] || !after[i]) {
      const { output_type } = before[i] ?? after[i];
      changes.push(`output ${i + 1}, ${output_type}: ${before[i] ? "is gone" : "is new"}`);
      continue;
    }
    const [old, now] = [parts(before[i]), parts(after[i])];
    for (const name of new Set([...old.keys(), ...now.keys()])) {
      if (old.get(name) === now.get(name)) continue;
      changes.push(`output ${i + 1}, ${name}: ${describeChange(old.get(name), now.get(name))}`);
    }
    if (before[i].output_type !== after[i].output_type) {
      changes.push(`output ${i + 1}: ${before[i].output_type} became ${after[i].output_type}`);
    }
  }
  return changes;
}

/**
 * How the outputs of a rerun differ from those in the file: one readable text a difference, naming
 * notebook, cell, output and what changed; empty when a reader would see the same. Execution counts
 * and the notebook's metadata are left out.
 *
 * @param committed The notebook as the file holds it.
 * @param rerun The same notebook after {@link executeNotebook}.
 * @param name What messages call the notebook.
 *
 * @example
 * ```ts
 * import { compareNotebooks } from "heartbook/jupyter/compare.ts";
 * import { readNotebook } from "heartbook/jupyter/notebook.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const committed = await readNotebook("tests/fixtures/notebooks/outputs.ipynb");
 * assertEquals(compareNotebooks({ committed, rerun: committed, name: "outputs.ipynb" }), []);
 * ```
 */
export function compareNotebooks(
  { committed, rerun, name }: {
    readonly committed: Notebook;
    readonly rerun: Notebook;
    readonly name: string;
  },
): string[] {
  const after = codeCells(rerun);
  return codeCells(committed).flatMap((cell, i) =>
    compareOutputs(cell.outputs, after[i].outputs)
      .map((change) => `${name}, cell ${i + 1}, ${change}`)
  );
}
