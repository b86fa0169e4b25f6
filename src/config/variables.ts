import { fromValue, type LayerEntry, type LayerMap } from "./layer.ts";
import type { Origin } from "./origin.ts";

interface Property {
  readonly type?: unknown;
  readonly items?: { readonly type?: unknown };
}

const SCALARS: ReadonlySet<unknown> = new Set(["string", "number", "integer", "boolean"]);

/** `fail-on` → `AGENT_CI_FAIL_ON`. */
const variableName = (key: string): string => `AGENT_CI_${key.replaceAll("-", "_").toUpperCase()}`;

/** The settings that variables give: scalars, and lists of scalars written with commas. An empty variable is none. */
export function fromVariables(
  env: Readonly<Record<string, string | undefined>>,
  properties: Readonly<Record<string, Property>>,
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

function read(text: string, { type, items }: Property): unknown {
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
