/** Single fits as tables. */
import type { MeasuredFit, Side } from "./measured-fits.ts";
import { formatMegabytes, formatRatio, formatSeconds, judgeRatio } from "./numbers.ts";
import { hasTrees, MOST_ROWS_OF_FIRST_FIT } from "./plan.ts";
import type { TableOfTexts } from "./text-table.ts";

/** AUC may be so much below that of the fastest rival; more, and it is marked. */
const LESS_AUC = 0.003;

/** Each fit beside the fastest of its rivals. */
export function goalsTable(measured: readonly MeasuredFit[]): TableOfTexts {
  return {
    headings: [
      "one fit",
      "fastest rival",
      "rows",
      "trees",
      "ours",
      "theirs",
      "ours/theirs",
      "first fit",
      "ours/theirs",
      "memory",
      "ours/theirs",
      "AUC",
      "theirs",
    ],
    left: 2,
    rows: measured.map((one, i) => goalLine(one, measured[i + 1]?.fit.model !== one.fit.model)),
  };
}

/** `largest`: no more rows are asked of this model, so that memory counts here. */
function goalLine({ fit, ours, theirs }: MeasuredFit, largest: boolean): string[] {
  const [name, fastest] = best(theirs, ({ seconds }) => seconds);
  const [, first] = best(theirs, (side) => side.first);
  const firstCounts = fit.rows <= MOST_ROWS_OF_FIRST_FIT;
  return [
    fit.model,
    name,
    fit.rows.toLocaleString("en"),
    hasTrees(fit.model) ? String(fit.trees) : "",
    formatSeconds(ours.seconds),
    formatSeconds(fastest && fastest.seconds),
    judgeRatio(ours.seconds, fastest && fastest.seconds),
    firstCounts ? formatSeconds(ours.first) : "",
    firstCounts ? judgeRatio(ours.first, first && first.first) : "",
    largest ? formatMegabytes(ours.memory) : "",
    largest ? judgeRatio(ours.memory, fastest && fastest.memory) : "",
    ours.auc.toFixed(4) + (fastest && fastest.auc - ours.auc > LESS_AUC ? " ✗" : ""),
    fastest ? fastest.auc.toFixed(4) : "–",
  ];
}

function best(
  theirs: MeasuredFit["theirs"],
  measure: (side: Side) => number,
): [string, Side | null] {
  const [fastest] = Object.entries(theirs).toSorted(([, a], [, b]) => measure(a) - measure(b));
  return fastest ?? ["–", null];
}

/** One line for each fit and rival, the slower ones too. */
export function rivalsTable(measured: readonly MeasuredFit[]): TableOfTexts {
  return {
    headings: ["all rivals", "", "rows", "turns", "time", "first fit", "memory", "AUC", "ours/it"],
    left: 2,
    rows: measured.flatMap(({ fit, ours, theirs }) =>
      Object.entries({ ours, ...theirs }).map(([name, side], i) => [
        i === 0 ? fit.model : "",
        name,
        fit.rows.toLocaleString("en"),
        String(side.turns),
        formatSeconds(side.seconds),
        formatSeconds(side.first),
        formatMegabytes(side.memory),
        side.auc.toFixed(4),
        i === 0 ? "" : formatRatio(ours.seconds, side.seconds),
      ])
    ),
  };
}
