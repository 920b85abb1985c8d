/** The page as a whole: what surrounds the form, the answer and the card. */
import { outcomeWords, rowWords } from "../../outcome-words.ts";
import { html, raw } from "hono/html";
import type { CardFigure, ModelFile } from "../model-file/model-file.ts";
import type { Html } from "./words.ts";

/** The parts of a page. */
export interface PageParts {
  readonly file: ModelFile;
  readonly form: Html;
  /** Once something was asked. */
  readonly answer?: Html;
  /** Whether the server keeps what it is asked. */
  readonly logged: boolean;
}

function figureRow({ name, interval }: CardFigure): Html {
  const { estimate, low, high } = interval;
  return html`
    <tr>
      <th scope="row">${name}</th>
      <td>${estimate.toFixed(3)}</td>
      <td class="whole">${low.toFixed(3)} to ${high.toFixed(3)}</td>
    </tr>
  `;
}

function cardSummary({ schema, card }: ModelFile): Html {
  const { patients, groups, limits, validation } = card;
  const { many } = rowWords(schema);
  return html`
    <h2>The model in short</h2>
    <p>It learned from ${patients.count} ${many}, ${patients.diseased} of them ${outcomeWords(
      schema.outcome,
    ).positive}.
          ${patients.about}</p>
    <table>
      <caption class="about">${validation}</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Estimate</th>
          <th scope="col">Interval</th>
        </tr>
      </thead>
      <tbody>${groups[0].figures.map(figureRow)}</tbody>
    </table>
    <h3>Its limits</h3>
    <ul>${limits.map((limit) => html`<li>${limit}</li>`)}</ul>
    <p><a href="/card">The whole card</a>, or <a href="/model">as JSON</a>.</p>
  `;
}

function explorer({ schema, card: { outOfFold } }: ModelFile): Html | "" {
  if (outOfFold.p.length === 0) return "";
  const { many } = rowWords(schema);
  const count = many === "patients"
    ? "count who is missed and who is alarmed"
    : "count what is missed and the false alarms";
  return html`
    <section aria-labelledby="explorer-title">
      <h2 id="explorer-title">Where to draw the line?</h2>
      <p class="about">The training ${many}, each predicted by a model that had not seen them. Move
          the threshold and ${count}.</p>
      <iframe id="explorer" src="/explorer" title="Threshold explorer" loading="lazy"></iframe>
    </section>
  `;
}

/** The whole page. Everything works without its script but the explorer. */
export function pageDocument({ file, form, answer, logged }: PageParts): Html {
  const { card, schema } = file;
  const { one, many } = rowWords(schema);
  return html`
    ${raw("<!doctype html>")}
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>${answer === undefined ? "" : "Answer: "}${card.title}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/page.css">
        <script src="/page.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#patient">To the form</a>
        <header>
          <h1>${card.title}</h1>
          <p>${schema.outcome.about} Ask the model about one ${one}.
          <strong>Not a medical device:</strong> it shows what a model of ${card.patients
            .count} ${many}
          says, and decides nothing.</p>
        </header>
        <main>
        <section aria-labelledby="patient-title">${form}
      <p id="status" role="status" aria-live="polite"></p></section>
        <section id="answer">${answer ??
          html`
            <h2>The answer</h2>
            <p class="about">Will stand here once you have asked.</p>
          `}</section>
        ${explorer(file)}
        <section>${cardSummary(file)}</section>
      </main>
        <footer>
          <p>For programs: <a href="/openapi.json">the API's description</a>. What is typed here goes
        to this server and nowhere else${logged
          ? ", which keeps it with its answer"
          : ", which does not keep it"}. Model ${file.contentSha256.slice(0, 12)}, trained ${file
          .created.slice(0, 10)}.</p>
        </footer>
      </body>
    </html>
  `;
}
