/** How a notebook outside this project finds the project and its packages. */
import config from "../../deno.json" with { type: "json" };

/** The text of a `deno.json` that maps `heartbook/` to this very copy, and its packages as here. */
export function importMapText(): string {
  const here = new URL("../", import.meta.url).href;
  const imports = { ...config.imports, "heartbook/": here };
  // No lock file: the folder is a result, not a project.
  return `${JSON.stringify({ imports, lock: false }, null, 2)}\n`;
}
