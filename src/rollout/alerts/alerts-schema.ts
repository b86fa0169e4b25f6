import type { SchemaNode } from "../../config/schema-node.ts";
import { durationSchema } from "../spec/schema-parts.ts";
import { ACTIONS } from "./actions.ts";

const text = (maxLength: number, description: string): SchemaNode => ({
  type: "string",
  minLength: 1,
  maxLength,
  description,
});
const file = text(1000, "The file on the machine of Alertmanager that has the secret; none stands here.");
const part = (required: readonly string[], properties: Readonly<Record<string, SchemaNode>>): SchemaNode => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});

const receiverSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  anyOf: ["slack", "pagerduty", "email", "webhook"].map((kind) => ({ required: [kind] })),
  description: "Who is told; any of these.",
  properties: {
    slack: part(["channel", "apiUrlFile"], { channel: text(200, "Such as #oncall."), apiUrlFile: file }),
    pagerduty: part(["routingKeyFile"], { routingKeyFile: file }),
    email: part(["to", "from", "smarthost"], {
      to: text(500, "An address."),
      from: text(500, "An address."),
      smarthost: text(300, "Host and port of the server that sends it."),
      username: text(300, "Its user, where it asks for one."),
      passwordFile: file,
    }),
    webhook: part(["url"], { url: text(2000, "An address that is posted to."), tokenFile: file }),
  },
};

/** What a rollout is watched by between two ticks. */
export const alertsSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  default: {},
  description:
    "What Prometheus and Alertmanager watch between two ticks: `agent-ci rollout alerts` writes it for them.",
  properties: {
    rules: {
      type: "array",
      maxItems: 100,
      default: [],
      description: "Alerts beside those that follow from the metrics of `analysis`.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["name", "condition", "action"],
        properties: {
          name: text(100, "What it is called, such as V2 Memory Leak."),
          condition: text(
            4000,
            "CEL over series by their names, such as memory_kb > 8000000 && memory_growth_rate > 1000.",
          ),
          until: text(
            4000,
            "CEL: it fires on until this holds, such as spent_usd < 1; absent: until its condition does not.",
          ),
          thresholds: {
            type: "array",
            minItems: 1,
            maxItems: 10,
            items: { type: "number", minimum: -1e15, maximum: 1e15 },
            description: "Such as [70, 90, 100]: an alert for each, of which the condition says `threshold`.",
          },
          for: { ...durationSchema, description: "How long it holds before the alert fires; absent: at once." },
          severity: { type: "string", enum: ["warning", "critical"], default: "warning" },
          message: text(1000, "What people are told."),
          action: { type: "string", enum: ACTIONS, description: "What it is for: receivers have these names." },
          onFiring: {
            type: "string",
            enum: ["warn", "pause", "abort", "emergencyDisable"],
            description:
              "What follows for the rollout; absent: abort of trigger_fallback, pause of trigger_investigation, else warn.",
          },
        },
      },
    },
    queries: {
      type: "object",
      maxProperties: 100,
      default: {},
      propertyNames: { pattern: "^[a-zA-Z_][a-zA-Z0-9_]{0,99}$", examples: ["memory_growth_rate"] },
      additionalProperties: text(4000, "PromQL that gives a vector."),
      description: "Names of conditions that are no series of this rollout's canary by themselves.",
    },
    gap: { ...durationSchema, default: "5m", description: "So long a series may say nothing and is still believed." },
    keepFiringFor: { ...durationSchema, default: "2m", description: "An alert fires on for this long." },
    listener: {
      ...part(["tokenFile"], {
        url: { ...text(2000, "Where it is asked."), default: "http://127.0.0.1:9741/alerts" },
        tokenFile: file,
      }),
      description: "Where `agent-ci rollout listen` is: without it no alert changes a rollout.",
    },
    receivers: {
      type: "object",
      additionalProperties: false,
      default: {},
      description: "Action → who is told. notify_oncall is told of every alert.",
      properties: Object.fromEntries(ACTIONS.map((action) => [action, receiverSchema])),
    },
  },
};
