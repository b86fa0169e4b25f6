import type { SchemaNode } from "../../config/schema-node.ts";
import type { ScriptedResult } from "../mcp/served.ts";
import { isObject, type Json, listOf, objectsOf, stringOf } from "../../model/json.ts";
import type { McpExpectations } from "./scenario.ts";
import { group } from "../../model/group.ts";

const name = { type: "string", minLength: 1 } as const satisfies SchemaNode;

/** What a scenario may say of the MCP servers of its workspace. */
export const mcpSchema = {
  type: "object",
  additionalProperties: false,
  description: "What stands in for the MCP servers of the workspace: the tools of a lock, and what they answer.",
  properties: {
    lock: {
      ...name,
      default: ".agent-ci/mcp.lock.json",
      description: "From the workspace; `agent-ci mcp lock` writes it.",
    },
    real: {
      type: "array",
      items: name,
      maxItems: 100,
      default: [],
      description: "Servers that start as configured, shut in.",
    },
    results: {
      type: "array",
      maxItems: 1000,
      default: [],
      description: "What tools answer; the first that fits a call.",
      items: {
        type: "object",
        required: ["server", "tool"],
        additionalProperties: false,
        properties: {
          server: name,
          tool: name,
          arguments: { type: "object", description: "What must stand in the arguments, to any depth." },
          text: { type: "string", description: "The result as a text." },
          result: { type: "object", description: "The result as MCP has it, in the place of a text." },
          error: { type: "boolean", description: "Whether the call fails." },
        },
      },
    },
  },
} as const satisfies SchemaNode;

/** What keeps to the schema. */
export function mcpOf({ lock, real, results }: Json): McpExpectations {
  const grouped = group(objectsOf(results), ({ server }) => stringOf(server));
  return {
    lock: stringOf(lock) || mcpSchema.properties.lock.default,
    real: listOf(real).map(stringOf),
    results: Object.fromEntries([...grouped].map(([server, rows]) => [server, rows.map(resultOf)])),
  };
}

function resultOf({ tool, arguments: given, text, result, error }: Json): ScriptedResult {
  const said = isObject(result) ? result : { content: [{ type: "text", text: stringOf(text) }] };
  return {
    tool: stringOf(tool),
    ...(isObject(given) && { arguments: given }),
    result: { ...said, ...(error === true && { isError: true }) },
  };
}
