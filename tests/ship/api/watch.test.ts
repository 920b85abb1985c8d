import { assertEquals, assertStringIncludes } from "@std/assert";
import { watchWith } from "heartbook/ship/api/watch.ts";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { openLogService } from "heartbook/watch/log-service.ts";
import { learners, makeModelFile, patients } from "../model-file/made.ts";
import { asking, at, handlerOf, logisticFile, patient } from "../serving.ts";

/** Work on a server that keeps its log in a real file. */
async function logging(
  file: ModelFile,
  work: (handle: (request: Request) => Promise<Response>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const log = await openLogService(`${folder}/log.db`);
  try {
    await work(handlerOf({ current: () => file, watch: watchWith(log) }));
  } finally {
    await log.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Any model will do, as each carries whom it is compared with. */
const forestFile = await makeModelFile(learners.forest);

Deno.test("GET /drift reports on the patients who were asked about, for any model", async () => {
  await logging(forestFile, async (handle) => {
    const before = await handle(new Request(at("/drift")));
    assertEquals(before.status, 409);
    assertStringIncludes((await before.json()).detail, "about 100 patients before");

    const asked = await handle(asking({ patients: patients.rows.slice(0, 99), reasons: false }));
    assertEquals((await asked.json()).answers[98].id.length, 36);
    const few = await handle(new Request(at("/drift")));
    assertEquals(few.status, 409);
    assertStringIncludes((await few.json()).detail, "so far 99 have been asked about");

    await (await handle(asking({ patients: [patient] }))).body?.cancel();
    const report = await (await handle(new Request(at("/drift")))).json();
    assertEquals([report.patients, report.referencePatients], [100, 60]);
    assertEquals(report.model, forestFile.contentSha256);
  });
});

Deno.test("GET /drift says so where the model's file holds nobody to compare with", async () => {
  const { reference: _, ...older } = logisticFile;
  await logging(older, async (handle) => {
    const response = await handle(new Request(at("/drift")));
    assertEquals(response.status, 409);
    assertStringIncludes((await response.json()).detail, "no patients of its training");
  });
});
