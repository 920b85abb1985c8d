/** Derived features as SQL expressions. */
import { type DerivedFeature, featuresOf, type Formula } from "../../prepare/derived.ts";
import type { Feature } from "../../types.ts";
import type { Features } from "./cells.ts";
import type { Dialect } from "./dialect.ts";

/** An expression, and whether it is a number or a level. */
interface Typed {
  readonly kind: Feature["kind"];
  readonly sql: string;
}

interface Place {
  readonly features: Features;
  readonly dialect: Dialect;
}

function demandKind({ kind }: Typed, expected: Feature["kind"], where: string): void {
  if (kind !== expected) {
    throw new RangeError(`SQL: ${where}: expected a ${expected}, got a ${kind}`);
  }
}

function write(formula: Formula, place: Place): Typed {
  const { features, dialect } = place;
  if (typeof formula === "number") return { kind: "number", sql: dialect.writeNumber(formula) };
  if (typeof formula === "string") {
    const { kind, at } = features.get(formula)!;
    return { kind, sql: at };
  }
  if ("level" in formula) return { kind: "category", sql: dialect.quoteText(formula.level) };
  if (formula[0] === "if") {
    const [, [test, ...sides], then, otherwise] = formula;
    const [left, right] = sides.map((side) => write(side, place));
    demandKind(right, left.kind, `the sides of ${test}`);
    if (test === ">=") demandKind(left, "number", "the sides of >=");
    const [yes, no] = [then, otherwise].map((answer) => write(answer, place));
    demandKind(no, yes.kind, "the answers of if");
    const holds = `${left.sql} ${test} ${right.sql}`;
    // A comparison with what is missing neither holds nor fails.
    return {
      kind: yes.kind,
      sql: `(CASE WHEN ${holds} THEN ${yes.sql} WHEN NOT (${holds}) THEN ${no.sql} END)`,
    };
  }
  const [operator, ...operands] = formula;
  const [left, right] = operands.map((operand) => write(operand, place));
  for (const operand of [left, right]) demandKind(operand, "number", `the sides of ${operator}`);
  const divisor = `NULLIF(${right.sql}, ${dialect.writeNumber(0)})`;
  return {
    kind: "number",
    sql: `(${left.sql} ${operator} ${operator === "/" ? divisor : right.sql})`,
  };
}

/**
 * A derived feature as an expression of those it follows from: `NULL` where one is missing or a
 * division by zero is on the way.
 *
 * @throws `RangeError` naming the feature for arithmetic on levels, a comparison of a level with a
 * number, or answers of two kinds.
 */
export function writeDerived({ feature, formula }: DerivedFeature, place: Place): string {
  const { features, dialect } = place;
  try {
    const derived = write(formula, place);
    demandKind(derived, feature.kind, "the answer");
    const needs = featuresOf(formula).map((name) => `${features.get(name)!.at} IS NOT NULL`);
    const recorded = needs.length === 0 ? "TRUE" : needs.join(" AND ");
    if (derived.kind === "category") return `CASE WHEN ${recorded} THEN ${derived.sql} END`;
    const { writeNumber } = dialect;
    const finite = `ABS(${derived.sql}) <= ${writeNumber(Number.MAX_VALUE)}`;
    return `CASE WHEN ${recorded} AND ${finite} THEN ${derived.sql} END`;
  } catch (error) {
    if (error instanceof RangeError) error.message += ` in the derived feature ${feature.name}`;
    throw error;
  }
}
