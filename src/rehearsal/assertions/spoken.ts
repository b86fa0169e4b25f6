import type { SchemaNode } from "../../config/schema-node.ts";
import type { Json } from "../../model/json.ts";
import type { Asserted } from "./assertion.ts";

const OF = ["output", "errors", "answer"] as const;

/** Which text is meant. */
export const ofSchema = {
  of: {
    type: "string",
    enum: OF,
    description: "`output`: what the program printed; `errors`: on standard error; `answer`: what the model said last.",
  },
} as const satisfies Readonly<Record<string, SchemaNode>>;

/** The text that an expectation is about. A line end that a program prints behind its answer is no part of it. */
export function spoken({ of }: Json, { output, errors, answers }: Asserted): string {
  const text = of === "answer" ? (answers.at(-1) ?? "") : of === "errors" ? errors : output;
  return text.replace(/\r?\n$/, "");
}

/** The name of that text in a sentence. */
export function spokenName({ of }: Json): string {
  if (of === "answer") return "the model's last answer";
  return of === "errors" ? "standard error" : "the output";
}
