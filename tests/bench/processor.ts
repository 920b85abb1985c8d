/** Time on the processor, which other work on the machine hardly changes. */
import process from "node:process";

/** Seconds that this process has computed so far, all its threads counted. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
