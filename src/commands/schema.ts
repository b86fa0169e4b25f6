import { nearest } from "../model/nearest.ts";
import { UsageError } from "../model/usage-error.ts";
import { type Command, defineCommand } from "./command.ts";

/** The files of which there is a schema, by the name under which it is asked for. */
const SCHEMAS: Readonly<Record<string, () => Promise<{ readonly default: object }>>> = {
  "agent-ci": async () => import("../../schema/agent-ci.schema.json", { with: { type: "json" } }),
  "agent-usage": async () => import("../../schema/agent-usage.schema.json", { with: { type: "json" } }),
  "budget-limits": async () => import("../../schema/budget-limits.schema.json", { with: { type: "json" } }),
  "model-overrides": async () => import("../../schema/model-overrides.schema.json", { with: { type: "json" } }),
  report: async () => import("../../schema/report.schema.json", { with: { type: "json" } }),
  golden: async () => import("../../schema/golden.schema.json", { with: { type: "json" } }),
  rollout: async () => import("../../schema/rollout.schema.json", { with: { type: "json" } }),
  scenario: async () => import("../../schema/scenario.schema.json", { with: { type: "json" } }),
};

export const schemaCommand: Command = defineCommand({
  name: "schema",
  summary: "Print the JSON Schema of agent-ci.yaml, or of another file.",
  positionals: [
    { name: "file", optional: true, summary: `Of what: ${Object.keys(SCHEMAS).join(", ")}; agent-ci if not given.` },
  ],
  options: [],
  examples: [
    { line: "agent-ci schema > agent-ci.schema.json", does: "a copy for an editor without network" },
    { line: "agent-ci schema agent-usage", does: "that of the profile of usage" },
  ],
  async run(world, _values, [file = "agent-ci"]) {
    const load = Object.hasOwn(SCHEMAS, file) ? SCHEMAS[file] : undefined;
    if (!load) {
      const like = nearest(file, Object.keys(SCHEMAS));
      throw new UsageError(
        `There is no schema of "${file}"${like === undefined ? "" : `: did you mean ${like}?`}. There is: ${Object.keys(SCHEMAS).join(", ")}.`,
      );
    }
    world.out(`${JSON.stringify((await load()).default, null, 2)}\n`);
    return 0;
  },
});
