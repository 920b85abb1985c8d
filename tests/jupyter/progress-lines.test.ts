import { assertEquals } from "@std/assert";
import { progressLines, type Screen } from "heartbook/jupyter/progress-lines.ts";

function screen(live: boolean, columns = 80): Screen & { readonly written: string[] } {
  const written: string[] = [];
  return { live, columns, written, write: (text) => void written.push(text) };
}

// deno-lint-ignore no-control-regex -- terminals are told by escape characters
const WRITING = /(?:\x1b\[(\d+)A)?(?:\x1b\[J)?([^\x1b]*)/g;

/** What a terminal shows after all that was written to it. */
function shown(written: readonly string[]): string[] {
  const lines: string[] = [];
  for (const [, up, text] of written.join("").matchAll(WRITING)) {
    if (up) lines.splice(-up);
    lines.push(...text.split("\n").slice(0, -1));
  }
  return lines.map((line) => line.replace(/\d+\.\d s/, "0.0 s"));
}

Deno.test("progressLines() rewrites one line a notebook, the ended ones above", () => {
  const terminal = screen(true);
  const lines = progressLines(["a", "long"], terminal);
  lines.step("a", 0, 3);
  lines.step("long", 0, 12);
  lines.step("a", 1, 3);
  assertEquals(shown(terminal.written), [
    "a     cell 2 of 3       0.0 s",
    "long  cell 1 of 12      0.0 s",
  ]);
  lines.step("a", 3, 3);
  lines.end("a", "written");
  lines.step("long", 11, 12);
  assertEquals(shown(terminal.written), [
    "a     cell 3 of 3       0.0 s  written",
    "long  cell 12 of 12     0.0 s",
  ]);
  lines.end("long", "failed");
  lines.close();
  assertEquals(shown(terminal.written).at(-1), "long  cell 12 of 12     0.0 s  failed");
});

Deno.test("progressLines() cuts a line that would wrap", () => {
  const terminal = screen(true, 10);
  const lines = progressLines(["a long name"], terminal);
  lines.step("a long name", 0, 1);
  lines.close();
  assertEquals(shown(terminal.written), ["a long na"]);
});

Deno.test("progressLines() writes one plain line a notebook where lines cannot be rewritten", () => {
  const log = screen(false);
  const lines = progressLines(["a"], log);
  lines.step("a", 0, 2);
  lines.step("a", 2, 2);
  assertEquals(log.written, []);
  lines.end("a", "same");
  lines.end("never begun", "stopped");
  lines.close();
  assertEquals(shown(log.written), ["a  cell 2 of 2       0.0 s  same"]);
});
