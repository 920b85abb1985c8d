/** Files read a stretch at a time against the reader of whole texts. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { textsOf } from "heartbook/data/cells/batch.ts";
import { NotUtf8, openCsvCells } from "heartbook/data/cells/csv.ts";
import { seeded } from "heartbook/random.ts";

interface Read {
  readonly columns: readonly string[];
  readonly records: string[][];
  /** The number of each batch's first record. */
  readonly firsts: number[];
  readonly ends: readonly (readonly [number, number])[];
}

async function read(
  content: string | Uint8Array,
  encoding?: Parameters<typeof openCsvCells>[1],
): Promise<Read> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, typeof content === "string" ? utf8(content) : content);
    await using stream = await openCsvCells(path, encoding);
    const records: string[][] = [], firsts: number[] = [];
    const begin = stream.position();
    for await (const batch of stream.batches) {
      firsts.push(batch.first);
      for (let i = 0; i < batch.rows; i++) records.push([...textsOf(batch, i)]);
    }
    return { columns: stream.columns, records, firsts, ends: [begin, stream.position()] };
  } finally {
    await Deno.remove(path);
  }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string): Uint8Array {
  const units = Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes.set([0xff, 0xfe]);
  bytes.set(new Uint8Array(units.buffer), 2);
  return bytes;
}

const small = ' age ,ca\n63,0\n41,"2, or\n3"\n\n52,é';
const smallRecords = [["63", "0"], ["41", "2, or\n3"], ["52", "é"]];

Deno.test("openCsvCells() reads a file to its end, the last line with a newline or without", async () => {
  for (const text of [small, `${small}\n`, `${small}\r\n`, `\uFEFF${small}`]) {
    const { columns, records, firsts, ends } = await read(text);
    assertEquals(columns, ["age", "ca"]);
    assertEquals(records, smallRecords);
    assertEquals(firsts[0], 0);
    const { length } = utf8(text);
    assertEquals(ends, [[length, length], [length, length]]);
  }
});

Deno.test("openCsvCells() takes a byte-order mark off, and no letter that begins with its bytes", async () => {
  assertEquals((await read('\uFEFF"age",ca\n63,0\n')).columns, ["age", "ca"]);
  // U+FB01 and U+FEF0 begin with the mark's first byte and with its first two.
  for (const letter of ["\uFB01", "\uFEF0"]) {
    assertEquals((await read(`${letter}x,ca\n63,0\n`)).columns, [`${letter}x`, "ca"]);
  }
});

Deno.test("openCsvCells() reads UTF-16, and Windows-1252 where it is told", async () => {
  assertEquals((await read(utf16(small))).records, smallRecords);
  const latin = Uint8Array.from(small, (letter) => letter.charCodeAt(0));
  assertEquals((await read(latin, "windows-1252")).records, smallRecords);
  await assertRejects(() => read(latin), NotUtf8, "bytes that are not UTF-8");
});

Deno.test("openCsvCells() takes a quoted cell for UTF-8 whose last letter its doubled quotes move", async () => {
  const { columns, records } = await read('"""ä",b\n"say ""so"" ü",2\n"line\r\nö","""€"\n');
  assertEquals(columns, ['"ä', "b"]);
  assertEquals(records, [['say "so" ü', "2"], ["line\nö", '"€']]);
});

Deno.test("openCsvCells() reads more than a stretch at once, and tells how far it is", async () => {
  // About 1.5 million bytes, in records of a few bytes up to hundreds of thousands.
  const random = seeded(1);
  const records = Array.from({ length: 3000 }, (_, i) => [
    String(i),
    i % 1000 === 500 ? "long ".repeat(80_000) : "x".repeat(random.integer(100)),
  ]);
  const text = `n,text\n${records.map((record) => record.join(",")).join("\n")}\n`;
  const { records: got, firsts, ends: [begin, end] } = await read(text);
  assertEquals(got.length, 3000);
  got.forEach((record, i) => assert(record.join() === records[i].join(), `record ${i}`));
  assert(firsts.length > 3);
  assertEquals(firsts, firsts.toSorted((a, b) => a - b));
  assert(begin[0] > 0 && begin[0] < text.length, "has only begun");
  assertEquals([begin[1], ...end], [text.length, text.length, text.length]);
});

Deno.test("openCsvCells() reads UTF-16 whose letters lie across two stretches", async () => {
  // Letters of four bytes behind one of two: a stretch's end is in the middle of one.
  const text = `a,b\n1,x${"𝄞".repeat(150_000)}\n2,end\n`;
  const { records } = await read(utf16(text));
  assertEquals(records.map(([first]) => first), ["1", "2"]);
  assert(records[0][1] === `x${"𝄞".repeat(150_000)}`);
});

Deno.test("openCsvCells() says what is wrong with a header, and with a quote never closed", async () => {
  for (
    const [text, message] of [
      ["", "empty file"],
      ["\n\n", "empty file"],
      ['"age,ca\n63,0\n', "header: a quote is opened and never closed"],
      ['age,ca\n63,0\n41,"2\n', "row 2: a quote is opened and never closed"],
      ["age,,ca\n63,0,1\n", "column 2 has no name"],
      ["age,ca, age\n63,0,1\n", 'column "age" stands there twice'],
    ]
  ) {
    await assertRejects(() => read(text), SyntaxError, message);
  }
});

Deno.test("openCsvCells() refuses a row longer than 16 MiB, which only a quote never closed makes", async () => {
  const text = `a,b\n1,2\n3,"${"x,y\n".repeat(5 * 2 ** 20)}`;
  await assertRejects(() => read(text), SyntaxError, "a row of more than 16777216 bytes");
});
