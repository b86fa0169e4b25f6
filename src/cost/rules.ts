import { defineEngineRule, type ExampleFiles } from "../model/rule.ts";

const since = "0.1.0";
const decidedBy = "repository";

/** A workflow whose cost can be worked out by hand: one request of a thousand tokens, a million times a month. */
const profile = (model = "claude-sonnet-4-6", runs = 1_000_000): string => `workflows:
  review:
    client: claude-code
    model: ${model}
    runs-per-month: ${runs}
    turns: 1
    prompt-tokens: 1000
    turn-tokens: 0
    output-tokens: 0
    cache-hit-percent: 100
    own-tokens: 0
    tool-choice: no-tools
`;
const bounded = (budget: string, usage = profile()): ExampleFiles => ({
  "README.md": "# A repository\n",
  "skills/tidy/notes.txt": "Nothing that a client loads.\n",
  "agent-usage.yaml": usage,
  "agent-ci.yaml": `clients: [claude-code]\ncost:\n  budgets:\n    - { name: all, ${budget} }\n`,
});

export const costOverBudget = defineEngineRule({
  id: "cost/over-budget",
  severity: "error",
  summary: "What agents are expected to cost keeps to the totals of `cost.budgets`.",
  why: "A bill is known when the month is over; what it will be about is known before a change is merged.",
  consequence: "The agents cost more than this repository has decided to spend.",
  help: "`agent-ci cost estimate` names the files that cost most. Make them shorter, take a cheaper model, raise the budget, or let somebody who answers for it approve it: `cost.approval`.",
  since,
  decidedBy,
  examples: [
    { because: "it keeps to its budget", files: bounded("total-dollars: 10000") },
    {
      because: "it does not",
      files: bounded("total-dollars: 3000"),
      reports: ["agent-ci.yaml:4:1 all: $3,750.00 a month exceed $3,000.00."],
    },
  ],
});

export const costIncrease = defineEngineRule({
  id: "cost/increase",
  severity: "error",
  summary: "What agents are expected to cost grows no more than `cost.budgets` allows.",
  why: "Small changes of what is sent with every request add up unseen.",
  consequence: "From the merge on, each month costs so much more.",
  help: "The cost section names the files that grew. Make them shorter, or let somebody who answers for the budget approve it: `cost.approval`.",
  since,
  decidedBy,
  examples: [
    { because: "it grows by what is allowed", files: bounded("increase-dollars: 100") },
    { because: "there is no base to grow from", files: bounded("increase-percent: 1") },
  ],
});

export const costNearBudget = defineEngineRule({
  id: "cost/near-budget",
  severity: "warning",
  summary: "What agents are expected to cost stays away from the totals of `cost.budgets`.",
  why: "What nearly fills a budget exceeds it with the next change, whose author is then surprised.",
  consequence: "One of the next changes will be refused.",
  help: "Make room now, or change `warn-at-percent` of the budget.",
  since,
  decidedBy,
  examples: [
    { because: "half of it is left", files: bounded("total-dollars: 7500") },
    {
      because: "a tenth is left",
      files: bounded("total-dollars: 4000"),
      reports: ["agent-ci.yaml:4:1 all: $3,750.00 a month are within $4,000.00, and reach 90 % of it."],
    },
  ],
});

export const costUnknownPrice = defineEngineRule({
  id: "cost/unknown-price",
  severity: "error",
  summary: "Every model that agents use has a price.",
  why: "A model without a price counts as nothing, and everything is within a budget of nothing.",
  consequence: "What is said of the cost is less than what will be paid.",
  help: "`agent-ci prices search <model>` shows names that are near. Say what it costs under `prices:`, or that it is `like` another.",
  since,
  decidedBy,
  examples: [
    { because: "the book has it", files: bounded("total-dollars: 10000") },
    {
      because: "nobody knows it",
      files: bounded("total-dollars: 10000", profile("claude-sonnet-9")),
      reports: ["agent-usage.yaml review: no price of claude-sonnet-9."],
    },
  ],
});

/** The same, where a model's nearest kin may stand for it. */
const lenient = (model: string): ExampleFiles => ({
  ...bounded("total-dollars: 10000", profile(model)),
  "agent-ci.yaml": "clients: [claude-code]\ncost: { allow-family-fallback: true }\n",
});

export const costFamilyPrice = defineEngineRule({
  id: "cost/family-price",
  severity: "warning",
  summary: "Every model has a price of its own.",
  why: "Where `allow-family-fallback` is set, a model without a price has that of its nearest kin, which need not be near.",
  consequence: "What is said of the cost may be wrong by as much as two models of one family differ: tenfold.",
  help: "State the price under `prices:`, or that the model is `like` another.",
  since,
  decidedBy,
  examples: [
    { because: "it has one", files: lenient("claude-sonnet-4-6") },
    {
      because: "only its kin has one",
      files: lenient("claude-sonnet-4-6-extra"),
      reports: ["agent-usage.yaml claude-sonnet-4-6-extra has no price, and is priced as claude-sonnet-4-6."],
    },
  ],
});

export const costUndecided = defineEngineRule({
  id: "cost/undecided",
  severity: "warning",
  summary: "By how much the cost grows can be said.",
  why: "Against a base without a price any growth is as good as none: the comparison would pass whatever it is.",
  consequence: "The verdict is inconclusive, which fails unless `on-inconclusive` says otherwise.",
  help: "Say what the base's model costs under `prices:`, on the target branch.",
  since,
  decidedBy,
  examples: [
    { because: "nothing bounds what it grows by", files: bounded("total-dollars: 10000") },
    { because: "there is no base", files: bounded("increase-percent: 20") },
  ],
});

export const costUnboundBudget = defineEngineRule({
  id: "cost/unbound-budget",
  severity: "error",
  summary: "Each budget of `cost.budgets` bounds something that is estimated.",
  why: "Under a name that is written wrong nothing is found, nothing costs nothing, and the budget is kept for ever.",
  consequence: "What the budget was meant for may cost whatever it likes.",
  help: "Write the workflow, agent or team as `agent-usage.yaml` and the files of agents call it, or take the budget away.",
  since,
  decidedBy,
  examples: [
    { because: "there is such a workflow", files: bounded("workflow: review, total-dollars: 10000") },
    {
      because: "nobody has such a workflow",
      files: bounded("workflow: reveiw, total-dollars: 10000"),
      reports: [
        'agent-ci.yaml:4:1 all: nothing that is estimated has the workflow "reveiw", so that the budget bounds nothing.',
      ],
    },
    {
      because: "the profile has no workflow",
      files: bounded("total-dollars: 10000", "workflows: {}\n"),
      reports: ["agent-ci.yaml:4:1 all: no workflow is estimated, so that the budget bounds nothing."],
    },
  ],
});
