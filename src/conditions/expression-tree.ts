import { Environment } from "@marcbachmann/cel-js";
import { isNode, type Node } from "./metered.ts";

/** An expression of CEL as a tree, for who says it in another language; `column` is from 1. */
export type ExpressionTree = { readonly column: number } & (
  | { readonly is: "number"; readonly value: number; readonly whole: boolean }
  | { readonly is: "text"; readonly value: string }
  | { readonly is: "name"; readonly name: string }
  | { readonly is: "operation"; readonly operator: string; readonly operands: readonly ExpressionTree[] }
  | { readonly is: "call"; readonly name: string; readonly given: readonly ExpressionTree[] }
  /** What has no part in any of these: lists, maps, macros, fields. */
  | { readonly is: "other"; readonly what: string }
);
export type ReadExpression =
  | { readonly ok: true; readonly tree: ExpressionTree }
  | { readonly ok: false; readonly message: string; readonly column: number };

const LONGEST = 4000;
const LIMITS = { maxAstNodes: 200, maxDepth: 20, maxListElements: 20, maxMapEntries: 20, maxCallArguments: 4 };

/** Reads the form alone: names and types are for who knows what they stand for. */
export function readExpression(text: string): ReadExpression {
  if (text.length > LONGEST) return { ok: false, message: `it has more than ${LONGEST} characters`, column: 1 };
  try {
    const { ast } = new Environment({ limits: LIMITS, unlistedVariablesAreDyn: true }).parse(text);
    if (!isNode(ast)) throw new Error("the expression has no tree");
    return { ok: true, tree: treeOf(ast) };
  } catch (error) {
    return { ok: false, ...describeExpressionError(error) };
  }
}

/** The message of an error of the library in one line, and its place: its own repeats the expression below. */
export function describeExpressionError(error: unknown): { readonly message: string; readonly column: number } {
  if (!(error instanceof Error)) return { message: String(error), column: 1 };
  const summary = "summary" in error && typeof error.summary === "string" ? error.summary : error.message;
  const range = "range" in error && typeof error.range === "object" ? error.range : undefined;
  const start = range && "start" in range && typeof range.start === "number" ? range.start : 0;
  return { message: summary, column: start + 1 };
}

function treeOf(node: Node): ExpressionTree {
  const column = ("start" in node && typeof node.start === "number" ? node.start : 0) + 1;
  const { op, args } = node;
  if (op === "value") return { column, ...valueOf(args) };
  if (op === "id") return { column, is: "name", name: String(args) };
  const list: readonly unknown[] = Array.isArray(args) ? args : [args];
  if (op === "call") {
    const [name, given] = list;
    return { column, is: "call", name: String(name), given: [given].flat().filter(isNode).map(treeOf) };
  }
  const operands = list.filter(isNode);
  if (operands.length < list.length || op === "list" || op === "map") return { column, is: "other", what: named(op) };
  return { column, is: "operation", operator: op, operands: operands.map(treeOf) };
}

function valueOf(value: unknown) {
  if (typeof value === "bigint") return { is: "number", value: Number(value), whole: true } as const;
  if (typeof value === "number") return { is: "number", value, whole: false } as const;
  if (typeof value === "string") return { is: "text", value } as const;
  return { is: "other", what: typeof value === "boolean" ? "true and false" : "such a value" } as const;
}

const NAMES: Readonly<Record<string, string>> = { rcall: "a function of a value", ".": "a field", list: "a list" };
const named = (op: string): string => NAMES[op] ?? `\`${op}\``;
