import type { ExpressionTree } from "../../conditions/expression-tree.ts";
import { showPromSpan } from "./prom-span.ts";

/** A series that a condition names: as it is now, or by how much it rose in a time. */
export interface Term {
  readonly name: string;
  /** Milliseconds. */
  readonly over?: number;
}
/** What a condition comes to in PromQL, by the series that `seriesOf` gives for each of its terms. */
export interface Query {
  /** Has a sample where the condition holds. */
  readonly holds: string;
  /** Has a sample where there is data enough to say whether it holds: what is unknown ends no alert. */
  readonly known: string;
}
/** How series are found, and which of two conditions belong together: those that share these labels. */
interface Language {
  readonly seriesOf: (term: Term) => string;
  readonly termOf: (tree: ExpressionTree) => Term | undefined;
}
/** Why a condition has no equal in PromQL, and where. */
export class Untold extends Error {
  override readonly name = "Untold";
  readonly column: number;
  constructor(message: string, column: number) {
    super(message);
    this.column = column;
  }
}

/** Tasks of one canary belong together, whatever else their series are labelled with. */
const TOGETHER = "(rollout, variant)";
const MATCHED = `on ${TOGETHER}`;
const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/"]);
const OPPOSITE: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};

/**
 * A condition of CEL in PromQL: comparisons, arithmetic, `&&` and `||`. `opposite`: where it does not hold. Throws
 * Untold for everything else, which PromQL has no word for, or another meaning.
 */
export function toPromql(tree: ExpressionTree, language: Language, opposite = false): Query {
  if (tree.is === "operation" && JOINS.has(tree.operator)) return joined(tree, language, opposite);
  if (tree.is === "operation" && Object.hasOwn(OPPOSITE, tree.operator)) return compared(tree, language, opposite);
  throw untold(tree, "comparison");
}

/** All series that a condition names, each once. */
export function termsOf(tree: ExpressionTree, termOf: Language["termOf"]): readonly Term[] {
  const term = termOf(tree);
  if (term) return [term];
  const parts = tree.is === "operation" ? tree.operands : [];
  const all = parts.flatMap((part) => termsOf(part, termOf));
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}
export const keyOf = ({ name, over }: Term): string =>
  over === undefined ? name : `increase(${name}, ${showPromSpan(over)})`;

type Operation = Extract<ExpressionTree, { is: "operation" }>;

function joined({ operator, operands }: Operation, language: Language, opposite: boolean): Query {
  const [left, right] = operands.map((one) => toPromql(one, language, opposite));
  const [first, second] = operands;
  if (!left || !right || !first || !second) throw new Error("an operator without two operands");
  const isAnd = (operator === "&&") !== opposite;
  const names = new Set([first, second].flatMap((one) => termsOf(one, language.termOf).map(keyOf)));
  // Of one series alone each instance is held against itself.
  const on = names.size > 1 ? ` ${MATCHED}` : "";
  const holds = `(${left.holds} ${isAnd ? "and" : "or"}${on} ${right.holds})`;
  if (names.size <= 1) return { holds, known: left.known };
  const both = `(${left.known} and on () ${right.known})`;
  // False and unknown is false; true or unknown is true.
  const either = isAnd
    ? `(${left.known} unless on () ${left.holds}) or (${right.known} unless on () ${right.holds})`
    : `${left.holds} or ${right.holds}`;
  return { holds, known: `(${both} or ${either})` };
}

function compared(tree: Operation, language: Language, opposite: boolean): Query {
  const { operator, operands } = tree;
  const terms = termsOf(tree, language.termOf);
  const [first] = terms;
  const holds = arithmetic(
    { ...tree, operator: opposite ? (OPPOSITE[operator] ?? operator) : operator, operands },
    terms.length === 1 ? language : { ...language, seriesOf: summed(language) },
  );
  if (!first) throw new Untold("it compares numbers alone: name a metric", tree.column);
  const known = terms.map((term) => language.seriesOf(term)).join(" and on () ");
  return { holds: holds.text, known: terms.length === 1 ? known : `(${known})` };
}

/** Two series meet in one number each: of several instances Prometheus would not know which belong together. */
const summed =
  ({ seriesOf }: Language): Language["seriesOf"] =>
  (term) =>
    `sum by ${TOGETHER} (${seriesOf(term)})`;

interface Operand {
  readonly text: string;
  readonly isSeries: boolean;
  readonly isWhole: boolean;
}

function numeric(tree: ExpressionTree, language: Language): Operand {
  const term = language.termOf(tree);
  if (term) return { text: language.seriesOf(term), isSeries: true, isWhole: false };
  if (tree.is === "number") return { text: String(tree.value), isSeries: false, isWhole: tree.whole };
  if (tree.is === "operation" && tree.operator === "-_") {
    const [one] = tree.operands.map((operand) => numeric(operand, language));
    if (one) return { ...one, text: `(-${one.text})` };
  }
  if (tree.is === "operation" && ARITHMETIC.has(tree.operator)) return arithmetic(tree, language);
  throw untold(tree, "number");
}

function arithmetic({ operator, operands, column }: Operation, language: Language): Operand {
  const [left, right] = operands.map((operand) => numeric(operand, language));
  if (!left || !right) throw new Error("an operator without two operands");
  const isWhole = left.isWhole && right.isWhole;
  if (operator === "/" && isWhole)
    throw new Untold("CEL divides whole numbers without a rest, and PromQL does not: write 1.0 for 1", column);
  const terms = new Set(operands.flatMap((one) => termsOf(one, language.termOf).map(keyOf)));
  const on = left.isSeries && right.isSeries && terms.size > 1 ? ` ${MATCHED}` : "";
  return {
    text: `(${left.text} ${operator}${on} ${right.text})`,
    isSeries: left.isSeries || right.isSeries,
    isWhole,
  };
}

function untold(tree: ExpressionTree, wanted: "number" | "comparison"): Untold {
  const isNumber =
    tree.is === "number" || tree.is === "name" || (tree.is === "operation" && ARITHMETIC.has(tree.operator));
  const isComparison = tree.is === "operation" && (JOINS.has(tree.operator) || Object.hasOwn(OPPOSITE, tree.operator));
  if (wanted === "comparison" && isNumber) return new Untold("it is a number: compare it, such as by `>`", tree.column);
  if (wanted === "number" && isComparison) return new Untold("a comparison is no number", tree.column);
  if (tree.is === "text") return new Untold(`Prometheus knows numbers, and no texts: ${KNOWN}`, tree.column);
  return new Untold(`${nameOf(tree)} has no equal in PromQL: ${KNOWN}`, tree.column);
}

function nameOf(tree: ExpressionTree): string {
  if (tree.is === "call") return `\`${tree.name}()\``;
  if (tree.is === "name") return `\`${tree.name}\``;
  if (tree.is === "operation") return `\`${SPELT[tree.operator] ?? tree.operator}\``;
  return tree.is === "other" ? tree.what : "this";
}
const JOINS: ReadonlySet<string> = new Set(["&&", "||"]);
const SPELT: Readonly<Record<string, string>> = { "!_": "!", "[]": "[…]", "?:": "? :" };
const KNOWN = "use names, numbers, `+ - * /`, comparisons, `&&` and `||`";
