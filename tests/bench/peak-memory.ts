/** The most memory this process has held so far, in bytes; `null` where Linux's /proc is missing. */
export function peakMemory(): number | null {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(Deno.readTextFileSync("/proc/self/status"))!;
    return Number(kilobytes) * 1024;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
