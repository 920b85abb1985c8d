/** How a notebook outside this project finds this very copy of it, and its packages. */

/** Rooms that a notebook may import from. */
const ROOMS = [
  ...["analyse", "choose", "data", "describe", "explain", "learners", "measure", "models"],
  ...["prepare", "resample", "ship", "show", "signals", "stats", "watch"],
];

/** What a `deno.json` says so that a notebook beside it finds `heartbook/`. */
interface Settings {
  readonly imports: Readonly<Record<string, string>>;
  readonly nodeModulesDir?: "manual";
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  return await (await fetch(new URL(path, import.meta.url))).json();
}

/** Rooms by the name that cells import them by. */
function mapRooms(place: (room: string) => string): Record<string, string> {
  return Object.fromEntries(ROOMS.map((room) => [`heartbook/${room}/mod.ts`, place(room)]));
}

/** A copy of the source is mapped as a folder, with the packages of the project's own map. */
async function settingsOfSource(): Promise<Settings> {
  const { imports } = await readJson("../../deno.json");
  return {
    imports: {
      ...imports as Settings["imports"],
      "heartbook/": new URL("../", import.meta.url).href,
    },
  };
}

/**
 * A packed copy has its rooms under other file names. In a `node_modules` it finds its packages
 * beside it; in Deno's own cache they are found by way of its name and version.
 */
async function settingsOfPackage(): Promise<Settings> {
  if (import.meta.url.includes("/node_modules/")) {
    const imports = mapRooms((room) => new URL(`../${room}/mod.js`, import.meta.url).href);
    return { imports, nodeModulesDir: "manual" };
  }
  const { name, version } = await readJson("../../package.json");
  return { imports: mapRooms((room) => `npm:${name}@${version}/${room}/mod.ts`) };
}

/** The text of a `deno.json` that maps `heartbook/` to this copy, wherever it lies. */
export async function importMapText(): Promise<string> {
  const isPacked = import.meta.url.endsWith(".js");
  const settings = await (isPacked ? settingsOfPackage() : settingsOfSource());
  // No lock file: the folder is a result, not a project.
  return `${JSON.stringify({ ...settings, lock: false }, null, 2)}\n`;
}
