/** `deno task picture`: draws the picture of the README anew from the data. */
import { tunedLearners } from "../choose/tuned-learners.ts";
import { atRecallFloor } from "../choose/floor.ts";
import { readHeart } from "../heart/heart.ts";
import { crossValidate } from "../resample/cross-validate.ts";
import { stratifiedFolds } from "../resample/folds.ts";
import { confusionChart } from "../show/charts/confusion.ts";
import { takeSvg } from "../show/picture.ts";

const PICTURE = new URL("../../notebooks/pictures/confusion.svg", import.meta.url);

/** The confusion matrix of notebook 05 as SVG. */
export async function drawPicture(): Promise<string> {
  const patients = readHeart();
  const splits = stratifiedFolds(patients.labels, { folds: 10, seed: 42 });
  const model = tunedLearners({ folds: 5, seed: 1 })["elastic net"];
  const { net } = await crossValidate(patients, { net: model }, splits);
  const { confusion } = atRecallFloor(net, 0.9);
  return takeSvg(confusionChart(confusion, { title: "At the recall floor" }));
}

if (import.meta.main) {
  await Deno.writeTextFile(PICTURE, await drawPicture());
  console.log("written: notebooks/pictures/confusion.svg");
}
