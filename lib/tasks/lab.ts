/**
 * `deno task lab [arguments of jupyter lab]`: starts JupyterLab with the Deno kernel, first
 * installing it into `.venv` where it is missing. Exit code: JupyterLab's; 1: it cannot be started.
 */

import { join } from "node:path";
import { readyJupyter, runProgram, withFirst, writeKernelspec } from "../jupyter/lab.ts";

const ROOT = join(import.meta.dirname!, "../..");

const tell = (text: string): void => console.error(text);

try {
  const jupyter = await readyJupyter({ root: ROOT, run: runProgram, tell });
  const kernels = await writeKernelspec(ROOT);
  tell(`Starting \`${jupyter} lab\`; Ctrl-C ends it.`);
  // Ctrl-C reaches JupyterLab as well, which asks before it goes: this waits for its answer.
  Deno.addSignalListener("SIGINT", () => {});
  const lab = new Deno.Command(jupyter, {
    args: ["lab", "--LabApp.default_url=/lab/tree/notebooks", ...Deno.args],
    cwd: ROOT,
    env: { JUPYTER_PATH: withFirst(kernels, Deno.env.get("JUPYTER_PATH")) },
  }).spawn();
  Deno.addSignalListener("SIGTERM", () => lab.kill("SIGTERM"));
  Deno.exit((await lab.status).code);
} catch (error) {
  tell((error as Error).message);
  Deno.exit(1);
}
