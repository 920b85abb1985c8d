/** Agreement between several explanations of the same patient. */
import type { Contribution } from "./shap.ts";

/** One feature under each method of explanation. */
export interface AgreementRow {
  readonly feature: string;
  /** By the name of the method. */
  readonly values: Readonly<Record<string, number>>;
  /** The same as shares of the method's largest, to compare methods with different units. */
  readonly shares: Readonly<Record<string, number>>;
  /** Whether all methods agree on the sign. */
  readonly sameSign: boolean;
  /** Whether every method ranks it among its `top`. */
  readonly allTop: boolean;
}

/**
 * Explanations by feature, ordered by the size of the effect under the first method.
 *
 * @param ways Contributions or effects by the name of the method; all for the same features.
 * @param options `top` is the number of leading features per method; default 3.
 * @throws `RangeError` for no methods, or a feature that one of them lacks.
 *
 * @example
 * ```ts
 * import { agreeOn } from "heartbook/explain/agreement.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shap = [{ feature: "age", value: 0.1 }, { feature: "ca", value: 0.3 }];
 * const lime = [{ feature: "age", value: -0.1 }, { feature: "ca", value: 0.2 }];
 * const [first, second] = agreeOn({ shap, lime }, { top: 1 });
 * assertEquals([first.feature, first.sameSign, first.allTop], ["ca", true, true]);
 * assertEquals([second.feature, second.sameSign], ["age", false]);
 * ```
 */
export function agreeOn(
  ways: Readonly<Record<string, readonly Contribution[]>>,
  { top = 3 }: { readonly top?: number } = {},
): AgreementRow[] {
  const entries = Object.entries(ways);
  if (entries.length === 0) throw new RangeError("agreeOn: expected explanations, got none");
  const tops = entries.map(([, contributions]) =>
    contributions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, top).map(({ feature }) => feature)
  );
  // If all values of a method are 0, so are its shares.
  const largest = entries.map(([, contributions]) =>
    Math.max(...contributions.map(({ value }) => Math.abs(value))) || 1
  );
  const [[, first]] = entries;
  return first.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value)).map(({ feature }) => {
    const values = entries.map(([name, contributions]) => {
      const own = contributions.find((each) => each.feature === feature);
      if (own === undefined) throw new RangeError(`${name}: expected ${feature}, got none`);
      return [name, own.value] as const;
    });
    return {
      feature,
      values: Object.fromEntries(values),
      shares: Object.fromEntries(values.map(([name, value], i) => [name, value / largest[i]])),
      sameSign: new Set(values.map(([, value]) => Math.sign(value))).size === 1,
      allTop: tops.every((names) => names.includes(feature)),
    };
  });
}
