import type { SchemaNode } from "../../src/config/schema-node.ts";
import { PROFILE } from "../../src/cost/profile/profile.ts";
import { profileSchema } from "../../src/cost/profile/schema.ts";

/** The published schema of `agent-usage.yaml`, as editors read it. How often a workflow runs may be written or measured. */
export function composeUsageSchema(): Readonly<Record<string, unknown>> {
  const { workflows } = profileSchema.properties;
  const runs: SchemaNode = { required: ["runs-per-month"] };
  const workflow = {
    ...workflows.additionalProperties,
    anyOf: [runs, { required: ["measured"], properties: { measured: runs } }],
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:agent-ci:agent-usage:1",
    title: `agent-ci ${PROFILE}`,
    description: `How agents are used. In an editor: \`# yaml-language-server: $schema=./node_modules/agent-ci/schema/agent-usage.schema.json\` as its first line.`,
    ...profileSchema,
    properties: { ...profileSchema.properties, workflows: { ...workflows, additionalProperties: workflow } },
  };
}
