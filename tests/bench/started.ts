/** `deno task serve` and `deno task score` as processes of their own, as a user starts them. */
import { join } from "node:path";
import { linesOf } from "./lines.ts";
import config from "../../deno.json" with { type: "json" };

const ROOT = join(import.meta.dirname!, "../..");

/** The words of a task: its own command line, without the shell that `deno task` starts. */
function wordsOf(task: "serve" | "score"): string[] {
  return config.tasks[task].command.split(" ").slice(1);
}

/** A server that runs. */
export interface Started extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
}

/** Starts a server of a model file on a port that is free; done once it says where. */
export async function startServer(model: string): Promise<Started> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...wordsOf("serve"), "--port", "0", "--model", model],
    cwd: ROOT,
    stdout: "piped",
  }).spawn();
  const found = Promise.withResolvers<string>();
  const listen = async (): Promise<void> => {
    // Read to the end, so that the server never waits for its log to be taken.
    for await (const line of linesOf(child.stdout)) {
      const url = /http:\/\/\S+/.exec(line)?.[0];
      if (url !== undefined) found.resolve(url);
    }
    found.reject(new Error("the server stopped before it began"));
  };
  listen();
  return {
    url: await found.promise,
    pid: child.pid,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

/** Scores a file to the end. */
export async function score(
  paths: Readonly<Record<"model" | "in" | "out", string>>,
): Promise<void> {
  const options = Object.entries(paths).flatMap(([name, path]) => [`--${name}`, path]);
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...wordsOf("score"), ...options, "--overwrite"],
    cwd: ROOT,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
