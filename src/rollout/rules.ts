import { defineEngineRule } from "../model/rule.ts";

const since = "0.1.0";

const SPECIFICATION = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  environments:
    production: { target: { git: { branch: agents/production } } }
  strategy:
    canary:
      steps:
        - setWeight: 10
        - pause: { duration: 24h, minSamples: 59 }
        - setWeight: 100
`;

const flags = (weight: string): string =>
  `{ "flags": { "team-a.production": {
  "state": "ENABLED", "defaultVariant": "stable", "variants": { "stable": {}, "canary": {} },
  "targeting": { "fractional": [["canary", ${weight}], ["stable", 90]] },
  "metadata": { "bucketing": "fractional-v2" } } } }
`;

export const rolloutSpecification = defineEngineRule({
  id: "rollout/specification",
  severity: "error",
  summary: "A rollout's specification is what its schema asks for, and does not contradict itself.",
  why: "A step with a slip in it is one that nobody takes: a gate that is never asked looks like one that was passed.",
  consequence: "The rollout does not begin; one that runs stays where it is.",
  help: "Mend it; an editor completes it by schema/rollout.schema.json, and `agent-ci rollout plan` shows what it comes to.",
  since,
  examples: [
    { because: "it can be walked", files: { "rollouts/team-a.yaml": SPECIFICATION } },
    {
      because: "a step is written wrong",
      files: { "rollouts/team-a.yaml": SPECIFICATION.replace("setWeight: 10\n", "setWieght: 10\n") },
      reports: ["rollouts/team-a.yaml:10:11 Unknown key `setWieght`: did you mean `setWeight`?"],
    },
    {
      because: "not everybody gets the release in the end",
      files: { "rollouts/team-a.yaml": SPECIFICATION.replace("setWeight: 100", "setWeight: 75") },
      reports: ["rollouts/team-a.yaml:12:11 The rollout ends with 75 % of `production`: add `- setWeight: 100`."],
    },
    {
      because: "the file is called otherwise than the rollout, which is asked for by its name",
      files: { "rollouts/team-b.yaml": SPECIFICATION },
      reports: ["rollouts/team-b.yaml:1:1 It is the rollout `team-a`: call the file team-a.yaml."],
    },
    {
      because: "the rollout of another program",
      files: { "rollouts/web.yaml": "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n" },
    },
  ],
});

const BUNDLED = SPECIFICATION.replace(
  "  environments:\n",
  '  bundle: { include: [AGENTS.md, "skills/**"] }\n  environments:\n',
);
const SKILL = "---\nname: greet\ndescription: Use it whenever somebody says ping.\n---\nAnswer with pong.\n";

export const rolloutBundle = defineEngineRule({
  id: "rollout/bundle",
  severity: "warning",
  summary: "Each glob of a bundle describes a file.",
  why: "A glob that describes nothing is a slip, or what it described is gone.",
  consequence:
    "No release is made of the commit: the next tick ends with an error, and whatever is under way stands still.",
  help: "Mend the glob, or take it out. What a job makes before it deploys is there by then: set the rule to `off`.",
  since,
  examples: [
    {
      because: "both globs describe something",
      files: { "rollouts/team-a.yaml": BUNDLED, "AGENTS.md": "# Rules\n", "skills/greet/SKILL.md": SKILL },
    },
    {
      because: "there are no skills",
      files: { "rollouts/team-a.yaml": BUNDLED, "AGENTS.md": "# Rules\n" },
      reports: [
        'rollouts/team-a.yaml:5:34 "skills/**" describes no file: mend it, or add what is missing; what git ignores is left out.',
      ],
    },
    {
      because: "a tick looks for specifications in the folder `rollouts` at the top",
      files: { "examples/rollouts/team-a.yaml": BUNDLED, "AGENTS.md": "# Rules\n" },
    },
  ],
});

const WORDED = SPECIFICATION.concat(`---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: safety }
spec:
  metrics:
    - name: memory
      provider: { prometheus: { address: $PROMETHEUS_URL } }
      series:
        memory_kb: { of: memory_kb, over: 10m }
        growth: { of: memory_kb, over: 1h, take: growth }
      failureCondition: memory_kb > 8000000 AND growth > 1000
