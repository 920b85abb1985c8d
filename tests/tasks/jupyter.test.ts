import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import {
  codeCell,
  filesIn,
  isAlive,
  notebookOf,
  withFolder,
  writeCells,
} from "../jupyter/notebook-of.ts";
import { writeNotebook } from "heartbook/jupyter/notebook.ts";

const task = (name: string, args: readonly string[]): Deno.Command =>
  new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `lib/tasks/${name}.ts`, ...args],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function read({ code, stdout, stderr }: Deno.CommandOutput): Ended {
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

async function run(name: string, ...args: string[]): Promise<Ended> {
  return read(await task(name, args).output());
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!await condition()) await new Promise((done) => setTimeout(done, 20));
}

Deno.test("notebooks writes outputs, a line a notebook and the headline table; --check agrees", async () => {
  await withFolder(async (folder) => {
    const headline = (label: string): string =>
      `await Deno.jupyter.display({
  "application/vnd.heartbook.headline+json": { label: "${label}", value: 303 },
}, { raw: true });`;
    const a = await writeCells(join(folder, "a.ipynb"), headline("patients"));
    const b = await writeCells(join(folder, "b-longer.ipynb"), headline("patients again"), "0;");
    const written = await run("notebooks", a, b);
    assertEquals(written.code, 0, written.stderr);
    assertEquals(
      written.stdout,
      "\na         patients        303\nb-longer  patients again  303\n",
    );
    const lines = written.stderr.trimEnd().split("\n").sort();
    assert(/^a {9}cell 1 of 1 +\d+\.\d s {2}written$/.test(lines[0]), lines[0]);
    assert(/^b-longer {2}cell 2 of 2 +\d+\.\d s {2}written$/.test(lines[1]), lines[1]);
    assertEquals(await filesIn(folder), [a, b]);
    const before = await Deno.readTextFile(a);
    const checked = await run("notebooks", "--check", a);
    assertEquals(checked.code, 0, checked.stderr);
    assertEquals(await Deno.readTextFile(a), before);
  });
});

Deno.test("notebooks tells a skipped notebook as skipped, and leaves its outputs as they are", async () => {
  await withFolder(async (folder) => {
    const skip = `await Deno.jupyter.display({
  "application/vnd.heartbook.skipped+json": { reason: "there is no scanner" },
}, { raw: true });
throw new Error("Plug it in.");`;
    const path = join(folder, "a.ipynb");
    const output = { output_type: "stream", name: "stdout", text: "scanned\n" } as const;
    const cells = [codeCell(skip, []), codeCell('console.log("scanned");', [output])];
    await writeNotebook(path, { ...notebookOf(), cells });
    const before = await Deno.readTextFile(path);
    for (const how of [[], ["--check"]]) {
      const { code, stdout, stderr } = await run("notebooks", path, ...how);
      assertEquals([code, stdout], [0, "\na skipped: there is no scanner\n"], stderr);
      assert(/^a +cell 1 of 2 .* skipped$/m.test(stderr), stderr);
      assertEquals(await Deno.readTextFile(path), before);
    }
  });
});

Deno.test("notebooks --check fails with the difference and leaves the file alone", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a.ipynb");
    const output = { output_type: "stream", name: "stdout", text: "302\n" } as const;
    await writeNotebook(path, {
      ...notebookOf(),
      cells: [codeCell("console.log(303);", [output])],
    });
    const before = await Deno.readTextFile(path);
    const { code, stderr } = await run("notebooks", path, "--check");
    assertEquals(code, 1);
    assert(
      stderr.includes(
        "a.ipynb, cell 1, output 1, stdout: line 1\n      file:  302\n      rerun: 303",
      ),
      stderr,
    );
    assertEquals(await Deno.readTextFile(path), before);
  });
});

Deno.test("notebooks begins with those that have most code", async () => {
  await withFolder(async (folder) => {
    const begin = (name: string): string =>
      `Deno.writeTextFileSync("begun", "${name}", { append: true });\n`;
    // The two that begin wait for each other, so that the third cannot overtake one of them.
    const wait = "while (Deno.readTextFileSync('begun').length < 2);\n";
    const paths = [
      await writeCells(join(folder, "a.ipynb"), begin("a")),
      await writeCells(join(folder, "b.ipynb"), begin("b") + wait),
      await writeCells(join(folder, "c.ipynb"), begin("c") + wait, "0;"),
    ];
    const { code, stderr } = await run("notebooks", ...paths);
    assertEquals(code, 0, stderr);
    assertEquals((await Deno.readTextFile(join(folder, "begun"))).at(-1), "a");
  });
});

