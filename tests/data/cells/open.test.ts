/** A file is opened by its name, and read as Windows-1252 where only that fits. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { textsOf } from "heartbook/data/cells/batch.ts";
import { type CellStream, NotUtf8 } from "heartbook/data/cells/csv.ts";
import { withCells } from "heartbook/data/cells/open.ts";

async function withFile(
  content: string | Uint8Array,
  use: (path: string) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeFile(
      path,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
    await use(path);
  } finally {
    await Deno.remove(path);
  }
}

async function recordsOf({ batches }: CellStream): Promise<string[][]> {
  const records: string[][] = [];
  for await (const batch of batches) {
    for (let i = 0; i < batch.rows; i++) records.push([...textsOf(batch, i)]);
  }
  return records;
}

/** "ill,é" with a letter that is not UTF-8. */
const latin = Uint8Array.from("a,b\n1,é\n", (letter) => letter.charCodeAt(0));

Deno.test("withCells() reads CSV, and Parquet where the name ends so", async () => {
  await withFile("a,b\n1,x\n", async (path) => {
    assertEquals(await withCells(path, recordsOf), [["1", "x"]]);
    const parquet = path.replace(/csv$/, "parquet");
    pl.DataFrame({ a: ["1"], b: ["x"] }).writeParquet(parquet);
    assertEquals(await withCells(parquet, recordsOf), [["1", "x"]]);
    await Deno.remove(parquet);
  });
});

Deno.test("withCells() begins again as Windows-1252 where a file is not UTF-8, and says so", async () => {
  await withFile(latin, async (path) => {
    const doubts: number[] = [];
    const records = await withCells(path, (cells) => {
      doubts.push(cells.doubts.length);
      return recordsOf(cells);
    });
    assertEquals(records, [["1", "é"]]);
    assertEquals(doubts, [0, 1]);
  });
});

Deno.test("withCells() does the work once where it fails for another reason", async () => {
  await withFile("a,b\n1,x\n", async (path) => {
    let times = 0;
    const fail = (): Promise<never> => Promise.reject(new RangeError(`fault ${++times}`));
    const error = await assertRejects(() => withCells(path, fail), RangeError);
    assertEquals(error.message, "fault 1");
  });
});

Deno.test("withCells() begins the message of a SyntaxError with the path, once", async () => {
  await withFile("", async (path) => {
    const error = await assertRejects(() => withCells(path, recordsOf), SyntaxError);
    assertEquals(error.message, `${path}: expected a header and rows, got an empty file`);
  });
  await withFile('a,b\n1,"x\n', async (path) => {
    const error = await assertRejects(() => withCells(path, recordsOf), SyntaxError);
    assertEquals(error.message, `${path}: row 1: a quote is opened and never closed`);
  });
});

Deno.test("withCells() closes the file, whatever the work does", async () => {
  await withFile(latin, async (path) => {
    // The sanitizer of this test finds a file left open.
    await assertRejects(
      () => withCells(path, () => Promise.reject(new Error("stop"))),
      Error,
      "stop",
    );
    const again = await assertRejects(
      () => withCells(path, () => Promise.reject(new NotUtf8("never"))),
      NotUtf8,
    );
    assert(again.message.startsWith(path));
  });
});
