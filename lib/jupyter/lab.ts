/** JupyterLab with the Deno kernel, made ready where it is missing. */

import { delimiter, join } from "node:path";
import { engineFlags } from "./kernel-process.ts";

/** The version that is installed where there is none. */
export const JUPYTERLAB_VERSION = "4.6.1";

/** Runs a program to its end: whether it went well, or that there is no such program. */
export type Run = (
  program: string,
  args: readonly string[],
  options?: { readonly quiet?: boolean },
) => Promise<"done" | "failed" | "missing">;

/** Where JupyterLab is made ready, and how. */
export interface LabOptions {
  /** The project's folder. */
  readonly root: string;
  readonly run: Run;
  /** Tells the user what happens. */
  readonly tell: (text: string) => void;
  /** Where Python's packages go, in the project; default `.venv`. */
  readonly venv?: string;
  /** Whether a JupyterLab on the PATH, of whatever version, will do; default true. */
  readonly anyVersion?: boolean;
}

/** A {@link Run} that starts real programs, whose output is the terminal's unless it is quiet. */
export const runProgram: Run = async (program, args, { quiet = false } = {}) => {
  const output = quiet ? "null" : "inherit";
  try {
    const command = new Deno.Command(program, {
      args: [...args],
      stdout: output,
      stderr: output,
    });
    return (await command.spawn().status).success ? "done" : "failed";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "missing";
    throw error;
  }
};

const ELSEWHERE = "The notebooks also open in VS Code, which needs no Python.";

/** A program of the virtual environment. */
function inVenv(folder: string, program: string): string {
  return Deno.build.os === "windows"
    ? join(folder, "Scripts", `${program}.exe`)
    : join(folder, "bin", program);
}

async function findPython(run: Run): Promise<string> {
  for (const python of ["python3", "python", "py"]) {
    if (await run(python, ["--version"], { quiet: true }) === "done") return python;
  }
  throw new Error(
    `JupyterLab needs Python 3.9 or later, and there is none: no python3 on the PATH. ${ELSEWHERE}`,
  );
}

/**
 * The `jupyter` program to start: the one on the PATH if it has JupyterLab, else the one in the
 * project's `.venv`, which is made and filled if need be. A `.venv` that is half-made, because the
 * last attempt was cut short, is completed.
 *
 * Errors: an `Error` that says what is missing: Python, its `venv` module, or the network.
 */
export async function readyJupyter(options: LabOptions): Promise<string> {
  const { root, run, tell, venv = ".venv", anyVersion = true } = options;
  const folder = join(root, venv);
  const own = inVenv(folder, "jupyter");
  for (const jupyter of anyVersion ? ["jupyter", own] : [own]) {
    if (await run(jupyter, ["lab", "--version"], { quiet: true }) === "done") return jupyter;
  }
  const python = await findPython(run);
  tell(`JupyterLab is not installed: it goes into ${venv}, once, and nowhere else.`);
  tell(`[1/2] making ${venv} …`);
  if (await run(python, ["-m", "venv", folder]) !== "done") {
    throw new Error(
      `\`${python} -m venv\` failed (see above); on Debian and Ubuntu: apt install python3-venv. ` +
        ELSEWHERE,
    );
  }
  tell(`[2/2] fetching JupyterLab ${JUPYTERLAB_VERSION}, about 100 MB …`);
  const install = ["-m", "pip", "install", "--disable-pip-version-check"];
  const wanted = `jupyterlab==${JUPYTERLAB_VERSION}`;
  if (await run(inVenv(folder, "python"), [...install, wanted]) !== "done") {
    throw new Error(
      `pip could not fetch JupyterLab (see above): is there a network? ${ELSEWHERE}`,
    );
  }
  return own;
}

/**
 * Describes the running Deno as a Jupyter kernel in a folder of the project, and returns that
 * folder: Jupyter finds it through the environment variable `JUPYTER_PATH`, so that a Deno kernel
 * which the user has installed stays as it is.
 */
export async function writeKernelspec(root: string): Promise<string> {
  const folder = join(root, ".cache", "jupyter");
  const kernel = join(folder, "kernels", "deno");
  await Deno.mkdir(kernel, { recursive: true });
  const spec = {
    argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
    env: { DENO_V8_FLAGS: engineFlags() },
  };
  await Deno.writeTextFile(join(kernel, "kernel.json"), JSON.stringify(spec, null, 2) + "\n");
  return folder;
}

/** The search path of Jupyter with a folder put first. */
export function withFirst(folder: string, jupyterPath: string | undefined): string {
  return jupyterPath ? folder + delimiter + jupyterPath : folder;
}
