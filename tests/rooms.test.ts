/** The plan of lib/, drawn from the imports: a room may import only from rooms above it. */
import { assertEquals } from "@std/assert";

const lib = new URL("../lib/", import.meta.url);

/** Ground floor first, as the map has them. */
const ROOMS = [
  ...Deno.readTextFileSync(new URL("README.md", lib)).matchAll(/^\| `([\w.-]+)\/?` /gm),
]
  .map(([, room]) => room);

/** Packages that only these rooms may import. */
const EXCLUSIVE: readonly (readonly [pattern: RegExp, ...rooms: string[]])[] = [
  [/^nodejs-polars$/, "describe"],
  [/^(ml-|libsvm)/, "models"],
  [/^(@observablehq\/plot|linkedom)$/, "show"],
];

function listFiles(folder: URL, prefix = ""): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory
      ? listFiles(new URL(`${name}/`, folder), `${prefix}${name}/`)
      : name.endsWith(".ts")
      ? [prefix + name]
      : []
  );
}

const files = listFiles(lib);
const roomOf = (file: string): string => file.split("/")[0];

/** What a file imports, doc comments left out: `lib/` files as paths below it, packages by name. */
function importsOf(file: string): string[] {
  const text = Deno.readTextFileSync(new URL(file, lib)).replace(/^\s*\*.*$/gm, "");
  const found = [...text.matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*"([^"]+)"/g)];
  return found.map(([, name]) =>
    name.startsWith(".") ? new URL(name, new URL(file, lib)).href.slice(lib.href.length) : name
  );
}

const isList = (file: string): boolean => file.endsWith("/mod.ts");
const arrows = files.flatMap((file) => importsOf(file).map((to) => ({ file, to })));
const inside = arrows.filter(({ to }) => files.includes(to));

Deno.test("every file of lib/ is in a room of the plan", () => {
  assertEquals(files.filter((file) => !ROOMS.includes(roomOf(file))), []);
});

Deno.test("a room of lib/ imports only from rooms above it", () => {
  const wrong = inside.filter(({ file, to }) =>
    ROOMS.indexOf(roomOf(to)) > ROOMS.indexOf(roomOf(file))
  );
  assertEquals(wrong, []);
});

Deno.test("no file of lib/ imports itself by way of others", () => {
  const circles = files.filter((file) => {
    const reached = new Set<string>();
    const queue = [file];
    while (queue.length > 0) {
      const from = queue.pop()!;
      for (const { to } of inside.filter((arrow) => arrow.file === from)) {
        if (!reached.has(to)) queue.push(to);
        reached.add(to);
      }
    }
    return reached.has(file);
  });
  assertEquals(circles, []);
});

Deno.test("a package is imported only by the room it belongs to", () => {
  const wrong = arrows.filter(({ file, to }) =>
    EXCLUSIVE.some(([pattern, ...rooms]) => pattern.test(to) && !rooms.includes(roomOf(file)))
  );
  assertEquals(wrong, []);
});

Deno.test("the map has every room once, and the tasks on top", () => {
  const rooms = [...new Set(files.map(roomOf))];
  assertEquals(ROOMS.toSorted(), rooms.toSorted());
  assertEquals(ROOMS.at(-1), "tasks");
});

Deno.test("each room lists its public names in a mod.ts, which no file of lib/ imports", () => {
  const rooms = ROOMS.filter((room) => !room.endsWith(".ts") && room !== "tasks");
  assertEquals(rooms.filter((room) => !files.includes(`${room}/mod.ts`)), []);
  assertEquals(inside.filter(({ to }) => isList(to)), []);
  const others = files.filter(isList).filter((file) => {
    const text = Deno.readTextFileSync(new URL(file, lib)).replace(/\/\*\*[^]*?\*\//g, "");
    return text.replace(/export (type )?\{[^}]*\} from "[^"]+";/g, "").trim() !== "";
  });
  assertEquals(others, []);
});

Deno.test("nothing in lib/ calls Math.random", () => {
  const random = files.filter((file) => {
    const text = Deno.readTextFileSync(new URL(file, lib));
    return text.replace(/^\s*(\/\/|\/?\*).*$/gm, "").includes("Math.random");
  });
  assertEquals(random, []);
});

Deno.test("the imports are really read: models/model.ts leans on models/logistic/logistic.ts", () => {
  assertEquals(importsOf("models/model.ts").includes("models/logistic/logistic.ts"), true);
});

Deno.test("the folders inside ship/ form no circle", () => {
  const folderOf = (file: string): string => file.split("/").slice(0, 2).join("/");
  const between = inside
    .map(({ file, to }) => ({ from: folderOf(file), to: folderOf(to) }))
    .filter(({ from, to }) => from.startsWith("ship/") && to.startsWith("ship/") && from !== to);
  const circles = new Set(between.map(({ from }) => from)).values().filter((folder) => {
    const reached = new Set<string>();
    const queue = [folder];
    while (queue.length > 0) {
      const from = queue.pop()!;
      for (const { to } of between.filter((arrow) => arrow.from === from)) {
        if (!reached.has(to)) queue.push(to);
        reached.add(to);
      }
    }
    return reached.has(folder);
  });
  assertEquals([...circles], []);
});
