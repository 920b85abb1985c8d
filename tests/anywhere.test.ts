/** The project works wherever it lies: in a folder with a space and an umlaut in its name too. */
import { assert, assertEquals } from "@std/assert";
import { cp } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { readNotebook } from "heartbook/jupyter/notebook.ts";
import { withFolder, writeCells } from "./jupyter/notebook-of.ts";

const ROOT = join(import.meta.dirname!, "..");
const PARTS = ["lib", "tests", "data", "notebooks", "deno.json", "deno.lock", "README.md"];

function listCode(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = join(folder, name);
    return isDirectory ? listCode(path) : /\.[jt]s$/.test(name) ? [path] : [];
  });
}

const files = ["lib", "tests", "data"].flatMap((folder) => listCode(join(ROOT, folder)))
  .map((path) => ({ path, text: Deno.readTextFileSync(path) }));

Deno.test("no file makes a path of a URL by its pathname, which turns a space into %20", () => {
  const wrong = files.filter(({ text }) => /import\.meta\.url\)\.pathname/.test(text));
  assertEquals(wrong.map(({ path }) => path), []);
});

Deno.test("what a file names by its own place lies inside the project", () => {
  const named = files.flatMap(({ path, text }) =>
    [...text.matchAll(/join\(import\.meta\.dirname!, "([^"]+)"|new URL\("([^"]+)", import\.meta/g)]
      .map(([, joined, resolved]) => ({ path, target: join(dirname(path), joined ?? resolved) }))
  );
  assert(named.length > 10);
  const outside = named.filter(({ target }) => relative(ROOT, target).startsWith(".."));
  assertEquals(outside, []);
});

interface Ended {
  readonly code: number;
  readonly text: string;
}

async function run(cwd: string, ...args: readonly string[]): Promise<Ended> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { code, text: decode(stdout) + decode(stderr) };
}

Deno.test("tests, tasks and a notebook pass in a folder with a space and an umlaut", () =>
  withFolder(async (folder) => {
    const copy = join(folder, "mein ü repo");
    for (const part of PARTS) {
      await cp(join(ROOT, part), join(copy, part), { recursive: true });
    }

    const starting = ["tests/tasks/ship.test.ts", "tests/jupyter/report.test.ts"];
    const tested = await run(copy, "test", "-A", "--quiet", "--no-check", ...starting);
    assertEquals(tested.code, 0, tested.text);

    const path = await writeCells(
      join(copy, "notebooks/tiny.ipynb"),
      `import { readHeart } from "heartbook/heart/heart.ts";
import { show } from "heartbook/show/show.ts";
await show(\`\${readHeart().rows.length} patients\`);`,
    );
    for (const task of ["cells", "notebooks"]) {
      const ended = await run(copy, "run", "-A", `lib/tasks/${task}.ts`, "tiny");
      assertEquals(ended.code, 0, ended.text);
    }
    const [cell] = (await readNotebook(path)).cells;
    assert(JSON.stringify(cell).includes("303 patients"));
  }));
