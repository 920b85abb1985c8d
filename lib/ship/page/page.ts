/** The routes for people: the page and its two files, the explorer in its frame, and the card. */
import { type Context, Hono } from "hono";
import { toRow } from "../api/patient.ts";
import { perModel } from "../api/per-model.ts";
import { ask, type Service } from "../api/service.ts";
import { predictRequestShape } from "../api/shapes.ts";
import { checkContentType, checkValue } from "../api/body.ts";
import { chartPolicy } from "../http/headers.ts";
import { readBody } from "../http/limits.ts";
import type { ModelFile } from "../model-file/model-file.ts";
import { answerSection } from "./answer.ts";
import { pageDocument } from "./document.ts";
import {
  faultsByFeature,
  patientForm,
  readFilled,
  toPatient,
  unknownPatient,
  usualPatient,
} from "./form.ts";

const asset = (name: string): string =>
  Deno.readTextFileSync(new URL(`./${name}`, import.meta.url));

const style = asset("./page.css");
const script = asset("./page.client.js");

/** Documents with charts: what draws is loaded when one is first asked for, as it takes a while. */
async function drawCard(file: ModelFile): Promise<string> {
  const { cardHtml } = await import("../card/card.ts");
  return cardHtml(file);
}

async function drawExplorer(file: ModelFile): Promise<string> {
  const { explorerDocument } = await import("./explorer.ts");
  return explorerDocument(file);
}

/** The routes for people: / (GET the form, POST it filled in), what it loads, and /card. */
export function pageRoutes(service: Service): Hono {
  const { current, limits } = service;
  const logged = service.watch !== undefined;
  const shapeOf = perModel(({ schema }) => predictRequestShape(schema, { batch: 1 }));
  const documents = { card: perModel(drawCard), explorer: perModel(drawExplorer) };

  async function chart(
    context: Context,
    documentOf: (file: ModelFile) => Promise<string>,
  ): Promise<Response> {
    const document = await documentOf(current());
    context.header("content-security-policy", await chartPolicy(document));
    return context.html(document);
  }

  function form(context: Context): Response | Promise<Response> {
    const file = current();
    const { schema } = file;
    const unknown = context.req.query("unknown") !== undefined;
    const filled = unknown ? unknownPatient(schema) : usualPatient(file);
    return context.html(
      pageDocument({ file, logged, form: patientForm(schema, { filled, faults: {} }) }),
    );
  }

  async function answer(context: Context): Promise<Response> {
    const file = current();
    const { schema } = file;
    checkContentType(context.req.raw, "application/x-www-form-urlencoded");
    const { bytes, bodyMilliseconds: milliseconds } = limits;
    const text = await readBody(context.req.raw, {
      bytes,
      milliseconds,
      stopping: service.stopping,
    });
    const filled = readFilled(schema, new URLSearchParams(text));
    const body = { patients: [toPatient(schema, filled)] };
    const checked = checkValue(body, { shape: shapeOf(file), schema });
    if ("faults" in checked) {
      const faults = faultsByFeature(checked.faults);
      const page = pageDocument({ file, logged, form: patientForm(schema, { filled, faults }) });
      return context.html(page, 422);
    }
    const row = toRow(schema, checked.value.patients[0]);
    const { answers } = await ask(service, { file, rows: [row], reasons: true });
    return context.html(pageDocument({
      file,
      logged,
      form: patientForm(schema, { filled, faults: {} }),
      answer: answerSection({ file, row, answer: answers[0] }),
    }));
  }

  return new Hono()
    .get("/", form)
    .post("/", answer)
    .get("/page.css", (context) => context.body(style, 200, { "content-type": "text/css" }))
    .get("/page.js", (context) => context.body(script, 200, { "content-type": "text/javascript" }))
    .get("/card", (context) => chart(context, documents.card))
    .get("/explorer", (context) => chart(context, documents.explorer));
}
