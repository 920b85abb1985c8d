/** Each task may do what it must, and nothing else. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { writeModelFile } from "heartbook/ship/model-file/write.ts";
import { logisticFile, patient } from "../ship/serving.ts";

const root = new URL("../../", import.meta.url);

/** They start other programs, or run what others wrote: the notebooks, the tests. */
const START_PROCESSES = [
  ...["notebooks", "test", "cells", "lab", "bench", "load", "test:spark", "test:browser"],
  ...["analyse", "pack", "test:lab"],
];

const commands = Object.entries(config.tasks as Record<string, { command: string }>)
  .map(([name, { command }]) => ({ name, words: command.split(" ") }));

/** The tasks that run one file with permissions of their own. */
const limited = commands.flatMap(({ name, words }) => {
  const isRun = words[0] === "deno" && words[1] === "run" && !words.includes("-A");
  if (!isRun) return [];
  return [{ name, flags: words.slice(2, -1), file: words.at(-1)! }];
});

const find = (wanted: string): typeof limited[number] => {
  const found = limited.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`${wanted} has no permissions of its own`);
  return found;
};

/** Runs a file with just these permissions; what is not permitted fails rather than asks. */
function run(
  flags: readonly string[],
  file: string,
  ...args: readonly string[]
): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--no-prompt", "--config", "deno.json", ...flags, file, ...args],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("no task may do everything but those that start processes", () => {
  const all = commands.filter(({ words }) => words.includes("-A")).map(({ name }) => name);
  assertEquals(all.filter((name) => !START_PROCESSES.includes(name)), []);
});

for (const name of ["serve", "score", "train", "export"]) {
  Deno.test(`${name} may not start programs, call libraries, or read environment and system`, () => {
    const { flags } = find(name);
    const named = flags.filter((flag) => !/^--allow-env=HEARTBOOK_(TOKEN|EXTERNAL)$/.test(flag));
    const refused = /^(-A|--allow-(all|run|ffi|env|sys|import|scripts)|--unstable)/;
    assertEquals(named.filter((flag) => refused.test(flag)), []);
    if (name !== "serve") assert(!flags.some((flag) => flag.startsWith("--allow-net")));
  });
}

for (const { name, flags, file } of limited.filter(({ file }) => file.startsWith("lib/tasks/"))) {
  if (["wasm", "picture"].includes(name)) continue; // They have no options, and write at once.
  Deno.test(`deno task ${name} starts with exactly its permissions`, async () => {
    const { code, stdout, stderr } = await run(flags, file, "--help").output();
    assertEquals([code, decode(stderr)], [0, ""]);
    assertStringIncludes(decode(stdout), `deno task ${name}`);
  });
}

Deno.test("deno task score works with exactly its permissions, on CSV and on Parquet", async () => {
  await inFolder(async (folder) => {
    const model = `${folder}/model.json`;
    await writeModelFile(logisticFile, model);
    const { flags, file } = find("score");
    const { default: pl } = await import("nodejs-polars");
    const csv = new URL("data/cleveland.csv", root);
    const parquet = `${folder}/patients.parquet`;
    const text = await Deno.readTextFile(csv);
    pl.readCSV(text, { inferSchemaLength: 0 }).writeParquet(parquet);
    const scored = await Promise.all([csv.pathname, parquet].map(async (input, i) => {
      const out = `${folder}/scored-${i}.csv`;
      const args = ["--model", model, "--in", decodeURIComponent(input), "--out", out];
      const { code, stderr } = await run(flags, file, ...args).output();
      assertEquals([code, decode(stderr)], [0, ""]);
      return await Deno.readTextFile(out);
    }));
    assertEquals(scored[0].split("\n").length, 305);
    assertEquals(scored[1], scored[0]);
  });
});

Deno.test("deno task serve works with exactly its permissions: page, card, explorer, log, new model", async () => {
  await inFolder(async (folder) => {
    const model = `${folder}/model.json`;
    await writeModelFile(logisticFile, model);
    const { flags, file } = find("serve");
    const args = ["--model", model, "--port", "0", "--log", `${folder}/log.db`];
    const child = run(flags, file, ...args).spawn();
    let said = "";
    const reading = (async (): Promise<void> => {
      for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) said += text;
    })();
    const complaints = new Response(child.stderr).text();
    const hear = async (words: string): Promise<void> => {
      for (let i = 0; i < 1500 && !said.includes(words); i++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      assertStringIncludes(said, words);
    };
    try {
      await hear("Ctrl-C stops");
      const [url] = said.match(/http:\S+/)!;
      for (const path of ["", "card", "explorer", "metrics", "ready", "openapi.json"]) {
        const response = await fetch(`${url}${path}`);
        assertEquals([path, response.status, typeof await response.text()], [path, 200, "string"]);
      }
      const answer = await fetch(`${url}predict`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ patients: [patient] }),
      });
      assertEquals((await answer.json()).answers[0].id.length, 36);
      await Deno.writeTextFile(model, "{}");
      await hear("a new model was refused");
    } finally {
      child.kill("SIGTERM");
      await reading;
    }
    assertEquals([(await child.status).code, await complaints], [0, ""]);
  });
});

