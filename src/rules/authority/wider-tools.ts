import { newAuthority } from "../../inventory/authority/authority.ts";
import { liftedLimits } from "../../inventory/authority/lifted-limits.ts";
import { defineChangeRule } from "../../model/rule.ts";

export const authorityWiderTools = defineChangeRule({
  id: "authority/wider-tools",
  severity: "warning",
  summary: "A change that lets an agent do more says so to its reviewers.",
  why: "Tools that need no question, modes that ask none, a rule that no longer forbids, an agent that lost its list of tools: each is one line of a change.",
  consequence: "Once merged, agents do it without asking, on every machine that works with the repository.",
  help: "Allow as little as the task needs: `Bash(npm test)` instead of `Bash`.",
  since: "0.1.0",

  *check(change) {
    for (const { kind, shown, at, place } of newAuthority(change, "tool", "mode"))
      yield { message: `New in this change: it ${kind === "tool" ? "lets " : ""}${shown}.`, at, ...place };
    for (const { message, at, artifact } of liftedLimits(change)) yield { message, at, artifact };
  },

  examples: [
    {
      because: "less than before",
      base: { ".claude/settings.json": '{ "permissions": { "allow": ["Read", "Bash"], "deny": [] } }' },
      files: { ".claude/settings.json": '{ "permissions": { "allow": ["Read"], "deny": ["Bash"] } }' },
    },
    {
      because: "a skill may do more without asking",
      base: { "skills/a/SKILL.md": "---\nname: a\ndescription: A.\nallowed-tools: Read\n---\n" },
      files: { "skills/a/SKILL.md": "---\nname: a\ndescription: A.\nallowed-tools: Read Bash(git *)\n---\n" },
      reports: ['4:16 New in this change: it lets the skill "a" use "Bash(git *)" without asking.'],
    },
    {
      because: "a rule forbids no longer, and nobody is asked",
      base: { ".claude/settings.json": '{ "permissions": { "deny": ["Read(./.env)"] } }' },
      files: { ".claude/settings.json": '{ "permissions": { "deny": [], "defaultMode": "bypassPermissions" } }' },
      reports: [
        '1:3 New in this change: "Read(./.env)" is no longer denied.',
        '1:47 New in this change: it puts every session into "bypassPermissions".',
      ],
    },
    {
      because: "an agent lost the list of its tools",
      base: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\ntools: Read\n---\n" },
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\n---\n" },
      reports: ['1:1 New in this change: the agent "a" may use every tool.'],
    },
  ],
});
