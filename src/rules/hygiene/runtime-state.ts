import { defineUntrackedRule } from "../define-untracked-rule.ts";

export const hygieneRuntimeState = defineUntrackedRule({
  id: "hygiene/runtime-state",
  summary: "What running agents write about themselves is ignored by git.",
  why: "`shared-state/agent-status.json`, process ids and the worktrees of running sessions are true on one machine for one moment.",
  consequence:
    "Every run changes the repository, merges conflict, and agents elsewhere read the state of sessions that have long ended.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://github.com/github/gitignore/blob/main/Node.gitignore", date: "2026-11-25" } },
    { read: { url: "https://github.com/github/gitignore/pull/4895", date: "2026-11-25" } },
  ],
  what: "runtime state",

  examples: [
    { because: "a schema of the state is no state", files: { "shared-state/agent-status.schema.json": "{}\n" } },
    {
      because: "it is ignored",
      files: { ".gitignore": "shared-state/\n", "shared-state/agent-status.json": "{}\n" },
    },
    {
      because: "the status of a run",
      files: { "shared-state/agent-status.json": '{ "qa": "running" }\n' },
      reports: ["Git does not ignore this runtime state."],
    },
  ],
});
