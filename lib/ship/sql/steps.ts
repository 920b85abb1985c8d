/** What is done to rows before they become numbers, as subqueries: one table over every step. */
import type { RowStep } from "../../prepare/steps.ts";
import type { PreparedColumn } from "../../types.ts";
import type { Features } from "./cells.ts";
import type { Dialect } from "./dialect.ts";
import { writeDerived } from "./formula.ts";
import { type NamedExpression, type Query, select, sumOf } from "./query.ts";

/** A query under way and where it has the features. */
export interface Prepared {
  readonly query: Query;
  readonly features: Features;
}

/** Why something cannot be written as SQL, as the rest of a sentence. */
export interface NotAvailable {
  readonly notAvailable: string;
}

/** The query with a step in it; the name is that of its last subquery. */
type Write<Step> = (before: Prepared, step: Step, name: string) => Prepared;

type StepWriter<Kind extends RowStep["kind"]> = Write<Extract<RowStep, { readonly kind: Kind }>>;

/** One more subquery, in which some features are written anew and others added. */
function change(
  { query, features }: Prepared,
  name: string,
  changed: ReadonlyMap<string, { readonly kind: "number" | "category"; readonly sql: string }>,
): Prepared {
  const names = [...new Set([...features.keys(), ...changed.keys()])];
  const after = new Map(names.map((feature, i) => {
    const kind = changed.get(feature)?.kind ?? features.get(feature)!.kind;
    return [feature, { kind, at: `f${i}` }] as const;
  }));
  const columns = names.map((feature): NamedExpression => [
    after.get(feature)!.at,
    changed.get(feature)?.sql ?? features.get(feature)!.at,
  ]);
  return { query: select(query, name, { columns }), features: after };
}

/** A column of the prepared matrix as an expression of its feature. */
export function writeColumn(column: PreparedColumn, value: string, dialect: Dialect): string {
  const { mean, scale } = column;
  const number = dialect.writeNumber;
  const x = column.kind === "number"
    ? `COALESCE(${value}, ${number(column.fill)})`
    : `CASE WHEN COALESCE(${value}, ${dialect.quoteText(column.fill)}) = ` +
      `${dialect.quoteText(column.level)} THEN ${number(1)} ELSE ${number(0)} END`;
  return mean === 0 && scale === 1 ? x : `(${x} - ${number(mean)}) / ${number(scale)}`;
}

const writeClip: StepWriter<"clip"> = (before, { fences }, name) => {
  const { features, query: { dialect } } = before;
  return change(
    before,
    name,
    new Map(fences.map(({ feature, low, high }) => {
      const { at } = features.get(feature)!;
      const [from, to] = [low, high].map(dialect.writeNumber);
      // Not LEAST and GREATEST, which take a missing value for no limit.
      const sql = `CASE WHEN ${at} < ${from} THEN ${from} WHEN ${at} > ${to} THEN ${to} ` +
        `ELSE ${at} END`;
      return [feature, { kind: "number", sql }] as const;
    })),
  );
};

const writeIndicators: StepWriter<"indicate-missing"> = (before, step, name) =>
  change(
    before,
    name,
    new Map(step.features.map((feature) => {
      const sql = `CASE WHEN ${before.features.get(feature)!.at} IS NULL THEN 'yes' ELSE 'no' END`;
      return [`${feature}_missing`, { kind: "category", sql }] as const;
    })),
  );

const writeDerivation: StepWriter<"derive"> = (before, step, name) => {
  const { features, query: { dialect } } = before;
  return change(
    before,
    name,
    new Map(step.features.map((derived) => [
      derived.feature.name,
      { kind: derived.feature.kind, sql: writeDerived(derived, { features, dialect }) },
    ])),
  );
};

/** Rules follow one another, each in a subquery: every one reads what those before it filled. */
const writeIterative: StepWriter<"impute-iterative"> = (before, { columns, rules }, name) => {
  const { features, query: { dialect } } = before;
  const number = dialect.writeNumber;
  const at = (j: number): string => features.get(columns[j].feature)!.at;
  const keep = (names: readonly string[]): NamedExpression[] => names.map((each) => [each, each]);
  const cells = [...features.values()].map((feature) => feature.at);
  const starts = columns.map((_, j) => `z${j}`);
  const started = select(before.query, `${name}_start`, {
    columns: [
      ...keep(cells),
      ...columns.map((column, j): NamedExpression => [
        starts[j],
        writeColumn(column, at(j), dialect),
      ]),
    ],
  });
  const query = rules.reduce((sofar, { column, intercept, weights }, i) => {
    const terms = weights.flatMap((weight, j) =>
      weight === 0 ? [] : [`${number(weight)} * ${starts[j]}`]
    );
    const filled = `CASE WHEN ${at(column)} IS NULL THEN ${sumOf([number(intercept), ...terms])} ` +
      `ELSE ${starts[column]} END`;
    return select(sofar, `${name}_rule${i + 1}`, {
      columns: [
        ...keep(cells),
        ...starts.map((z, j): NamedExpression => [z, j === column ? filled : z]),
      ],
    });
  }, started);
  const filled = columns.flatMap(({ kind, feature, mean, scale }, j) => {
    const sql = `COALESCE(${at(j)}, ${number(mean)} + ${number(scale)} * ${starts[j]})`;
    return kind === "number" ? [[feature, { kind, sql }] as const] : [];
  });
  return change({ query, features }, name, new Map(filled));
};

/** How each kind of step is written, or why it is not. */
const steps = {
  derive: writeDerivation,
  clip: writeClip,
  "indicate-missing": writeIndicators,
  "impute-neighbours": {
    notAvailable: "it ranks all training patients anew for each missing cell",
  },
  "impute-iterative": writeIterative,
  select: (before) => before,
} satisfies { readonly [Kind in RowStep["kind"]]: StepWriter<Kind> | NotAvailable };

/**
 * The query with these steps in it, in order.
 *
 * @throws `RangeError` for a step that cannot be written, saying why.
 */
export function writeSteps(before: Prepared, wanted: readonly RowStep[]): Prepared {
  return wanted.reduce((sofar, step, i) => {
    const writer: Write<never> | NotAvailable = steps[step.kind];
    if ("notAvailable" in writer) {
      throw new RangeError(`SQL: ${step.kind} cannot be written: ${writer.notAvailable}`);
    }
    return writer(sofar, step as never, `step${i + 1}`);
  }, before);
}
