/** A lint rule of our own, for the text of one cell. */

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

/**
 * Refuses a cell that ends in a bare expression: the kernel would send its value on the queue
 * from which front ends drop outputs. An awaited call and `console.…` are fine.
 */
export const cellRules: Deno.lint.Plugin = {
  name: "cells",
  rules: {
    "no-bare-end": {
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
    },
  },
};
