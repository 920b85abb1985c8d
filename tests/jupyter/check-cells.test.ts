import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { joinCells, placeInCells } from "heartbook/jupyter/cell-module.ts";
import { checkCells, fixFormat } from "heartbook/jupyter/check-cells.ts";
import { checkFormat } from "heartbook/jupyter/format-cells.ts";
import { lintCells } from "heartbook/jupyter/lint-cells.ts";
import { readNotebook } from "heartbook/jupyter/notebook.ts";
import { typeCheck } from "heartbook/jupyter/type-check.ts";
import { filesIn, withFolder, writeCells } from "./notebook-of.ts";

const folder = "tests/jupyter";

async function lint(...sources: string[]): Promise<readonly string[]> {
  return (await lintCells([{ name: "a.ipynb", folder, sources }])).problems;
}

Deno.test("placeInCells() leads each line of the joined cells back", () => {
  const sources = ["a\nb", "", "c"];
  assertEquals(joinCells(sources).split("\n").slice(0, 4), ["a", "b", "", "c"]);
  assertEquals([1, 2, 3, 4].map((line) => placeInCells(sources, line)), [
    { cell: 1, line: 1 },
    { cell: 1, line: 2 },
    { cell: 2, line: 1 },
    { cell: 3, line: 1 },
  ]);
  assertEquals(placeInCells(sources, 9), { cell: 3, line: 1 });
});

Deno.test("typeCheck() finds nothing wrong with cells that share names and imports", async () => {
  const sources = [
    'import { seeded } from "heartbook/random.ts";\nimport { notebookOf } from "./notebook-of.ts";',
    "const random = seeded(7);",
    'await Deno.jupyter.display({ "text/plain": `${random.integer(3)} ${notebookOf().nbformat}` });',
  ];
  const before = await filesIn(folder);
  assertEquals(await typeCheck([{ name: "a.ipynb", folder, sources }]), undefined);
  assertEquals(await filesIn(folder), before);
});

Deno.test("typeCheck() places each error in its notebook, cell and line", async () => {
  const before = await filesIn(folder);
  const found = await typeCheck([
    { name: "a.ipynb", folder, sources: ["const a = 1;", "\nconst b: string = a;"] },
    {
      name: "b.ipynb",
      folder,
      sources: ['import { nothing } from "heartbook/random.ts";\nnothing();'],
    },
  ]);
  const places = found?.match(/\w\.ipynb, cell \d+, line \d+, column \d+/g);
  assertEquals(places, [
    "a.ipynb, cell 2, line 2, column 7",
    "b.ipynb, cell 1, line 1, column 10",
  ]);
  assertEquals(found?.includes(".cells-"), false);
  assertEquals(await filesIn(folder), before);
});

Deno.test("lintCells() accepts cells that end in a declaration, an awaited call or console", async () => {
  assertEquals(
    await lint(
      "const a = await Promise.resolve(1);",
      "const say = (texts: TemplateStringsArray) => Promise.resolve(texts);",
      "await Promise.resolve(a);",
      "await say`two`;",
      "console.log(a);",
      "for (const b of [1, 2]) console.log(b);",
    ),
    [],
  );
});

Deno.test("lintCells() refuses a cell that ends in a bare expression", async () => {
  const ends = ["a;", "a", "f(a);", "1 + 1", "`text`", "await a;", "[1, 2].map(f)"];
  const found = await lint(
    "const a = 1;\nconst f = (n: number) => n;",
    ...ends.map((end) => `\n${end}`),
  );
  const bare = found.filter((text) => text.includes("(cells/no-bare-end)"));
  assertEquals(
    bare.map((text) => text.split(":")[0]),
    ends.map((_, i) => `a.ipynb, cell ${i + 2}, line 2`),
  );
  assertEquals(
    bare[0],
    "a.ipynb, cell 2, line 2: the cell ends in a bare expression, which notebooks may not show " +
      "(cells/no-bare-end); write `await show(…)`, or give the value a name",
  );
});

Deno.test("lintCells() applies the recommended rules across cells, and no stricter ones", async () => {
  assertEquals(
    await lint("const used = () => 1;\nlet unused = used();", "console.log(used());"),
    [
      "a.ipynb, cell 1, line 2: `unused` is never used (no-unused-vars); " +
      "If this is intentional, prefix it with an underscore like `_unused`",
      "a.ipynb, cell 1, line 2: `unused` is never reassigned (prefer-const); Use `const` instead",
    ],
  );
});

Deno.test("lintCells() names the cell that is cut short, not the end of the notebook", async () => {
  assertEquals(await lint("const a = 1;", "\nif (a) {", "console.log(a);"), [
    "a.ipynb, cell 2, line 2: SyntaxError: Expected '}', got '<eof>'",
  ]);
});

Deno.test("lintCells() refuses a place in a list by its number, but not the first", async () => {
  const found = await lint("const ages = [29, 77];", "console.log(ages[0], ages[1]);");
  assertEquals(found.map((text) => text.slice(0, 79)), [
    "a.ipynb, cell 2, line 1: [1] says where something stands, not what it is (cells",
  ]);
});

Deno.test("lintCells() tells the statements, numbers and shown texts of each cell", async () => {
  const sources = [
    "const a = 0.95, b = [7];\nconst f = () => {\n  return a;\n};",
    'await claim(f() > 1 ? "yes" : "no", true);\nawait say`${b} of 9`;\n' +
    'draw({ title: `x ${a}`, unit: "mm" });',
  ];
  const { facts } = await lintCells([{ name: "a.ipynb", folder, sources }]);
  assertEquals(facts, [[
    { statements: 4, numbers: [0.95, 7], texts: [] },
    { statements: 3, numbers: [1], texts: ["yes", "no", "… of 9", "x …"] },
  ]]);
});

Deno.test("checkFormat() names cells that deno fmt would change, and lines that are cut off", async () => {
  const wide = `const text = "${"x".repeat(100)}";`;
  const sources = ["const a = 1;", "\nconst b  = 2;", wide];
  assertEquals(await checkFormat([{ name: "a.ipynb", folder, sources }]), [
    "a.ipynb, cell 2, line 1: not formatted; `deno task cells --fix` does it",
    "a.ipynb, cell 3, line 1: not formatted; `deno task cells --fix` does it",
    "a.ipynb, cell 3, line 1: 116 columns; at most 100, so that no viewer cuts it off: break the " +
    "text, or give a part a name",
  ]);
});

Deno.test("fixFormat() formats the cells of a file, and leaves words and outputs", async () => {
  await withFolder(async (folder) => {
    const path = await writeCells(join(folder, "a.ipynb"), "const a  = 1", "  ", "a + 1");
    await fixFormat([path]);
    const { cells } = await readNotebook(path);
    assertEquals(cells.map(({ source }) => source), ["const a = 1;", "  ", "a + 1;"]);
  });
});

Deno.test("checkCells() gathers rules, lint and types of all notebooks", async () => {
  await withFolder(async (folder) => {
    const paths = [
      await writeCells(join(folder, "a.ipynb"), "console.log(1);"),
      await writeCells(join(folder, "b.ipynb"), "const b: string = 1;\nb;"),
      await writeCells(join(folder, "c.ipynb"), "await 0;\n".repeat(31) + "console.log(2);"),
    ];
    const problems = await checkCells(paths);
    assertEquals(problems.map((text) => text.match(/[abc]\.ipynb, (cell \d|the)/)?.[0]), [
      "c.ipynb, cell 1",
      "c.ipynb, the",
      "b.ipynb, cell 1",
      "b.ipynb, cell 1",
    ]);
  });
});
