import { assertEquals, assertStringIncludes } from "@std/assert";
import { shippedReference } from "heartbook/heart/reference.ts";
import { watchWith } from "heartbook/ship/api/watch.ts";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { sha256 } from "heartbook/ship/model-file/text.ts";
import { openPredictionLog } from "heartbook/watch/prediction-log.ts";
import { patients } from "../model-file/made.ts";
import { asking, at, handlerOf, logisticFile, patient } from "../serving.ts";

/** Work on a server that keeps its log in a real file. */
async function logging(
  file: ModelFile,
  work: (handle: (request: Request) => Promise<Response>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    using log = openPredictionLog(`${folder}/log.db`);
    await work(handlerOf({ current: () => file, watch: watchWith(log, shippedReference) }));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The few patients' model, as if it had learned from all that ship. */
async function shipped(): Promise<ModelFile> {
  const p = patients.rows.map((_, i) => (i + 0.5) / 303);
  const { card } = logisticFile;
  return {
    ...logisticFile,
    dataSha256: await sha256(
      await Deno.readFile(new URL("../../../data/cleveland.csv", import.meta.url)),
    ),
    card: { ...card, outOfFold: { label: patients.labels, p } },
  };
}

Deno.test("GET /drift reports on the patients who were asked about", async () => {
  await logging(await shipped(), async (handle) => {
    const before = await handle(new Request(at("/drift")));
    assertEquals(before.status, 409);
    assertStringIncludes((await before.json()).detail, "nobody has asked");

    const asked = await handle(asking({ patients: patients.rows.slice(0, 100) }));
    assertEquals((await asked.json()).answers[99].id.length, 36);
    const report = await (await handle(new Request(at("/drift")))).json();
    assertEquals([report.patients, report.referencePatients], [100, 303]);
    assertEquals(report.model, logisticFile.contentSha256);
  });
});

Deno.test("GET /drift says so where the training patients are not here to compare with", async () => {
  await logging(logisticFile, async (handle) => {
    await (await handle(asking({ patients: [patient] }))).body?.cancel();
    const response = await handle(new Request(at("/drift")));
    assertEquals(response.status, 409);
    assertStringIncludes((await response.json()).detail, "are not here to compare with");
  });
});
