import { lateFrontmatter } from "../../inventory/texts/late-frontmatter.ts";
import { folderOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

/** A file that lies in the folder of agents itself. */
const BESIDE_AGENTS = /(?:^|\/)agents\/[^/]+$/;

export const agentFrontmatter = defineRepositoryRule({
  id: "agent/frontmatter",
  severity: "warning",
  summary: "An agent of Claude Code has a frontmatter.",
  why: "Claude Code takes the agent's name and the reason to call it from there.",
  consequence: "Claude Code does not take the file for an agent of that name.",
  help: "Add a frontmatter with `name` and `description`, or move a text that is no agent out of the folder.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],

  *check(repository) {
    const all = repository.of("agent");
    const withAgents = new Set(
      all.flatMap(({ frontmatter, problems, path }) => (frontmatter || problems.length > 0 ? [folderOf(path)] : [])),
    );
    for (const artifact of all) {
      const { dialect, frontmatter, problems, source, path } = artifact;
      if (dialect !== "claude-code" || frontmatter || problems.length > 0) continue;
      // Texts that agents read lie in folders of their own, in which no file has a frontmatter.
      if (isBelowAgents(path) && !BESIDE_AGENTS.test(path) && !withAgents.has(folderOf(path))) continue;
      // loading/late-start reports it
      if (lateFrontmatter(source.text) !== undefined) continue;
      yield { artifact, message: "The agent has no frontmatter.", at: { start: 0, end: 1 } };
    }
  },

  examples: [
    {
      because: "a frontmatter with a name and a description",
      files: { ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\nReview.\n" },
    },
    {
      because: "no frontmatter",
      files: { ".claude/agents/reviewer.md": "Review.\n" },
      reports: ["1:1 The agent has no frontmatter."],
    },
    {
      because: "texts in a folder of their own, which agents are told to read",
      files: {
        ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\nRead references/security.md.\n",
        ".claude/agents/references/security.md": "# Security\n",
        ".claude/agents/references/tests.md": "# Tests\n",
      },
    },
    {
      because: "a file without it among agents of a folder below",
      files: {
        ".claude/agents/review/tests.md": "---\nname: tests\ndescription: Reviews tests.\n---\nReview.\n",
        ".claude/agents/review/security.md": "# Security\n",
      },
      reports: [".claude/agents/review/security.md:1:1 The agent has no frontmatter."],
    },
    { because: "Cursor takes the name from the file", files: { ".cursor/agents/reviewer.md": "Review.\n" } },
  ],
});

/** Whether a file lies in a folder of agents, or below it; others are agents because a manifest names them. */
const isBelowAgents = (path: string): boolean => /(?:^|\/)agents\//.test(path);
