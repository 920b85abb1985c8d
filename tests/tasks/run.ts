/** A command as it is called, in a process of its own. */
import { join } from "node:path";

/** How it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `deno task` with these arguments to its end. */
export async function run(task: string, ...args: readonly string[]): Promise<Ended> {
  const path = join(import.meta.dirname!, `../../lib/tasks/${task}.ts`);
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", path, ...args],
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { code, out: decode(stdout), err: decode(stderr) };
}
