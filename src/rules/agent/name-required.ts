import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { isEmpty, isProjectAgent } from "../../inventory/teams/agents.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const REFUSED = claudeCodeFacts.agentName.value;

export const agentNameRequired = defineArtifactRule({
  id: "agent/name-required",
  on: ["agent"],
  severity: "error",
  summary: "An agent in `.claude/agents` has a name.",
  why: "Claude Code calls an agent by the name in its frontmatter; the file's name does not count.",
  consequence: "Claude Code does not load the agent.",
  help: "Write `name:` into the frontmatter, in letters, digits and hyphens; a number or `true` in quotes.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.agentRequired,
    claudeCodeFacts.agentName,
    { read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } },
  ],

  *check({ frontmatter, dialect, path }) {
    if (dialect !== "claude-code" || !isProjectAgent(path) || !frontmatter?.data) return;
    if (!entryOf(frontmatter.data, "description")) return; // a text beside the agents, not one of them
    const name = entryOf(frontmatter.data, "name");
    const at = name?.keyRange ?? frontmatter.range;
    if (!name || isEmpty(name.value)) yield { message: "The agent has no name.", at };
    else if (name.value.kind !== "string") yield { message: "The agent's name is no text.", at };
    else if (name.value.value.startsWith(REFUSED.begins) || name.value.value.includes(REFUSED.has))
      yield { message: `The agent's name "${name.value.value}" begins with a hyphen or has a colon.`, at };
  },

  examples: [
    {
      because: "name and description",
      files: { ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\nReview.\n" },
    },
    {
      because: "the name is missing",
      files: { ".claude/agents/reviewer.md": "---\ndescription: Reviews.\n---\nReview.\n" },
      reports: ["1:1 The agent has no name."],
    },
    {
      because: "a word that YAML takes for true, a hyphen in front, and a colon",
      files: {
        ".claude/agents/a.md": "---\nname: true\ndescription: A.\n---\nA.\n",
        ".claude/agents/b.md": "---\nname: -b\ndescription: B.\n---\nB.\n",
        ".claude/agents/c.md": '---\nname: "c:d"\ndescription: C.\n---\nC.\n',
      },
      reports: [
        ".claude/agents/a.md:2:1 The agent's name is no text.",
        '.claude/agents/b.md:2:1 The agent\'s name "-b" begins with a hyphen or has a colon.',
        '.claude/agents/c.md:2:1 The agent\'s name "c:d" begins with a hyphen or has a colon.',
      ],
    },
    {
      because: "the name is empty",
      files: { ".claude/agents/reviewer.md": "---\ndescription: Reviews.\nname:\n---\nReview.\n" },
      reports: ["3:1 The agent has no name."],
    },
  ],
});
