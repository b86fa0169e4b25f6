import type { SchemaNode } from "../../config/schema-node.ts";
import { type Json, numberOf } from "../../model/json.ts";

export const boundsSchema = {
  min: { type: "number", minimum: 0, description: "At least so many." },
  max: { type: "number", minimum: 0, description: "At most so many." },
} as const satisfies Readonly<Record<string, SchemaNode>>;

/** Whether a number lies within `min` and `max`, of which either may be absent. */
export const withinBounds = ({ min, max }: Json, value: number): boolean =>
  value >= (numberOf(min) ?? 0) && value <= (numberOf(max) ?? Number.POSITIVE_INFINITY);

/** The bounds in words. */
export function bounds({ min, max }: Json): string {
  const [least, most] = [numberOf(min), numberOf(max)];
  if (least !== undefined && least === most) return String(least);
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  if (most !== undefined) return `at most ${most}`;
  return `at least ${least ?? 0}`;
}
