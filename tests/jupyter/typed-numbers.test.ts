import { assertEquals } from "@std/assert";
import { typedNumber } from "heartbook/jupyter/typed-numbers.ts";

Deno.test("typedNumber() finds numbers in digits and in words, shares and percentages", () => {
  const results = {
    "The AUC is 0.91.": "0.91",
    "The AUC is .91.": ".91",
    "It finds 90 % of them": "90 %",
    "It finds 90% of them": "90%",
    "or 90 percent": "90 percent",
    "139 of 303 are diseased": "139 of 303",
    "139 out of the 303": "139 out of the 303",
    "**0.5**": "0.5",
    "all 1,025 rows": "1,025",
    "302 patients": "302",
    "Six of seven models": "Six of seven",
    "about fourteen diseased patients": "fourteen",
    "one of 303": "one of 303",
  };
  for (const [text, result] of Object.entries(results)) {
    assertEquals(typedNumber(text, []), result, text);
  }
});

Deno.test("typedNumber() lets the choices of the code stand, as numbers, shares and percentages", () => {
  const stated = [10, 0.95, 40];
  for (const text of ["Ten folds, or 10", "95 %", "95 in 100", "5 % are missed", "forty seeds"]) {
    assertEquals(typedNumber(text, stated), undefined, text);
  }
  assertEquals(typedNumber("eleven folds", stated), "eleven");
  assertEquals(typedNumber("94 %", stated), "94 %");
});

Deno.test("years, codes, names, code, links, licences and usual intervals are no results", () => {
  for (
    const text of [
      "One row is one person; 1 means diseased, 0 not; two models, one of two.",
      "At `0.5`, `x > 90 %` and\n\n```ts\nconst a = 0.5;\n```\n",
      "See [doi:10.24432/C52P4X](https://doi.org/10.24432/C52P4X) and https://a.org/1.5/90%25.",
      "![figure 1.2](a.svg), CC BY 4.0, CC BY-SA 4.0",
      "between 1981 and 1984",
      "scikit-learn's MT19937, F1 and SHA256",
      "its 95 % interval, as in notebook 05",
    ]
  ) assertEquals(typedNumber(text, []), undefined, text);
});
