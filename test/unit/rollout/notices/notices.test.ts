import { describe, expect, test } from "vitest";
import { mailOf, pagerdutyEvent, slackMessage, webhookBody } from "../../../../src/rollout/notices/messages.ts";
import { settleNotices, withNotices } from "../../../../src/rollout/notices/notice.ts";
import type { Notice } from "../../../../src/rollout/state.ts";
import {
  aMetric,
  aPlan,
  DAY,
  digest,
  HOUR,
  measured,
  NOON,
  pause,
  setWeight,
  simulate,
} from "../../../support/rollouts.ts";

const plan = aPlan([setWeight(10), { ...pause(HOUR), watches: ["success"] }, setWeight(100)], {
  metrics: [aMetric("success")],
});
const EVERYBODY = {
  "on-rollout-updated": ["team"],
  "on-rollout-step-completed": ["team"],
  "on-rollout-aborted": ["oncall", "team"],
  "on-rollout-completed": ["team"],
} as const;

test("what a tick has to tell is a part of the state that it writes, once for each trigger", () => {
  const rollout = simulate(plan);
  const { state } = withNotices(rollout.tick(0), EVERYBODY, NOON);
  expect(state?.untold.map(({ key, why, to }) => [key, why, to])).toEqual([
    [`team-a/r1/on-rollout-updated/${NOON}`, digest("new"), ["team"]],
    [`team-a/r1/on-rollout-step-completed/${NOON}`, "canary/0: production at weight 10", ["team"]],
  ]);
});

test("who wants to be told of nothing changes nothing", () => {
  const result = simulate(plan).tick(0);
  expect(withNotices(result, {}, NOON)).toBe(result);
});

test("a rollback calls somebody", () => {
  const rollout = simulate(plan);
  rollout.tick(0);
  const aborted = rollout.tick(HOUR / 2, (now) => ({ verdicts: { success: measured("fail", now) } }));
  const { state } = withNotices(aborted, EVERYBODY, rollout.now);
  expect(state?.untold).toMatchObject([
    { trigger: "on-rollout-aborted", page: true, to: ["oncall", "team"], why: "success fails: fail" },
  ]);
});

describe("what came of telling", () => {
  const rollout = simulate(plan);
  rollout.tick(0);
  const notice: Notice = {
    key: "k",
    id: "team-a/r1",
    trigger: "on-rollout-paused",
    why: "why",
    page: false,
    at: NOON,
    to: ["one", "two"],
  };
  const state = { ...rollout.state, untold: [notice] };
  const settle = (ends: readonly (readonly [string, string | null])[], now = NOON) => {
    const { state: left, events } = settleNotices(state, new Map([["k", new Map(ends)]]), now);
    return [left.untold.flatMap(({ to }) => to), events.map(({ event, why }) => `${event} ${why}`)];
  };

  test("is written down, and who was not told is told again", () => {
    expect(
      settle([
        ["one", null],
        ["two", "it answers 500"],
      ]),
    ).toEqual([["two"], ["told on-rollout-paused: one"]]);
    expect(
      settle([
        ["one", null],
        ["two", null],
      ]),
    ).toEqual([[], ["told on-rollout-paused: one, two"]]);
    expect(
      settle([
        ["one", "no"],
        ["two", "no"],
      ]),
    ).toEqual([["one", "two"], []]);
  });

  test("is given up after a day, and that is written down", () => {
    const ends = [
      ["one", null],
      ["two", "it answers 500"],
    ] as const;
    expect(settle(ends, NOON + DAY)).toEqual([["two"], ["told on-rollout-paused: one"]]);
    expect(settle(ends, NOON + DAY + 1)).toEqual([
      [],
      ["told on-rollout-paused: one", "not-told on-rollout-paused: two (it answers 500)"],
    ]);
  });
});

describe("what receivers are told", () => {
  const HOSTILE = "<!channel> & <https://x.example|click> @here *b*\r\nBcc: all@example.com\u202E" + "x".repeat(9000);
  const rollout = simulate(plan);
  rollout.tick(0);
  const message = (trigger: string, page = false) => ({
    notice: { key: "k", id: "team-a/r1", trigger, why: HOSTILE, page, at: NOON, to: [] },
    state: rollout.state,
  });

  test("Slack: plain text, in which nothing is a mention or a link", () => {
    const { text, blocks, mrkdwn } = JSON.parse(JSON.stringify(slackMessage(message("on-rollout-aborted"))));
    expect(text.startsWith("team-a/r1 aborted: &lt;!channel&gt; &amp; &lt;https://x.example|click&gt;")).toBe(true);
    expect(mrkdwn).toBe(false);
    const texts = blocks.flatMap((one: { text?: unknown; elements?: unknown[] }) => one.text ?? one.elements);
    for (const one of texts) {
      expect(one.type).toBe("plain_text");
      // A section and a context hold 3,000 characters.
      expect(one.text.length).toBeLessThanOrEqual(3000);
    }
    expect(texts[1].text).toContain("Given: production 10 %");
  });

  test("PagerDuty: one incident for an attempt, which its completion resolves", () => {
    const of = (trigger: string, page = false) =>
      JSON.parse(JSON.stringify(pagerdutyEvent(message(trigger, page), "key")));
    expect(of("on-rollout-aborted", true)).toMatchObject({
      routing_key: "key",
      event_action: "trigger",
      dedup_key: "agent-ci/team-a/r1",
      payload: {
        source: "agent-ci/team-a",
        severity: "critical",
        class: "on-rollout-aborted",
        timestamp: "2026-11-30T12:00:00.000Z",
        custom_details: { given: "production 10 %" },
      },
    });
    expect(of("on-rollout-aborted").payload.summary.length).toBeLessThanOrEqual(1024);
    expect(of("on-rollout-paused").payload.severity).toBe("warning");
    expect(of("on-rollout-completed")).toMatchObject({ event_action: "resolve", dedup_key: "agent-ci/team-a/r1" });
  });

  test("mail: a subject of one line, and nothing that could be a header", () => {
    const { subject, text } = mailOf(message("on-rollout-paused"));
    expect(subject).toMatch(/^\[agent-ci\] team-a\/r1 paused: <!channel>/u);
    expect(subject.length).toBeLessThanOrEqual(200);
    expect(subject).not.toMatch(/[\r\n\u202E]/u);
    expect(text).not.toMatch(/^Bcc:/mu);
  });

  test("a webhook: what happened, and where it left everything", () => {
    expect(webhookBody(message("on-rollout-aborted", true))).toMatchObject({
      version: 1,
      key: "k",
      trigger: "on-rollout-aborted",
      page: true,
      rollout: "team-a",
      id: "team-a/r1",
      phase: "Progressing",
      environments: { production: { weight: 10 } },
    });
  });
});
