import { assertEquals } from "@std/assert";
import { offendingLine, writtenLines } from "heartbook/jupyter/trace.ts";

Deno.test("writtenLines() reads a source map", () => {
  // By hand: A = 0, C = +1, D = -1, E = +2, gB = +16; a segment is column, file, line, column.
  assertEquals(writtenLines("AAAA,CAAC;AAEA;;AADA,AAgBA"), [1, 3, undefined, 2]);
});

Deno.test("offendingLine() leads from the compiled line to the written one", async () => {
  const source =
    "const a = 1;\n\n// a comment\ninterface B {\n  c: number;\n}\n\nthrow new Error();";
  assertEquals(await offendingLine(source, ["Error", "    at <anonymous>:2:7"]), 8);
});

Deno.test("offendingLine() takes the outermost frame of a cell", async () => {
  const trace =
    "    at f (<anonymous>:9:9)\n    at g (file:///x.ts:5:5)\n    at async <anonymous>:2:1";
  assertEquals(await offendingLine("0;\n\n1;", ["Error", trace]), 3);
});

Deno.test("offendingLine() is undefined where the trace does not lead to the cell", async () => {
  assertEquals(await offendingLine("0;", ["Error", "    at g (file:///x.ts:1:1)"]), undefined);
  assertEquals(await offendingLine("0;", [""]), undefined);
  assertEquals(await offendingLine("let x = ;", ["at <anonymous>:1:1"]), undefined);
});
