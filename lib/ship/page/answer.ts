/** The answer, in the order in which a reader asks: how many, what now, how sure, why. */
import { isBare, outcomeWords, rowWords } from "../../outcome-words.ts";
import { html } from "hono/html";
import type { Row } from "../../types.ts";
import type { WholeAnswer } from "../api/answer.ts";
import { calledAs, decide } from "../model-file/predict.ts";
import { mayPromise } from "../model-file/promise.ts";
import type { ModelContent } from "../model-file/model-file.ts";
import { peoplePicture } from "./people.ts";
import { probabilityScale, zoneEnds } from "./scale.ts";
import { waterfall } from "./waterfall.ts";
import { type Html, lowerFirst, peopleOutOf100, percentWords } from "./words.ts";

/** A patient, and what a model said of them. */
export interface Answered {
  readonly file: ModelContent;
  readonly row: Row;
  readonly answer: WholeAnswer;
}

function decisionWords({ file, answer }: Answered): string {
  const { outcome: asked } = file.schema;
  const decision = decide(file, answer.probability);
  if (!isBare(asked.positive) && decision !== "refer") {
    return `The model calls it: ${calledAs(asked, decision)}.`;
  }
  const outcome = lowerFirst(asked.label);
  switch (decision) {
    case "diseased":
      return `The model calls it ${outcome}.`;
    case "healthy":
      return mayPromise(answer.promises)
        ? `Ruled out: the model finds no ${outcome}.`
        : `The model would rule out ${outcome}, but what it promises does not hold for this ` +
          `${rowWords(file.schema).one}'s group.`;
    case "refer":
      return "Needs a closer look: too close for the model to call.";
  }
}

/** What the thresholds are, and what is promised of them: never what is false for this group. */
function thresholdWords({ file, answer }: Answered): string {
  const { low, high } = zoneEnds(file);
  const { promise } = file.threshold;
  const { positive } = outcomeWords(file.schema.outcome);
  const { one } = rowWords(file.schema);
  const zones = low === high
    ? `At ${percentWords(low)} or above it calls a ${one} ${positive}, below it does not`
    : `Below ${percentWords(low)} it rules out, at ${
      percentWords(high)
    } or above it calls a ${one} ` +
      `${positive}, in between a ${one} needs a closer look`;
  return mayPromise(answer.promises) ? `${zones}. The lower end ${promise}.` : `${zones}.`;
}

function similarWords({ file, answer: { similar } }: Answered): Html | "" {
  if (similar === null) return "";
  const { patients, diseased, from, to, interval } = similar;
  const { positive } = file.schema.outcome;
  const { many } = rowWords(file.schema);
  const had = isBare(positive) ? "had the disease" : `turned out ${positive}`;
  return html`<p>Of the ${patients} training ${many} ${
    many === "patients" ? "whom" : "which"
  } the model, before it had seen them, told
    nearly the same (${percentWords(from)} to ${
    percentWords(to)
  }), <b>${diseased} ${had}</b>, which is ${
    percentWords(interval.estimate)
  }. So few ${many} leave room for
    ${percentWords(interval.low)} to ${percentWords(interval.high)}, the line below the scale
    (${interval.method}, ${percentWords(interval.level)}); and that is for ${many} like those of the
    training.</p>`;
}

/** The figures of the patient's own group; what is false is said as loudly as the decision. */
function promises({ answer }: Answered): Html | "" {
  if (answer.promises.length === 0) return "";
  return html`
    <ul class="promises">${answer.promises.map(({ holds, message }) =>
      html`
        <li class="${holds}">${message}.</li>
      `
    )}</ul>
  `;
}

function warnings({ answer }: Answered): Html | "" {
  if (answer.warnings.length === 0) return "";
  return html`
    <h3>To mind</h3>
    <ul class="warnings">${answer.warnings.map(({ message }) => html`<li>${message}.</li>`)}</ul>
  `;
}

function why({ file, row, answer }: Answered): Html | "" {
  if (answer.reasons === null) return "";
  const recalibrated = file.calibration === null
    ? ""
    : " It is the model's own figure, before it is recalibrated to the one above.";
  return html`<h3>What raised it, what lowered it</h3>
    ${waterfall(answer.reasons, { schema: file.schema, row })}
    <p class="about">How the model came from the average to this ${
    rowWords(file.schema).one
  }, exactly (SHAP values).
      It is what the model does, not what causes ${
    isBare(file.schema.outcome.positive) ? "the disease" : "the outcome"
  }.${recalibrated}</p>`;
}

/** Of whom little is known: that comes first, then the number, and no picture of it. */
function mostlyUnknown({ file, row }: Answered, people: Html): Html {
  const { features } = file.schema;
  const unknown = features.filter(({ name }) => row[name] === null).length;
  return html`
    <h2 id="answer-title"
      tabindex="-1">${unknown} of ${features
        .length} values are not known: this is mostly the usual ${rowWords(file.schema)
        .one} of the training data, hardly
      this one</h2>
    <p>${people}.</p>
  `;
}

/** Everything that is said of one patient. */
export function answerSection(answered: Answered): Html {
  const { file, answer } = answered;
  const { label, positive } = file.schema.outcome;
  const outcome = isBare(positive) ? lowerFirst(label) : `the outcome "${positive}"`;
  const { words } = peopleOutOf100(answer.probability);
  const { many } = rowWords(file.schema);
  const those = many === "patients" ? "people like this" : `${many} like this`;
  const people = html`<b>${words} of 100</b> ${those} have ${outcome}, says the model`;
  const head = answer.mostlyUnknown ? mostlyUnknown(answered, people) : html`
    <h2 id="answer-title" tabindex="-1">${people}</h2>
    ${peoplePicture(answer.probability, { outcome })}
  `;
  return html`${head}
    <p class="decision ${decide(file, answer.probability)}">${decisionWords(answered)}</p>
    ${promises(answered)}
    ${probabilityScale(file, { p: answer.probability, interval: answer.similar?.interval })}
    <p class="about">${thresholdWords(answered)}</p>
    <h3>How sure is that?</h3>
    ${similarWords(answered)}
    ${warnings(answered)}
    ${why(answered)}`;
}
