/** Runs a test file once for each state of the files that it uses, and keeps what came of it. */
import { createHash } from "node:crypto";
import { join, relative } from "node:path";

export interface TestRun {
  readonly passes: boolean;
  readonly seconds: number;
}

/**
 * A result is kept under a digest of the texts of all files that the test imports, directly or not.
 * Tables and reference answers that a test reads itself are not among them: delete the folder
 * `kept` after changing those.
 */
export function makeRunTest({ root, filesOf, kept }: {
  readonly root: string;
  readonly filesOf: (test: string) => readonly string[];
  readonly kept: string;
}): (test: string, most: number) => Promise<TestRun> {
  return async (test, most) => {
    const hash = createHash("sha256");
    for (const path of filesOf(test)) {
      hash.update(relative(root, path)).update(await Deno.readFile(path));
    }
    const place = join(kept, `${hash.digest("hex").slice(0, 24)}.json`);
    try {
      return JSON.parse(await Deno.readTextFile(place));
    } catch {
      // Not run yet.
    }
    const start = performance.now();
    const stop = AbortSignal.timeout(1000 * most);
    const { success } = await new Deno.Command("deno", {
      args: ["test", "-A", "--no-check", "--quiet", "--fail-fast", test],
      cwd: root,
      signal: stop,
      stdout: "null",
      stderr: "null",
    }).output();
    const run = {
      passes: success && !stop.aborted,
      seconds: (performance.now() - start) / 1000,
    };
    await Deno.writeTextFile(place, JSON.stringify(run));
    return run;
  };
}
