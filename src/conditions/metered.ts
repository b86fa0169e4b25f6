import { type WorkBudget, ownSize, sizeOf } from "./budget.ts";

/** As much as is needed of a node of `@marcbachmann/cel-js` 8.0.0; what its parser builds, evaluation walks. */
export interface Node {
  readonly op: string;
  readonly args: unknown;
  readonly evaluate: Evaluate;
}
type Evaluate = (this: Node, evaluator: unknown, node: unknown, context: unknown) => unknown;

/** Operators that look at all of their operands, however large they are. */
const DEEP: ReadonlySet<string> = new Set(["==", "!=", "in"]);

/** Steps that an error costs: `exists` and `||` go on after errors, and to make one takes as long as many steps. */
const PER_ERROR = 100;

/** Why an expression has no value where a number in it is none. */
export const NO_NUMBER = "a number in it is none, such as nothing divided by nothing";

/** Every node of a tree, each once. */
export function nodesOf(root: Node): readonly Node[] {
  const found = new Set<Node>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (isNode(value) && !found.has(value)) {
      found.add(value);
      walk(value.args);
    }
  };
  walk(root);
  return [...found];
}

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "op" in value && "args" in value && "evaluate" in value;

/** The fields that an expression asks of a variable; undefined where it asks for the variable itself. */
export function fieldsOf(variable: string, nodes: readonly Node[]): readonly string[] | undefined {
  const isVariable = (value: unknown): value is Node => isNode(value) && value.op === "id" && value.args === variable;
  const fields = new Set<string>();
  const ofFields = new Set<Node>();
  for (const { op, args } of nodes) {
    if (op !== "." || !Array.isArray(args)) continue;
    const [of, field]: readonly unknown[] = args;
    if (!isVariable(of) || typeof field !== "string") continue;
    fields.add(field);
    ofFields.add(of);
  }
  return nodes.every((node) => !isVariable(node) || ofFields.has(node)) ? [...fields] : undefined;
}

/**
 * Makes each evaluation of a node cost a step, and more where its value is large. The library has no limit of its own:
 * macros in macros over a report of ten thousand findings would take hours. With `numbersOnly` what comes to NaN is an
 * error, which `||` and `&&` go on after as after any.
 */
export function meter(nodes: readonly Node[], spend: WorkBudget["spend"], numbersOnly: boolean): void {
  const sizes = new WeakMap<object, number>();
  const deep = new Set(nodes.flatMap(({ op, args }) => (DEEP.has(op) && Array.isArray(args) ? args : [])));
  for (const node of nodes) {
    let evaluate = node.evaluate;
    const counted: Evaluate = (evaluator, tree, context) => {
      spend(1);
      let value: unknown;
      try {
        value = evaluate.call(node, evaluator, tree, context);
        if (numbersOnly && Number.isNaN(value)) throw new Error(NO_NUMBER);
      } catch (error) {
        spend(PER_ERROR);
        throw error;
      }
      spend(deep.has(node) ? sizeOf(value, sizes) : ownSize(value));
      return value;
    };
    // On its first call a node chooses between its ways to be evaluated, and remembers the way here.
    Object.defineProperty(node, "evaluate", {
      get: () => counted,
      set: (chosen: Evaluate) => {
        evaluate = chosen;
      },
    });
  }
}
