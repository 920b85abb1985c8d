import { assert, assertEquals, assertRejects } from "@std/assert";
import { basename, dirname } from "node:path";
import { executeNotebook } from "heartbook/jupyter/execute.ts";
import { whySkipped } from "heartbook/jupyter/headlines.ts";
import { type Notebook, readNotebook, serialiseNotebook } from "heartbook/jupyter/notebook.ts";
import { filesIn, isAlive, notebookOf, withFolder } from "./notebook-of.ts";

const FIXTURE = "tests/fixtures/notebooks/outputs.ipynb";
const folder = "tests/jupyter";

function run(...sources: string[]): Promise<Notebook> {
  return executeNotebook(notebookOf(...sources), { name: "a.ipynb", folder, timeout: 20 });
}

/** The message that a failing notebook ends with. */
async function failure(...sources: string[]): Promise<string> {
  return (await assertRejects(() => run(...sources), Error)).message;
}

Deno.test("executeNotebook() stores, byte for byte, what nbclient stores", async () => {
  const reference = JSON.parse(await Deno.readTextFile("tests/reference/notebook-outputs.json"));
  const notebook = await readNotebook(FIXTURE);
  const options = { name: basename(FIXTURE), folder: dirname(FIXTURE) };
  const before = structuredClone(notebook);
  const once = await executeNotebook(notebook, options);
  assertEquals(serialiseNotebook(once), reference.notebook);
  assertEquals(notebook, before, "the given notebook is left as it was");
  assertEquals(serialiseNotebook(await executeNotebook(once, options)), reference.notebook);
});

Deno.test("executeNotebook() loses no output of a hurried cell, and mixes up none", async () => {
  const hurried = Array.from(
    { length: 10 },
    (_, i) =>
      `for (let k = 0; k < 50; k++) console.log("cell ${i}");
await Deno.jupyter.display({ "text/plain": "${i}" }, { raw: true });`,
  );
  const { cells } = await run(...hurried);
  cells.forEach((cell, i) => {
    assertEquals(cell.cell_type === "code" && cell.outputs, [
      { output_type: "stream", name: "stdout", text: `cell ${i}\n`.repeat(50) },
      { output_type: "display_data", data: { "text/plain": `${i}` }, metadata: {} },
    ]);
  });
});

Deno.test("executeNotebook() resolves the project's import map and the notebook's folder", async () => {
  const { cells } = await run(
    'import { seeded } from "heartbook/random.ts";\nconsole.log(seeded(42).integer(1000));',
    'import { notebookOf } from "./notebook-of.ts";\nconsole.log(notebookOf().nbformat);',
  );
  assertEquals(
    cells.map((cell) => cell.cell_type === "code" && cell.outputs[0]),
    ["102\n", "4\n"].map((text) => ({ output_type: "stream", name: "stdout", text })),
  );
});

Deno.test("executeNotebook() runs no cell after one that skips the rest", async () => {
  const { cells } = await run(
    'import { skip } from "heartbook/show/skip.ts";\nawait skip("no scanner", "Plug it in.");',
    'console.log("not run");',
  );
  const outputs = cells.map((cell) => cell.cell_type === "code" ? cell.outputs : []);
  assertEquals(whySkipped({ ...notebookOf(), cells }), "no scanner");
  assertEquals(outputs.map((of) => of.map((each) => each.output_type)), [
    ["display_data", "error"],
    [],
  ]);
});

Deno.test("executeNotebook() tells how far it is", async () => {
  const steps: [number, number][] = [];
  const progress = (done: number, total: number): void => void steps.push([done, total]);
  await executeNotebook(notebookOf("0;", " ", "1;"), { name: "a.ipynb", folder, progress });
  assertEquals(steps, [[0, 2], [1, 2], [2, 2]]);
});

Deno.test("a failing cell is named with its line as written, its source and its trace", async () => {
  const message = await failure(
    "const seed: number = -1;",
    `import type { Label } from "heartbook/types.ts";
import {
  seeded,
} from "heartbook/random.ts";

// Comments, types and empty lines are gone from the code that the kernel runs.
const label: Label = 1;
seeded(
  seed,
);`,
  );
  const [first, listing, trace] = message.split("\n\n");
  assertEquals(
    first,
    "a.ipynb, cell 2, line 8: RangeError: seed: expected a whole number in 0 to 4294967295, got -1",
  );
  assert(listing.startsWith('     1  import type { Label } from "heartbook/types.ts";'), listing);
  assert(message.includes("\n  >  8  seeded(\n"), message);
  assert(/^ {4}at seeded \(file:.*\/lib\/random\.ts:\d+:\d+\)$/m.test(message), trace);
});

