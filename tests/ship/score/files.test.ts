/** What becomes of the files when something is wrong with them, or on the way. */
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { readModelFile } from "heartbook/ship/model-file/read.ts";
import { writeModelFile } from "heartbook/ship/model-file/write.ts";
import { withFile } from "heartbook/ship/model-file/file-errors.ts";
import { scoreFile } from "heartbook/ship/score/score.ts";
import { learners, makeModelFile } from "../model-file/made.ts";

const file = await makeModelFile(learners.logistic);
const cleveland = await Deno.readTextFile("data/cleveland.csv");
const isWindows = Deno.build.os === "windows";

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const names = async (folder: string): Promise<string[]> =>
  (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();

Deno.test("scoreFile() refuses to write over what it reads, through links too", () =>
  inFolder(async (folder) => {
    const input = `${folder}/in.csv`;
    await Deno.writeTextFile(input, cleveland);
    await Deno.symlink(input, `${folder}/soft.csv`);
    await Deno.link(input, `${folder}/hard.csv`);
    await Deno.mkdir(`${folder}/inner`);
    await Deno.symlink(folder, `${folder}/inner/up`);
    for (const name of ["in.csv", "soft.csv", "hard.csv", "inner/../in.csv", "inner/up/in.csv"]) {
      await assertRejects(
        () => scoreFile(file, { input, output: `${folder}/${name}` }, { overwrite: true }),
        RangeError,
        `expected another file than ${input}, which is read`,
      );
    }
    await Deno.rename(input, `${folder}/x.errors.csv`);
    await assertRejects(
      () =>
        scoreFile(file, { input: `${folder}/x.errors.csv`, output: `${folder}/x.csv` }, {
          overwrite: true,
        }),
      RangeError,
      "x.errors.csv: expected another file",
    );
    assertEquals(await Deno.readTextFile(`${folder}/x.errors.csv`), cleveland);
  }));

Deno.test("scoreFile() says in words what is wrong with a path", () =>
  inFolder(async (folder) => {
    const input = `${folder}/in.csv`;
    await Deno.writeTextFile(input, cleveland);
    const fails = (from: string, to: string, message: string): Promise<Error> =>
      assertRejects(
        () => scoreFile(file, { input: from, output: to }),
        Error,
        message,
      );
    const none = `${folder}/none`;
    await fails(`${none}.csv`, `${folder}/out.csv`, `${none}.csv: there is no such file`);
    await fails(`${none}.parquet`, `${folder}/out.csv`, `${none}.parquet: there is no such file`);
    await fails(folder, `${folder}/out.csv`, `${folder}: is a folder, and a file is wanted`);
    await fails(input, `${none}/out.csv`, `${none}/out.csv: there is no such folder`);
    assertEquals(await names(folder), ["in.csv"]);
  }));

Deno.test("readModelFile() says in words that a file is none of ours", () =>
  inFolder(async (folder) => {
    const path = `${folder}/model.json`;
    const fails = (message: string): Promise<Error> =>
      assertRejects(() => readModelFile(path), Error, `${path}: ${message}`);
    await fails("there is no such file");
    await Deno.writeTextFile(path, cleveland);
    await fails("expected a model file, got text that is not JSON");
    for (const json of ["[]", "{}", "null", '"model"']) {
      await Deno.writeTextFile(path, json);
      await fails('expected a model file, which says "format": "heartbook model"');
    }
    await Deno.remove(path);
    await Deno.mkdir(path);
    await fails("is a folder, and a file is wanted");
  }));

Deno.test({
  name: "a full disk is said in words, with the path",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const fill = async (): Promise<void> => {
      using full = await Deno.open("/dev/full", { write: true });
      await full.write(new Uint8Array(10));
    };
    await assertRejects(
      () => withFile({ path: "out.csv" }, fill),
      Error,
      "out.csv: the disk is full",
    );
  },
});

/** Mounts a file system of 64 KiB; false where that is not allowed. */
async function mountSmall(folder: string): Promise<boolean> {
  const mount = new Deno.Command("mount", {
    args: ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder],
    stdout: "null",
    stderr: "null",
  });
  return await mount.output().then(({ success }) => success, () => false);
}

Deno.test("scoreFile() and writeModelFile() leave nothing behind on a disk that fills up", () =>
  inFolder(async (folder) => {
    const small = `${folder}/small`;
    await Deno.mkdir(small);
    if (isWindows || !await mountSmall(small)) return;
    try {
      const input = `${folder}/in.csv`, output = `${small}/out.csv`;
      const [header, ...lines] = cleveland.trimEnd().split("\n");
      await Deno.writeTextFile(input, [header, ...Array(20).fill(lines).flat()].join("\n"));
      await assertRejects(
        () => scoreFile(file, { input, output }),
        Error,
        `${output}: the disk is full`,
      );
      const large = await makeModelFile(learners.neighbours);
      const path = `${small}/model.json`;
      await Deno.writeFile(`${small}/fill`, new Uint8Array(60_000));
      await assertRejects(() => writeModelFile(large, path), Error, `${path}: the disk is full`);
      assertEquals(await names(small), ["fill"]);
    } finally {
      await new Deno.Command("umount", { args: [small] }).output();
    }
  }));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test({
    name: `deno task score takes away what it began when it gets ${signal}`,
    ignore: isWindows,
    fn: () =>
      inFolder(async (folder) => {
        const [header, ...lines] = cleveland.trimEnd().split("\n");
        await writeModelFile(file, `${folder}/model.json`);
        const many = Array(1000).fill(lines.join("\n"));
        await Deno.writeTextFile(`${folder}/in.csv`, [header, ...many].join("\n"));
        const child = new Deno.Command(Deno.execPath(), {
          args: [
            ...["run", "-A", "lib/tasks/score.ts", "--model", `${folder}/model.json`],
            ...["--in", `${folder}/in.csv`, "--out", `${folder}/out.csv`],
          ],
          stdout: "piped",
          stderr: "piped",
        }).spawn();
        const isPart = (name: string): boolean => name.endsWith(".part");
        while (!(await names(folder)).some(isPart)) {
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        child.kill(signal);
        const { code, stderr } = await child.output();
        assert(code !== 0);
        assertStringIncludes(new TextDecoder().decode(stderr), "stopped");
        assertEquals(await names(folder), ["in.csv", "model.json"]);
      }),
  });
}
