/** Runs a program on one thread and takes the last line that it prints for JSON. */
export async function runJson<T>(program: string, args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    env: { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).trim();
  if (code !== 0) throw new Error(`${program}: ${text(stderr).split("\n").at(-1)}`);
  return JSON.parse(text(stdout).split("\n").at(-1)!);
}
