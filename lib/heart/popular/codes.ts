/**
 * The codes of the popular `heart.csv`, found by matching each of its rows with a patient of the
 * original; the captions it is shared with describe several of them wrongly.
 */
import type { Cell, Feature, FeatureSchema } from "../../types.ts";
import { heartSchema } from "../heart.ts";

/** For each category: level name to code in the popular file. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { female: "0", male: "1" },
  cp: { "typical angina": "3", "atypical angina": "1", "non-anginal": "2", asymptomatic: "0" },
  fbs: { no: "0", yes: "1" },
  restecg: { normal: "1", "ST-T abnormal": "2", "LV hypertrophy": "0" },
  exang: { no: "0", yes: "1" },
  slope: { upsloping: "2", flat: "1", downsloping: "0" },
  thal: { normal: "2", "fixed defect": "1", "reversible defect": "3" },
};

/** The code for a missing cell, for the two features that have missing cells. */
const MISSING: Readonly<Record<string, Cell>> = { ca: 4, thal: "0" };

/**
 * The popular file's code for a cell of ours.
 *
 * @throws `RangeError` for a level without a code, or a missing cell if that file has no code for
 * it.
 */
export function encodePopular(feature: string, cell: Cell): Cell {
  const code = cell === null ? MISSING[feature] : feature in CODES ? CODES[feature][cell] : cell;
  if (code === undefined) {
    throw new RangeError(`column ${feature}: the popular file has no code for ${cell}`);
  }
  return code;
}

/**
 * Our cell for a code of the popular file.
 *
 * @throws `RangeError` for an unknown code.
 */
export function decodePopular(feature: string, code: Cell): Cell {
  if (feature in MISSING && code === MISSING[feature]) return null;
  if (!(feature in CODES)) return code;
  const level = Object.keys(CODES[feature]).find((name) => CODES[feature][name] === code);
  if (level === undefined) {
    const codes = Object.values(CODES[feature]).join(", ");
    throw new RangeError(`column ${feature}: expected one of the codes ${codes}, got "${code}"`);
  }
  return level;
}

function popularFeature(feature: Feature): Feature {
  if (feature.kind === "number") {
    if (feature.name !== "ca") return feature;
    return { ...feature, range: [0, 4], about: `${feature.about} 4 stands for missing.` };
  }
  const named = feature.levels.map((level) => ({ code: CODES[feature.name][level], level }));
  if (feature.name in MISSING) {
    named.push({ code: String(MISSING[feature.name]), level: "missing" });
  }
  named.sort((a, b) => Number(a.code) - Number(b.code));
  return {
    ...feature,
    levels: named.map(({ code }) => code),
    // Some copies write the codes as 1.0 and so on.
    codes: Object.fromEntries(named.map(({ code }) => [code, code])),
    about: `${feature.about} ${named.map(({ code, level }) => `${code} ${level}`).join(", ")}.`,
  };
}

/**
 * The popular file unchanged: the levels are its codes, and **its outcome is inverted**. Its
 * `target` is 1 for people WITHOUT disease, so label 1 of a data set with this schema means "coded
 * 1 in that file", and not disease, as everywhere else here. Do not train on it;
 * `correctPopular` turns it into patients.
 */
export const popularSchema: FeatureSchema = {
  name: "heart disease, popular edition (outcome inverted)",
  missing: [],
  features: heartSchema.features.map(popularFeature),
  outcome: {
    name: "target",
    label: "Coded 1 in the popular file, which means NO disease",
    positive: "1",
    negative: "0",
    about: "Inverted: 1 for under 50 % narrowing (no disease), 0 for disease.",
  },
};
