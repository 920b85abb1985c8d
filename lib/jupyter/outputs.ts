/** What a kernel broadcasts, gathered into the outputs that a notebook stores. */

import type { Message } from "./messages.ts";
import type { MimeBundle, Output } from "./notebook.ts";

/** The outputs of one run, cell after cell; only growing, so that updates reach earlier cells. */
export interface OutputCollector {
  /** Begins the next cell and returns its list, which fills as messages are taken. */
  nextCell(): Output[];
  /** Takes one broadcast; what is no output is passed over. */
  take(message: Message): void;
}

type Displayed = Extract<Output, { data: MimeBundle }>;

/**
 * An empty collector. As in JupyterLab, neighbouring streams of one name become one output, an
 * update replaces every output that was displayed under its id, and `clear_output` with `wait`
 * clears when the next output comes.
 *
 * @example
 * ```ts
 * import { request } from "heartbook/jupyter/messages.ts";
 * import { collectOutputs } from "heartbook/jupyter/outputs.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const collector = collectOutputs();
 * const outputs = collector.nextCell();
 * for (const text of ["303 ", "patients"]) {
 *   collector.take(request("stream", { name: "stdout", text }));
 * }
 * assertEquals(outputs, [{ output_type: "stream", name: "stdout", text: "303 patients" }]);
 * ```
 */
export function collectOutputs(): OutputCollector {
  const displays = new Map<string, Displayed[]>();
  let outputs: Output[] = [];
  let clearAtNext = false;

  function add(output: Output): void {
    if (clearAtNext) outputs.length = 0;
    clearAtNext = false;
    const last = outputs.at(-1);
    if (
      output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name
    ) {
      last.text += output.text;
    } else {
      outputs.push(output);
    }
  }

  function remember(id: string, output: Displayed): void {
    const siblings = displays.get(id) ?? [];
    displays.set(id, [...siblings, output]);
  }

  function update(id: string, { data, metadata }: Displayed): void {
    for (const shown of displays.get(id) ?? []) Object.assign(shown, { data, metadata });
  }

  function take({ header: { msg_type }, content }: Message): void {
    switch (msg_type) {
      case "stream":
        return add({ output_type: msg_type, name: content.name, text: content.text });
      case "error": {
        const { ename, evalue, traceback } = content;
        return add({ output_type: msg_type, ename, evalue, traceback });
      }
      case "clear_output":
        if (content.wait) clearAtNext = true;
        else outputs.length = 0;
        return;
      case "display_data":
      case "execute_result":
      case "update_display_data": {
        const { data, metadata, execution_count, transient } = content;
        const id: string | undefined = transient?.display_id;
        const output: Displayed = msg_type === "execute_result"
          ? { output_type: msg_type, data, metadata, execution_count }
          : { output_type: "display_data", data, metadata };
        if (id) update(id, output);
        if (msg_type === "update_display_data") return;
        if (id) remember(id, output);
        return add(output);
      }
    }
  }

  function nextCell(): Output[] {
    clearAtNext = false;
    return outputs = [];
  }

  return { nextCell, take };
}
