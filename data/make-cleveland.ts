/**
 * Makes data/cleveland.csv from the copy of the UCI file that the Python package Orange3 ships:
 *
 *     pip download --no-deps Orange3==3.40.0
 *     unzip -p orange3-*.whl Orange/datasets/heart_disease.tab > heart_disease.tab
 *     deno run --allow-read --allow-write data/make-cleveland.ts heart_disease.tab
 *
 * Rows keep their order; columns get UCI's names; levels are spelled out; `?` becomes empty.
 */
const SOURCE_SHA256 = "954e44e3d93a97682b5466c7ea166e16f376f8dd93deef5855f511734e4d6224";

const YES_NO = { "0": "no", "1": "yes" };
const COLUMNS: readonly { name: string; words?: Readonly<Record<string, string>> }[] = [
  { name: "age" },
  { name: "sex" },
  {
    name: "cp",
    words: { "typical ang": "typical angina", "atypical ang": "atypical angina" },
  },
  { name: "trestbps" },
  { name: "chol" },
  { name: "fbs", words: YES_NO },
  { name: "restecg", words: { "left vent hypertrophy": "LV hypertrophy" } },
  { name: "thalach" },
  { name: "exang", words: YES_NO },
  { name: "oldpeak" },
  { name: "slope" },
  { name: "ca" },
  { name: "thal", words: { "reversable defect": "reversible defect" } },
  { name: "disease", words: YES_NO },
];

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const source = Deno.args[0];
if (source === undefined) throw new Error("expected the path of heart_disease.tab as argument");
const bytes = await Deno.readFile(source);
if (await sha256(bytes) !== SOURCE_SHA256) {
  throw new Error(`${source} is not Orange3 3.40.0's heart_disease.tab: its sha256 differs`);
}
const lines = new TextDecoder().decode(bytes).trimEnd().split(/\r?\n/).slice(3);
const patients = lines.map((line, i) => {
  const cells = line.split("\t").map((cell, j) =>
    cell === "?" ? "" : COLUMNS[j].words?.[cell] ?? cell
  );
  return [i + 1, ...cells].join(",");
});
const header = ["id", ...COLUMNS.map((column) => column.name)].join(",");
const target = new URL("./cleveland.csv", import.meta.url);
await Deno.writeTextFile(target, [header, ...patients].join("\n") + "\n");
console.log(`${patients.length} patients written to data/cleveland.csv`);
