import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { encodeModelFile, writeModelFile } from "heartbook/ship/model-file/write.ts";
import { type Watched, watchModelFile } from "heartbook/ship/server/reload.ts";
import { learners, makeModelFile } from "../model-file/made.ts";
import { logisticFile } from "../serving.ts";

const treeFile: ModelFile = await makeModelFile(learners.tree);

interface Setting {
  readonly path: string;
  readonly watched: Watched;
  readonly lines: readonly string[];
}

async function watching(work: (setting: Setting) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/model.json`;
  const lines: string[] = [];
  await writeModelFile(logisticFile, path);
  const log = (line: string): void => void lines.push(line);
  const watched = await watchModelFile(path, { log, milliseconds: 60_000 });
  try {
    await work({ path, watched, lines });
  } finally {
    watched.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("watchModelFile() takes up a new model, and says which", async () => {
  await watching(async ({ path, watched, lines }) => {
    assertEquals(watched.current(), logisticFile);
    await writeModelFile(treeFile, path, { overwrite: true });
    await watched.look();
    assertEquals(watched.current(), treeFile);
    assertEquals(lines, [`a new model answers: ${treeFile.contentSha256.slice(0, 12)}`]);
  });
});

Deno.test("watchModelFile() notices by itself", async () => {
  await watching(async ({ path }) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const watched = await watchModelFile(path, { log: resolve, milliseconds: 10 });
    await writeModelFile(treeFile, path, { overwrite: true });
    assertStringIncludes(await promise, "a new model answers");
    watched.stop();
  });
});

const broken: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  "is half written": (bytes) => bytes.slice(0, bytes.length >> 1),
  "is empty": () => new Uint8Array(),
  "has one byte changed": (bytes) =>
    bytes.with(bytes.lastIndexOf("7".charCodeAt(0)), "8".charCodeAt(0)),
  "is no model": () => new TextEncoder().encode("{}"),
};

for (const [what, breaking] of Object.entries(broken)) {
  Deno.test(`watchModelFile() refuses a file that ${what}, and keeps the model it has`, async () => {
    await watching(async ({ path, watched, lines }) => {
      await Deno.writeFile(path, breaking(encodeModelFile(treeFile)));
      await watched.look();
      assertEquals(watched.current(), logisticFile);
      assertStringIncludes(lines[0], "a new model was refused");
      assertStringIncludes(lines[0], "goes on");
      await watched.look();
      assertEquals(lines.length, 1);

      await Deno.writeFile(path, encodeModelFile(treeFile));
      await watched.look();
      assertEquals(watched.current(), treeFile);
    });
  });
}

Deno.test("watchModelFile() keeps the model it has when the file is gone", async () => {
  await watching(async ({ path, watched, lines }) => {
    await Deno.remove(path);
    await watched.look();
    assertEquals(watched.current(), logisticFile);
    assertEquals(lines.length, 1);
  });
});

Deno.test("watchModelFile() says nothing of the same model written again", async () => {
  await watching(async ({ path, watched, lines }) => {
    await writeModelFile(logisticFile, path, { overwrite: true });
    await watched.look();
    assertEquals(lines, []);
  });
});

Deno.test("watchModelFile() does not start with a broken file", async () => {
  const path = await Deno.makeTempFile();
  await assertRejects(() => watchModelFile(path, { log: () => {} }));
  await Deno.remove(path);
});
