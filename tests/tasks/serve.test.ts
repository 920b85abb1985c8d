/** `deno task serve` as it is run: in a process of its own, stopped by a signal. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { writeModelFile } from "heartbook/ship/model-file/write.ts";
import { learners, makeModelFile } from "../ship/model-file/made.ts";
import { logisticFile, patient } from "../ship/serving.ts";

const TASK = new URL("../../lib/tasks/serve.ts", import.meta.url);
const CONFIG = join(import.meta.dirname!, "../../deno.json");

function command(args: readonly string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--config", CONFIG, TASK.href, ...args],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });
}

interface Task {
  readonly url: string;
  readonly path: string;
  readonly said: () => string;
  /** Waits for words in what the server says. */
  readonly hear: (words: string) => Promise<void>;
}

/** Runs the task on a model file until the work is done, then ends it, and gives back all it said. */
async function running(
  args: readonly string[],
  work: (task: Task) => Promise<void>,
): Promise<{ readonly said: string; readonly code: number }> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/model.json`;
  await writeModelFile(logisticFile, path);
  const all = args.map((each) => each.replace("FOLDER", folder));
  const child = command(["--model", path, "--port", "0", ...all]).spawn();
  let said = "";
  const reading = (async (): Promise<void> => {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) said += text;
  })();
  const hear = async (words: string): Promise<void> => {
    for (let i = 0; i < 1000 && !said.includes(words); i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assertStringIncludes(said, words);
  };
  try {
    await hear("Ctrl-C stops");
    const [url] = said.match(/http:\S+/)!;
    await work({ url, path, said: () => said, hear });
  } finally {
    child.kill("SIGTERM");
    await reading;
    await child.stderr.cancel();
    await Deno.remove(folder, { recursive: true });
  }
  return { said, code: (await child.status).code };
}

/** Unlike 233, no port, time or checksum has these digits by chance. */
const chol = 233.140625;

function ask(url: string): Promise<Response> {
  return fetch(`${url}predict`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ patients: [{ ...patient, chol }] }),
  });
}

Deno.test("deno task serve answers, takes up a new model, refuses a broken one, and stops", async () => {
  const treeFile = await makeModelFile(learners.tree);
  const { said, code } = await running([], async ({ url, path, hear }) => {
    const { model } = await (await ask(url)).json();
    assertEquals(model, logisticFile.contentSha256);

    await writeModelFile(treeFile, path, { overwrite: true });
    await hear("a new model answers");
    assertEquals((await (await ask(url)).json()).model, treeFile.contentSha256);

    await Deno.writeTextFile(path, "{");
    await hear("a new model was refused");
    assertEquals((await (await ask(url)).json()).model, treeFile.contentSha256);

    const drift = await fetch(`${url}drift`);
    assertEquals(drift.status, 409);
    await drift.body?.cancel();
  });
  assertEquals(code, 0);
  assertStringIncludes(said, "Stopping: requests in progress are answered first.");
  assertStringIncludes(said, "POST /predict 200");
  assert(!said.includes(String(chol)) && !said.includes("asymptomatic"));
});

Deno.test("deno task serve --log gives ids and takes outcomes by them, once", async () => {
  await running(["--log", "FOLDER/log.db"], async ({ url }) => {
    const { answers: [{ id }] } = await (await ask(url)).json();
    const tell = (): Promise<Response> =>
      fetch(`${url}outcomes`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ outcomes: [{ id, outcome: "yes" }] }),
      });
    assertEquals(await (await tell()).json(), { kept: 1 });
    const { status, detail } = await (await tell()).json();
    assertEquals(status, 409);
    assertStringIncludes(detail, "known already");
  });
});

Deno.test("deno task serve says how it is used, and what was wrong", async () => {
  const wrong: readonly (readonly [args: readonly string[], code: number, words: string])[] = [
    [["--port", "80000"], 2, "--port: expected 0 to 65535, got 80000"],
    [["--port", "x"], 2, '--port: expected a whole number, got "x"'],
    [["--modle", "m.json"], 2, "--modle"],
    [["--model", "/nowhere/m.json"], 1, "/nowhere/m.json"],
  ];
  await Promise.all(wrong.map(async ([args, code, words]) => {
    const output = await command(args).output();
    assertEquals(output.code, code);
    assertStringIncludes(new TextDecoder().decode(output.stderr), words);
  }));
});

Deno.test("deno task serve lets other machines in only with a token, names and HTTPS, or says what it lacks", async () => {
  const wide = ["--host", "0.0.0.0"];
  const token = ["--token", "sixteen-letters!"], host = ["--allow-host", "heart.example"];
  const lacking: readonly (readonly [args: readonly string[], words: string])[] = [
    [wide, "needs --token, --allow-host, --cert and --key (or --plain-http)."],
    [[...wide, ...host, "--plain-http"], "needs --token."],
    [[...wide, ...token, "--plain-http"], "needs --allow-host."],
    [[...wide, ...token, ...host], "needs --cert and --key (or --plain-http)."],
    [["--cert", "c.pem"], "expected both or neither"],
    [["--token", "short"], "expected 16 characters or more, got 5"],
    [["--keep-days", "30"], "--keep-days: expected 1 or more, and a --log"],
  ];
  await Promise.all(lacking.map(async ([args, words]) => {
    const output = await command(args).output();
    assertEquals(output.code, 2);
    const [sentence] = new TextDecoder().decode(output.stderr).split("\n");
    assertStringIncludes(sentence, words);
  }));
  await running([...wide, ...token, ...host, "--plain-http"], async ({ url }) => {
    const { port } = new URL(url);
    const status = async (name: string, headers: Record<string, string>): Promise<string> => {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
      const lines = Object.entries(headers).map(([key, value]) => `${key}: ${value}\r\n`);
      const head = `GET /drift HTTP/1.1\r\nHost: ${name}\r\n${lines.join("")}\r\n`;
      await connection.write(new TextEncoder().encode(head));
      const buffer = new Uint8Array(1000);
      const read = await connection.read(buffer);
      connection.close();
      return new TextDecoder().decode(buffer.subarray(0, read ?? 0)).slice(9, 12);
    };
    const authorization = "Bearer sixteen-letters!";
    assertEquals(await status("heart.example", {}), "401");
    assertEquals(await status("other.example", { authorization }), "421");
    // Past the token: no log is kept.
    assertEquals(await status("heart.example", { authorization }), "409");
  });
});
