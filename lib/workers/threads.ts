/** How many threads may work at once. */
import { isMainThread } from "node:worker_threads";

const VARIABLE = "HEARTBOOK_WORKERS";
const MOST = 64;

/** The file that a helper runs. */
export const helperFile = new URL("./helper.ts", import.meta.url);

/**
 * Helpers need Deno, read files and ask for the variable. Nobody is asked for a permission on their
 * account.
 */
function mayHelp(): boolean {
  if (typeof Deno === "undefined" || !isMainThread || helperFile.protocol !== "file:") return false;
  const needs: Deno.PermissionDescriptor[] = [
    { name: "env", variable: VARIABLE },
    { name: "read", path: helperFile },
  ];
  return needs.every((each) => Deno.permissions.querySync(each).state === "granted");
}

/**
 * The number of threads that work on jobs, this one included: `HEARTBOOK_WORKERS` if set, where 0
 * and 1 mean this thread alone, else the number of cores. It is 1 on Node, in a thread that is itself
 * a helper, and where the permission to read that variable or the project's files is missing.
 *
 * @throws `RangeError` for a variable that is not a whole number from 0 to 64.
 */
export function threadCount(): number {
  if (!mayHelp()) return 1;
  const asked = Deno.env.get(VARIABLE);
  if (asked === undefined || asked === "") return Math.min(navigator.hardwareConcurrency, MOST);
  const count = Number(asked);
  if (!/^\d+$/.test(asked) || count > MOST) {
    throw new RangeError(`${VARIABLE}: expected a whole number from 0 to ${MOST}, got "${asked}"`);
  }
  return Math.max(1, count);
}
