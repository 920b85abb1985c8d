/** A real JupyterLab, on copies of the notebooks, that leaves the user's own settings alone. */
import { join } from "node:path";
import { readyJupyter, runProgram, writeKernelspec } from "heartbook/jupyter/lab.ts";

/** The project's folder. */
export const ROOT = join(import.meta.dirname!, "../..");
/** What this test keeps: JupyterLab itself, the copies, the pictures. */
export const CACHE = join(ROOT, ".cache");

/** A server that runs. */
export interface Lab extends AsyncDisposable {
  /** With a slash at its end. */
  readonly url: string;
  /** Where the copies of the notebooks lie. */
  readonly folder: string;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}

/** Settings of a user: every cell is drawn, whether in sight or not, so that all can be looked at. */
async function writeSettings(folder: string): Promise<void> {
  const notebooks = join(folder, "@jupyterlab/notebook-extension");
  await Deno.mkdir(notebooks, { recursive: true });
  await Deno.writeTextFile(
    join(notebooks, "tracker.jupyterlab-settings"),
    JSON.stringify({ windowingMode: "none" }),
  );
}

async function untilReady(url: string, status: Promise<Deno.CommandStatus>): Promise<void> {
  let ended = false;
  status.then(() => ended = true);
  for (let tries = 0; tries < 600; tries++) {
    if (ended) throw new Error("JupyterLab ended before it answered; its log is in .cache/lab");
    const response = await fetch(`${url}api/status`).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("JupyterLab did not answer within two minutes");
}

/** Starts JupyterLab on fresh copies of these notebooks, installing it first where it is missing. */
export async function startLab(paths: readonly string[]): Promise<Lab> {
  const tell = (text: string): void => console.error(text);
  const venv = join(".cache", "jupyterlab");
  const jupyter = await readyJupyter({
    root: ROOT,
    run: runProgram,
    tell,
    venv,
    anyVersion: false,
  });
  const kernels = await writeKernelspec(ROOT);
  const home = join(CACHE, "lab");
  const folder = join(home, "notebooks");
  await Deno.remove(home, { recursive: true }).catch(() => {});
  await Deno.mkdir(folder, { recursive: true });
  for (const path of paths) await Deno.copyFile(path, join(folder, path.split(/[\\/]/).at(-1)!));
  // What a notebook reads by its place stands beside the copies, too.
  for (const beside of ["data", "tests"]) {
    await Deno.symlink(join(ROOT, beside), join(home, beside));
  }
  await writeSettings(join(home, "settings"));
  const port = freePort();
  const url = `http://127.0.0.1:${port}/`;
  const options = {
    "ServerApp.port": port,
    "ServerApp.root_dir": folder,
    "IdentityProvider.token": "",
    "ServerApp.open_browser": "False",
    "ServerApp.allow_root": "True",
    "LabApp.user_settings_dir": join(home, "settings"),
    "LabApp.workspaces_dir": join(home, "workspaces"),
    "LabApp.expose_app_in_browser": "True",
    "LabApp.news_url": "None",
    "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
  };
  const log = await Deno.open(join(home, "lab.log"), { create: true, write: true });
  const child = new Deno.Command(jupyter, {
    args: ["lab", ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)],
    cwd: ROOT,
    env: {
      JUPYTER_PATH: kernels,
      JUPYTER_CONFIG_DIR: join(home, "config"),
      JUPYTER_DATA_DIR: join(home, "jupyter-data"),
      JUPYTER_RUNTIME_DIR: join(home, "runtime"),
      NO_COLOR: "1",
    },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const logged = child.stderr.pipeTo(log.writable);
  async function stop(): Promise<void> {
    child.kill("SIGTERM");
    await child.status;
    await logged;
  }
  try {
    await untilReady(url, child.status);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, folder, [Symbol.asyncDispose]: stop };
}

/** Ends all kernels that run. */
export async function endKernels(lab: Lab): Promise<void> {
  const sessions = await (await fetch(`${lab.url}api/sessions`)).json();
  for (const { id } of sessions) {
    await (await fetch(`${lab.url}api/sessions/${id}`, { method: "DELETE" })).body?.cancel();
  }
}
