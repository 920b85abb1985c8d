import { assertEquals, assertRejects } from "@std/assert";
import { hospitalFiles } from "heartbook/heart/hospitals/files.ts";
import { findHospitals, readHospitals } from "heartbook/heart/hospitals/read.ts";
import { hospitalFolder } from "./folder.ts";

/** Counted as ignored, not as passed, where the files are not. */
function testReal(name: string, fn: (folder: string) => Promise<void>): void {
  Deno.test({ name, ignore: hospitalFolder === undefined, fn: () => fn(hospitalFolder!) });
}

async function inCopy(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const { name } of Object.values(hospitalFiles)) {
      await Deno.writeFile(`${folder}/${name}`, await Deno.readFile(`${hospitalFolder}/${name}`));
    }
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

testReal("readHospitals() has UCI's patients and diseased", async (folder) => {
  const hospitals = await readHospitals(folder);
  const counts = Object.entries(hospitals).map(([name, { patients: { labels } }]) => [
    name,
    labels.length,
    labels.filter((label) => label === 1).length,
  ]);
  assertEquals(counts, [["Hungary", 294, 106], ["Switzerland", 123, 115], [
    "Long Beach",
    200,
    149,
  ]]);
});

testReal(
  "readHospitals() finds the zeros, the elevations and the repeated rows",
  async (folder) => {
    const hospitals = await readHospitals(folder);
    const found = Object.entries(hospitals).map(([name, { findings }]) => [
      name,
      findings.map(({ column, rows }) => `${column ?? "rows"} ${rows.length}`),
    ]);
    assertEquals(found, [
      ["Hungary", ["rows 2"]],
      ["Switzerland", ["chol 123", "oldpeak 11"]],
      ["Long Beach", ["rows 2", "chol 49", "trestbps 1", "oldpeak 1"]],
    ]);
  },
);

testReal(
  "readHospitals() knows how much is missing: nine in ten thallium scans in Hungary",
  async (folder) => {
    const { Hungary, Switzerland, "Long Beach": beach } = await readHospitals(folder);
    const missing = ({ patients }: typeof Hungary, column: string): number =>
      patients.rows.filter((row) => row[column] === null).length;
    assertEquals(["slope", "ca", "thal"].map((name) => missing(Hungary, name)), [190, 291, 266]);
    assertEquals(missing(Switzerland, "chol"), 123);
    assertEquals(["chol", "trestbps"].map((name) => missing(beach, name)), [7 + 49, 56 + 1]);
  },
);

testReal(
  "readHospitals() refuses a truncated and a changed file, naming it",
  () =>
    inCopy(async (folder) => {
      const path = `${folder}/processed.va.data`;
      const bytes = await Deno.readFile(path);
      await Deno.writeFile(path, bytes.slice(0, 3000));
      await assertRejects(
        () => readHospitals(folder),
        Error,
        "processed.va.data: expected 6737 bytes, got 3000: the file is cut short",
      );
      await Deno.writeFile(path, bytes.with(0, 55));
      await assertRejects(
        () => readHospitals(folder),
        Error,
        "processed.va.data: expected sha256 e7c93d8d0d2a",
      );
    }),
);

Deno.test("findHospitals() finds a folder only where all three files are", async () => {
  const folder = await Deno.makeTempDir();
  const [first, ...others] = Object.values(hospitalFiles);
  await Deno.writeTextFile(`${folder}/${first.name}`, "");
  assertEquals(await findHospitals(folder), undefined);
  for (const { name } of others) await Deno.writeTextFile(`${folder}/${name}`, "");
  assertEquals(await findHospitals(folder), folder);
  await Deno.remove(folder, { recursive: true });
});
