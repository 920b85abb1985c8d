/** The closed schema of a model file: every key known, every value of its kind and in its range. */
import { z } from "zod";
import type { Recalibration } from "../../measure/recalibrate.ts";
import type { Model } from "../../models/model.ts";
import type { Condition, Formula } from "../../prepare/derived.ts";
import type { Preprocessor } from "../../prepare/preprocessor.ts";
import type { RowStep } from "../../prepare/steps.ts";
import type { FeatureSchema } from "../../types.ts";
import type { ModelCard, ModelFile } from "./model-file.ts";

// Compiling checks takes longer than all that they are asked here: a file is read once.
z.config({ jitless: true });

/** A shape for each member of a union, by its kind. */
type Shapes<Union extends { readonly kind: string }> = {
  readonly [Kind in Union["kind"]]: z.ZodObject<{ kind: z.ZodLiteral<Kind> }>;
};

type Listed<Table> = [Table[keyof Table], ...Table[keyof Table][]];

function listShapes<Table extends object>(table: Table): Listed<Table> {
  return Object.values(table) as Listed<Table>;
}

const words = z.string().max(10_000);
const name = z.string().min(1).max(200);
const number = z.number();
const numbers = z.array(number);
const positive = number.positive();
const share = number.min(0).max(1);
const count = z.int().min(0);
const index = z.int().min(0);
const bit = z.literal([0, 1]);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const cell = z.union([number, words, z.null()]);
const row = z.record(name, cell);
const perClass = z.tuple([positive, positive]);

const feature = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("number"),
    name,
    label: words,
    about: words,
    unit: words,
    range: z.tuple([number, number]),
    whole: z.boolean().optional(),
    missing: z.array(words).optional(),
    codes: z.record(words, number).optional(),
    since: z.iso.date().optional(),
    dates: z.enum(["day/month/year", "month/day/year"]).optional(),
    decimal: z.literal(",").optional(),
  }),
  z.strictObject({
    kind: z.literal("category"),
    name,
    label: words,
    about: words,
    levels: z.array(name).min(1),
    codes: z.record(words, name).optional(),
    missing: z.array(words).optional(),
  }),
]);

const schema: z.ZodType<FeatureSchema> = z.strictObject({
  name: words,
  features: z.array(feature).min(1).max(10_000),
  outcome: z.strictObject({ name, label: words, positive: name, negative: name, about: words }),
  id: name.optional(),
  missing: z.array(words),
});

const column = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("number"),
    feature: name,
    fill: number,
    mean: number,
    scale: positive,
  }),
  z.strictObject({
    kind: z.literal("level"),
    feature: name,
    level: name,
    fill: name,
    mean: number,
    scale: positive,
  }),
]);

const formula: z.ZodType<Formula> = z.lazy(() =>
  z.union([
    number,
    name,
    z.strictObject({ level: name }),
    z.tuple([z.enum(["+", "-", "*", "/"]), formula, formula]),
    z.tuple([z.literal("if"), condition, formula, formula]),
  ])
);
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.tuple([z.enum(["=", ">="]), formula, formula])
);

/** One shape per kind of step: a kind without one does not compile. */
const steps = {
  derive: z.strictObject({
    kind: z.literal("derive"),
    features: z.array(z.strictObject({ feature, formula, source: words })),
  }),
  clip: z.strictObject({
    kind: z.literal("clip"),
    fences: z.array(z.strictObject({ feature: name, low: number, high: number })),
  }),
  "indicate-missing": z.strictObject({
    kind: z.literal("indicate-missing"),
    features: z.array(name),
  }),
  "impute-neighbours": z.strictObject({
    kind: z.literal("impute-neighbours"),
    k: z.int().min(1),
    columns: z.array(
      z.strictObject({ kind: z.enum(["number", "category"]), feature: name, scale: positive }),
    ),
    fills: z.array(z.union([number, name])),
    donors: z.array(row),
  }),
  "impute-iterative": z.strictObject({
    kind: z.literal("impute-iterative"),
    columns: z.array(column),
    rules: z.array(z.strictObject({ column: index, intercept: number, weights: numbers })),
  }),
  select: z.strictObject({ kind: z.literal("select"), features: z.array(name) }),
} satisfies Shapes<RowStep>;

const step = z.discriminatedUnion("kind", listShapes(steps));

const preprocessor: z.ZodType<Preprocessor> = z.strictObject({
  steps: z.array(step).max(100).optional(),
  columns: z.array(column).min(1),
});

const tree = z.strictObject({
  feature: z.array(z.int().min(-1)).min(1),
  threshold: numbers,
  left: z.array(z.int().min(-1)),
  right: z.array(z.int().min(-1)),
  value: numbers,
  weight: z.array(number.min(0)),
});

