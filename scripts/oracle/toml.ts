import { isObject } from "../../src/model/json.ts";

/** A map as TOML: tables in one line, which say the same as those with a heading. */
export function toml(data: unknown): string {
  return isObject(data)
    ? Object.entries(data)
        .map(([key, value]) => `${JSON.stringify(key)} = ${inline(value)}\n`)
        .join("")
    : `x = ${inline(data)}\n`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)} = ${inline(one)}`)
    .join(", ")} }`;
}
