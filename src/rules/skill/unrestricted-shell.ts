import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillUnrestrictedShell = defineArtifactRule({
  id: "skill/unrestricted-shell",
  on: ["skill"],
  severity: "off",
  summary: "A skill that may use the shell unasked says for which commands.",
  why: "`Bash` in allowed-tools lets the agent run every command without a question while the skill is active.",
  consequence: "A text that the agent reads on the way can have it run anything.",
  help: "Name the commands: `Bash(git:*)`.",
  since: "0.1.0",
  sources: [
    {
      read: { url: "https://claude-code-best-practics.netlify.app/best-practices/skills", date: "2026-11-21" },
    },
  ],

  *check({ frontmatter }) {
    const value = entryOf(frontmatter?.data, "allowed-tools")?.value;
    const tools = value?.kind === "list" ? value.items : value ? [value] : [];
    for (const tool of tools)
      if (tool.kind === "string" && /(?:^|[\s,])Bash(?:\((?:\*|:\*)?\))?(?=[\s,]|$)/.test(tool.value))
        yield { message: "The skill may run every shell command unasked.", at: tool.range };
  },

  examples: [
    {
      because: "only git",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nallowed-tools: Read Bash(git:*)\n---\nCommit.\n",
      },
    },
    {
      because: "any command",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nallowed-tools: Read Bash\n---\nCommit.\n",
      },
      reports: ["4:16 The skill may run every shell command unasked."],
    },
  ],
});