Deno.test("notebooks ends at the first failure with exit code 1 and leaves the files alone", async () => {
  await withFolder(async (folder) => {
    const fails = await writeCells(
      join(folder, "a.ipynb"),
      `while (!await Deno.stat("begun").catch(() => undefined));
throw new RangeError("too much");`,
    );
    const hangs = await writeCells(
      join(folder, "b.ipynb"),
      'Deno.writeTextFileSync("begun", "");\nawait new Promise(() => {});',
    );
    const never = await writeCells(join(folder, "c.ipynb"), "0;");
    const before = await Promise.all([fails, hangs, never].map((path) => Deno.readTextFile(path)));
    const { code, stderr } = await run("notebooks", fails, hangs, never);
    assertEquals(code, 1);
    assert(stderr.includes("a.ipynb, cell 1, line 2: RangeError: too much"), stderr);
    assert(/^b +cell 1 of 1 .* stopped$/m.test(stderr), stderr);
    assert(!/^c /m.test(stderr), stderr);
    const after = await Promise.all([fails, hangs, never].map((path) => Deno.readTextFile(path)));
    assertEquals(after, before);
  });
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`notebooks leaves no kernel and no half-written file after ${signal}`, async () => {
    await withFolder(async (folder) => {
      const wait = (name: string): string =>
        `Deno.writeTextFileSync("${name}.pid", String(Deno.pid));\nawait new Promise(() => {});`;
      const paths = [
        await writeCells(join(folder, "a.ipynb"), wait("a")),
        await writeCells(join(folder, "b.ipynb"), wait("b")),
      ];
      const before = await Promise.all(paths.map((path) => Deno.readTextFile(path)));
      const running = task("notebooks", paths).spawn();
      await until(async () => (await filesIn(folder)).length === 4);
      running.kill(signal);
      const { code, stderr } = read(await running.output());
      assertEquals(code, 130);
      assert(stderr.includes("no file is half-written"), stderr);
      for (const name of ["a", "b"]) {
        const pid = Number(await Deno.readTextFile(join(folder, `${name}.pid`)));
        assertEquals(await isAlive(pid), false);
      }
      assertEquals(await Promise.all(paths.map((path) => Deno.readTextFile(path))), before);
      assertEquals((await filesIn(folder)).length, 4);
    });
  });
}

Deno.test("notebooks says what is wrong with a file, with exit code 1", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a.ipynb");
    await Deno.writeTextFile(path, "{ cells");
    const { code, stderr } = await run("notebooks", path);
    assertEquals(code, 1);
    assert(stderr.includes("a.ipynb: not JSON, so not a notebook"), stderr);
    assertEquals(await Deno.readTextFile(path), "{ cells");
  });
});

Deno.test("notebooks and cells refuse wrong use with exit code 2", async () => {
  const wrong = [["no-such-notebook"], ["./no/such.ipynb"], ["--timeout", "soon"], ["--fast"]];
  const ended = await Promise.all([
    ...wrong.map((args) => run("notebooks", ...args)),
    run("cells", "no-such-notebook"),
  ]);
  assertEquals(ended.map(({ code }) => code), [2, 2, 2, 2, 2]);
  const [name, path, timeout, option, cells] = ended.map(({ stderr }) => stderr);
  assert(name.includes('no notebook is called "no-such-notebook"; there are: 0'), name);
  assert(path.includes("there is no file ./no/such.ipynb"), path);
  assert(timeout.includes('--timeout: expected seconds in 0 to 86400, got "soon"'), timeout);
  assert(option.includes("--fast"), option);
  assert(cells.includes("no-such-notebook"), cells);
});

Deno.test("cells passes a good notebook and lists the problems of a bad one", async () => {
  await withFolder(async (folder) => {
    const good = await writeCells(join(folder, "a.ipynb"), "console.log(1);");
    const passed = await run("cells", good);
    assertEquals([passed.code, passed.stdout], [0, "1 notebook: the cells are in order\n"]);
    const bad = await writeCells(join(folder, "b.ipynb"), "1 + 1;");
    const refused = await run("cells", good, bad);
    assertEquals(refused.code, 1);
    assert(refused.stderr.startsWith("b.ipynb, cell 1, line 1: "), refused.stderr);
  });
});
