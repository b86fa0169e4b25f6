import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillHooks = defineArtifactRule({
  id: "skill/hooks",
  on: ["skill"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "Hooks in a skill's frontmatter have the form of hooks in settings.",
  why: "Each event holds a list of groups, and each group a list `hooks` of what is to run. Claude Code leaves out what has another form.",
  consequence: "The hook never runs, and nothing says so.",
  help: "Write `event: [{ matcher: …, hooks: [{ type: command, command: … }] }]`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/hooks", date: "2026-11-21" } }],

  *check({ frontmatter }) {
    const hooks = entryOf(frontmatter?.data, "hooks")?.value;
    if (hooks?.kind !== "map") return; // skill/field-type reports it
    for (const { key, value } of hooks.entries) {
      if (value.kind !== "list") {
        yield { message: `The event "${key}" holds a ${value.kind}, not a list of groups.`, at: value.range };
        continue;
      }
      for (const group of value.items) {
        const inner = entryOf(group, "hooks");
        if (inner?.value.kind !== "list")
          yield {
            message: `A group of the event "${key}" has no list "hooks".`,
            at: inner?.value.range ?? group.range,
          };
      }
    }
  },

  examples: [
    {
      because: "event, group, hook",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\nhooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - type: command\n          command: ./check.sh\n---\nCommit.\n",
      },
    },
    {
      because: "the groups are missing",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\nhooks:\n  PreToolUse:\n    - type: command\n      command: ./check.sh\n---\nCommit.\n",
      },
      reports: ['6:7 A group of the event "PreToolUse" has no list "hooks".'],
    },
    {
      because: "a command alone",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nhooks:\n  Stop: ./check.sh\n---\nCommit.\n",
      },
      reports: ['5:9 The event "Stop" holds a string, not a list of groups.'],
    },
  ],
});
