import { HIDDEN } from "./hidden.ts";
import { guardInner } from "./inner-command.ts";

const PLAIN = /^[\n\x20-\x7E]*$/;

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
// The only line breaks in serialised JSON are its own.
const escape = (char: string): string => (char === "\n" ? char : char.split("").map(escapeUnit).join(""));

/** JSON of the same value, in which no hidden character and no workflow command stands raw. Ends with a line break. */
export function safeJson(value: unknown): string {
  const text = guardInner(JSON.stringify(value, null, 2), "\\u005b");
  return `${PLAIN.test(text) ? text : text.replace(HIDDEN, escape)}\n`;
}
