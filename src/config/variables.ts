import { fromValue, type LayerEntry, type LayerMap } from "./layer.ts";
import { nearest } from "../model/nearest.ts";
import { type ConfigProblem, type Origin, problemAt } from "./origin.ts";
import type { SchemaNode } from "./schema-node.ts";

const SCALARS: ReadonlySet<unknown> = new Set(["string", "number", "integer", "boolean"]);

const PREFIX = "AGENT_CI_";
/** `fail-on` → `AGENT_CI_FAIL_ON`. */
const variableName = (key: string): string => PREFIX + key.replaceAll("-", "_").toUpperCase();

/** The settings that variables give: scalars, and lists of scalars written with commas. An empty variable is none. */
export function fromVariables(
  env: Readonly<Record<string, string | undefined>>,
  properties: Readonly<Record<string, SchemaNode>>,
): LayerMap {
  const entries = new Map<string, LayerEntry>();
  for (const [key, property] of Object.entries(properties)) {
    const name = variableName(key);
    const text = env[name]?.trim() ?? "";
    const value = text === "" ? undefined : read(text, property);
    if (value === undefined) continue;
    const origin: Origin = { from: "variable", name };
    entries.set(key, { key: origin, value: fromValue(value, origin) });
  }
  return { kind: "map", entries, origin: { from: "default" } };
}

/**
 * Variables that were meant to be a setting and are none: misspelt, or of a setting that only a file can hold. Others
 * that begin alike may be anybody's.
 */
export function mistakenVariables(
  env: Readonly<Record<string, string | undefined>>,
  properties: Readonly<Record<string, SchemaNode>>,
): readonly ConfigProblem[] {
  const names = new Map(Object.entries(properties).map(([key, property]) => [variableName(key), { key, property }]));
  const words = ["ENV", ...[...names.keys()].map((name) => name.slice(PREFIX.length))];
  return Object.keys(env)
    .filter((name) => name.toUpperCase().startsWith(PREFIX) && (env[name] ?? "").trim() !== "")
    .toSorted()
    .flatMap((name) => {
      const origin: Origin = { from: "variable", name };
      const known = names.get(name);
      if (known && (known.key === "extends" || !isWritable(known.property)))
        return problemAt(origin, `a variable cannot hold \`${known.key}\``, "Write it into `agent-ci.yaml`.");
      const meant = nearest(name.slice(PREFIX.length), words);
      if (known || name === `${PREFIX}ENV` || meant === undefined) return [];
      return problemAt(origin, `there is no such setting: did you mean \`${PREFIX}${meant}\`?`);
    });
}

const isWritable = ({ type, items }: SchemaNode): boolean =>
  SCALARS.has(type) || (type === "array" && SCALARS.has(items?.type));

function read(text: string, { type, items }: SchemaNode): unknown {
  if (type === "array" && SCALARS.has(items?.type))
    return text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .map((part) => scalar(part, items?.type));
  return SCALARS.has(type) ? scalar(text, type) : undefined;
}

/** What is no such scalar stays a text, and the schema says what was expected. */
function scalar(text: string, type: unknown): string | number | boolean {
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if ((type === "number" || type === "integer") && Number.isFinite(Number(text))) return Number(text);
  return text;
}
