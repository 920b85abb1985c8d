/** The machine that is measured on, in general terms. */

/** Such as "2 cores of AMD EPYC, 24 GB, Linux 6.1 on x86_64". */
export async function describeMachine(): Promise<string> {
  const cores = navigator.hardwareConcurrency;
  const { total } = Deno.systemMemoryInfo();
  const { os, arch } = Deno.build;
  // Without what tells one machine from all others.
  const [release] = /^\d+(\.\d+)?/.exec(Deno.osRelease()) ?? [""];
  const system = os === "darwin" ? "macOS" : os === "linux" ? "Linux" : os;
  return `${cores} ${cores === 1 ? "core" : "cores"} of ${await processor()}, ` +
    `${Math.round(total / 2 ** 30)} GB, ${system} ${release} on ${arch}`;
}

async function processor(): Promise<string> {
  try {
    const text = await Deno.readTextFile("/proc/cpuinfo");
    return /^model name\s*:\s*(.*)$/m.exec(text)?.[1].trim() ?? "an unnamed processor";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "an unnamed processor";
    throw error;
  }
}

/** A sentence where other work takes more than half of the cores; none else. */
export function describeLoad(load: number): string[] {
  const cores = navigator.hardwareConcurrency;
  // The bench itself keeps one core busy.
  if (load <= 1 + cores / 4) return [];
  return [`The machine was busy with other work (load ${load.toFixed(1)}): times are longer.`];
}
