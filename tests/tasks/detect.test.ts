import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { run } from "./run.ts";

Deno.test("deno task detect fits a model, judges a file with it, and says what is wrong", async () => {
  const folder = await Deno.makeTempDir();
  const [model, answers] = ["model.json", "answers.csv"].map((name) => `${folder}/${name}`);
  const input = "data/cardiotocography.csv";
  try {
    assertEquals((await run("detect", "--fit", "--model", model)).code, 0);
    const judge = ["--model", model, "--in", input];
    const strange = await run("detect", ...judge, "--out", answers);
    assertEquals(strange.code, 1);
    assertStringIncludes(strange.err, "column pattern, state is not in the schema");
    const judged = await run("detect", ...judge, "--out", answers, "--ignore", "pattern,state");
    assertEquals([judged.code, judged.err], [0, ""]);
    const lines = (await Deno.readTextFile(answers)).trimEnd().split("\n");
    assertEquals(lines.length, 2127);
    assert(lines[8].startsWith("8,yes,"), lines[8]);
    for (const wrong of [["--in", input], [...judge, "--fit"], ["--modle", model]]) {
      assertEquals((await run("detect", ...wrong)).code, 2);
    }
    const help = await run("detect", "--help");
    assertEquals([help.code, help.err], [0, ""]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
