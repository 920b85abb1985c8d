import { assertThrows } from "@std/assert";
import { validationPatientsNeeded } from "heartbook/measure/validation-size.ts";

Deno.test("validationPatientsNeeded() refuses an AUC of chance and a perfect one", () => {
  for (const auc of [0.5, 1]) {
    assertThrows(
      () => validationPatientsNeeded({ prevalence: 0.5, auc, logOdds: [-1, 0, 1] }),
      RangeError,
      "auc: expected above 0.5 and below 1",
    );
  }
});
