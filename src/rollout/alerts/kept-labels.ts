import type { ExpressionTree } from "../../conditions/expression-tree.ts";
import { keyOf, type Term, termsOf } from "./promql.ts";

/** What series of one canary belong together by, beside the rollout, which is recorded with each. */
const LABEL = "variant";
/** Of PromQL, what makes one number of many, and leaves no label but those that it is told to keep. */
const AGGREGATIONS = new Set(["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar", "quantile"]);
/** What has no labels at all. */
const BARE = new Set(["vector", "scalar", "time"]);

/** Whether a query keeps the label by which series belong together; undefined where only Prometheus knows. */
type Keeps = (term: Term) => boolean | undefined;

/** Whether a query of PromQL does, as far as its outermost words say it. */
export function keepsLabels(query: string): boolean | undefined {
  const parts = outermost(query.replaceAll(/#.*$/gm, ""));
  if (!parts || parts.length === 0) return undefined;
  const kept = parts.map(({ word, clause, labels }) => {
    if (BARE.has(word)) return false;
    if (!AGGREGATIONS.has(word)) return undefined;
    if (clause === "") return false;
    if (clause === "by") return labels.includes(LABEL);
    return labels.includes(LABEL) ? false : undefined;
  });
  return kept.every((one) => one === kept[0]) ? kept[0] : undefined;
}

interface Part {
  readonly word: string;
  readonly clause: string;
  readonly labels: readonly string[];
}
const PART = /^\s*([a-z_]+)\s*(?:(by|without)\s*\(([^()]*)\)\s*)?$/i;
const CLAUSE = /^\s*(by|without)\s*\(([^()]*)\)/i;

/** The functions that a query is made of at its outermost, joined by arithmetic; undefined for anything else. */
function outermost(query: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  let rest = unwrapped(query);
  for (;;) {
    const number = /^\s*-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/i.exec(rest)?.[0];
    if (number !== undefined) rest = rest.slice(number.length);
    else {
      const open = openOfCall(rest);
      const head = open === -1 ? undefined : PART.exec(rest.slice(0, open));
      const end = open === -1 ? -1 : closing(rest, open);
      if (!head || end === -1) return undefined;
      rest = rest.slice(end + 1);
      const after = CLAUSE.exec(rest);
      if (after) rest = rest.slice(after[0].length);
      const [clause = "", labels = ""] = after ? after.slice(1) : head.slice(2);
      parts.push({
        word: (head[1] ?? "").toLowerCase(),
        clause: clause.toLowerCase(),
        labels: labels.split(",").map((one) => one.trim()),
      });
    }
    if (rest.trim() === "") return parts;
    const operator = /^\s*[-+*/%]/.exec(rest)?.[0];
    if (operator === undefined) return undefined;
    rest = rest.slice(operator.length);
  }
}

/** Where the argument of a call begins: behind its labels, where those stand before it. */
function openOfCall(text: string): number {
  const first = text.indexOf("(");
  if (!/\b(?:by|without)\s*$/i.test(text.slice(0, Math.max(0, first)))) return first;
  return text.indexOf("(", closing(text, first) + 1);
}

/** Without parentheses that stand around all of it. */
function unwrapped(query: string): string {
  let text = query.trim();
  while (text.startsWith("(") && closing(text, 0) === text.length - 1) text = text.slice(1, -1).trim();
  return text;
}

/** Where a parenthesis closes, texts in quotation marks passed over; -1 where it does not. */
function closing(text: string, open: number): number {
  if (open < 0) return -1;
  let depth = 0;
  let quote = "";
  for (let at = open; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (quote !== "") {
      if (char === "\\" && quote !== "`") at += 1;
      else if (char === quote) quote = "";
    } else if (char === '"' || char === "'" || char === "`") quote = char;
    else if (char === "(") depth += 1;
    else if (char === ")") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/**
 * A series without this label that has to meet one with it: both are there, and Prometheus finds no pair, so that the
 * alert never fires. Undefined where there is none. `opposite`: it fires where the condition does not hold.
 */
export function neverMeets(
  tree: ExpressionTree,
  termOf: (tree: ExpressionTree) => Term | undefined,
  keeps: Keeps,
  opposite = false,
): { readonly without: Term; readonly beside: Term } | undefined {
  if (tree.is !== "operation" || termOf(tree)) return undefined;
  const [left, right] = tree.operands;
  if (left && right && tree.operator !== (opposite ? "&&" : "||")) {
    const [one, other] = [left, right].map((side) => sideOf(termsOf(side, termOf), keeps));
    if (one && other && one.keeps !== other.keeps && keyOf(one.term) !== keyOf(other.term))
      return one.keeps ? { without: other.term, beside: one.term } : { without: one.term, beside: other.term };
  }
  for (const operand of tree.operands) {
    const found = neverMeets(operand, termOf, keeps, opposite);
    if (found) return found;
  }
  return undefined;
}

/** What all series of a side do; undefined where that is not known of each. */
function sideOf(terms: readonly Term[], keeps: Keeps): { readonly term: Term; readonly keeps: boolean } | undefined {
  const [term] = terms;
  const [first] = terms.map(keeps);
  return term !== undefined && first !== undefined && terms.every((one) => keeps(one) === first)
    ? { term, keeps: first }
    : undefined;
}
