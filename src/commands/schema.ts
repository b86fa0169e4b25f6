import { type Command, defineCommand } from "./command.ts";

export const schemaCommand: Command = defineCommand({
  name: "schema",
  summary: "Print the JSON Schema of agent-ci.yaml.",
  positionals: [],
  options: [],
  examples: [{ line: "agent-ci schema > agent-ci.schema.json", does: "a copy for an editor without network" }],
  async run(world) {
    const { default: text } = await import("../../schema/agent-ci.schema.json", { with: { type: "json" } });
    world.out(`${JSON.stringify(text, null, 2)}\n`);
    return 0;
  },
});
