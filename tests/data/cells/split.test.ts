import { assertEquals, assertThrows } from "@std/assert";
import { CsvParseStream } from "@std/csv";
import fc from "fast-check";
import { textsOf } from "heartbook/data/cells/batch.ts";
import { emptyRoom, makeSplit } from "heartbook/data/cells/split.ts";

const encoder = new TextEncoder();

/** The records of a text that ends in a newline, read in stretches that end at `cuts`. */
function split(text: string, separator: string, cuts: readonly number[] = []): string[][] {
  const all = encoder.encode(text);
  const run = makeSplit({ separator, columns: 3 }), room = emptyRoom();
  const records: string[][] = [];
  let from = 0;
  for (const to of [...cuts.filter((cut) => cut < all.length), all.length]) {
    const bytes = new Uint8Array(to - from + 1);
    bytes.set(all.subarray(from, to));
    const { rows, used, odd } = run(bytes, to - from, room);
    const batch = { bytes, first: 0, rows, columns: 3, ...room, odd };
    for (let i = 0; i < rows; i++) records.push([...textsOf(batch, i)]);
    from += used;
  }
  return records;
}

/** The same by another reader. */
function splitPlainly(text: string, separator: string): Promise<string[][]> {
  const stream: ReadableStream<string[]> = ReadableStream.from([text])
    .pipeThrough(new CsvParseStream({ lazyQuotes: true, separator }));
  return Array.fromAsync(stream);
}

const cell = fc.string({
  unit: fc.constantFrom("a", "1", ".", '"', ",", ";", "\r", "\n", "-", "=", " ", "é", "𝄞"),
  maxLength: 6,
});
const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`);
const line = (separator: string): fc.Arbitrary<string> =>
  fc.tuple(
    fc.array(fc.oneof(cell, quoted), { minLength: 1, maxLength: 5 }),
    fc.constantFrom("\n", "\r\n"),
  ).map(([cells, end]) => cells.join(separator) + end);

for (const separator of [",", ";", "\t"]) {
  const text = fc.array(line(separator), { maxLength: 6 }).map((lines) => lines.join(""))
    // A quote that is never closed swallows what follows: this line then shows it.
    .map((text) => `${text}"\n`.replace(/"\n$/, "\n"));

  Deno.test(`makeSplit() sees the records that another reader sees, parted by "${separator}"`, async () => {
    await fc.assert(
      fc.asyncProperty(text, async (text) => {
        const expected = await splitPlainly(`${text}end${separator}end\n`, separator);
        const found = split(`${text}end${separator}end\n`, separator);
        // With an open quote the other reader ends its record where the text does.
        const isOpen = expected.at(-1)?.[0] !== "end";
        assertEquals(found, isOpen ? expected.slice(0, -1) : expected);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  Deno.test(`makeSplit() sees the same records wherever the bytes are cut, parted by "${separator}"`, () => {
    const cuts = fc.array(fc.nat(60), { maxLength: 4 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(text, cuts, (text, cuts) => {
        assertEquals(split(text, separator, cuts), split(text, separator));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
}

Deno.test("makeSplit() says which records can be copied as they are", () => {
  const lines = ["1,2,a", '1,"2",a', "1,-2,a", "1,=2,a", "1,2\r3,a", "1,,é", "1,2,@"];
  const bytes = encoder.encode(`${lines.join("\n")}\r\n `);
  const room = emptyRoom();
  const { rows, used, ascii } = makeSplit({ separator: ",", columns: 3 })(
    bytes,
    bytes.length - 1,
    room,
  );
  assertEquals([rows, used, ascii], [7, bytes.length - 1, false]);
  assertEquals([...room.plain.subarray(0, 7)], [1, 0, 0, 0, 0, 1, 0]);
});

Deno.test("makeSplit() copies no record with a comma in it where cells are parted by something else", () => {
  const bytes = encoder.encode("1;2;a\n1;2,5;a\n1;2-5;a\n1;+;a\n ");
  const room = emptyRoom();
  const split = makeSplit({ separator: ";", columns: 3 });
  const { rows, ascii } = split(bytes, bytes.length - 1, room);
  assertEquals([rows, ascii, ...room.plain.subarray(0, 4)], [4, true, 1, 0, 1, 0]);
});

Deno.test("makeSplit() reads so many records at most, and says where it stopped", () => {
  const text = "a,b,c\n\nd,e,f\r\ng,h,i\n";
  for (const [most, used] of [[1, 6], [2, 14], [3, 20]]) {
    const bytes = encoder.encode(`${text} `), room = emptyRoom();
    const split = makeSplit({ separator: ",", columns: 3 });
    const found = split(bytes, bytes.length - 1, room, most);
    assertEquals([found.rows, found.used], [most, used]);
  }
});

Deno.test("makeSplit() tells the cells of a record that has more or fewer, and has room for many", () => {
  const bytes = encoder.encode('a,b\na,"b""c",d,"e""f",g\n' + "1,2,3\n".repeat(600) + " ");
  const room = emptyRoom();
  const { rows, odd, used } = makeSplit({ separator: ",", columns: 3 })(
    bytes,
    bytes.length - 1,
    room,
  );
  assertEquals([rows, used], [602, bytes.length - 1]);
  assertEquals([...odd], [[0, ["a", "b"]], [1, ["a", 'b"c', "d", 'e"f', "g"]]]);
  assertEquals(room.plain[601], 1);
});

Deno.test("makeSplit() takes no byte of 0 for text", () => {
  for (const text of ["a,\0b,c\n ", 'a,"\0",c\n ']) {
    const bytes = encoder.encode(text);
    assertThrows(
      () => makeSplit({ separator: ",", columns: 3 })(bytes, bytes.length - 1, emptyRoom()),
      SyntaxError,
      "bytes that are no text",
    );
  }
});
