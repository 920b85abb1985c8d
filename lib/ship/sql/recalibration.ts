/** Recalibrations as SQL expressions. */
import { recalibrate, type Recalibration } from "../../measure/recalibrate.ts";
import type { Dialect } from "./dialect.ts";
import { writeSigmoid } from "./model.ts";

/** Straight lines between knots, level beyond the ends. */
function writeKnots(
  { p: knots, value }: Extract<Recalibration, { kind: "isotonic" }>,
  p: string,
  { writeNumber }: Dialect,
): string {
  const cases = knots.flatMap((knot, i) => {
    if (i === 0) return [`WHEN ${p} <= ${writeNumber(knot)} THEN ${writeNumber(value[0])}`];
    if (knot === knots[i - 1]) return [];
    const [from, to, start, rise] = [knots[i - 1], knot, value[i - 1], value[i] - value[i - 1]]
      .map(writeNumber);
    return [`WHEN ${p} <= ${to} THEN ${start} + (${p} - ${from}) / (${to} - ${from}) * ${rise}`];
  });
  return `CASE ${cases.join(" ")} ELSE ${writeNumber(value.at(-1)!)} END`;
}

/** A probability recalibrated, given its name. */
export function writeRecalibration(
  calibration: Recalibration,
  p: string,
  dialect: Dialect,
): string {
  const number = dialect.writeNumber;
  const logit = `LN(${p} / (${number(1)} - ${p}))`;
  const between = (): string => {
    switch (calibration.kind) {
      case "intercept":
        return writeSigmoid(`${number(calibration.intercept)} + ${logit}`, dialect);
      case "logistic": {
        const { intercept, slope } = calibration;
        return writeSigmoid(`${number(intercept)} + ${number(slope)} * ${logit}`, dialect);
      }
      case "platt": {
        const { intercept, slope } = calibration;
        return writeSigmoid(`${number(intercept)} + ${number(slope)} * ${p}`, dialect);
      }
      case "beta": {
        const { a, b, c } = calibration;
        const [rising, falling] = [`LN(${p})`, `LN(${number(1)} - ${p})`];
        const score = `${number(a)} * ${rising} - ${number(b)} * ${falling} + ${number(c)}`;
        return writeSigmoid(score, dialect);
      }
      case "isotonic":
        return writeKnots(calibration, p, dialect);
    }
  };
  // What a logarithm cannot take is worked out here.
  const [never, always] = recalibrate(calibration, [0, 1]);
  return `CASE WHEN ${p} <= ${number(0)} THEN ${number(never)} ` +
    `WHEN ${p} >= ${number(1)} THEN ${number(always)} ELSE ${between()} END`;
}
