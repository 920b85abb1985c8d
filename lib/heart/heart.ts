/**
 * The heart patients: 303 people referred for coronary angiography at the Cleveland Clinic,
 * 1981-84. Provenance and codebook: `data/README.md`.
 */
import type { CategoryFeature, Dataset, FeatureSchema, NumberFeature } from "../types.ts";
import { readDataset } from "../data/dataset.ts";

type Words<F> = Omit<F, "kind">;
const number = (words: Words<NumberFeature>): NumberFeature => ({ kind: "number", ...words });
const category = (words: Words<CategoryFeature>): CategoryFeature => ({
  kind: "category",
  ...words,
});

/**
 * The 13 predictors and the outcome of the UCI heart-disease data, with UCI's column names and,
 * for coded files, UCI's codes. (The popular `heart.csv` uses other codes.)
 */
export const heartSchema: FeatureSchema = {
  name: "heart disease",
  id: "id",
  missing: ["?", "-9", "-9.0", "NA"],
  outcome: {
    name: "disease",
    label: "Coronary disease",
    positive: "yes",
    negative: "no",
    about: "At least 50 % narrowing of a major coronary vessel on the angiogram.",
  },
  features: [
    number({
      name: "age",
      label: "Age",
      unit: "years",
      range: [18, 100],
      about: "Age at referral.",
    }),
    category({
      name: "sex",
      label: "Sex",
      levels: ["female", "male"],
      codes: { "0": "female", "1": "male" },
      about: "Sex as recorded.",
    }),
    category({
      name: "cp",
      label: "Chest pain",
      levels: ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
      codes: {
        "1": "typical angina",
        "2": "atypical angina",
        "3": "non-anginal",
        "4": "asymptomatic",
      },
      about: "Kind of chest pain that the patient reports.",
    }),
    number({
      name: "trestbps",
      label: "Resting blood pressure",
      unit: "mm Hg",
      range: [60, 260],
      about: "Systolic, on admission.",
    }),
    number({
      name: "chol",
      label: "Cholesterol",
      unit: "mg/dl",
      range: [80, 700],
      about: "Total serum cholesterol.",
    }),
    category({
      name: "fbs",
      label: "Fasting blood sugar above 120 mg/dl",
      levels: ["no", "yes"],
      codes: { "0": "no", "1": "yes" },
      about: "Whether fasting blood sugar exceeds 120 mg/dl.",
    }),
    category({
      name: "restecg",
      label: "Resting ECG",
      levels: ["normal", "ST-T abnormal", "LV hypertrophy"],
      codes: { "0": "normal", "1": "ST-T abnormal", "2": "LV hypertrophy" },
      about: "Normal, ST-T wave abnormality, or left ventricular hypertrophy by Estes' criteria.",
    }),
    number({
      name: "thalach",
      label: "Maximum heart rate",
      unit: "bpm",
      range: [50, 230],
      about: "Highest heart rate reached in the exercise test.",
    }),
    category({
      name: "exang",
      label: "Exercise-induced angina",
      levels: ["no", "yes"],
      codes: { "0": "no", "1": "yes" },
      about: "Whether exercise brought on angina.",
    }),
    number({
      name: "oldpeak",
      label: "ST depression",
      unit: "mm",
      range: [0, 10],
      about: "ST depression in exercise relative to rest.",
    }),
    category({
      name: "slope",
      label: "ST slope",
      levels: ["upsloping", "flat", "downsloping"],
      codes: { "1": "upsloping", "2": "flat", "3": "downsloping" },
      about: "Slope of the ST segment at peak exercise.",
    }),
    number({
      name: "ca",
      label: "Vessels coloured",
      unit: "",
      range: [0, 3],
      whole: true,
      about: "Number of major vessels coloured by fluoroscopy.",
    }),
    category({
      name: "thal",
      label: "Thallium scan",
      levels: ["normal", "fixed defect", "reversible defect"],
      codes: { "3": "normal", "6": "fixed defect", "7": "reversible defect" },
      about: "Thallium scintigraphy after exercise.",
    }),
  ],
};

/**
 * The 303 Cleveland patients, 139 of them diseased, as they ship in `data/cleveland.csv`.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * assertEquals(patients.rows.length, 303);
 * assertEquals(patients.labels.filter((label) => label === 1).length, 139);
 * ```
 */
export function readHeart(): Dataset {
  return readDataset(new URL("../../data/cleveland.csv", import.meta.url), heartSchema);
}
