import { assertEquals, assertStringIncludes } from "@std/assert";
import { warnAbout } from "heartbook/ship/api/warnings.ts";
import { learners, makeModelFile } from "../model-file/made.ts";
import { logisticFile, patient } from "../serving.ts";

const patients = logisticFile.card.patients;

Deno.test("warnAbout() says nothing of the lowest and the highest value that training has seen", () => {
  const place = logisticFile.schema.features.findIndex(({ name }) => name === "chol");
  const summary = patients.features[place];
  if (summary.kind !== "number") throw new TypeError("expected cholesterol to be a number");
  const low = summary.deciles[0], high = summary.deciles.at(-1)!;
  for (const chol of [low, high]) {
    assertEquals(warnAbout(logisticFile, { ...patient, chol }), []);
  }
  for (const chol of [low - 1, high + 1]) {
    const [{ feature, kind }] = warnAbout(logisticFile, { ...patient, chol });
    assertEquals([feature, kind], ["chol", "unseen"]);
  }
});

Deno.test("warnAbout() speaks of a level that nobody had in training, and of no other", () => {
  const place = logisticFile.schema.features.findIndex(({ name }) => name === "restecg");
  const features = patients.features.with(place, {
    kind: "category",
    name: "restecg",
    counts: [5, 0, 7],
    missing: 0,
  });
  const file = {
    ...logisticFile,
    card: { ...logisticFile.card, patients: { ...patients, features } },
  };
  const feature = logisticFile.schema.features[place];
  const levels = feature.kind === "category" ? feature.levels : [];
  const warned = levels.map((restecg) => warnAbout(file, { ...patient, restecg }).length);
  assertEquals(warned, [0, 1, 0]);
});

Deno.test("warnAbout() says what the model takes for the unknown, but not where steps fill it in", async () => {
  const withSteps = await makeModelFile(learners.steps);
  const told = [logisticFile, withSteps].map((file) =>
    warnAbout(file, { ...patient, chol: null }).find(({ feature }) => feature === "chol")?.message
  );
  assertStringIncludes(told[0]!, "is not known: the model takes");
  assertStringIncludes(told[1]!, "is not known");
  assertEquals(told[1]!.includes("the model takes"), false);
});
