/**
 * A disk that is full for real. The system lets the server's files grow to so many bytes and no
 * further (RLIMIT_FSIZE), which needs no rights and no file system of its own; with the limit
 * lifted there is room again. SQLite sees a failed write in both cases.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { writeModelFile } from "heartbook/ship/model-file/write.ts";
import { logisticFile, patient } from "../ship/serving.ts";

const ROOT = join(import.meta.dirname!, "../..");

/** So much the server needs to be ready, and some 20 batches of predictions. */
const MOST_KIB = 2048;

/** Sets how long files may become that a running process writes, in bytes. */
async function limit(pid: number, most: number | "unlimited"): Promise<void> {
  const { success } = await new Deno.Command("prlimit", {
    args: ["--pid", String(pid), `--fsize=${most}:`],
  }).output();
  assert(success);
}

Deno.test("a disk that is full refuses patients with 503 at once, turns /ready red, and is got over", async () => {
  const folder = await Deno.makeTempDir();
  await writeModelFile(logisticFile, `${folder}/model.json`);
  // The signal of a file that is too long would end the process; ignored, the write fails.
  const task = `trap '' XFSZ; ulimit -S -f ${2 * MOST_KIB}; exec "$@"`;
  const child = new Deno.Command("sh", {
    args: ["-c", task, "sh", Deno.execPath(), "run", "-A", "--no-check", "lib/tasks/serve.ts"]
      .concat(["--model", `${folder}/model.json`, "--log", `${folder}/log.db`, "--port", "0"]),
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const lines: string[] = [];
  const reading = (async (): Promise<void> => {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) lines.push(text);
  })();
  try {
    while (!lines.join("").includes("Ctrl-C stops")) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const [url] = lines.join("").match(/http:\S+/)!;
    const predict = (): Promise<Response> =>
      fetch(`${url}predict`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ patients: Array(200).fill(patient), reasons: false }),
      });
    const status = async (path: string): Promise<number> => {
      const response = await fetch(`${url}${path}`);
      await response.body?.cancel();
      return response.status;
    };
    assertEquals(await status("ready"), 200);

    let refused: Response | undefined, answered = 0, took = 0;
    while (refused === undefined) {
      const start = performance.now();
      const response = await predict();
      took = performance.now() - start;
      if (response.status !== 200) refused = response;
      else answered += (await response.json()).answers.length;
      assert(answered < 100_000, "the disk is never full");
    }
    assertEquals(refused.status, 503);
    assert(took < 2000, `the refusal took ${took} ms`);
    const id = refused.headers.get("x-request-id")!;
    assertStringIncludes((await refused.json()).detail, id);
    assertStringIncludes(lines.join(""), `${id}: LogError: `);
    assertEquals([await status("ready"), await status("health")], [503, 200]);

    await limit(child.pid, "unlimited");
    assertEquals(await status("ready"), 200);
    const { answers } = await (await predict()).json();
    assertEquals(answers.length, 200);
    const told = await fetch(`${url}outcomes`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ outcomes: [{ id: answers[0].id, outcome: "yes" }] }),
    });
    assertEquals(await told.json(), { kept: 1 });
  } finally {
    child.kill("SIGTERM");
    await reading;
    await Deno.remove(folder, { recursive: true });
  }
  assertEquals((await child.status).code, 0);
});
