/** Twelve made-up tables, one trap each, as people send them. */

/** Rows of a table: a header, and `rows` lines from their number. */
function lines(header: string, rows: number, line: (i: number) => string): string {
  return [header, ...Array.from({ length: rows }, (_, i) => line(i))].join("\n") + "\n";
}

/** A measurement that goes with the outcome a little, never twice the same way. */
const dose = (i: number): string => ((i * 37 % 101) / 10 + (i % 3 === 0 ? 1.5 : 0)).toFixed(2);
const died = (i: number): string => i % 3 === 0 ? "yes" : "no";

/** A trap: what it is, and the table as text. */
export const traps = {
  ids: lines(
    "patient_id,mrn,dose,died",
    60,
    (i) => `P${String(i % 45).padStart(3, "0")},${900100 + 7 * i},${dose(i)},${died(i)}`,
  ),
  "few numbers": lines(
    "stage,vessels,dose,died",
    60,
    (i) => `${1 + i % 4},${i % 2}.0,${dose(i)},${died(i)}`,
  ),
  "leading zeros": lines(
    "postcode,dose,died",
    60,
    (i) => `${["01067", "04109", "08056"][Math.floor(i / 3) % 3]},${dose(i)},${died(i)}`,
  ),
  spellings: lines(
    "sex,dose,died",
    60,
    (i) =>
      `${["F", "female", "M", "Male", "male ", "FEMALE"][i * 7 % 6]},${dose(i)},${
        i === 3 ? "Yes" : died(i)
      }`,
  ),
  "not recorded": lines(
    "smoker,sodium,weight,died",
    60,
    (i) =>
      `${["no", "yes", "unknown", "N/A"][i * 5 % 4]},${i % 11 === 4 ? "NULL" : 130 + i * 13 % 17},${
        i % 13 === 5 ? -9 : (60 + i * 29 % 31).toFixed(1)
      },${died(i)}`,
  ),
  "far outliers": lines(
    "age,temperature,dose,died",
    60,
    (i) =>
      `${i === 17 ? 640 : 31 + i * 13 % 47},${
        i === 8 ? -365.2 : (36 + i * 17 % 31 / 10).toFixed(1)
      },${i === 40 ? "1e300" : i === 41 ? "inf" : dose(i)},${died(i)}`,
  ),
  bounds: lines(
    "troponin,dose,died",
    60,
    (i) => `${i % 4 === 1 ? "<5" : i === 30 ? ">900" : 5 + i * 31 % 211},${dose(i)},${died(i)}`,
  ),
  dates: lines(
    "admitted,seen,dose,died",
    60,
    (i) =>
      `2019-${String(1 + i % 12).padStart(2, "0")}-${String(1 + i * 7 % 28).padStart(2, "0")},${
        1 + i * 5 % 28
      }.${1 + i * 5 % 12}.2020,${dose(i)},${died(i)}`,
  ),
  "known later": lines(
    "discharge_days,time,autopsy,dose,died",
    60,
    (i) =>
      `${i * 11 % 29 + 0.5},${i * 17 % 41 + 0.5},${
        i % 3 === 0 ? (i % 2 === 0 ? "yes" : "no") : ""
      },${dose(i)},${died(i)}`,
  ),
  "another name": lines(
    "score,dose,died",
    60,
    (i) => `${(i % 3 === 0 ? 50 + i * 7 % 13 : 20 + i * 7 % 13) + 0.5},${dose(i)},${died(i)}`,
  ),
  constant: lines(
    "hospital,note,empty,dose,died",
    60,
    (i) => `St. Mary,free text ${i % 40} of many,,${dose(i)},${died(i)}`,
  ),
  "repeated rows": lines(
    "dose,weight,died",
    60,
    (i) => {
      const row = i < 50 ? i : i - 50;
      return `${dose(row)},${(60 + row * 29 % 31).toFixed(1)},${died(row)}`;
    },
  ),
} as const;
