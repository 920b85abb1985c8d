/** The project's file of tasks, and what the README says of it. */
import { assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };

const DENO_JSON = "deno.json";

/** The keys that stand twice in one object, with the path that leads there. */
function repeatedKeys(json: string): string[] {
  const repeated: string[] = [];
  const open: { readonly path: string; readonly keys: Set<string>; last: string }[] = [];
  for (const [, text, colon, bracket] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|([{}])/g)) {
    const here = open.at(-1);
    if (bracket === "{") {
      open.push({ path: `${here?.path ?? ""}/${here?.last ?? ""}`, keys: new Set(), last: "" });
    } else if (bracket === "}") open.pop();
    else if (colon !== undefined && here !== undefined) {
      const key: string = JSON.parse(text);
      if (here.keys.has(key)) repeated.push(`${here.path}/${key}`.replace(/^\/+/, ""));
      here.keys.add(key);
      here.last = key;
    }
  }
  return repeated;
}

Deno.test("repeatedKeys() finds a key that occurs twice in one object, and no other", () => {
  const json = '{ "a": { "x": 1, "y": "x: {" }, "b": { "x": 2, "x": 3 }, "a": [] }';
  assertEquals(repeatedKeys(json), ["b/x", "a"]);
});

Deno.test("no key of deno.json occurs twice", async () => {
  assertEquals(repeatedKeys(await Deno.readTextFile(DENO_JSON)), []);
});

Deno.test("the README's table of tasks names every task", async () => {
  const readme = await Deno.readTextFile("README.md");
  const rows = readme.split("## All tasks")[1].split("\n## ")[0].split("\n")
    .filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((row) =>
    [...row.split("|")[1].matchAll(/`(?:deno task )?([\w:]+)[^`]*`/g)].map(([, name]) => name)
  );
  assertEquals(Object.keys(config.tasks).filter((name) => !named.includes(name)), []);
  assertEquals(named.filter((name) => !(name in config.tasks)), []);
});
