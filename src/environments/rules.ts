import { defineEngineRule } from "../model/rule.ts";

export const environmentInvalid = defineEngineRule({
  id: "environment/invalid",
  severity: "error",
  summary: "The configuration of every environment can be read.",
  why: "A run reads its own environment only. A mistake in the configuration of production shows when production runs.",
  consequence: "Every run in that environment ends with exit code 2.",
  help: "Correct what the message names; `agent-ci env show <name>` reads one environment.",
  since: "0.1.0",
  examples: [
    {
      because: "a slip in a key",
      files: { "environments/production/agent-ci.yaml": "modles:\n  a: b\n" },
      reports: ["1:1 unknown key `modles`: did you mean `models`?"],
    },
  ],
});

export const environmentParity = defineEngineRule({
  id: "environment/parity",
  severity: "warning",
  summary: "Environments differ in models, budgets, data and secrets only.",
  why: "What was tested in staging is what runs in production, as long as rules, clients and the agents themselves are the same in both.",
  consequence: "A change passes in one environment and fails in another, for a reason that is no part of the change.",
  help: "Move the setting into agent-ci.yaml at the top, and agent configuration out of `environments/`.",
  since: "0.1.0",
  examples: [
    {
      because: "models, data, and how reports are printed",
      files: {
        "environments/staging/agent-ci.yaml": "format: json\nmodels: { a: b }\n",
        "environments/production/agent-ci.yaml": "data: { paths: { memory: /srv/production/memory } }\n",
      },
    },
    {
      because: "warnings pass in staging",
      files: {
        "agent-ci.yaml": "fail-on: warning\n",
        "environments/staging/agent-ci.yaml": "fail-on: error\n",
        "environments/production/agent-ci.yaml": "models: { a: b }\n",
      },
      reports: ['environments/staging/agent-ci.yaml:1:10 `fail-on` is "error" in staging and "warning" in production.'],
    },
    {
      because: "a skill that only staging has",
      files: { "environments/staging/skills/a/SKILL.md": "---\nname: a\n---\n" },
      reports: ["environments/staging/skills/a/SKILL.md This is agent configuration that only staging has."],
    },
  ],
});

export const environmentSharedData = defineEngineRule({
  id: "environment/shared-data",
  severity: "error",
  summary: "Staging and production keep their data apart.",
  why: "Staging runs what has not been proven yet, on data that may be thrown away.",
  consequence: "A run in staging reads, changes or deletes what production works with.",
  help: "Give each environment paths of its own under `data.paths` in `environments/<name>/agent-ci.yaml`.",
  since: "0.1.0",
  examples: [
    {
      because: "a folder each",
      files: {
        "environments/staging/agent-ci.yaml": "data: { paths: { memory: state/staging } }\n",
        "environments/production/agent-ci.yaml": "data: { paths: { memory: state/production } }\n",
      },
    },
    {
      because: "one inside the other",
      files: {
        "environments/staging/agent-ci.yaml": "data: { paths: { memory: state/staging } }\n",
        "environments/production/agent-ci.yaml": "data: { paths: { all: state/ } }\n",
      },
      reports: [
        'environments/staging/agent-ci.yaml:1:26 "memory" of staging lies in "all" of production: state/staging.',
      ],
    },
  ],
});

export const environmentPrerequisite = defineEngineRule({
  id: "environment/prerequisite",
  severity: "error",
  summary: "The machine has what the environment requires.",
  why: "`requires:` says which tools, how much of the machine and which secrets a run needs; each entry says how bad it is where it is missing.",
  consequence: "Runs fail midway, or slow down until they are stopped.",
  help: "See to what the message names, or correct `requires:`.",
  since: "0.1.0",
  examples: [],
});
