/** All the small changes that can be made to a file of lib/, found with TypeScript's own parser. */
import ts from "typescript";

/** One piece of a text put in the place of another. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What is changed, such as "< to <=". */
  readonly what: string;
}

const OPERATORS: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "&&": "||",
  "||": "&&",
  "??": "&&",
  "+=": "-=",
  "-=": "+=",
  "**": "*",
  "%": "*",
};

const CALLS: Readonly<Record<string, string>> = {
  min: "max",
  max: "min",
  floor: "ceil",
  ceil: "floor",
  some: "every",
  every: "some",
};

/** Words are for people: texts of errors and comments are left alone, and so are types. */
function isForPeople(node: ts.Node): boolean {
  return ts.isThrowStatement(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) || ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node);
}

/** The changes of one node, those of its children not counted. */
function changesOf(node: ts.Node, source: ts.SourceFile): Change[] {
  const start = node.getStart(source), end = node.getEnd();
  const whole = source.text.slice(start, end);
  const change = (text: string, what: string): Change => ({ start, end, text, what });
  const replace = (inner: ts.Node, text: string): Change => ({
    start: inner.getStart(source),
    end: inner.getEnd(),
    text,
    what: `${inner.getText(source)} to ${text}`,
  });
  if (ts.isBinaryExpression(node)) {
    const other = OPERATORS[node.operatorToken.getText(source)];
    // A text and what follows it can only be joined.
    const joins = /["`]/.test(node.left.getText(source) + node.right.getText(source));
    const isJoin = node.operatorToken.kind === ts.SyntaxKind.PlusToken && joins;
    return other === undefined || isJoin ? [] : [replace(node.operatorToken, other)];
  }
  if (ts.isNumericLiteral(node)) return [change(String(Number(node.text) + 1), `${whole} plus 1`)];
  if (ts.isStringLiteral(node) && !ts.isPropertyAssignment(node.parent)) {
    return node.text === "" ? [] : [change('""', `${whole} to nothing`)];
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [change("false", "true to false")];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [change("true", "false to true")];
  if (ts.isPrefixUnaryExpression(node) && /^[!-]/.test(whole)) {
    return [change(`(${node.operand.getText(source)})`, `without its ${whole[0]}`)];
  }
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [node.whenTrue.getText(source), node.whenFalse.getText(source)];
    return [change(`${node.condition.getText(source)} ? ${no} : ${yes}`, "answers swapped")];
  }
  if (ts.isIfStatement(node)) {
    return [replace(node.expression, "true"), replace(node.expression, "false")];
  }
  if (ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression)) {
    return [change(";", "left out")];
  }
  if (ts.isPropertyAccessExpression(node) && Object.hasOwn(CALLS, node.name.text)) {
    return [replace(node.name, CALLS[node.name.text])];
  }
  return [];
}

/** Every change, in the order of the text. */
export function listChanges(text: string): Change[] {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true);
  const found: Change[] = [];
  const visit = (node: ts.Node): void => {
    if (isForPeople(node)) return;
    found.push(...changesOf(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The text with one change made. */
export function applyChange(text: string, { start, end, text: put }: Change): string {
  return text.slice(0, start) + put + text.slice(end);
}

/** The line on which a change begins, from 1. */
export function lineOf(text: string, { start }: Change): number {
  return text.slice(0, start).split("\n").length;
}

/** The line on which a change begins, with so many in all that end there; trimmed. */
export function linesAt(text: string, change: Change, count = 1): string {
  const line = lineOf(text, change);
  return text.split("\n").slice(line - count, line).map((each) => each.trim()).join("\n");
}