`);

export const rolloutOperators = defineEngineRule({
  id: "rollout/operators",
  severity: "warning",
  summary: "Conditions have the operators of CEL: `&&`, `||`, `!`.",
  why: "AND, OR and NOT are read as those, so that a condition from elsewhere holds; no other program that knows CEL reads them.",
  consequence: "Who copies the condition, or reads it with a tool for CEL, has a mistake in it.",
  help: "Write the operator; `agent-ci rollout lint --fix` does, also in `check --fix`.",
  since,
  sources: [{ read: { url: "https://github.com/google/cel-spec/blob/master/doc/langdef.md", date: "2026-11-30" } }],
  examples: [
    { because: "the operators of CEL", files: { "rollouts/team-a.yaml": WORDED.replace("AND", "&&") } },
    {
      because: "a word for an operator",
      files: { "rollouts/team-a.yaml": WORDED },
      reports: ["rollouts/team-a.yaml:24:45 `AND` is no operator of CEL: write `&&`."],
      fixed: WORDED.replace("AND", "&&"),
    },
    {
      because: "a word in a text",
      files: { "rollouts/team-a.yaml": WORDED.replace("memory_kb > 8000000 AND growth > 1000", `'"AND" != "OR"'`) },
    },
  ],
});

export const rolloutLease = defineEngineRule({
  id: "rollout/lease",
  severity: "warning",
  summary: "A lease is longer than the longest time between two ticks that was seen.",
  why: "Pipelines start late: an hourly schedule was seen to come every two to five hours, and some days not at all.",
  consequence: "The canary ends with its lease and begins again with the next tick: holds take longer than they say.",
  help: "Give `routing.flagd.leaseDuration` more than the longest gap, or let ticks come more often.",
  since,
  examples: [
    { because: "nobody said how late ticks come", files: { "rollouts/team-a.yaml": SPECIFICATION } },
    {
      because: "ticks came later than the lease lasts, as `rollout plan --gap 270m` says",
      files: { "rollouts/team-a.yaml": SPECIFICATION },
      reports: [
        "rollouts/team-a.yaml:5:3 The lease of 2h ended in 1 of 1 gaps between ticks: of 4h 30m it held 2h. A hold of 24h takes 2d 3h.",
      ],
    },
  ],
});

export const rolloutSamples = defineEngineRule({
  id: "rollout/samples",
  severity: "warning",
  summary: "A step has the tasks by its end that it waits for, and that its metrics need to say anything.",
  why: "With 20 tasks a day a canary of 10 % has its 59th after a month; until then a hold of a day holds, and what says nothing pauses the rollout.",
  consequence: "The rollout takes longer than it says, or stops for somebody to look after it.",
  help: "Give more tasks the release, ask for less, or wait longer: `initialDelay` lets a metric begin when there is something to judge.",
  since,
  examples: [
    { because: "nobody said how many tasks there are", files: { "rollouts/team-a.yaml": SPECIFICATION } },
    {
      because: "there are too few tasks, as `rollout plan --tasks-per-day 20` says",
      files: { "rollouts/team-a.yaml": SPECIFICATION },
      reports: [
        "rollouts/team-a.yaml:11:1 The hold of 24h ends before its 59 samples: at 20 tasks a day, of which 10 % get the release, 59 take 29d 12h. It takes 29d 12h.",
      ],
    },
  ],
});

export const rolloutFlags = defineEngineRule({
  id: "rollout/flags",
  severity: "error",
  summary: "A set of flags gives tasks what it says, whoever evaluates it.",
  why: "Evaluators take what they cannot use for nothing: with half a percent nobody gets the canary, and a name with a slip in it gives each caller a default of his own.",
  consequence: "Tasks get another release than the rollout thinks, and its samples say nothing.",
  help: "Let `agent-ci deploy` write flags.json; by hand, change nothing but weights.",
  since,
  sources: [
    { read: { url: "https://flagd.dev/reference/custom-operations/fractional-operation/", date: "2026-11-30" } },
  ],
  examples: [
    { because: "weights are whole numbers", files: { "flags.json": flags("10") } },
    {
      because: "a weight is a fraction",
      files: { "flags.json": flags("0.5") },
      reports: ["flags.json:3:44 A weight is a whole number: with a fraction nobody gets the canary."],
    },
  ],
});
