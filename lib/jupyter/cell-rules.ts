/** Lint rules of our own, for the text of one cell. */

const ADVICE = "write `await show(…)`, or give the value a name";

/** `await show(x)`, and say`…` with `await` before it. */
function isAwaitedCall(expression: Deno.lint.Expression): boolean {
  return expression.type === "AwaitExpression" &&
    ["CallExpression", "TaggedTemplateExpression"].includes(expression.argument.type);
}

function isConsoleCall(expression: Deno.lint.Expression): boolean {
  return expression.type === "CallExpression" &&
    expression.callee.type === "MemberExpression" &&
    expression.callee.object.type === "Identifier" &&
    expression.callee.object.name === "console";
}

/** What the rules for whole notebooks need to know of a cell. */
export interface CellFacts {
  /** Statements, the names of one declaration each counted, and those inside functions. */
  readonly statements: number;
  /** Numbers that the code states. */
  readonly numbers: readonly number[];
  /** Texts that are shown to the reader, without what is computed into them. */
  readonly texts: readonly string[];
}

/** Tags of templates and names of functions and options whose texts a reader sees. */
const SHOWN = /^(say|sentence|claim|headline|show|title|caption|label)$/;

function nameOf(node: { readonly type: string; readonly name?: unknown }): string {
  return node.type === "Identifier" ? String(node.name) : "";
}

/** The texts of a literal, a template or a choice between them; gaps stand where values go. */
function textsOf(node: Deno.lint.Node): string[] {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? [node.value] : [];
    case "TemplateLiteral":
      return [node.quasis.map(({ cooked }) => cooked).join("…")];
    case "ConditionalExpression":
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    default:
      return [];
  }
}

/**
 * Tells the facts of a cell as a finding, which `lintCells` takes out again: a plugin has no other
 * way to hand over what it has read.
 */
const tellFacts: Deno.lint.Rule = {
  create: (context) => {
    const numbers = new Set<number>();
    const texts: string[] = [];
    let statements = 0;
    const count = (): void => void statements++;
    return {
      Literal(node): void {
        if (typeof node.value === "number") numbers.add(node.value);
      },
      TaggedTemplateExpression(node): void {
        if (SHOWN.test(nameOf(node.tag))) texts.push(...textsOf(node.quasi));
      },
      CallExpression(node): void {
        if (SHOWN.test(nameOf(node.callee))) texts.push(...node.arguments.flatMap(textsOf));
      },
      Property(node): void {
        if (SHOWN.test(nameOf(node.key))) texts.push(...textsOf(node.value));
      },
      VariableDeclarator: count,
      ExpressionStatement: count,
      ReturnStatement: count,
      IfStatement: count,
      ForStatement: count,
      ForOfStatement: count,
      WhileStatement: count,
      FunctionDeclaration: count,
      "Program:exit"(node): void {
        const facts: CellFacts = { statements, numbers: [...numbers], texts };
        context.report({ node, message: JSON.stringify(facts) });
      },
    };
  },
};

/** Refuses `ages[75]`: what stands at a place in a list is not said by its number. */
const noPositions: Deno.lint.Rule = {
  create: (context) => ({
    MemberExpression(node): void {
      const { computed, property } = node;
      if (!computed || property.type !== "Literal" || typeof property.value !== "number") return;
      if (property.value === 0) return;
      context.report({
        node,
        message: `[${property.value}] says where something stands, not what it is`,
        hint: "look it up by name, take a quantile, or give the parts names: `const [a, b] = …`",
      });
    },
  }),
};

/**
 * Refuses a cell that ends in a bare expression: the kernel would send its value on the queue
 * from which front ends drop outputs. An awaited call and `console.…` are fine.
 */
const noBareEnd: Deno.lint.Rule = {
  create: (context) => ({
    Program(program): void {
      const end = program.body.at(-1);
      if (end?.type !== "ExpressionStatement") return;
      if (isAwaitedCall(end.expression) || isConsoleCall(end.expression)) return;
      context.report({
        node: end,
        message: "the cell ends in a bare expression, which notebooks may not show",
        hint: ADVICE,
      });
    },
  }),
};

/** All of them. */
export const cellRules: Deno.lint.Plugin = {
  name: "cells",
  rules: { "no-bare-end": noBareEnd, "no-positions": noPositions, facts: tellFacts },
};
