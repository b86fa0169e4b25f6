import type { SchemaNode } from "../../config/schema-node.ts";
import { EXPECTED, type HookCase } from "../hooks/hook-case.ts";
import { type Json, numberOf, objectOf, stringOf } from "../../model/json.ts";

const text = { type: "string" } as const satisfies SchemaNode;
const path = { type: "string", minLength: 1 } as const satisfies SchemaNode;

const event: SchemaNode = {
  type: "object",
  required: ["event", "decision"],
  additionalProperties: false,
  properties: {
    event: { ...path, description: "What happens, as the client's configuration calls it, such as PreToolUse." },
    because: { ...text, description: "What it stands for." },
    input: {
      type: "object",
      description: "What the client says of it: tool_name, tool_input, prompt, … What every event has is filled in.",
    },
    decision: {
      type: "string",
      enum: EXPECTED,
      description: "What the client must do; `refused` is deny or block, `passed` is allow or continue.",
    },
    reason: { ...text, description: "Must stand in what the model or the user is told." },
    "exit-code": { type: "integer", minimum: 0, description: "Of each hook." },
    output: { ...text, description: "Must stand in what each hook prints." },
    within: { type: "integer", minimum: 1, description: "Milliseconds that each hook may take." },
  },
};

/** What a scenario of hooks has beside what all have. */
export const hookProperties = {
  hooks: {
    ...path,
    description: "The file that declares the hooks, from the workspace, such as .claude/settings.json.",
  },
  plugin: { ...path, description: "The root of the plugin that they belong to, from the workspace." },
  events: {
    type: "array",
    items: event,
    minItems: 1,
    maxItems: 200,
    description: "What happens, and what must come of it.",
  },
} as const satisfies Readonly<Record<string, SchemaNode>>;

/** A row that keeps to its schema. */
export function hookCaseOf(row: Json): HookCase {
  const { event: name, because, input, decision, reason, output, within, "exit-code": code } = row;
  const exitCode = numberOf(code);
  const most = numberOf(within);
  return {
    name: stringOf(name),
    input: objectOf(input),
    decision: EXPECTED.find((one) => one === decision) ?? "refused",
    ...(typeof because === "string" && { because }),
    ...(typeof reason === "string" && { reason }),
    ...(typeof output === "string" && { output }),
    ...(exitCode !== undefined && { exitCode }),
    ...(most !== undefined && { within: most }),
  };
}
