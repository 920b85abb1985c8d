/** How a notebook outside this project finds this very copy of it, and its packages. */

/** Rooms that a notebook may import from. */
const ROOMS = [
  ...["analyse", "choose", "data", "describe", "explain", "learners", "measure", "models"],
  ...["prepare", "resample", "ship", "show", "signals", "stats", "watch"],
];

/** The map of the project's own `deno.json`; a packed copy has its packages in `package.json`. */
async function readImports(): Promise<Record<string, string>> {
  try {
    const url = new URL("../../deno.json", import.meta.url);
    const { imports } = await (await fetch(url)).json();
    return imports;
  } catch {
    const url = new URL("../../package.json", import.meta.url);
    const { dependencies } = await (await fetch(url)).json();
    return Object.fromEntries(
      Object.entries<string>(dependencies).flatMap(([name, version]) => [
        [name, `npm:${name}@${version}`],
        [`${name}/`, `npm:/${name}@${version}/`],
      ]),
    );
  }
}

/**
 * The text of a `deno.json` that maps `heartbook/` to this copy: to its folder where that is source,
 * room by room where it is a package, whose files are called otherwise.
 */
export async function importMapText(): Promise<string> {
  const here = new URL("../", import.meta.url).href;
  const isPacked = import.meta.url.endsWith(".js");
  const own = isPacked
    ? Object.fromEntries(
      ROOMS.map((room) => [`heartbook/${room}/mod.ts`, `${here}${room}/mod.js`]),
    )
    : { "heartbook/": here };
  const imports = { ...await readImports(), ...own };
  // No lock file: the folder is a result, not a project.
  return `${JSON.stringify({ imports, lock: false }, null, 2)}\n`;
}
