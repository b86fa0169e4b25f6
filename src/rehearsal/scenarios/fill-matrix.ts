import type { Layer, LayerMap } from "../../config/layer.ts";

export type Values = Readonly<Record<string, string | number | boolean>>;

/** One matrix of five names with twenty values each would be millions of runs. */
export const MOST_COMBINATIONS = 100;

/**
 * Every combination of a matrix that keeps to its schema, the last name changing first; undefined where they are too
 * many.
 */
export function combinationsOf(scenario: LayerMap): readonly Values[] | undefined {
  const matrix = scenario.entries.get("matrix")?.value;
  if (matrix?.kind !== "map") return [{}];
  let found: readonly Values[] = [{}];
  for (const [name, { value }] of matrix.entries) {
    const values = value.kind === "list" ? value.items.flatMap(scalarOf) : [];
    if (found.length * values.length > MOST_COMBINATIONS) return undefined;
    found = found.flatMap((one) => values.map((each) => ({ ...one, [name]: each })));
  }
  return found;
}

function scalarOf(item: Layer): readonly Values[string][] {
  if (item.kind !== "leaf") return [];
  const { value } = item;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [value] : [];
}

const NAMED = /\{\{\s*([A-Za-z][\w-]*)\s*\}\}/g;

/**
 * The scenario with values in the place of their names. A text that is nothing but a name becomes the value, which may
 * be a number; a name that the matrix does not have stays as it is, for prompts may have braces.
 */
export function fill(layer: Layer, values: Values): Layer {
  if (layer.kind === "list") return { ...layer, items: layer.items.map((item) => fill(item, values)) };
  if (layer.kind === "map") {
    const entries = Array.from(
      layer.entries,
      ([key, entry]) => [key, { ...entry, value: fill(entry.value, values) }] as const,
    );
    return { ...layer, entries: new Map(entries) };
  }
  const { value } = layer;
  if (typeof value !== "string" || !value.includes("{{")) return layer;
  const [whole] = value.matchAll(NAMED);
  if (whole?.[0] === value && Object.hasOwn(values, whole[1] ?? "")) return { ...layer, value: values[whole[1] ?? ""] };
  const filled = value.replaceAll(NAMED, (found, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : found,
  );
  return { ...layer, value: filled };
}
