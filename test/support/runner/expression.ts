export interface Contexts {
  readonly [name: string]: unknown;
}

const EXPRESSION = /\$\{\{(.*?)\}\}/gsu;
const PATH = /^[a-z_][\w-]*(?:\.[a-z_][\w-]*|\['[^']*'\])*$/iu;

/**
 * Text with each `${{ }}` replaced by what its path finds in the contexts, by nothing where the path ends early. Only paths
 * (`github.event['x'].y`) are evaluated; anything else, and an unknown context, throws.
 */
export function interpolate(text: string, contexts: Contexts): string {
  return text.replaceAll(EXPRESSION, (_, expression: string) => asText(evaluate(expression.trim(), contexts)));
}

/** The value at a path such as `inputs.github-token`; names are matched regardless of case, as GitHub does. */
export function evaluate(expression: string, contexts: Contexts): unknown {
  if (!PATH.test(expression)) throw new Error(`This runner evaluates paths only, not \`${expression}\`.`);
  const [root = "", ...rest] = [...expression.matchAll(/[\w-]+|(?<=\[')[^']*(?='\])/gu)].map(([name]) => name);
  const context = lookUp(contexts, root);
  if (context === undefined) throw new Error(`Unrecognized named-value: '${root}'`);
  return rest.reduce(lookUp, context);
}

/** A value of YAML or of a context as an expression prints it. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function lookUp(at: unknown, name: string): unknown {
  if (typeof at !== "object" || at === null) return undefined;
  return Object.entries(at).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
