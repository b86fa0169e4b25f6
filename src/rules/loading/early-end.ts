import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { agentLoading, skillLoading } from "../../context/loadability.ts";
import { earlyEnd } from "../../context/loads/read-frontmatter.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingEarlyEnd = defineRepositoryRule({
  id: "loading/early-end",
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "No value in the frontmatter of a skill, subagent, command or rule of Claude Code has three hyphens in it.",
  why: "Claude Code ends the frontmatter at the next `---`, wherever it stands.",
  consequence:
    "Claude Code cuts the value there and loses every field behind it, such as `disable-model-invocation`, `tools` and `paths`.",
  help: "Write a dash (–), or another character, in place of the hyphens.",
  since: "0.1.0",
  sources: [claudeCodeFacts.frontmatterEnd],

  *check(repository) {
    const loadings = [
      ...repository.of("skill").map((artifact) => ({ artifact, ...skillLoading(repository, "claude-code", artifact) })),
      ...repository.of("agent").map((artifact) => ({ artifact, ...agentLoading(repository, "claude-code", artifact) })),
    ];
    for (const { artifact, reasons } of loadings)
      for (const { code, at } of reasons) if (code === "early-end" && at) yield { artifact, at, ...SAID };
    for (const artifact of repository.of("command", "scoped-instructions")) {
      const at = artifact.dialect === "claude-code" ? earlyEnd(artifact) : undefined;
      if (at) yield { artifact, at, ...SAID };
    }
  },

  examples: [
    {
      because: "two hyphens",
      files: { ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Commits -- all of them.\n---\nCommit.\n" },
    },
    {
      because: "three of them, and a flag behind them",
      files: {
        ".claude/skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits --- all of them.\ndisable-model-invocation: true\n---\nCommit.\n",
      },
      reports: ["3:22 For Claude Code the frontmatter ends here."],
    },
    {
      because: "a command, and a rule that loses its paths",
      files: {
        ".claude/commands/ship.md":
          "---\ndescription: Ships --- all of it.\ndisable-model-invocation: true\n---\nShip.\n",
        ".claude/rules/api.md": "---\ndescription: API --- ours\npaths: [src/api/**]\n---\nBe terse.\n",
      },
      reports: [
        ".claude/commands/ship.md:2:20 For Claude Code the frontmatter ends here.",
        ".claude/rules/api.md:2:18 For Claude Code the frontmatter ends here.",
      ],
    },
  ],
});

const SAID = { client: "claude-code", message: "For Claude Code the frontmatter ends here." } as const;
