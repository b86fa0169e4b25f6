import { defineEngineRule } from "../model/rule.ts";

const since = "0.1.0";

const skill = (name: string, description: string): string =>
  `---\nname: ${name}\ndescription: ${description}\n---\nDo it.\n`;
const set = (...prompts: readonly string[]): string =>
  `${JSON.stringify(prompts.map((query) => ({ query, should_trigger: true })))}\n`;
const COMMIT = ["write the message", "what was staged", "a message for this", "message please"];

export const triggerUnreliable = defineEngineRule({
  id: "trigger/unreliable",
  severity: "warning",
  summary: "The prompts that a skill wants to answer find it by its name and description.",
  why: "A model chooses by these alone, among all skills at once. Where no word of a prompt stands in them, or others have more of them, it has little reason to. Words are compared, no model is asked: what is found may still not be taken.",
  consequence: "People ask for what the skill does, and something else answers, or nothing.",
  help: "Put the words that people use into the description, and say in those of its rivals when they are not meant. `agent-ci triggers report` shows each prompt.",
  since,
  examples: [
    {
      because: "its prompts find it",
      files: {
        "skills/commit/SKILL.md": skill("commit", "Writes the message for what was staged."),
        "skills/commit/evals/trigger-eval.json": set(...COMMIT),
      },
    },
    {
      because: "none of them has a word of it",
      files: {
        "skills/commit/SKILL.md": skill("commit", "Helps with version control."),
        "skills/commit/evals/trigger-eval.json": set(...COMMIT),
      },
      reports: [
        "skills/commit/SKILL.md:3:14 0 of 4 prompts find the skill among the first three, 0–49 % of all; 90 % are asked for.",
      ],
    },
  ],
});

export const triggerNotListed = defineEngineRule({
  id: "trigger/not-listed",
  severity: "warning",
  summary:
    "A skill that wants to be found by prompts is in the list that the model of each client in use chooses from.",
  why: "What a client drops, or leaves to people, its model is never told of.",
  consequence: "In that client no prompt finds the skill, whatever its description says.",
  help: "Mend what keeps it out of the list, or take its trigger set away where people are to call it.",
  since,
  examples: [
    {
      because: "the model may choose it",
      files: {
        "skills/commit/SKILL.md": skill("commit", "Writes the message for what was staged."),
        "skills/commit/evals/trigger-eval.json": set(...COMMIT),
      },
    },
    {
      because: "only people may call it",
      files: {
        ".claude/skills/commit/SKILL.md": skill(
          "commit",
          "Writes the message for what was staged.\ndisable-model-invocation: true",
        ),
        ".claude/skills/commit/evals/trigger-eval.json": set(...COMMIT),
      },
      reports: [".claude/skills/commit/SKILL.md:2:7 Claude Code does not list the skill: Only people can call it."],
    },
  ],
});

export const triggerCollision = defineEngineRule({
  id: "trigger/collision",
  severity: "info",
  summary: "No two skills, subagents or commands have descriptions that say nearly the same.",
  why: "`agent-ci triggers report` searches the catalogue by each description, and another one answers nearly as well.",
  consequence: "The model takes one of the two by chance.",
  help: "Say in each when it is the one to take and when the other, or make one of the two.",
  since,
  examples: [],
});

export const triggerUndecided = defineEngineRule({
  id: "trigger/undecided",
  severity: "info",
  summary: "There are enough prompts to say whether skills are found as often as they have to be.",
  why: "Of ten prompts that all find their skill nobody can conclude that nine of ten others will: the interval of 95 % begins at 72 %.",
  consequence:
    "The verdict of `agent-ci triggers report` is inconclusive, which fails unless `on-inconclusive` says otherwise.",
  help: "Write more prompts; the message says how many would decide.",
  since,
  examples: [],
});
