/** Whether a changed file still passes the compiler, which CI asks before any test. */
import { createHash } from "node:crypto";
import { join } from "node:path";

/** Checks the file at `path`, once for each text that it has had; answers are kept in a folder. */
export function makeCheckTypes(
  { root, kept }: { readonly root: string; readonly kept: string },
): (path: string, text: string) => Promise<boolean> {
  return async (path, text) => {
    const name = createHash("sha256").update(path).update(text).digest("hex").slice(0, 24);
    const place = join(kept, `types-${name}.json`);
    try {
      return JSON.parse(await Deno.readTextFile(place));
    } catch {
      // Not checked yet.
    }
    const { success } = await new Deno.Command("deno", {
      args: ["check", "--quiet", path],
      cwd: root,
      stdout: "null",
      stderr: "null",
    }).output();
    await Deno.writeTextFile(place, JSON.stringify(success));
    return success;
  };
}