/** What a model file might want to do, if anything in it were ever run. */
const MISDEEDS = {
  run: `new Deno.Command("true").outputSync()`,
  ffi: `Deno.dlopen("/lib/x86_64-linux-gnu/libc.so.6", {})`,
  "read the system": `Deno.hostname()`,
  "import from elsewhere": `await import("https://example.com/x.js")`,
};

for (const name of ["serve", "score"]) {
  Deno.test(`whatever a model file tried in deno task ${name}, its sandbox would refuse`, async () => {
    await inFolder(async (folder) => {
      const misdeeds = name === "score"
        ? { ...MISDEEDS, "reach the network": `await fetch("http://127.0.0.1:8765/")` }
        : MISDEEDS;
      const tries = Object.entries(misdeeds).map(([what, code]) =>
        `try { ${code}; done.push("${what}"); } catch (error) {
          if (!(error instanceof Deno.errors.NotCapable) && !/Requires|not allowed|permission/i.test(error.message)) throw error;
        }`
      );
      // An ignored variable reads as one that is not there.
      const secret = `if (Deno.env.get("SECRET") !== undefined) done.push("read the environment");`;
      const text = `const done = []; ${
        tries.join("\n")
      } ${secret} console.log(JSON.stringify(done));`;
      await Deno.writeTextFile(`${folder}/tries.js`, text);
      const command = new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-prompt", ...find(name).flags, `${folder}/tries.js`],
        env: { SECRET: "1" },
      });
      const { stdout, stderr } = await command.output();
      assertEquals(decode(stdout).trim(), "[]", decode(stderr));
    });
  });

  Deno.test(`a model file that tries anything is refused by deno task ${name} in words`, async () => {
    await inFolder(async (folder) => {
      const model = `${folder}/model.json`;
      const own = JSON.stringify(logisticFile);
      const tricks = [
        `Deno.writeTextFileSync("${folder}/done", "")`,
        own.replace("{", `{"__proto__":{"kind":"prevalence"},`),
        own.replace('"format"', '"toJSON":"() => 1","format"'),
      ];
      for (const trick of tricks) {
        await Deno.writeTextFile(model, trick);
        const args = name === "score"
          ? ["--in", "data/cleveland.csv", "--out", `${folder}/scored.csv`]
          : ["--port", "0"];
        const { flags, file } = find(name);
        const { code, stderr } = await run(flags, file, "--model", model, ...args).output();
        assertEquals(code, 1);
        assertStringIncludes(decode(stderr), model);
        const left = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
        assertEquals(left, ["model.json"]);
      }
    });
  });
}

/** What `deno info --json` says of one module. */
interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly isDynamic?: boolean;
    readonly code?: { readonly specifier?: string };
  }[];
}

/** All that is loaded when a file starts: what is imported only when asked for is not. */
async function loaded(file: string): Promise<Set<string>> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", file],
    cwd: root,
  }).output();
  const { modules, roots }: { modules: Module[]; roots: string[] } = JSON.parse(decode(stdout));
  const known = new Map(modules.map((module) => [module.specifier, module]));
  const reached = new Set<string>();
  const queue = [...roots];
  while (queue.length > 0) {
    const specifier = queue.pop()!;
    if (reached.has(specifier)) continue;
    reached.add(specifier);
    for (const { isDynamic, code } of known.get(specifier)?.dependencies ?? []) {
      if (!isDynamic && code?.specifier !== undefined) queue.push(code.specifier);
    }
  }
  return reached;
}

for (const name of ["serve", "score"]) {
  Deno.test(`deno task ${name} starts without polars, Plot, a DOM or tables of distributions`, async () => {
    const modules = await loaded(find(name).file);
    assert([...modules].some((each) => each.includes("npm:zod")), "the graph was not read");
    const heavy = /polars|duckdb|@observablehq|linkedom|marked|@stdlib|ml-|postgres@/;
    assertEquals([...modules].filter((each) => heavy.test(each)), []);
  });
}