const converged = { converged: z.boolean(), warning: words.optional() };
const mark = { column: index, above: number };

/** One shape per kind of model: a kind without one does not compile. */
const models = {
  prevalence: z.strictObject({ kind: z.literal("prevalence"), p: share }),
  logistic: z.strictObject({
    kind: z.literal("logistic"),
    intercept: number,
    weights: numbers,
    ...converged,
  }),
  neighbours: z.strictObject({
    kind: z.literal("neighbours"),
    k: z.int().min(1),
    weights: z.enum(["uniform", "distance"]),
    columns: count,
    values: numbers,
    labels: z.array(bit),
    counts: z.array(positive),
  }),
  "naive-bayes": z.strictObject({
    kind: z.literal("naive-bayes"),
    columns: count,
    prior: perClass,
    numbers: z.array(
      z.strictObject({ column: index, mean: z.tuple([number, number]), variance: perClass }),
    ),
    categories: z.array(z.strictObject({
      levels: z.array(z.strictObject({ ...mark, share: perClass })),
      rest: perClass.optional(),
    })),
  }),
  tree: z.strictObject({ kind: z.literal("tree"), columns: count, tree }),
  forest: z.strictObject({
    kind: z.literal("forest"),
    columns: count,
    trees: z.array(tree).min(1),
  }),
  boosting: z.strictObject({
    kind: z.literal("boosting"),
    columns: count,
    start: number,
    trees: z.array(tree),
  }),
  svm: z.strictObject({
    kind: z.literal("svm"),
    kernel: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("linear") }),
      z.strictObject({ kind: z.literal("rbf"), gamma: positive }),
    ]),
    columns: count,
    vectors: numbers,
    coefficients: numbers,
    intercept: number,
    sigmoid: z.strictObject({ slope: number, intercept: number }),
    ...converged,
  }),
} satisfies Shapes<Model>;

const model: z.ZodType<Model> = z.discriminatedUnion("kind", listShapes(models));

const calibration: z.ZodType<Recalibration> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("intercept"), intercept: number }),
  z.strictObject({ kind: z.literal("logistic"), intercept: number, slope: number }),
  z.strictObject({ kind: z.literal("platt"), intercept: number, slope: number }),
  z.strictObject({ kind: z.literal("beta"), a: number.min(0), b: number.min(0), c: number }),
  z.strictObject({ kind: z.literal("isotonic"), p: z.array(share).min(1), value: z.array(share) }),
]);

const threshold = z.strictObject({
  value: share,
  method: words,
  promise: words,
  floors: z.array(z.strictObject({ figure: name, least: share })).optional(),
  confusion: z.strictObject({
    truePositive: count,
    falseNegative: count,
    falsePositive: count,
    trueNegative: count,
  }),
});

const interval = z.strictObject({
  estimate: number,
  low: number,
  high: number,
  level: number.gt(0).lt(1),
  method: words,
});

const summary = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("number"),
    name,
    missing: count,
    deciles: z.array(number).length(11),
  }),
  z.strictObject({ kind: z.literal("category"), name, missing: count, counts: z.array(count) }),
]);

const group = z.strictObject({
  name,
  feature: name.optional(),
  patients: count,
  diseased: count,
  figures: z.array(z.strictObject({ name, interval })),
});

const card: z.ZodType<ModelCard> = z.strictObject({
  title: words,
  use: z.array(words),
  misuse: z.array(words),
  reasons: z.array(words),
  limits: z.array(words),
  patients: z.strictObject({ about: words, count, diseased: count, features: z.array(summary) }),
  validation: words,
  groups: z.array(group).min(1),
  outOfFold: z.strictObject({ label: z.array(bit), p: z.array(share) }),
  calibrationCurve: z.strictObject({
    smoother: words,
    points: z.array(z.strictObject({ p: share, observed: number, low: number, high: number })),
    errors: z.strictObject({ ici: interval, e50: interval, e90: interval, emax: interval }),
    level: number.gt(0).lt(1),
  }).nullable(),
  external: z.strictObject({ about: words, places: z.array(group) }).optional(),
});

/** What {@link z} says of a model file that is as it should be, part by part. */
export const modelFileShape: z.ZodType<ModelFile> = z.strictObject({
  format: z.literal("heartbook model"),
  version: z.literal(1),
  created: z.iso.datetime(),
  seed: z.int().min(0).max(0xffffffff),
  dataSha256: sha256,
  contentSha256: sha256,
  schema,
  preprocessor,
  model,
  calibration: calibration.nullable(),
  threshold,
  refer: z.strictObject({ low: share, high: share }).nullable(),
  background: z.array(numbers),
  card,
  reference: z.strictObject({
    patients: z.int().min(1),
    cells: z.record(name, z.array(cell)),
    p: z.array(share).min(1),
  }).optional(),
});
