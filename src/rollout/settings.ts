import { wholeText } from "../check/weakening/shown.ts";
import { objectOf } from "../model/json.ts";
import type { Weakens } from "../model/weakens.ts";

/** A variable of the environment: what it holds is a secret, and stands in no file. */
const secret = (example: string, description: string) =>
  ({
    type: "string",
    pattern: "^\\$[A-Z][A-Z0-9_]{0,99}$",
    examples: [example],
    description,
  }) as const;
const names = (description: string) =>
  ({
    type: "array",
    items: { type: "string", minLength: 1, maxLength: 64 },
    maxItems: 20,
    uniqueItems: true,
    description,
  }) as const;

export const settings = {
  properties: {
    notifications: {
      type: "object",
      additionalProperties: false,
      default: {},
      description: "Who is told what of rollouts, by `agent-ci deploy`.",
      properties: {
        receivers: {
          type: "object",
          maxProperties: 50,
          description:
            "Name → one way to tell somebody. Secrets are variables of the environment: `$SLACK_WEBHOOK_URL`.",
          additionalProperties: {
            type: "object",
            additionalProperties: false,
            maxProperties: 1,
            anyOf: [
              { required: ["slack"] },
              { required: ["pagerduty"] },
              { required: ["email"] },
              { required: ["webhook"] },
            ],
            properties: {
              slack: {
                type: "object",
                additionalProperties: false,
                required: ["url"],
                properties: {
                  url: secret("$SLACK_WEBHOOK_URL", "The address of an incoming webhook, which is a secret."),
                },
              },
              pagerduty: {
                type: "object",
                additionalProperties: false,
                required: ["routing-key"],
                properties: {
                  "routing-key": secret(
                    "$PAGERDUTY_ROUTING_KEY",
                    "The integration key of a service, for Events API v2.",
                  ),
                  url: {
                    type: "string",
                    maxLength: 2000,
                    default: "https://events.pagerduty.com/v2/enqueue",
                    description: "The address of the API; Europe has its own.",
                  },
                },
              },
              email: {
                type: "object",
                additionalProperties: false,
                required: ["host", "from", "to"],
                properties: {
                  host: { type: "string", minLength: 1, maxLength: 253, description: "The server that takes mail." },
                  port: {
                    type: "integer",
                    minimum: 1,
                    maximum: 65_535,
                    default: 587,
                    description: "465 speaks TLS from the start; any other has to offer STARTTLS, but on this machine.",
                  },
                  user: secret("$SMTP_USER", "Who sends."),
                  password: secret("$SMTP_PASSWORD", "Their password."),
                  from: { type: "string", minLength: 3, maxLength: 320 },
                  to: {
                    type: "array",
                    items: { type: "string", minLength: 3, maxLength: 320 },
                    minItems: 1,
                    maxItems: 20,
                  },
                },
              },
              webhook: {
                type: "object",
                additionalProperties: false,
                required: ["url"],
                properties: {
                  url: {
                    type: "string",
                    minLength: 1,
                    maxLength: 2000,
                    description: "An address of https, or a variable that holds one.",
                  },
                  secret: secret("$WEBHOOK_SECRET", "Signs what is sent: `X-Agent-CI-Signature-256` is its HMAC."),
                },
              },
            },
          },
        },
        "on-rollout-updated": names("A release has begun."),
        "on-rollout-step-completed": names("A step was passed."),
        "on-rollout-paused": names("Somebody has to decide, or to approve."),
        "on-rollout-completed": names("The rollout has come to its end."),
        "on-rollout-aborted": names("It was taken back, given up or frozen."),
        "on-rollout-late": names("A rollback takes longer than it may."),
        "on-analysis-run-failed": names("A metric fails that only warns."),
      },
    },
  },
} as const;

/** What people have to hear, or nobody looks after it. */
const CALLING = ["on-rollout-paused", "on-rollout-aborted", "on-rollout-late", "on-analysis-run-failed"] as const;

/** Whoever is told of it no longer, or by another way than before; one more is no loss. */
function toldLess(before: unknown, after: unknown): readonly string[] {
  const [was, is] = [objectOf(before), objectOf(after)];
  return CALLING.flatMap((trigger) => {
    const left = namesIn(is[trigger]);
    const lost = namesIn(was[trigger]).filter((name) => !left.includes(name));
    const changed = left.filter(
      (name) => namesIn(was[trigger]).includes(name) && receiver(was, name) !== receiver(is, name),
    );
    return [
      ...lost.map((name) => `${trigger} ${name} is told no longer`),
      ...changed.map((name) => `${trigger} ${name} is told by another way`),
    ];
  });
}

const namesIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const receiver = (notifications: Readonly<Record<string, unknown>>, name: string): string =>
  wholeText(objectOf(notifications["receivers"])[name]);

export const weakens = { notifications: toldLess } satisfies Record<keyof typeof settings.properties, Weakens>;