Deno.test("a cell that throws no Error is named with what it threw", async () => {
  assertEquals(await failure('throw "no";'), 'a.ipynb, cell 1: Error: no\n\n    1  throw "no";');
});

Deno.test("a missing file or package is named with its line", async () => {
  const file = await failure("0;", '\nimport { a } from "./no-such-file.ts";');
  assert(file.startsWith("a.ipynb, cell 2, line 2: TypeError: Module not found"), file);
  const mapped = await failure('import { a } from "unmapped";');
  assert(mapped.startsWith('a.ipynb, cell 1, line 1: TypeError: Import "unmapped" not'), mapped);
});

Deno.test("a syntax error, of which the kernel says nothing, is explained", async () => {
  const message = await failure("const a = 1;", "const b = 2;\nlet x = ;");
  assert(message.startsWith("a.ipynb, cell 2 cannot be run:\n\n    1  const b = 2;"), message);
  assert(message.includes("SyntaxError: Expression expected"), message);
  assert(message.endsWith("at a.ipynb, cell 2, line 2, column 9"), message);
});

Deno.test("an npm package out of reach, of which the kernel says nothing, is explained", async () => {
  const registry = Deno.env.get("NPM_CONFIG_REGISTRY");
  Deno.env.set("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9/"); // where nothing answers
  try {
    const message = await failure('\nimport a from "npm:@heartbook/no-such-package@1";\na;');
    assert(message.startsWith("a.ipynb, cell 1 cannot be run:\n\n    1\n    2  import a"), message);
    assert(/error: .*@heartbook.*no-such-package/.test(message), message);
  } finally {
    if (registry === undefined) Deno.env.delete("NPM_CONFIG_REGISTRY");
    else Deno.env.set("NPM_CONFIG_REGISTRY", registry);
  }
});

Deno.test("a cell that hangs, asleep or awake, ends after the timeout, and so does its kernel", async () => {
  for (const wait of ["await new Promise(() => {});", "while (true);"]) {
    await withFolder(async (folder) => {
      const notebook = notebookOf(`Deno.writeTextFileSync("pid", String(Deno.pid));\n${wait}`);
      const error = await assertRejects(
        () => executeNotebook(notebook, { name: "a.ipynb", folder, timeout: 1 }),
        Error,
      );
      assert(
        error.message.startsWith("a.ipynb, cell 1: ran longer than 1 s; its kernel was ended"),
        error.message,
      );
      assertEquals(await isAlive(Number(await Deno.readTextFile(`${folder}/pid`))), false);
    });
  }
});

Deno.test("a cell that ends its kernel is named, with how the kernel ended", async () => {
  assert((await failure("Deno.exit(3);"))
    .startsWith("a.ipynb, cell 1: the kernel ended with exit code 3\n"));
  assert((await failure("0;", 'Deno.kill(Deno.pid, "SIGKILL");'))
    .startsWith("a.ipynb, cell 2: the kernel ended by signal SIGKILL\n"));
});

Deno.test("what a cell has started ends with the kernel", async () => {
  await withFolder(async (folder) => {
    const start = `const child = new Deno.Command("sleep", { args: ["60"] }).spawn();
Deno.writeTextFileSync("pid", String(child.pid));`;
    await executeNotebook(notebookOf(start), { name: "a.ipynb", folder });
    assertEquals(await isAlive(Number(await Deno.readTextFile(`${folder}/pid`))), false);
  });
});

Deno.test("executeNotebook() ends with the reason of its signal, and leaves no file behind", async () => {
  await withFolder(async (folder) => {
    const stop = new AbortController();
    await assertRejects(
      () =>
        executeNotebook(notebookOf("await new Promise(() => {});"), {
          name: "a.ipynb",
          folder,
          progress: () => setTimeout(() => stop.abort(new Error("enough")), 50),
          signal: stop.signal,
        }),
      Error,
      "enough",
    );
    assertEquals(await filesIn(folder), []);
  });
});
