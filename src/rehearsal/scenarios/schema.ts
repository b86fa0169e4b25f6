import type { SchemaNode } from "../../config/schema-node.ts";
import { adapters } from "../adapters/adapters.ts";
import { agentsSchema, faultsSchema } from "./agents-schema.ts";
import { KINDS_OF_SCENARIO } from "./kinds.ts";
import type { ScenarioKind } from "./scenario.ts";
import { hookProperties } from "./hook-schema.ts";
import { mcpSchema } from "./mcp-schema.ts";
import { teamProperties } from "./team-schema.ts";
import { triggersProperties } from "./triggers-schema.ts";
import { scriptsSchema, turnsSchema } from "./turn-schema.ts";

const text = { type: "string", maxLength: 100_000 } as const satisfies SchemaNode;
const name = { type: "string", minLength: 1, maxLength: 200 } as const satisfies SchemaNode;
const atLeastOne = { type: "integer", minimum: 1 } as const satisfies SchemaNode;
const scalar: SchemaNode = { type: ["string", "number", "boolean"] };

/** What every kind of scenario may say. */
const common = {
  name: { ...name, description: "What it is about; the name of its file if not given." },
  kind: {
    type: "string",
    enum: KINDS_OF_SCENARIO,
    default: "agent",
    description:
      "An agent gets a prompt; a hook gets an event; the agents of a team share a folder; triggers are prompts of skills.",
  },
  tags: { type: "array", items: name, maxItems: 20, default: [], description: "Words to choose scenarios by: --tag." },
  matrix: {
    description: "Runs once for each combination; `{{name}}` in any text stands for the value.",
    type: "object",
    maxProperties: 5,
    propertyNames: { pattern: "^[A-Za-z][A-Za-z0-9_-]{0,39}$" },
    additionalProperties: { type: "array", items: scalar, minItems: 1, maxItems: 20 },
  },
  workspace: {
    description: "What the program finds in its folder, which is a copy.",
    type: "object",
    additionalProperties: false,
    default: {},
    properties: {
      folder: { ...name, description: "Is copied; relative to this file. `..` is the folder above `scenarios/`." },
      files: {
        description: "Texts by path, written over the folder.",
        type: "object",
        maxProperties: 200,
        default: {},
        additionalProperties: text,
      },
      git: { type: "boolean", default: true, description: "Whether it is a git repository of one commit." },
    },
  },
  env: {
    description: "All that the program finds in its environment, beside what it needs to run.",
    type: "object",
    maxProperties: 100,
    default: {},
    propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,99}$" },
    additionalProperties: text,
  },
  limits: {
    description: "What a run may use at most.",
    type: "object",
    additionalProperties: false,
    default: {},
    properties: {
      seconds: { ...atLeastOne, description: "Then it is killed with all that it has started; 120 if not given." },
      "output-bytes": { ...atLeastOne, description: "Of each stream; the rest is counted and dropped." },
      processes: { ...atLeastOne, description: "At a time; 256 if not given." },
      tokens: { ...atLeastOne, description: "Of all requests and answers together." },
      "memory-mb": { ...atLeastOne, description: "Of all its processes together, in megabytes." },
    },
  },
  repeat: { ...atLeastOne, default: 1, description: "How often it runs." },
} as const satisfies Readonly<Record<string, SchemaNode>>;

/** How an agent is started, and what answers it. */
const agentProperties = {
  adapter: {
    type: "string",
    enum: [...Object.keys(adapters), "http"],
    default: "command",
    description: "The client that is started, or how a program of your own is.",
  },
  command: {
    description: "Program and arguments, of the adapters `command` and `http`; `{prompt}` stands for the prompt.",
    type: "array",
    items: text,
    minItems: 1,
    maxItems: 100,
  },
  args: { type: "array", items: text, maxItems: 100, default: [], description: "More arguments for the client." },
  model: { ...name, description: "What the client takes for the model's name." },
  prompt: { ...text, minLength: 1, description: "What the agent is told." },
  turns: { ...turnsSchema, description: "What the model answers, written by hand, one turn after the other." },
  scripts: { ...scriptsSchema, description: "The same for several conversations." },
} as const satisfies Readonly<Record<string, SchemaNode>>;

const { adapter, command, args, model } = agentProperties;

/** A scenario of each kind, without its expectations: those are judged by the table of assertions. */
export const scenarioSchemas = {
  agent: {
    type: "object",
    additionalProperties: false,
    required: ["prompt"],
    properties: {
      ...common,
      ...agentProperties,
      agents: agentsSchema,
      faults: faultsSchema,
      mcp: mcpSchema,
      recordings: {
        ...name,
        description: "A folder of recordings, relative to this file: `agent-ci record` fills it.",
      },
    },
  },
  hook: {
    type: "object",
    additionalProperties: false,
    required: ["hooks", "events"],
    properties: { ...common, ...hookProperties },
  },
  team: {
    type: "object",
    additionalProperties: false,
    required: ["agents"],
    properties: { ...common, ...teamProperties(agentProperties), mcp: mcpSchema },
  },
  triggers: {
    type: "object",
    additionalProperties: false,
    properties: {
      ...common,
      adapter: { ...adapter, enum: Object.keys(adapters) },
      command,
      args,
      model,
      ...triggersProperties,
    },
  },
} as const satisfies Readonly<Record<ScenarioKind, SchemaNode>>;
