import { type Json, objectOf, objectsOf } from "../../model/json.ts";
import { timeOf } from "../numbers.ts";

/** Attributes as OTLP's JSON has them → by name. Integers are texts there, since JSON has none of 64 bits. */
export function attributesOf(attributes: unknown): Readonly<Record<string, string | number | boolean>> {
  const found: [string, string | number | boolean][] = [];
  for (const { key, value } of objectsOf(attributes)) {
    const plain = valueOf(objectOf(value));
    if (typeof key === "string" && plain !== undefined) found.push([key, plain]);
  }
  return Object.fromEntries(found);
}

function valueOf({ stringValue, intValue, doubleValue, boolValue }: Json): string | number | boolean | undefined {
  if (typeof stringValue === "string") return stringValue;
  if (typeof boolValue === "boolean") return boolValue;
  return plainNumber(intValue ?? doubleValue);
}

/** A number, or the text of one. */
export function plainNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Milliseconds, of nanoseconds as a text. */
export function timeOfNano(value: unknown): number | undefined {
  const text = typeof value === "number" ? String(Math.trunc(value)) : value;
  return typeof text === "string" && /^\d{13,20}$/.test(text) ? timeOf(Number(BigInt(text) / 1_000_000n)) : undefined;
}
