import { defineUntrackedRule } from "../define-untracked-rule.ts";

export const hygieneLockFile = defineUntrackedRule({
  id: "hygiene/lock-file",
  summary: "Locks that running agents hold are ignored by git.",
  why: "A lock says that an agent works on something now. Lock files of package managers are another thing: they belong into the repository.",
  consequence: "Whoever checks the repository out finds the lock held by an agent that does not run, and waits.",
  since: "0.1.0",
  what: "lock",

  examples: [
    {
      because: "lock files of package managers",
      files: { "package-lock.json": "{}\n", "tools/uv.lock": "version = 1\n", ".claude/skills/pdf/bun.lock": "{}\n" },
    },
    {
      because: "the lock of a running agent",
      files: { "shared-state/locks/AGENTS.md.lock": "qa\n" },
      reports: ["Git does not ignore this lock."],
    },
  ],
});
