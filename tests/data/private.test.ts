import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { heartSchema } from "heartbook/heart/heart.ts";
import {
  findTrackedPrivate,
  listPrivate,
  readPrivate,
  readPrivateTable,
} from "heartbook/data/private.ts";

async function inFolder(work: (folder: URL) => Promise<void> | void): Promise<void> {
  const path = await Deno.makeTempDir();
  try {
    await work(new URL(`file://${path}/`));
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

async function git(folder: URL, ...args: string[]): Promise<void> {
  const { success } = await new Deno.Command("git", { args, cwd: folder }).output();
  assertEquals(success, true);
}

Deno.test("readPrivate() reads a file by its bare name", () =>
  inFolder(async (folder) => {
    await Deno.copyFile("data/cleveland.csv", new URL("our own.csv", folder));
    assertEquals(listPrivate({ folder }), ["our own.csv"]);
    assertEquals(readPrivate("our own.csv", heartSchema, { folder }).rows.length, 303);
    assertEquals(readPrivateTable("our own.csv", { folder }).rows.length, 303);
  }));

Deno.test("readPrivate() refuses a name that leads elsewhere, and says what there is", () =>
  inFolder(async (folder) => {
    for (const name of ["../cleveland.csv", "/etc/passwd", "", ".hidden.csv"]) {
      assertThrows(() => readPrivateTable(name, { folder }), RangeError, "bare name");
    }
    const read = (): void => void readPrivateTable("a.csv", { folder });
    assertThrows(read, Deno.errors.NotFound, "no CSV file");
    await Deno.writeTextFile(new URL("b.csv", folder), "x\n1\n");
    assertThrows(read, Deno.errors.NotFound, "but b.csv");
  }));

Deno.test("listPrivate() is empty if the folder does not exist", () => {
  assertEquals(listPrivate({ folder: new URL("file:///nowhere/at/all/") }), []);
});

Deno.test("findTrackedPrivate() finds a file that git would commit, and none that it ignores", () =>
  inFolder(async (folder) => {
    await git(folder, "init", "--quiet");
    await Deno.mkdir(new URL("data/private/", folder), { recursive: true });
    await Deno.writeTextFile(new URL("data/private/patients.csv", folder), "x\n1\n");
    assertEquals(await findTrackedPrivate(folder), ["data/private/patients.csv"]);
    await Deno.copyFile(".gitignore", new URL(".gitignore", folder));
    assertEquals(await findTrackedPrivate(folder), []);
    // Forced past the ignore file, it is found again.
    await git(folder, "add", "--force", "data/private/patients.csv");
    assertEquals(await findTrackedPrivate(folder), ["data/private/patients.csv"]);
  }));

Deno.test("findTrackedPrivate() says so outside a repository", () =>
  inFolder(async (folder) => {
    await assertRejects(() => findTrackedPrivate(folder), Error, "not a git repository");
  }));

Deno.test("no file of data/private/ is committed or would be", async () => {
  const root = new URL("../../", import.meta.url);
  assertEquals(await findTrackedPrivate(root), []);
});

Deno.test("a private file that is not there is told with those that are", () =>
  inFolder(async (folder) => {
    assertThrows(() => readPrivateTable("a.csv", { folder }), Deno.errors.NotFound, "no CSV file");
    await Deno.writeTextFile(new URL("b.csv", folder), "x\n1\n");
    assertThrows(() => readPrivateTable("a.csv", { folder }), Deno.errors.NotFound, "but b.csv");
  }));
