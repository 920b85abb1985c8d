import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { applyChange, lineOf, linesAt, listChanges } from "./changes.ts";
import { EQUIVALENT } from "./equivalent.ts";
import { makeFindTests } from "./find-tests.ts";

const mutantsOf = (text: string): string[] =>
  listChanges(text).map((change) => applyChange(text, change));

Deno.test("listChanges() changes operators, numbers, conditions and answers, one at a time", () => {
  assertEquals(mutantsOf("const x = a < 2 ? b : c;"), [
    "const x = a < 2 ? c : b;",
    "const x = a <= 2 ? b : c;",
    "const x = a < 3 ? b : c;",
  ]);
  assertEquals(mutantsOf("if (!a) f();"), [
    "if (true) f();",
    "if (false) f();",
    "if ((a)) f();",
    "if (!a) ;",
  ]);
});

Deno.test("listChanges() leaves types, imports and the words of errors alone", () => {
  assertEquals(mutantsOf('import a from "b";\ntype A = 1 | "x";\nthrow new Error("1" + 2);'), []);
});

Deno.test("every change of a file still parses, and no two are the same", () => {
  const text = Deno.readTextFileSync(new URL("../../lib/measure/auc.ts", import.meta.url));
  const all = mutantsOf(text);
  assert(all.length > 5 && new Set(all).size === all.length && !all.includes(text));
  assertEquals(lineOf(text, listChanges(text)[0]) > 20, true);
});

const root = join(import.meta.dirname!, "../..");

Deno.test("the tests that are to notice are those of the room, the nearest first", () => {
  const { findTests, filesOf } = makeFindTests(root);
  const tests = findTests("measure/auc.ts");
  assertEquals(tests[0], join(root, "tests/measure/auc.test.ts"));
  assert(tests.every((path) => filesOf(path).includes(join(root, "lib/measure/auc.ts"))));
});

Deno.test("a change left out as equivalent can still be made, and says why it changes nothing", () => {
  for (const { file, line, what, because } of EQUIVALENT) {
    const text = Deno.readTextFileSync(join(root, "lib", file));
    const found = listChanges(text).filter((change) =>
      change.what === what && linesAt(text, change, line.split("\n").length) === line
    );
    // On one line, so that the reason stands beside all of them.
    const lines = new Set(found.map((change) => lineOf(text, change)));
    assert(lines.size === 1 && because.length > 30, `${file}: ${line}`);
  }
});
