import { assertEquals, assertRejects } from "@std/assert";
import { delimiter, join } from "node:path";
import {
  JUPYTERLAB_VERSION,
  readyJupyter,
  type Run,
  runProgram,
  withFirst,
  writeKernelspec,
} from "heartbook/jupyter/lab.ts";
import { withFolder } from "./notebook-of.ts";

const root = "/project";
const venv = (program: string): string => `/project/.venv/bin/${program}`;

/** A machine on which these commands, by their beginning, go well and `fails` go wrong. */
function machine(
  { works, fails = [] }: { readonly works: readonly string[]; readonly fails?: readonly string[] },
): { run: Run; ran: string[]; told: string[]; ready: () => Promise<string> } {
  const ran: string[] = [];
  const told: string[] = [];
  const run: Run = (program, args) => {
    const command = [program, ...args].join(" ");
    ran.push(command);
    const fits = (beginning: string): boolean => command.startsWith(beginning);
    return Promise.resolve(works.some(fits) ? "done" : fails.some(fits) ? "failed" : "missing");
  };
  const tell = (text: string): void => void told.push(text);
  return { run, ran, told, ready: () => readyJupyter({ root, run, tell }) };
}

Deno.test({
  name: "readyJupyter() takes the jupyter on the PATH if it has JupyterLab, and installs nothing",
  fn: async () => {
    const { ready, ran, told } = machine({ works: ["jupyter lab"] });
    assertEquals(await ready(), "jupyter");
    assertEquals([ran, told], [["jupyter lab --version"], []]);
  },
});

Deno.test({
  name: "readyJupyter() takes the one in .venv if the one on the PATH has no JupyterLab",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const { ready, told } = machine({ works: [venv("jupyter lab")], fails: ["jupyter lab"] });
    assertEquals([await ready(), told], [venv("jupyter"), []]);
  },
});

Deno.test({
  name: "readyJupyter() makes .venv with a pinned JupyterLab, and says so",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const { ready, ran, told } = machine({ works: ["python ", venv("python -m pip install")] });
    assertEquals(await ready(), venv("jupyter"));
    assertEquals(ran.slice(-2), [
      "python -m venv /project/.venv",
      venv(`python -m pip install --disable-pip-version-check jupyterlab==${JUPYTERLAB_VERSION}`),
    ]);
    assertEquals(told.length, 3);
  },
});

Deno.test({
  name: "readyJupyter() says what is missing: Python, its venv module, or the network",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const says = async (works: string[], message: string): Promise<void> => {
      const error = await assertRejects(machine({ works }).ready, Error, message);
      assertEquals(error.message.endsWith("VS Code, which needs no Python."), true);
    };
    await says([], "needs Python 3.9 or later, and there is none");
    await says(["python3 --version"], "`python3 -m venv` failed");
    await says(["python3 "], "is there a network?");
  },
});

Deno.test("writeKernelspec() writes into the project alone, twice the same", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, ".cache", "jupyter", "kernels", "deno", "kernel.json");
    assertEquals(await writeKernelspec(folder), join(folder, ".cache", "jupyter"));
    const spec = await Deno.readTextFile(file);
    assertEquals(JSON.parse(spec).argv[0], Deno.execPath());
    await writeKernelspec(folder);
    assertEquals(await Deno.readTextFile(file), spec);
  });
});

Deno.test("withFirst() puts the folder before those that were there", () => {
  assertEquals(withFirst("/a", undefined), "/a");
  assertEquals(withFirst("/a", "/b"), `/a${delimiter}/b`);
});

Deno.test("runProgram() tells a program that fails from one that is missing", async () => {
  const version = (args: string[]): ReturnType<Run> =>
    runProgram(Deno.execPath(), args, { quiet: true });
  assertEquals(await version(["--version"]), "done");
  assertEquals(await version(["--no-such-option"]), "failed");
  assertEquals(await runProgram("no-such-program", []), "missing");
});
