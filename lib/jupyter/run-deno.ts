/** Other commands of the Deno that runs this one. */

/** What a command said and whether it went well. */
export interface CommandResult {
  readonly success: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `deno` with these arguments, without colours, and waits for it. */
export async function runDeno(args: readonly string[], folder?: string): Promise<CommandResult> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  const { success, stdout, stderr } = await command.output();
  const read = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { success, stdout: read(stdout), stderr: read(stderr) };
}
