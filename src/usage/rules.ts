import { defineEngineRule } from "../model/rule.ts";

const line = (model: string, input: number): string =>
  `{"type":"assistant","sessionId":"s1","timestamp":"2026-11-01T10:00:00Z","requestId":"req_1","message":{"id":"msg_1","model":"${model}","usage":{"input_tokens":${input},"output_tokens":100}}}\n`;
const whole = {
  because: "all of it can be read, and has a price",
  files: { "logs/s1.jsonl": line("claude-sonnet-4-6", 1000) },
};

export const usageUnpriced = defineEngineRule({
  id: "usage/unpriced",
  severity: "error",
  summary: "Everything that logs say was used has a price.",
  why: "A model that the book of prices does not know would cost nothing in every sum, and the sums would look well.",
  consequence: "The total is only that of the rest: it says `at least`.",
  help: "Update agent-ci, or state the price under `prices:` in agent-ci.yaml; a name that means another model is `like:` it.",
  since: "0.1.0",
  examples: [
    whole,
    {
      because: "a model that nobody has a price of",
      files: { "logs/s1.jsonl": line("claude-sonnet-9", 1000) },
      reports: ["1,100 tokens have no price: no price of claude-sonnet-9 by anthropic."],
    },
  ],
});

export const usageUnread = defineEngineRule({
  id: "usage/unread",
  severity: "error",
  summary: "Everything of a log that has to do with usage can be read.",
  why: "A line that is too long, or that holds numbers which cannot be, is usage that no sum has.",
  consequence: "The total is too small by what stands there.",
  help: "Look at the place that is named: another program wrote into the log, or it is not what it seems to be.",
  since: "0.1.0",
  examples: [
    whole,
    {
      because: "fewer tokens than none",
      files: { "logs/s1.jsonl": line("claude-sonnet-4-6", -1) },
      reports: ["1 line holds numbers that cannot be: s1.jsonl at byte 0."],
    },
  ],
});

export const usageTorn = defineEngineRule({
  id: "usage/torn",
  severity: "warning",
  summary: "Logs are whole.",
  why: "A program that was killed while it wrote leaves half a line behind.",
  consequence: "At most one answer is missing for each such line.",
  help: "Nothing need be done where a job was cancelled; many of them speak of a disk that is full.",
  since: "0.1.0",
  examples: [
    whole,
    {
      because: "its last line is cut off",
      files: {
        "logs/s1.jsonl": `${line("claude-sonnet-4-6", 1000)}{"type":"assistant","message":{"usage":{"input_tokens":`,
      },
      reports: ["1 line is cut off: s1.jsonl at byte 196."],
    },
  ],
});
