import type { Notice, RolloutState } from "../state.ts";

/** What a receiver is told: a notice, and where the rollout stands by now. */
export interface NoticeMessage {
  readonly notice: Notice;
  readonly state: RolloutState;
}

/** `team-a/r3 aborted: success fails`. */
const headline = ({ notice: { id, trigger, why } }: NoticeMessage): string =>
  `${id} ${trigger.replace(/^on-(?:rollout|analysis-run)-/, "").replace("step-completed", "passed a step")}: ${why}`;

/** Words alone: no markup, no mention, no address of anybody else's becomes a link. */
const LONGEST = { slack: 2900, subject: 200, summary: 1000 } as const;

const oneLine = (text: string, limit: number): string => {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
};

const facts = ({ notice, state }: NoticeMessage): readonly (readonly [string, string])[] => [
  ["Rollout", notice.id],
  ["Stands", state.phase.name],
  ["Release", state.release],
  ["Commit", state.commit],
  [
    "Given",
    Object.entries(state.environments)
      .map(([name, { weight }]) => `${name} ${weight} %`)
      .join(", "),
  ],
];

/** https://docs.slack.dev/messaging/formatting-message-text, read 2026-11-30: three characters have to be escaped. */
const escapeSlack = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** For an incoming webhook of Slack: plain text, in which nothing is a mention. */
export function slackMessage(message: NoticeMessage): object {
  const text = oneLine(headline(message), LONGEST.slack);
  const lines = facts(message).map(([name, value]) => `${name}: ${oneLine(value, 300)}`);
  return {
    // What a notification on a phone shows: the one text that Slack reads as markup.
    text: escapeSlack(text),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: "section", text: { type: "plain_text", text, emoji: false } },
      { type: "context", elements: [{ type: "plain_text", text: lines.join("\n"), emoji: false }] },
    ],
  };
}

/** What opens an incident is closed by the same key once the rollout has come to its end. */
const dedupKey = ({ id }: Notice): string => `agent-ci/${id}`;

/** For PagerDuty's Events API v2: one incident for an attempt, which its completion resolves. */
export function pagerdutyEvent(message: NoticeMessage, routingKey: string): object {
  const { notice, state } = message;
  const resolves = notice.trigger === "on-rollout-completed";
  return {
    routing_key: routingKey,
    event_action: resolves ? "resolve" : "trigger",
    dedup_key: dedupKey(notice),
    client: "agent-ci",
    payload: {
      summary: oneLine(headline(message), LONGEST.summary),
      source: `agent-ci/${state.rollout}`,
      severity: notice.page ? "critical" : (SEVERITY[notice.trigger] ?? "warning"),
      timestamp: new Date(notice.at).toISOString(),
      component: state.rollout,
      class: notice.trigger,
      custom_details: Object.fromEntries(facts(message).map(([name, value]) => [name.toLowerCase(), value])),
    },
  };
}
const SEVERITY: Readonly<Partial<Record<string, string>>> = {
  "on-rollout-aborted": "error",
  "on-rollout-updated": "info",
  "on-rollout-step-completed": "info",
  "on-rollout-completed": "info",
};

/** A mail as plain text; its subject is one line. */
export function mailOf(message: NoticeMessage): { readonly subject: string; readonly text: string } {
  const lines = facts(message).map(([name, value]) => `${name}: ${oneLine(value, 300)}`);
  return {
    subject: oneLine(`[agent-ci] ${headline(message)}`, LONGEST.subject),
    text: `${[oneLine(headline(message), LONGEST.slack), "", ...lines, `At: ${new Date(message.notice.at).toISOString()}`].join("\n")}\n`,
  };
}

/** What a webhook of one's own is sent. */
export const webhookBody = ({ notice, state }: NoticeMessage): object => ({
  version: 1,
  key: notice.key,
  trigger: notice.trigger,
  page: notice.page,
  at: new Date(notice.at).toISOString(),
  why: notice.why,
  rollout: state.rollout,
  id: notice.id,
  phase: state.phase.name,
  release: state.release,
  commit: state.commit,
  environments: Object.fromEntries(
    Object.entries(state.environments).map(([name, { weight, active, stable, canary }]) => [
      name,
      { weight, active, stable, canary },
    ]),
  ),
});
