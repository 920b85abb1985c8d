/**
 * The three other hospitals of UCI's heart-disease data: where their files are, and their
 * checksums.
 */
import type { RemoteFile } from "../../data/download.ts";

/** The hospitals besides the Cleveland Clinic. */
export type HospitalName = "Hungary" | "Switzerland" | "Long Beach";

const FOLDER = "https://archive.ics.uci.edu/ml/machine-learning-databases/heart-disease/";

function file(name: string, bytes: number, sha256: string): RemoteFile {
  return { name, url: FOLDER + name, bytes, sha256 };
}

/** UCI's processed files, by hospital, as they stood in 2026. */
export const hospitalFiles: Readonly<Record<HospitalName, RemoteFile>> = {
  Hungary: file(
    "processed.hungarian.data",
    10263,
    "d1ad108f785768cd3d7e82dc522e6f5a61eea93cccfb3a46ee8076f73fc3d796",
  ),
  Switzerland: file(
    "processed.switzerland.data",
    4109,
    "834a405ccf5b66ab4056bb77794adc8df0b7125186454c0a1d002d33c6c3b314",
  ),
  "Long Beach": file(
    "processed.va.data",
    6737,
    "e7c93d8d0d2acdadfa4c5e8de768e2191e7f618b952e29623f1f0d5949ff6b8f",
  ),
};

/** Attribution and licence, to be stated wherever the data are shown. */
export const hospitalSource =
  "Janosi, Steinbrunn, Pfisterer and Detrano, Heart Disease, UCI Machine Learning Repository, " +
  "doi:10.24432/C52P4X, CC BY 4.0";
