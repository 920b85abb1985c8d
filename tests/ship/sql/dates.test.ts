/** Dates in two databases against `dayNumber`. */
import { assertEquals } from "@std/assert";
import { dayNumber } from "heartbook/schema.ts";
import { writeDateParts, writeDaysSince } from "heartbook/ship/sql/dates.ts";
import { dialects } from "heartbook/ship/sql/dialect.ts";
import type { DateOrder } from "heartbook/types.ts";
import { type Database, openDuckDb, openPostgres } from "./databases.ts";

const databases = [await openDuckDb(), await openPostgres()];
const SINCE = "1970-01-01";

async function daysIn(
  { dialect, load, ask }: Database,
  texts: readonly string[],
  { order, since = SINCE }: { order?: DateOrder; since?: string } = {},
): Promise<unknown[]> {
  await load("dates", {
    columns: [{ name: "day", kind: "category" }],
    rows: texts.map((day) => ({ day })),
  });
  const parts = writeDateParts(`"day"`, dialects[dialect], order);
  const days = writeDaysSince(since, ["y", "m", "d"], dialects[dialect]);
  const found = await ask(
    `SELECT ${days} AS days FROM (SELECT id, ${parts[0]} AS y, ${parts[1]} AS m, ` +
      `${parts[2]} AS d FROM dates) AS parted ORDER BY id`,
  );
  return found.map(({ days }) => days === null ? null : Number(days));
}

/** Every day around the ends of months and of years, leap years and centuries among them. */
const days = [1600, 1899, 1900, 1969, 1970, 1972, 1999, 2000, 2001, 2023, 2024, 2100, 9999].flatMap(
  (year) =>
    Array.from({ length: 12 }, (_, month) =>
      [1, 2, 15, 28, 29, 30, 31, 32, 0].map((day) => {
        const [m, d] = [month + 1, day].map((part) => String(part).padStart(2, "0"));
        return `${String(year).padStart(4, "0")}-${m}-${d}`;
      })).flat(),
);

for (const database of databases) {
  Deno.test(`SQL counts the days of a date as we do, and knows none that is not in the calendar: ${database.dialect}`, async () => {
    const expected = days.map((text) => {
      const day = new Date(`${text}T00:00:00Z`);
      const isOne = !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
      return isOne ? day.valueOf() / 86_400_000 : null;
    });
    assertEquals(await daysIn(database, days), expected);
    assertEquals(expected.includes(null), true);
  });

  Deno.test(`SQL reads each layout of a date, and no month beyond December: ${database.dialect}`, async () => {
    const first = dayNumber("2024-02-03");
    const read = (order?: DateOrder, ...texts: string[]): Promise<unknown[]> =>
      daysIn(database, texts, { order });
    assertEquals(
      await read(
        undefined,
        "2024-02-03",
        "2024-02-03T12:30",
        "2024-02-03 1",
        "3.2.2024",
        "03.02.2024 8:15",
      ),
      new Array(5).fill(first),
    );
    assertEquals(
      await read(
        undefined,
        "3/2/2024",
        "2024-2-3",
        "2024-02-03x",
        "3.13.2024",
        "0.2.2024",
        "3.0.2024",
        "3.2.24",
      ),
      new Array(7).fill(null),
    );
    assertEquals(await read("day/month/year", "3/2/2024", "03/02/2024"), [first, first]);
    assertEquals(await read("month/day/year", "2/3/2024", "02/3/2024", "13/3/2024"), [
      ...[first, first, null],
    ]);
    assertEquals(await daysIn(database, ["2024-02-03"], { since: "2024-01-01" }), [33]);
  });
}

for (const { dialect, ask } of databases) {
  Deno.test(`SQL takes off what trim() takes off, and nothing else: ${dialect}`, async () => {
    const { trim, quoteText } = dialects[dialect];
    const codes = Array.from({ length: 0x3100 }, (_, code) => code + 1).concat(0xfeff, 0xfffd);
    const letters = codes.map((code) => String.fromCharCode(code));
    const kept = letters.filter((letter) => letter.trim() !== "");
    const blank = letters.filter((letter) => letter.trim() === "");
    assertEquals(blank.length, 25);
    const trimmed = async (text: string): Promise<unknown> =>
      (await ask(`SELECT ${trim(quoteText(text))} AS text`))[0].text;
    assertEquals(await trimmed(`${blank.join("")}63${blank.toReversed().join("")}`), "63");
    for (const letter of blank) assertEquals(await trimmed(`${letter}63${letter}`), "63");
    // Each letter that is kept between two texts, so that the first and the last are at an end.
    const whole = kept.join("|");
    assertEquals(await trimmed(whole), whole);
    for (const letter of ["\u200b", "\u180e", "\u2027", "\u202a", "\u2030", "\u205e", "\u3001"]) {
      assertEquals(await trimmed(`${letter}6${letter}`), `${letter}6${letter}`);
    }
  });
}
