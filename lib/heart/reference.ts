/** The patients of the training, whom those who came later are held against. */
import { readHeart } from "./heart.ts";
import { type Sample, toSample } from "../watch/sample.ts";
import { refusal } from "../ship/http/problem.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import { sha256 } from "../ship/model-file/text.ts";

const DATA = new URL("../../data/cleveland.csv", import.meta.url);

/**
 * The training patients of a model that learned from the data that ship with this project.
 *
 * @throws the refusal to answer with, 409, for a model that learned from others: a model file holds
 * their deciles, not the patients.
 */
export async function shippedReference(file: ModelFile): Promise<Sample> {
  if (file.dataSha256 !== await sha256(await Deno.readFile(DATA))) {
    throw refusal({
      status: 409,
      detail: "the patients this model learned from are not here to compare with",
    });
  }
  // Columns are sorted each on its own, so whose probability is whose does not matter.
  return toSample(file.schema, { rows: readHeart().rows, p: file.card.outOfFold.p });
}
