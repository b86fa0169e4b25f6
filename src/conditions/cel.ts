import { Environment } from "@marcbachmann/cel-js";
import { type WorkBudget, openBudget } from "./budget.ts";
import { linearPattern, type Pattern } from "./linear-pattern.ts";
import { describeExpressionError } from "./expression-tree.ts";
import { fieldsOf, isNode, meter, nodesOf } from "./metered.ts";

/**
 * What expressions are about: types by name with their fields, variables by name with their types, all in CEL's words.
 */
export interface Space {
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly variables: Readonly<Record<string, string>>;
  /** Nothing divided by nothing is no number: then it cannot be said whether it holds. CEL alone would say no. */
  readonly numbersOnly?: true;
}
/** Values of the variables; an `int` is a bigint. */
export type VariableValues = Readonly<Record<string, unknown>>;

export type CompiledExpression =
  | {
      readonly ok: true;
      readonly holds: (values: VariableValues, run?: WorkBudget) => Evaluation;
      /** The fields of a variable on which it depends; undefined where it looks at the variable as a whole. */
      readonly fieldsOf: (variable: string) => readonly string[] | undefined;
    }
  | { readonly ok: false; readonly message: string; readonly column: number };
export type Evaluation =
  | { readonly ok: true; readonly value: boolean }
  | { readonly ok: false; readonly reason: string };

const LONGEST = 4000;
const LIMITS = { maxAstNodes: 500, maxDepth: 50, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 8 };
/** Steps that one expression may take. A filter over ten thousand findings takes a tenth of it. */
const MOST_STEPS = 2_000_000;
/** Steps that a character of a pattern costs: to compile one takes longer than to look at as many characters. */
const PER_PATTERN_CHARACTER = 10;
const MOST_PATTERNS = 1000;
/** Steps that all conditions of a run may take together: as many as five that use up their own. */
const MOST_STEPS_OF_RUN = 10_000_000;

/** The budget that the conditions of one run share. */
export const openExpressions = (): WorkBudget => openBudget(MOST_STEPS_OF_RUN);

/**
 * An expression of CEL (https://github.com/google/cel-spec) that is true or false. Names and types are checked here;
 * what it may take is bounded in size, depth and steps, and `matches()` is linear in its text.
 */
export function compileExpression(expression: string, space: Space): CompiledExpression {
  if (expression.length > LONGEST) return { ok: false, message: `it has more than ${LONGEST} characters`, column: 1 };
  let budget = openBudget(MOST_STEPS);
  const spend = (steps: number): void => budget.spend(steps);
  try {
    const environment = environmentOf(space, spend);
    const parsed = environment.parse(expression);
    if (!isNode(parsed.ast)) throw new Error("the expression has no tree");
    const nodes = nodesOf(parsed.ast);
    for (const { op, args } of nodes)
      if (op === "rcall" && Array.isArray(args) && args[0] === "matches") args[0] = LINEAR;
    const checked = parsed.check();
    if (checked.error) throw checked.error;
    if (checked.type !== "bool")
      return { ok: false, message: `it gives ${checked.type ?? "nothing"}, not true or false`, column: 1 };
    meter(nodes, spend, space.numbersOnly === true);
    return {
      ok: true,
      holds: (values, run) => {
        budget = openBudget(MOST_STEPS, run);
        return outcomeOf(() => parsed(values), budget.exceeded, run);
      },
      fieldsOf: (variable) => fieldsOf(variable, nodes),
    };
  } catch (error) {
    return { ok: false, ...described(error) };
  }
}

function outcomeOf(evaluate: () => unknown, exceeded: () => boolean, run: WorkBudget | undefined): Evaluation {
  let value: unknown;
  let reason: string | undefined;
  try {
    value = evaluate();
  } catch (error) {
    reason = described(error).message;
  }
  if (run?.exceeded()) {
    const all = MOST_STEPS_OF_RUN.toLocaleString("en");
    return { ok: false, reason: `it and those before it take more than ${all} steps together` };
  }
  // `||`, `exists` and the like go on after an error, and so after this one.
  if (exceeded()) return { ok: false, reason: `it takes more than ${MOST_STEPS.toLocaleString("en")} steps` };
  if (reason !== undefined) return { ok: false, reason };
  return typeof value === "boolean" ? { ok: true, value } : { ok: false, reason: "it gives neither true nor false" };
}

/**
 * The name of our `matches`. The library's own is a backtracking RegExp and cannot be replaced: calls of it are given
 * this name.
 */
const LINEAR = "linearMatches";

/** Whole numbers beside others: `2 * base` is no mistake, though CEL alone has no word for it. */
const COUNTED: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};

function environmentOf({ types, variables }: Space, spend: (steps: number) => void): Environment {
  const patterns = new Map<string, Pattern>();
  const environment = new Environment({ limits: LIMITS });
  for (const [name, fields] of Object.entries(types)) environment.registerType(name, { fields: { ...fields } });
  for (const [name, type] of Object.entries(variables)) environment.registerVariable(name, type);
  for (const [op, count] of Object.entries(COUNTED)) {
    environment.registerOperator(`int ${op} double: double`, (a: bigint, b: number) => count(Number(a), b));
    environment.registerOperator(`double ${op} int: double`, (a: number, b: bigint) => count(a, Number(b)));
  }
  environment.registerOperator("double == int: bool", (a: number, b: bigint) => a === Number(b));
  return environment.registerFunction(`string.${LINEAR}(string): bool`, (text: string, source: string): boolean => {
    if (!patterns.has(source)) spend(source.length * PER_PATTERN_CHARACTER);
    const known = patterns.get(source) ?? linearPattern(source);
    if (!patterns.has(source)) spend(known.costs(PER_PATTERN_CHARACTER));
    if (patterns.size < MOST_PATTERNS) patterns.set(source, known);
    spend(1 + known.costs(text.length));
    return known(text);
  });
}

function described(error: unknown): { readonly message: string; readonly column: number } {
  const { message, column } = describeExpressionError(error);
  return { message: message.replaceAll(LINEAR, "matches"), column };
}
