import { assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";

const patients = readHeart();

Deno.test("readHeart() has UCI's 303 patients, 164 without and 139 with disease", () => {
  assertEquals(patients.rows.length, 303);
  assertEquals(patients.labels.filter((label) => label === 1).length, 139);
});

Deno.test("readHeart() starts and ends with UCI's first and last patient", () => {
  assertEquals(patients.rows[0], {
    age: 63,
    sex: "male",
    cp: "typical angina",
    trestbps: 145,
    chol: 233,
    fbs: "yes",
    restecg: "LV hypertrophy",
    thalach: 150,
    exang: "no",
    oldpeak: 2.3,
    slope: "downsloping",
    ca: 0,
    thal: "fixed defect",
  });
  assertEquals(patients.rows[302], {
    age: 38,
    sex: "male",
    cp: "non-anginal",
    trestbps: 138,
    chol: 175,
    fbs: "no",
    restecg: "normal",
    thalach: 173,
    exang: "no",
    oldpeak: 0,
    slope: "upsloping",
    ca: null,
    thal: "normal",
  });
  assertEquals([patients.labels[0], patients.labels[302]], [0, 0]);
});

Deno.test("readHeart() has six missing cells: four vessels and two thallium scans", () => {
  const missing = patients.rows.flatMap((row) =>
    Object.entries(row).filter(([, value]) => value === null).map(([name]) => name)
  );
  assertEquals(missing.toSorted(), ["ca", "ca", "ca", "ca", "thal", "thal"]);
});

Deno.test("readHeart() has no patient twice", () => {
  assertEquals(new Set(patients.rows.map((row) => JSON.stringify(row))).size, 303);
});

Deno.test("data/README.md states the sha256 of the file that ships", async () => {
  const bytes = await Deno.readFile(new URL("../../data/cleveland.csv", import.meta.url));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const readme = await Deno.readTextFile(new URL("../../data/README.md", import.meta.url));
  assertEquals(readme.includes(hex), true);
});
